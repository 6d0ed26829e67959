// PairEvidence: what speaks for and against two mentions of compatible names being one person, as numbers. One truth of
// them for clustering and for learning (scripts/learn_people.py). Pure, thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "pipeline/people/acquaintances.h"
#include "pipeline/people/traits.h"

namespace bibmill {

enum class Evidence : std::uint8_t {
  coauthor,           ///< 1: at least one co-author of the same name
  coauthors_two,      ///< 1: at least two
  coauthors_three,    ///< 1: at least three
  coauthors_rare,     ///< sum of their rarities, 0 to 3: those whose names say who they are
  coauthors_common,   ///< the same of initials and short Chinese names
  circle,             ///< 0 to 3: no common co-author, but co-authors who wrote together elsewhere, by rarity
  affiliation,        ///< cosine of the words by rarity, 0 to 1
  affiliation_known,  ///< 1: both have one
  affiliation_same,   ///< 1: cosine above 0.7
  venue,              ///< the venue's rarity where it is the same
  topic,              ///< cosine of the titles' words by rarity
  topic_words,        ///< sum of the rarities of words in both titles, 0 to 3
  years_apart,        ///< in tens, 0 to 2; 0 where one is not known
  years_near,         ///< 1: at most one year apart
  without_coauthors,  ///< 1: one of the works has a single author
  initials,           ///< kind of name: one of the names is given by initials alone
  one_syllable,       ///< as NameKind
  syllables,          ///< as NameKind
  middle_name,        ///< 1: both names have two or more given names or initials, and they agree
  forms_differ,       ///< 1: the folded names are not equal
  spread_unknown,     ///< 1: nothing was joined under this name at first look
  spread_one,         ///< 0 to 1: chance that two mentions that were joined at first look fell into one group
  spread_largest,     ///< share of the largest group among all mentions of the name
  spread_groups,      ///< logarithm of the number of groups
  homonyms,           ///< 1: two bearers of the name wrote one work together, or have different identifiers
};
inline constexpr std::size_t kEvidenceCount = 25;
using PairEvidence = std::array<float, kEvidenceCount>;

/// Stable names, in the order of Evidence: columns of the learner's table.
std::array<std::string_view, kEvidenceCount> evidence_names();

inline float& at(PairEvidence& evidence, Evidence which) { return evidence[static_cast<std::size_t>(which)]; }
inline float at(const PairEvidence& evidence, Evidence which) { return evidence[static_cast<std::size_t>(which)]; }

/// All but the spread, which belongs to the name. `middle_name` and `forms_differ` are the caller's, who compares
/// names. Fastest for the pairs of one `a` after the other.
PairEvidence pair_evidence(const PeopleTraits& traits, Acquaintances& acquaintances, std::uint32_t a, std::uint32_t b);

/// What speaks for two mentions beyond the name.
enum class Ground : std::uint8_t {
  none,
  hint,    ///< venue or topic
  field,   ///< both, and the name is spelled out and not of the forms that many share
  people,  ///< people or an affiliation in common
};
/// Of all evidence but the spread.
Ground ground_of(const PairEvidence& evidence);

/// How the mentions of one name fell into groups at first look: many groups show that many people share it.
struct NameSpread {
  bool known = false;
  float one = 0;
  float largest = 0;
  float groups = 0;
  bool homonyms = false;
};
/// `group_of`: the group of each mention of the name.
NameSpread spread_of(std::span<const std::uint32_t> group_of);
/// Whether two mentions may be taken for one by themselves: never by the name alone; for a hint only where the name is
/// known to be one person's in the main.
bool is_enough(Ground ground, const NameSpread& a, const NameSpread& b);
/// Of two compatible names the more doubtful one counts.
void add_spread(PairEvidence& evidence, const NameSpread& a, const NameSpread& b);

}  // namespace bibmill
