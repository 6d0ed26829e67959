#include "pipeline/match/signals.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "normalizers/text/similarity.h"
#include "pipeline/match/acronym.h"
#include "pipeline/match/alignment.h"
#include "pipeline/match/people.h"
#include "pipeline/match/rarity.h"
#include "pipeline/match/strays.h"
#include "pipeline/match/typo.h"

namespace bibmill {
namespace {

constexpr std::array<std::string_view, kSignals> kNames = {
    "title_equal",    "title_words",      "title_of_entry",   "title_of_record", "title_common",      "title_head",
    "title_fit",      "title_grams",      "title_cover",      "title_lead",      "title_tail",        "entry_longer",
    "title_short",    "numbers_differ",   "kind_word",        "people_share",    "people_agreeing",   "people_first",
    "people_unknown", "people_displaced", "people_surplus",   "year_unknown",    "year_near",         "year_far",
    "venue_unknown",  "venue_differs",    "venue_other_kind", "venue_silent",    "everything",        "everything_held",
    "spelled_out",    "people_all",       "year_earlier",     "venue_same",      "venue_unpublished", "odd_entry",
    "odd_record",     "title_pairs",      "title_cut"};

using Words = std::vector<std::string_view>;

double weight_of(const Words& words) {
  double sum = 0;
  for (const auto word : words) sum += rarity(word);
  return sum;
}

/// Words of two texts by what they have in common.
struct Overlap {
  double common = 0;  ///< rarity of what both have, of both sides
  Words odd_a;        ///< what only one has, not even mistyped
  Words odd_b;
};

void pair_typos(Overlap& overlap) {
  for (auto a = overlap.odd_a.begin(); a != overlap.odd_a.end();) {
    const auto b = std::find_if(overlap.odd_b.begin(), overlap.odd_b.end(),
                                [&](std::string_view word) { return is_typo(*a, word); });
    if (b == overlap.odd_b.end()) {
      ++a;
      continue;
    }
    overlap.common += (rarity(*a) + rarity(*b)) / 2;
    overlap.odd_b.erase(b);
    a = overlap.odd_a.erase(a);
  }
}

Overlap overlap_of(Words a, Words b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  Overlap overlap;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      overlap.common += rarity(a[i]);
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      overlap.odd_a.push_back(a[i++]);
    } else {
      overlap.odd_b.push_back(b[j++]);
    }
  }
  overlap.odd_a.insert(overlap.odd_a.end(), a.begin() + static_cast<std::ptrdiff_t>(i), a.end());
  overlap.odd_b.insert(overlap.odd_b.end(), b.begin() + static_cast<std::ptrdiff_t>(j), b.end());
  if (overlap.odd_a.size() + overlap.odd_b.size() <= 40) pair_typos(overlap);
  return overlap;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

bool is_kind_word(std::string_view word) {
  static constexpr std::array<std::string_view, 22> kWords = {
      "abstract",      "addendum",  "announcement", "column",   "comment",  "comments", "corrigendum", "demo",
      "demonstration", "editorial", "erratum",      "foreword", "overview", "panel",    "poster",      "preface",
      "report",        "reply",     "review",       "reviews",  "tutorial", "workshop"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

class Weigher {
 public:
  Weigher(const Subject& a, const Subject& b)
      : a_(a), b_(b), bare_a_(without_strays(a, b)), bare_b_(without_strays(b, a)) {}

  Signals signals() && {
    weigh_titles();
    weigh_place();
    weigh_people();
    weigh_years();
    weigh_venues();
    weigh_everything();
    return signals_;
  }

 private:
  void set(Signal signal, double value) { signals_[static_cast<std::size_t>(signal)] = value; }
  void set(Signal signal, bool state) { set(signal, state ? 1.0 : 0.0); }

  void weigh_titles() {
    const auto overlap = overlap_of(bare_a_.words, bare_b_.words);
    const double a = weight_of(bare_a_.words);
    const double b = weight_of(bare_b_.words);
    set(Signal::title_equal, bare_a_.squeezed == bare_b_.squeezed);
    set(Signal::title_words, ratio(2 * overlap.common, a + b));
    set(Signal::title_of_entry, std::min(1.0, ratio(overlap.common, a)));
    set(Signal::title_of_record, std::min(1.0, ratio(overlap.common, b)));
    set(Signal::title_common, std::min(overlap.common, 6.0) / 6);
    set(Signal::title_short, 1 / std::max(1.0, std::min(a, b)));
    set(Signal::odd_entry, std::min(weight_of(overlap.odd_a), 6.0) / 6);
    set(Signal::odd_record, std::min(weight_of(overlap.odd_b), 6.0) / 6);
    set(Signal::title_pairs, shared_pairs(bare_a_.words, bare_b_.words));
    set(Signal::numbers_differ, !same_numbers(joined(bare_a_.words), joined(bare_b_.words)));
    const bool kind = std::any_of(overlap.odd_a.begin(), overlap.odd_a.end(), is_kind_word) ||
                      std::any_of(overlap.odd_b.begin(), overlap.odd_b.end(), is_kind_word);
    set(Signal::kind_word, kind);
  }

  static double shared_pairs(const Words& a, const Words& b) {
    if (a.size() < 2 || b.size() < 2) return 0;
    std::size_t shared = 0;
    for (std::size_t i = 0; i + 1 < a.size(); ++i) {
      for (std::size_t j = 0; j + 1 < b.size(); ++j) {
        if (a[i] != b[j] || a[i + 1] != b[j + 1]) continue;
        ++shared;
        break;
      }
    }
    return static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size()) - 1);
  }

  static std::string joined(const Words& words) {
    std::string text;
    for (const auto word : words) text.append(word).push_back(' ');
    return text;
  }

  void weigh_place() {
    const bool a_longer = bare_a_.squeezed.size() > bare_b_.squeezed.size();
    const auto& longer = a_longer ? bare_a_ : bare_b_;
    const auto& shorter = a_longer ? bare_b_ : bare_a_;
    const auto place = align(shorter.squeezed, longer.squeezed);
    double lead = 0;
    double tail = 0;
    std::size_t at = 0;
    for (const auto word : longer.words) {
      if (at + word.size() <= place.begin) lead += aside(word);
      if (at >= place.end) tail += aside(word);
      at += word.size();
    }
    const auto letters = static_cast<double>(longer.squeezed.size());
    set(Signal::title_grams, shared_grams(a_.titles.front().grams, b_.titles.front().grams));
    const auto differs = std::mismatch(shorter.squeezed.begin(), shorter.squeezed.end(), longer.squeezed.begin());
    const auto head = static_cast<double>(differs.first - shorter.squeezed.begin());
    set(Signal::title_head, ratio(head, static_cast<double>(shorter.squeezed.size())));
    set(Signal::title_cut, head >= 60 && head + 2 >= static_cast<double>(shorter.squeezed.size()) &&
                               longer.squeezed.size() > shorter.squeezed.size());
    set(Signal::title_fit, place.fit);
    set(Signal::title_cover, ratio(place.fit * static_cast<double>(shorter.squeezed.size()), letters));
    set(Signal::title_lead, std::min(lead, 4.0) / 4);
    set(Signal::title_tail, std::min(tail, 8.0) / 8);
    set(Signal::entry_longer, a_longer && longer.squeezed.size() > shorter.squeezed.size() + 3);
  }

  void weigh_people() {
    const auto people = compare_loosely(a_, bare_a_.people, b_, bare_b_.people);
    set(Signal::people_share, people.known ? people.share : 0);
    set(Signal::people_agreeing, std::min(people.agreeing, 4.0) / 4);
    set(Signal::people_first, people.first);
    set(Signal::people_unknown, !people.known);
    set(Signal::people_displaced, people.known && people.displaced);
    const auto longest = static_cast<double>(std::max(a_.people.size(), b_.people.size()));
    const auto shortest = static_cast<double>(std::min(a_.people.size(), b_.people.size()));
    if (people.known && !people.displaced) set(Signal::people_surplus, (longest - shortest) / longest);
    set(Signal::people_all, people.known && !people.displaced && people.share >= 0.8 && longest <= shortest);
    set(Signal::spelled_out, people.spelled_out);
  }

  /// Beside a title "Proc.", "extended version" and "1998" say nothing of the work.
  static double aside(std::string_view word) {
    static constexpr std::array<std::string_view, 16> kWords = {
        "abstract", "extended", "full",    "long",      "paper", "preliminary", "proc",      "proceedings",
        "session",  "short",    "special", "submitted", "talk",  "version",     "technical", "thesis"};
    const bool digits = word.front() >= '0' && word.front() <= '9';
    const bool known =
        digits || std::find(kWords.begin(), kWords.end(), word) != kWords.end() || is_common_venue_word(word);
    return known ? 0.1 : rarity(word);
  }

  static std::vector<int> years_of(const Subject& subject, const BareTitle& bare) {
    auto years = subject.years;
    if (bare.year) years.push_back(*bare.year);
    return years;
  }

  void weigh_years() {
    int nearest = -1;
    bool earlier = false;
    for (const int a : years_of(a_, bare_a_)) {
      for (const int b : years_of(b_, bare_b_)) {
        if (nearest >= 0 && std::abs(a - b) >= nearest) continue;
        nearest = std::abs(a - b);
        earlier = b < a;
      }
    }
    set(Signal::year_earlier, earlier);
    set(Signal::year_unknown, nearest < 0);
    set(Signal::year_near, nearest == 1);
    set(Signal::year_far, nearest > 1 ? std::min(nearest, 5) / 5.0 : 0.0);
  }

  void weigh_venues() {
    const bool silent_a = a_.venues.names.empty() && !bare_a_.venue;
    const bool silent_b = b_.venues.names.empty() && !bare_b_.venue;
    const bool compared = !a_.venues.names.empty() && !b_.venues.names.empty();
    set(Signal::venue_unknown, !compared && !bare_a_.venue && !bare_b_.venue);
    set(Signal::venue_differs, compared && !names_overlap(a_.venues, b_.venues));
    set(Signal::venue_other_kind, compared && a_.venues.journal != b_.venues.journal);
    set(Signal::venue_silent, silent_b && !silent_a);
    set(Signal::venue_same, compared && names_agree(a_.venues, b_.venues));
    set(Signal::venue_unpublished, unpublished(b_.venues) && !unpublished(a_.venues));
  }

  static bool unpublished(const VenueNames& venues) {
    static constexpr std::array<std::string_view, 16> kWords = {
        "report",    "technical",  "tech",       "university",   "univ", "dept",      "department", "thesis",
        "submitted", "manuscript", "laboratory", "laboratories", "labs", "institute", "center",     "preparation"};
    return std::any_of(venues.names.begin(), venues.names.end(), [](const VenueName& name) {
      return std::any_of(name.words.begin(), name.words.end(), [](const std::string& word) {
        return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
      });
    });
  }

  static Words all_words(const Subject& subject) {
    Words words(subject.titles.front().words.begin(), subject.titles.front().words.end());
    for (const auto& person : subject.people) words.insert(words.end(), person.family.begin(), person.family.end());
    for (const auto& name : subject.venues.names) words.insert(words.end(), name.telling.begin(), name.telling.end());
    return words;
  }

  void weigh_everything() {
    auto words_a = all_words(a_);
    auto words_b = all_words(b_);
    const double a = weight_of(words_a);
    const double b = weight_of(words_b);
    const double common = overlap_of(std::move(words_a), std::move(words_b)).common;
    set(Signal::everything, std::min(1.0, ratio(2 * common, a + b)));
    set(Signal::everything_held, std::min(1.0, ratio(common, std::min(a, b))));
  }

  const Subject& a_;
  const Subject& b_;
  BareTitle bare_a_;
  BareTitle bare_b_;
  Signals signals_{};
};

}  // namespace

std::span<const std::string_view> signal_names() { return kNames; }

double shared_grams(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    shared += a[i] == b[j];
    const bool a_first = a[i] <= b[j];
    const bool b_first = b[j] <= a[i];
    i += a_first;
    j += b_first;
  }
  return ratio(static_cast<double>(shared), static_cast<double>(std::min(a.size(), b.size())));
}

Signals signals_of(const Subject& entry, const Subject& record) {
  if (entry.titles.empty() || record.titles.empty()) return {};
  return Weigher(entry.unmixed ? *entry.unmixed : entry, record.unmixed ? *record.unmixed : record).signals();
}

}  // namespace bibmill
