#include "normalizers/names/folded_name.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "normalizers/names/name_parts.h"
#include "normalizers/names/short_names.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += word;
  return text;
}

/// Umlauts written out as German, Danish and Norwegian typists do; empty when there is none.
std::string expanded(std::string_view text) {
  constexpr char kFirstByte = '\xC3';  // of each of them; most names have none
  if (text.find(kFirstByte) == std::string_view::npos) return {};
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kExpansions = {{{"ä", "ae"},
                                                                                                 {"ö", "oe"},
                                                                                                 {"ü", "ue"},
                                                                                                 {"Ä", "Ae"},
                                                                                                 {"Ö", "Oe"},
                                                                                                 {"Ü", "Ue"},
                                                                                                 {"ø", "oe"},
                                                                                                 {"Ø", "Oe"},
                                                                                                 {"å", "aa"},
                                                                                                 {"Å", "Aa"}}};
  std::string result(text);
  bool found = false;
  for (const auto& [letter, written] : kExpansions) {
    for (auto at = result.find(letter); at != std::string::npos; at = result.find(letter, at + written.size())) {
      result.replace(at, letter.size(), written);
      found = true;
    }
  }
  return found ? joined(fold_words(result)) : std::string();
}

/// "JRR" and "JK" are initials written without stops; "Al" and "LI" are not (a vowel).
bool is_glued_initials(std::string_view word) {
  return word.size() >= 2 && word.size() <= 3 && is_all_caps(word, word.size()) &&
         word.find_first_of("AEIOUY") == std::string_view::npos;
}

std::vector<std::string> given_words(std::string_view given) {
  std::vector<std::string> words;
  for (const auto& word : split_words(given)) {
    if (is_glued_initials(word)) {
      for (const char c : word) words.push_back(fold_title(std::string_view(&c, 1)));
      continue;
    }
    for (auto& folded : fold_words(word)) words.push_back(std::move(folded));
  }
  return words;
}

enum class WordAgreement { no, initial, full };

WordAgreement compare_words(std::string_view a, std::string_view b) {
  if (a == b) return a.size() == 1 ? WordAgreement::initial : WordAgreement::full;
  const auto& shorter = a.size() < b.size() ? a : b;
  const auto& longer = a.size() < b.size() ? b : a;
  // An initial ("S."), or a name cut short ("Rob", "Yu."): three letters, as fewer fit too many names.
  if ((shorter.size() == 1 || shorter.size() >= 3) && longer.starts_with(shorter)) return WordAgreement::initial;
  if (is_short_form(a, b)) return WordAgreement::initial;
  return WordAgreement::no;
}

/// Both lists walked in order; the shorter may leave out names of the longer ("Stuart W." and "Stuart"), and begin with
/// another only when the name that follows is spelled out ("X. Sean" and "Sean").
NameAgreement compare_given(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return NameAgreement::family;
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  std::size_t at = 0;
  bool full = false;
  bool skipped_first = false;
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    auto agreement = WordAgreement::no;
    const auto start = at;
    while (at < longer.size() && (agreement = compare_words(shorter[i], longer[at])) == WordAgreement::no) ++at;
    if (agreement == WordAgreement::no) return NameAgreement::different;
    if (i == 0 && at > start && agreement != WordAgreement::full) return NameAgreement::different;
    skipped_first = skipped_first || (i == 0 && at > start);
    full = full || agreement == WordAgreement::full;
    ++at;
  }
  return full && !skipped_first ? NameAgreement::full : NameAgreement::initials;
}

/// Equal texts, umlauts written out on one side only.
bool equal_texts(const std::string& a, const std::string& a_expanded, const std::string& b,
                 const std::string& b_expanded) {
  return a == b || (!a_expanded.empty() && a_expanded == b) || (!b_expanded.empty() && b_expanded == a);
}

NameAgreement compare_same_family(const FoldedName& a, const FoldedName& b) {
  if (a.given.empty() || b.given.empty()) return NameAgreement::family;
  if (equal_texts(a.given_joined, a.given_expanded, b.given_joined, b.given_expanded)) {
    return a.given.front().size() > 1 ? NameAgreement::full : NameAgreement::initials;
  }
  return compare_given(a.given, b.given);
}

/// "Nikolos, Orestis Lagkas" and "Lagkas Nikolos, Orestis"; "Berg" and "van der Berg": words of the longer family name
/// that the other lacks are read as given names.
NameAgreement compare_shifted(const FoldedName& longer, const FoldedName& shorter) {
  const auto extra = longer.family.size() - shorter.family.size();
  const auto first_extra = static_cast<std::ptrdiff_t>(extra);
  if (std::equal(shorter.family.begin(), shorter.family.end(), longer.family.begin() + first_extra)) {
    auto given = longer.given;
    given.insert(given.end(), longer.family.begin(), longer.family.begin() + first_extra);
    return compare_given(given, shorter.given);
  }
  // The first of two Iberian surnames alone: only with spelled-out given names.
  if (std::equal(shorter.family.begin(), shorter.family.end(), longer.family.begin())) {
    const auto agreement = compare_given(longer.given, shorter.given);
    return agreement == NameAgreement::full ? NameAgreement::initials : NameAgreement::different;
  }
  return NameAgreement::different;
}

}  // namespace

FoldedName fold_name(const PersonName& name) {
  FoldedName folded;
  if (!name.literal.empty()) {
    folded.literal = true;
    folded.family = fold_words(name.literal);
    folded.family_joined = joined(folded.family);
    return folded;
  }
  const auto family = name.particle.empty() ? name.family : name.particle + " " + name.family;
  folded.family = fold_words(family);
  folded.given = given_words(name.given);
  folded.family_joined = joined(folded.family);
  folded.given_joined = joined(folded.given);
  folded.family_expanded = expanded(family);
  folded.given_expanded = expanded(name.given);
  return folded;
}

NameAgreement compare_names(const FoldedName& a, const FoldedName& b) {
  if (a.family_joined.empty() || b.family_joined.empty()) return NameAgreement::different;
  if (equal_texts(a.family_joined, a.family_expanded, b.family_joined, b.family_expanded)) {
    if (a.literal || b.literal) return NameAgreement::full;
    return compare_same_family(a, b);
  }
  if (a.literal || b.literal) {
    const bool whole = a.given_joined + a.family_joined == b.given_joined + b.family_joined;
    return whole ? NameAgreement::full : NameAgreement::different;
  }
  if (!a.given_joined.empty() && a.family_joined == b.given_joined && a.given_joined == b.family_joined) {
    return NameAgreement::initials;  // family and given name swapped
  }
  if (a.family.size() > b.family.size()) return compare_shifted(a, b);
  if (a.family.size() < b.family.size()) return compare_shifted(b, a);
  return NameAgreement::different;
}

NameAgreement compare_names(const PersonName& a, const PersonName& b) {
  return compare_names(fold_name(a), fold_name(b));
}

}  // namespace bibmill
