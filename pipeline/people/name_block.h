// NameBlock: the mentions that may be one person by their names alone, compared pair by pair. Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "normalizers/model/record.h"
#include "pipeline/dedup/clusters.h"
#include "pipeline/people/identities.h"
#include "pipeline/people/model.h"
#include "pipeline/people/traits.h"

namespace bibmill {

/// Two mentions, and how sure it is that they are one person.
struct Join {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  float similarity = 0;
};

class NameBlock {
 public:
  /// `identities`: of all mentions. `mentions`: of the block, ascending. `acquaintances`: no other block uses it
  /// meanwhile. All outlive the block.
  NameBlock(std::span<const Record> records, const PeopleTraits& traits, std::span<const Identity> identities,
            std::span<const std::uint32_t> mentions, Acquaintances& acquaintances);

  /// What average linkage joins, best first.
  std::vector<Join> joins(const PeopleModel& model) const;

  using UsePair = std::function<void(std::uint32_t a, std::uint32_t b, const PairEvidence&)>;
  /// Every pair that is compared, with all its evidence.
  void each_pair(const PeopleModel& model, const UsePair& use) const;

 private:
  struct FirstLook;
  bool never_one(std::uint32_t a, std::uint32_t b) const;
  void compare_all_names(std::span<const Record> records);
  template <class Use>
  void each_compatible(Use use) const;
  PairEvidence evidence_of(std::uint32_t a, std::uint32_t b) const;
  FirstLook first_look(const PeopleModel& model) const;
  std::vector<NameSpread> spreads(Clusters clusters) const;

  const PeopleTraits& traits_;
  std::span<const Identity> identities_;
  std::span<const std::uint32_t> mentions_;
  Acquaintances& acquaintances_;
  std::vector<std::uint32_t> name_of_;  // of each mention: position in names_
  std::vector<std::uint32_t> names_;    // distinct, ascending
  std::vector<bool> compatible_;        // names × names
  std::vector<bool> middle_;            // names × names: second given names agree
};

}  // namespace bibmill
