#include "normalizers/names/person_name.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "normalizers/names/name_parts.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// Family names before which "Van" and "Le" are Vietnamese middle names, not particles ("Hong Van Nguyen").
constexpr std::array<std::string_view, 18> kVietnameseFamilies = {"bui", "dang",   "dao",   "dinh",  "do",   "duong",
                                                                  "ha",  "ho",     "hoang", "huynh", "le",   "luong",
                                                                  "ngo", "nguyen", "pham",  "phan",  "tran", "vu"};

/// Capitalised particles that people do write as part of a family name. "Du", "Ten", "Ter", "Do", "San", "Ben" are
/// given names as often.
constexpr std::array<std::string_view, 20> kCapitalParticles = {"Al",  "Bin",   "Da",  "Dal", "Das", "De",  "Dei",
                                                                "Del", "Della", "Den", "Der", "Di",  "Dos", "El",
                                                                "Ibn", "La",    "Le",  "Van", "Von", "Vom"};

bool is_capital_particle(std::string_view word, std::string_view family) {
  if (std::find(kCapitalParticles.begin(), kCapitalParticles.end(), word) == kCapitalParticles.end()) return false;
  if (word != "Van" && word != "Le") return true;
  const auto folded = fold_title(family);
  return std::find(kVietnameseFamilies.begin(), kVietnameseFamilies.end(), folded) == kVietnameseFamilies.end();
}

bool is_lower_particle(std::string_view word) {
  return first_letter_case(word) == LetterCase::lower && is_particle(word);
}

PersonName literal_name(std::string text) {
  PersonName name;
  name.literal = std::move(text);
  return name;
}

/// Moves lower-case particles from the front of the family name; ALL CAPS ones were lowered before.
void split_particle(PersonName& name) {
  const auto words = split_words(name.family);
  std::size_t count = 0;
  while (count + 1 < words.size() && is_lower_particle(words[count])) ++count;
  if (count == 0) return;
  const auto moved = join_words(words, 0, count);
  name.particle = name.particle.empty() ? moved : name.particle + " " + moved;
  name.family = join_words(words, count, words.size());
}

/// "Travis III", "Smith, Ph.D." → the suffix moved, degrees dropped.
void split_suffix(PersonName& name) {
  auto words = split_words(name.family);
  while (words.size() > 1) {
    const auto suffix = generational_suffix(words.back());
    if (suffix) {
      name.suffix = *suffix;
    } else if (!is_degree(words.back())) {
      break;
    }
    words.pop_back();
  }
  name.family = clean_name(join_words(words, 0, words.size()));
}

/// Index where the family name (with its particles) starts in a name printed in reading order.
std::size_t family_start(const std::vector<std::string>& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (is_lower_particle(words[i])) return i;
    if (words[i] == "y") return i - (i > 1 ? 1 : 0);  // "Santiago Ramón y Cajal"
  }
  auto start = words.size() - 1;
  while (start > 1 && is_capital_particle(words[start - 1], words.back())) --start;
  return start;
}

PersonName parse_reading_order(std::string_view text) {
  auto words = split_words(text);
  PersonName name;
  while (words.size() > 1) {
    const auto suffix = generational_suffix(words.back());
    if (!suffix) break;
    name.suffix = *suffix;
    words.pop_back();
  }
  if (words.empty()) return name;
  const auto start = words.size() == 1 ? 0 : family_start(words);
  name.given = join_words(words, 0, start);
  name.family = clean_name(join_words(words, start, words.size()));
  split_particle(name);
  return name;
}

std::vector<std::string> split_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const auto comma = text.find(',');
    if (auto part = clean_name(text.substr(0, comma)); !part.empty()) parts.push_back(std::move(part));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

