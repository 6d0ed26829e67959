// PeopleTraits: what the authors of all works of a run are known by, in numbers: names, co-authors, affiliations,
// venues, words of titles, years. Compact (some hundred bytes a work), made once, then only read; immutable,
// thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/model/record.h"
#include "pipeline/people/name_kind.h"
#include "pipeline/people/vocabulary.h"

namespace bibmill {

/// One author of one work.
struct Authorship {
  std::uint32_t work = 0;    ///< index into the works of PeopleTraits
  std::uint32_t author = 0;  ///< position among its authors
  std::uint32_t name = 0;    ///< equal names (folded) have equal numbers
};

class PeopleTraits {
 public:
  /// Of the records `which`, in that order: all else follows it, so that an order by content makes results independent
  /// of the order of the input. Uses the caller's TBB arena.
  PeopleTraits(std::span<const Record> records, std::span<const std::uint32_t> which);

  std::span<const Authorship> mentions() const { return mentions_; }
  /// The index in `records` of a work.
  std::uint32_t record_of(std::uint32_t work) const { return records_[work]; }
  /// Mentions of one block may be one person: last word of the family name, first letter of the
  /// given name (of the name it is short for); of a single name, all of it.
  std::uint64_t block_of(std::uint32_t mention) const { return blocks_[mention]; }

  /// Ascending, each once.
  std::span<const std::uint32_t> names(std::uint32_t work) const { return names_of_works_[work]; }
  std::span<const std::uint32_t> title(std::uint32_t work) const { return titles_[work]; }
  std::span<const std::uint32_t> affiliation(std::uint32_t mention) const { return affiliations_[mention]; }
  /// Quick; false: they have nothing in common.
  bool may_share_title(std::uint32_t work, std::uint32_t other) const { return titles_.may_share(work, other); }
  bool may_share_affiliation(std::uint32_t a, std::uint32_t b) const { return affiliations_.may_share(a, b); }
  /// Names that wrote a work together with this one, ascending. Works of very many authors are left out.
  std::span<const std::uint32_t> circle(std::uint32_t name) const { return circles_[name]; }
  std::uint32_t venue(std::uint32_t work) const { return venues_[work]; }  ///< kUnknownWord where there is none
  int year(std::uint32_t work) const { return years_[work]; }              ///< 0 where there is none

  std::size_t name_count() const { return kinds_.size(); }
  NameKind kind(std::uint32_t name) const { return kinds_[name]; }
  /// 0 for what everybody in this run shares to 1 for what one mention has.
  float name_rarity(std::uint32_t name) const { return name_words_.rarity(name); }
  float title_rarity(std::uint32_t word) const { return title_words_.rarity(word); }
  float venue_rarity(std::uint32_t venue) const { return venue_words_.rarity(venue); }
  float affiliation_rarity(std::uint32_t word) const { return affiliation_words_.rarity(word); }
  float circle_rarity(std::uint32_t name) const { return circle_rarities_[name]; }
  /// Sums of the squared rarities of the words.
  float title_square(std::uint32_t work) const { return title_squares_[work]; }
  float affiliation_square(std::uint32_t mention) const { return affiliation_squares_[mention]; }

 private:
  struct Read;  // of one work, before words have numbers
  void number(std::span<const Read> works);
  void collect_kinds(std::span<const Read> works);
  void draw_circles();
  void measure();

  std::vector<std::uint32_t> records_;
  std::vector<Authorship> mentions_;
  std::vector<std::uint64_t> blocks_;
  Lists names_of_works_, titles_, affiliations_, circles_;
  std::vector<std::uint32_t> venues_;
  std::vector<int> years_;
  std::vector<NameKind> kinds_;
  std::vector<float> circle_rarities_, title_squares_, affiliation_squares_;
  Vocabulary name_words_, title_words_, venue_words_, affiliation_words_;
};

}  // namespace bibmill
