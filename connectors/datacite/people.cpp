#include "connectors/datacite/people.h"

#include <utility>

#include "connectors/wire/fields.h"
#include "connectors/wire/url.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// "(:Unav)", ":(unav)", ":unav", "(:Unkn) Unknown", "Unknown", "[Unknown]".
bool says_unknown(std::string_view text) {
  const std::string folded = ascii_lower(trim(text));
  for (const std::string_view code : {"(:", ":(", ":un", ":tba", ":null"}) {
    if (folded.starts_with(code)) return true;
  }
  return folded == "unknown" || folded == "[unknown]" || folded == "(unknown)" || folded == "unknown, unknown";
}

std::string without_outer_brackets(std::string text) {
  const bool enclosed = text.size() > 2 && text.front() == '(' && text.find(')') == text.size() - 1;
  return enclosed ? text.substr(1, text.size() - 2) : text;
}

std::optional<Orcid> read_orcid(JsonView creator) {
  for (const JsonView identifier : creator["nameIdentifiers"].items()) {
    const std::string value(identifier["nameIdentifier"].text().value_or(""));
    const std::string hints = ascii_lower(std::string(identifier["nameIdentifierScheme"].text().value_or("")) +
                                          std::string(identifier["schemeUri"].text().value_or("")) + value);
    if (hints.find("orcid") == std::string::npos) continue;
    if (auto orcid = Orcid::parse(value)) return orcid;
  }
  return std::nullopt;
}

std::vector<AuthorAffiliation> read_affiliations(JsonView creator) {
  std::vector<AuthorAffiliation> affiliations;
  for (const JsonView json : creator["affiliation"].items()) {
    auto name = known_field(json.is_object() ? json["name"] : json);
    if (!name) continue;
    affiliations.push_back(AuthorAffiliation{without_outer_brackets(std::move(*name)),
                                             ror_url(json["affiliationIdentifier"].text().value_or(""))});
  }
  return affiliations;
}

/// The names that a creator holds: one from its parts, else what `name` says, "Family, Given" or free text.
std::vector<PersonName> read_names(JsonView creator) {
  const auto given = known_field(creator["givenName"]);
  const auto family = known_field(creator["familyName"]);
  const auto whole = known_field(creator["name"]);
  const std::string type = ascii_lower(creator["nameType"].text().value_or(""));
  if (whole && type.starts_with("organi")) {
    PersonName organisation;
    organisation.literal = *whole;
    return {organisation};
  }
  if (given && family) return {*person_name(*given, *family)};
  const std::string alone = whole ? *whole : family.value_or(given.value_or(""));
  std::vector<PersonName> names;
  for (std::string_view part : split(alone, ';')) {
    while (!part.empty() && (part.front() == ',' || part.front() == ' ')) part.remove_prefix(1);
    if (auto name = person_name("", part)) names.push_back(std::move(*name));
  }
  return names;
}

}  // namespace

std::optional<std::string> known_field(JsonView value) {
  auto field = plain_field(value);
  if (field && says_unknown(*field)) return std::nullopt;
  return field;
}

std::vector<Person> read_datacite_people(JsonView list, std::optional<std::string_view> type) {
  std::vector<Person> people;
  for (const JsonView json : list.items()) {
    if (type && json["contributorType"].text() != type) continue;
    for (PersonName& name : read_names(json)) {
      people.push_back(Person{std::move(name), read_orcid(json), std::nullopt, read_affiliations(json)});
    }
  }
  return people;
}

}  // namespace bibmill
