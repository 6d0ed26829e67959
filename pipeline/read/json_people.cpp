#include "pipeline/read/json_people.h"

#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "normalizers/names/person_name.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/json_text.h"

namespace bibmill {
namespace {

using simdjson::dom::element;

std::string member(const element& object, std::string_view name) {
  std::string_view text;
  if (object[name].get_string().get(text) != simdjson::SUCCESS) return {};
  return collapse_space(text);
}

bool means_others(std::string_view name) {
  const std::string lower = ascii_lower(trim(name));
  return lower == "others" || lower == "et al" || lower == "et al." || lower == "and others";
}

void add_name(Work& work, std::vector<Person>& people, std::string_view printed) {
  const std::string name = collapse_space(printed);
  if (means_others(name)) {
    work.authors_incomplete = true;
  } else if (!name.empty()) {
    Person person;
    person.name = parse_name(name);
    people.push_back(std::move(person));
  }
}

Person person_of(const element& object) {
  Person person;
  person.name = PersonName{.family = member(object, "family"),
                           .given = member(object, "given"),
                           .particle = member(object, "particle"),
                           .suffix = member(object, "suffix"),
                           .literal = member(object, "literal")};
  if (person.name.particle.empty()) person.name.particle = member(object, "non-dropping-particle");
  if (person.name.family.empty() && person.name.literal.empty()) {
    std::string name = member(object, "name");
    if (name.empty()) name = member(object, "display_name");
    if (!name.empty()) person.name = parse_name(name);
  }
  person.orcid = Orcid::parse(member(object, "orcid"));
  return person;
}

void add_people_json(Work& work, std::vector<Person>& people, const element& list) {
  simdjson::dom::array array;
  if (list.get_array().get(array) != simdjson::SUCCESS) {
    people.push_back(person_of(list));
  } else {
    for (const element item : array) {
      std::string_view name;
      if (item.get_string().get(name) == simdjson::SUCCESS) {
        add_name(work, people, name);
      } else if (item.is_object()) {
        people.push_back(person_of(item));
      }
    }
  }
  std::erase_if(people, [](const Person& person) { return person.name == PersonName{}; });
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, from), text.size());
    parts.push_back(trim(text.substr(from, end - from)));
    from = end + 1;
  }
  return parts;
}

/// "Ada Lovelace, Charles Babbage" is two people, "Lovelace, Ada" is one: in a list every part has a given and a family
/// name.
bool is_comma_list(std::string_view text) {
  const auto parts = split(text, ",");
  return parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return part.find(' ') != std::string_view::npos || means_others(part);
         });
}

/// One letter is a slip of the pen, one ideograph a name.
bool is_name(std::string_view text) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  return std::ranges::count_if(text, letter) > 1 ||
         std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

bool names_somebody(const simdjson::dom::element& value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return trim(text).empty() || is_name(text);
  return value.is_object() && person_of(value).name != PersonName{};
}

void add_people(Work& work, std::vector<Person>& people, std::string_view value) {
  const auto use = [&](const element& list) { add_people_json(work, people, list); };
  if (with_json(value, use)) return;
  if (value.find(" and ") != std::string_view::npos) {
    NameList list = parse_bibtex_names(value);
    work.authors_incomplete = work.authors_incomplete || list.others;
    for (PersonName& name : list.names) people.emplace_back().name = std::move(name);
    return;
  }
  if (value.find(';') != std::string_view::npos || is_comma_list(value)) {
    for (const std::string_view name : split(value, value.find(';') != std::string_view::npos ? ";" : ","))
      add_name(work, people, name);
    return;
  }
  add_name(work, people, value);
}

}  // namespace bibmill