/// "Family, Given[, Suffix]" and "Family, Suffix, Given"; "Given Family, Suffix" when only a suffix or degree follows.
PersonName parse_commas(const std::vector<std::string>& parts) {
  std::string suffix;
  std::vector<std::string> rest;
  for (const auto& part : parts) {
    const auto generational = generational_suffix(part);
    if (generational && !rest.empty()) {
      suffix = *generational;
    } else if (rest.size() < 2 || !is_degree(part)) {
      rest.push_back(part);
    }
  }
  if (rest.size() == 2 && is_degree(rest[1]) && split_words(rest[0]).size() > 1) rest.pop_back();
  if (rest.empty()) return {};
  if (rest.size() == 1) {
    PersonName name = parse_reading_order(rest[0]);
    if (!suffix.empty()) name.suffix = suffix;
    return name;
  }
  return make_name(join_words(rest, 1, rest.size()), rest[0], suffix);
}

/// ALL CAPS is lowered where it is certain to be shouting and not initials: "ZHANG, WEI", "LI, Wei", but "JK" stays.
void lower_all_caps(PersonName& name) {
  const bool family_shouts = is_all_caps(name.family, 3) ||
                             (is_all_caps(name.family, 2) && !name.given.empty() && !is_all_caps(name.given, 1));
  if (!family_shouts) return;
  auto words = split_words(name.family);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool particle = i + 1 < words.size() && is_particle(words[i]);
    if (generational_suffix(words[i]) && i > 0) continue;
    if (words[i].find('.') != std::string::npos) continue;  // "W. E. W." are initials
    words[i] = particle ? ascii_lower(words[i]) : capitalised(words[i]);
  }
  name.family = join_words(words, 0, words.size());
  if (is_all_caps(name.given, 3) && name.given.find('.') == std::string::npos) {
    auto given = split_words(name.given);
    for (auto& word : given) {
      if (is_all_caps(word, 3)) word = capitalised(word);
    }
    name.given = join_words(given, 0, given.size());
  }
}

/// "Almir Ferreira de" | "Andrade": a particle stuck to the given names.
void move_particle_from_given(PersonName& name) {
  auto words = split_words(name.given);
  auto keep = words.size();
  while (keep > 1 && is_lower_particle(words[keep - 1])) --keep;
  if (keep == words.size()) return;
  name.particle = join_words(words, keep, words.size());
  name.given = join_words(words, 0, keep);
}

}  // namespace

PersonName parse_name(std::string_view printed) {
  const auto text = clean_name(printed);
  if (text.empty()) return {};
  if (is_organisation(text) || is_unspaced_script(text)) return literal_name(text);
  if (printed.find(',') == std::string_view::npos) return parse_reading_order(text);
  const auto parts = split_commas(text);
  return parse_commas(parts);
}

PersonName make_name(std::string_view given, std::string_view family, std::string_view suffix) {
  PersonName name;
  name.given = clean_name(given);
  name.family = clean_name(family);
  if (name.family.empty()) std::swap(name.given, name.family);
  if (name.family.empty()) return name;
  if (name.given.empty() && (is_organisation(name.family) || is_unspaced_script(name.family))) {
    return literal_name(name.family);
  }
  lower_all_caps(name);
  split_suffix(name);
  move_particle_from_given(name);
  split_particle(name);
  const auto clean_suffix = clean_name(suffix);
  if (const auto generational = generational_suffix(clean_suffix)) {
    name.suffix = *generational;
  } else if (!clean_suffix.empty() && !is_degree(clean_suffix)) {
    name.suffix = clean_suffix;
  }
  return name;
}

std::string display_name(const PersonName& name) {
  if (!name.literal.empty()) return name.literal;
  std::string text;
  for (const auto* part : {&name.given, &name.particle, &name.family, &name.suffix}) {
    if (part->empty()) continue;
    if (!text.empty() && !text.ends_with('\'') && !text.ends_with("’")) text += ' ';
    text += *part;
  }
  return text;
}

std::string family_key(const PersonName& name) {
  if (!name.literal.empty()) return fold_title(name.literal);
  return fold_title(name.particle.empty() ? name.family : name.particle + " " + name.family);
}

}  // namespace bibmill
