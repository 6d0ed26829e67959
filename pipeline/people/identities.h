// Identities: which mentions bear which identifiers, and mentions being joined one after the other with the hard
// conflicts respected. Sequential.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "normalizers/model/record.h"
#include "pipeline/dedup/clusters.h"
#include "pipeline/people/traits.h"

namespace bibmill {

/// Numbers of the identifiers of a mention; 0 where there is none.
struct Identity {
  std::uint32_t orcid = 0;
  std::uint32_t dblp_person = 0;   ///< "95/7448-1"
  std::uint32_t dblp_homonym = 0;  ///< "Wei Wang 0001", where only that is known
};

/// Of all mentions. A DBLP person id without a number is no identity where the same id occurs with one ("35/7092"
/// beside "35/7092-1"): DBLP puts the works of whom it could not tell apart there.
std::vector<Identity> identities_of(std::span<const Record> records, const PeopleTraits& traits);

/// Any identifier is the same.
bool agree(const Identity& a, const Identity& b);
/// Any identifier that both have is another.
bool contradict(const Identity& a, const Identity& b);

class JoinedPeople {
 public:
  JoinedPeople(const PeopleTraits& traits, std::vector<Identity> identities);

  /// False, and nothing changes, where the two clusters have a work in common or contradicting identifiers.
  bool join(std::uint32_t a, std::uint32_t b);
  void join_equal_identifiers();
  std::vector<std::uint32_t> representatives();

 private:
  Clusters clusters_;
  std::vector<Identity> identities_;               // of clusters, at their representatives
  std::vector<std::vector<std::uint32_t>> works_;  // likewise, ascending
};

}  // namespace bibmill
