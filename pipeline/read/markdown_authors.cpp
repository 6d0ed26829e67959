#include "pipeline/read/markdown_authors.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill::markdown {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool capital(char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

std::size_t word_count(std::string_view text) { return 1 + static_cast<std::size_t>(std::ranges::count(text, ' ')); }

/// "A.", "B.G.", "H. V.", "AB": given names cut to initials.
bool is_initials(std::string_view text) {
  return !text.empty() && capital(text.front()) && text.find('.') != std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return capital(c) || c == '.' || c == '-' || c == ' '; });
}

bool particle(std::string_view word) {
  static constexpr std::string_view particles[] = {"van", "von", "der", "den", "de",  "di", "da",
                                                   "del", "la",  "le",  "dos", "bin", "al", "ten"};
  return std::ranges::find(particles, word) != std::end(particles);
}

bool institution_word(std::string_view word) {
  static constexpr std::string_view words[] = {"university", "univ",         "institute",  "laboratory",
                                               "college",    "laboratories", "academy",    "school",
                                               "department", "faculty",      "corporation"};
  return std::ranges::find(words, word) != std::end(words);
}

bool organisation_word(std::string_view word) {
  static constexpr std::string_view words[] = {"lab",    "labs",         "research", "inc",    "center",
                                               "centre", "technologies", "systems",  "group",  "team",
                                               "cloud",  "ai",           "tech",     "google", "microsoft"};
  return institution_word(word) || std::ranges::find(words, word) != std::end(words);
}

bool is_name(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > 60 || text.find_first_of("()[]{}:;!?/\"&@+=") != std::string_view::npos)
    return false;
  if (std::ranges::any_of(text, digit) || word_count(text) > 5) return false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (word.empty() || (!capital(word.front()) && !particle(word))) return false;
    at = end + 1;
  }
  return std::ranges::none_of(fold_words(text), organisation_word);
}

std::string_view without_title(std::string_view name) {
  for (std::string_view title : {"Prof. ", "Dr. ", "Professor "}) {
    if (name.starts_with(title)) return trim(name.substr(title.size()));
  }
  return name;
}

/// Cuts at commas and " and "; takes "et al." off; drops a closing year and month, full stop and empty parts.
std::vector<std::string> name_parts(std::string_view text, bool& others) {
  std::string list(trim(text));
  if (const std::size_t et_al = list.find("et al"); et_al != std::string::npos && list.size() - et_al <= 7) {
    others = true;
    list.erase(et_al);
  }
  for (std::size_t at = list.find(" and "); at != std::string::npos; at = list.find(" and ")) list.replace(at, 5, ", ");
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    std::string_view part = trim(std::string_view(list).substr(at, end - at));
    if (part.starts_with("and ")) part = trim(part.substr(4));
    if (!part.empty()) parts.emplace_back(part);
    at = end + 1;
  }
  if (!parts.empty()) {
    std::string& last = parts.back();
    if (last.ends_with('.') && !is_initials(last)) last.pop_back();
  }
  const auto closing = [](std::string_view part) {
    return part == "May" || part == "June" || part == "July" || (part.size() == 4 && std::ranges::all_of(part, digit));
  };
  while (!parts.empty() && (parts.back().empty() || closing(parts.back()))) parts.pop_back();
  return parts;
}

void add(AuthorList& list, std::string_view printed) {
  Person person;
  person.name = parse_name(without_title(trim(printed)));
  list.people.push_back(std::move(person));
}

bool add_pairs(const std::vector<std::string>& parts, AuthorList& list) {
  if (parts.size() < 2 || parts.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < parts.size(); i += 2) {
    if (!is_name(parts[i]) || !is_initials(parts[i + 1])) return false;
  }
  for (std::size_t i = 0; i < parts.size(); i += 2) add(list, parts[i] + ", " + parts[i + 1]);
  return true;
}

bool add_first_inverted(const std::vector<std::string>& parts, AuthorList& list) {
  if (parts.size() < 2 || word_count(parts[0]) > 2 || word_count(parts[1]) > 2) return false;
  if (word_count(parts[0]) == 2 && !particle(parts[0].substr(0, parts[0].find(' ')))) return false;
  if (parts.size() == 2 && !list.others) return false;
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (word_count(parts[i]) < 2) return false;
  }
  if (!std::ranges::all_of(parts, is_name)) return false;
  add(list, parts[0] + ", " + parts[1]);
  for (std::size_t i = 2; i < parts.size(); ++i) add(list, parts[i]);
  return true;
}

bool add_in_order(const std::vector<std::string>& parts, AuthorList& list) {
  if (parts.empty() || (parts.size() == 1 && !list.others)) return false;
  if (!std::ranges::all_of(parts, [](const std::string& part) { return word_count(part) >= 2 && is_name(part); }))
    return false;
  for (const std::string& part : parts) add(list, part);
  return true;
}

}  // namespace

bool names_institution(std::string_view text) { return std::ranges::any_of(fold_words(text), institution_word); }

bool names_organisation(std::string_view text) { return std::ranges::any_of(fold_words(text), organisation_word); }

std::optional<AuthorList> parse_byline(std::string_view text) {
  AuthorList list;
  const std::vector<std::string> parts = name_parts(text, list.others);
  if (parts.empty() || !std::ranges::all_of(parts, is_name)) return std::nullopt;
  for (const std::string& part : parts) add(list, part);
  return list;
}

std::optional<AuthorList> parse_author_line(std::string_view text) {
  if (text.find(" & ") != std::string_view::npos || text.size() > 4000) return std::nullopt;
  AuthorList list;
  const std::vector<std::string> parts = name_parts(text, list.others);
  if (add_pairs(parts, list) || add_first_inverted(parts, list) || add_in_order(parts, list)) return list;
  return std::nullopt;
}

}  // namespace bibmill::markdown
