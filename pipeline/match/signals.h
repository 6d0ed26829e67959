// Signals: what the model weighs, as numbers with names. Unlike the features of features.h, which state what is known,
// they also measure what scanned, shortened and mixed-up descriptions only hint at. Pure, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/match/subject.h"

namespace bibmill {

/// In the order of signal_names. Shares are 0 to 1, states 0 or 1.
enum class Signal : std::uint8_t {
  title_equal,       ///< the same letters, strays set aside
  title_words,       ///< Dice coefficient of the words, each counted by its rarity, typing mistakes allowed
  title_of_entry,    ///< rarity share of the entry's words that the record has
  title_of_record,   ///< rarity share of the record's words that the entry has
  title_common,      ///< rarity of what both titles have, at most 6, over 6
  title_head,        ///< share of the shorter title's letters until the first that differs
  title_fit,         ///< how well the shorter title stands in the longer
  title_grams,       ///< share of the shorter title's runs of four letters that the longer has
  title_cover,       ///< how much of the longer it fills
  title_lead,        ///< rarity of the longer title's words before that place
  title_tail,        ///< ... behind it
  entry_longer,      ///< the entry's title is the longer one
  title_short,       ///< 1 / rarity of the shorter title's words: editorials and columns
  numbers_differ,    ///< numbers, parts, versions
  kind_word,         ///< only one title says "review", "tutorial", "workshop", …: another item of the same name
  people_share,      ///< LoosePeople::share
  people_agreeing,   ///< LoosePeople::agreeing, at most 4, over 4
  people_first,      ///< the first ones agree
  people_unknown,    ///< nothing could be compared
  people_displaced,  ///< one side's people were sought in the other's title
  people_surplus,    ///< how much longer one list is than the other, at most 1
  year_unknown,
  year_near,  ///< one year apart
  year_far,   ///< more than one, at most 5, over 5
  venue_unknown,
  venue_differs,
  venue_other_kind,  ///< a journal here, a conference there
  venue_silent,      ///< the record names none
  everything,        ///< Dice coefficient of all words, those of people and venue among them, by rarity
  everything_held,   ///< the same words, as a share of the shorter side's
  spelled_out,       ///< both sides spell given names out: catalogues, not citations
  people_all,        ///< both lists are of one length, and everybody agrees
  year_earlier,      ///< the record's nearest year is before the entry's
  venue_same,
  venue_unpublished,  ///< only the record names a report, a thesis, a university
  odd_entry,          ///< rarity of the entry's title words that the record lacks, at most 6, over 6
  odd_record,         ///< ... of the record's that the entry lacks
  title_pairs,        ///< share of the shorter title's neighbouring words that are neighbours in the other
  title_cut,          ///< one title is the beginning of the other, longer than search engines print
  count
};

constexpr std::size_t kSignals = static_cast<std::size_t>(Signal::count);
using Signals = std::array<double, kSignals>;

std::span<const std::string_view> signal_names();

inline double value(const Signals& signals, Signal signal) { return signals[static_cast<std::size_t>(signal)]; }

/// Share of the shorter list (FoldedTitle::grams) that the other has too.
double shared_grams(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

/// Both subjects have a title; all zero otherwise.
Signals signals_of(const Subject& entry, const Subject& record);

}  // namespace bibmill
