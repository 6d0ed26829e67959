// How two titles compare: the same, mistyped, shortened, reworded or something else. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>

#include "pipeline/match/evidence.h"
#include "pipeline/match/subject.h"

namespace bibmill {

/// Ordered: a smaller grade is a closer one.
enum class TitleGrade : std::uint8_t {
  equal,     ///< folded forms equal, hyphenation aside
  near,      ///< a typing mistake away
  extended,  ///< one has a subtitle or system name that the other lacks
  reworded,  ///< most words shared, or the same system name and many words shared
  unrelated,
  unknown,  ///< one side has no title
};

struct TitleFeatures {
  TitleGrade grade = TitleGrade::unknown;
  double token = 0;       ///< Dice coefficient of the words
  double rest_token = 0;  ///< the same without system names, where both have one; else equal to token
  double edit = 0;        ///< edit_similarity; 0 where it was not needed or is small
  std::size_t words = 0;  ///< words of the shorter title: how distinctive it is
  Evidence system =
      Evidence::unknown;  ///< system names: agrees, near (a letter or two apart), differs; unknown unless both have one
  bool numbers_agree = true;    ///< numbers, parts and versions; always true for extended titles
  bool prefix_differs = false;  ///< a word of one has a prefix the other lacks: "supervised", "unsupervised"
};

/// The best of the titles of both sides (a record may have several); symmetric.
TitleFeatures compare_titles(const Subject& a, const Subject& b);
TitleFeatures compare_titles(const FoldedTitle& a, const FoldedTitle& b);

}  // namespace bibmill
