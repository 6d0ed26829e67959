// Labelled authorships: works with authors of which some are known to be one person (aminer110, acl).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "normalizers/model/record.h"

namespace bibmill::quality {

/// An authorship whose person is known.
struct LabelledMention {
  std::size_t record = 0;
  std::size_t author = 0;
  std::string block;  ///< pairs are counted within it: the name (aminer110), the surname (acl)
  std::string name;   ///< as printed, for the baseline
  std::string label;  ///< equal labels are one person
};

struct PeopleSet {
  std::vector<Record> records;
  std::vector<LabelledMention> mentions;
};

/// One set of 7,528 papers in all; the shared part has those of its names. Empty where the file is absent.
PeopleSet aminer110(const std::filesystem::path& bench);

/// Which labels of the acl set count. An id that is just the name, beside another label of the same name, is no person:
/// the Anthology leaves there whom it has not told apart.
enum class AclLabels : std::uint8_t {
  all,      ///< ORCID, else the verified id, whatever it is
  persons,  ///< without ids that stand for whoever is left; an id and an ORCID that one authorship bears are one
  orcid,    ///< ORCIDs only
};

/// The whole Anthology of the set, labels hidden, with its labelled signatures.
PeopleSet acl(const std::filesystem::path& bench);
/// Its labelled signatures' papers alone, as their lines tell them.
PeopleSet acl_alone(const std::filesystem::path& bench);
/// The mentions of `set` that count under `labels`, relabelled.
std::vector<LabelledMention> acl_mentions(const std::filesystem::path& bench, const PeopleSet& set, AclLabels labels);

struct PairCounts {
  std::size_t both = 0;      ///< pairs of one label that were joined
  std::size_t joined = 0;    ///< pairs that were joined
  std::size_t labelled = 0;  ///< pairs of one label

  double precision() const;
  double recall() const;
  double f1() const;
};

/// `person_of`: of each mention. Pairs within blocks.
PairCounts count_pairs(const std::vector<LabelledMention>& mentions, const std::vector<std::string>& person_of);
/// Mean of F1 over the blocks, and of precision and recall.
struct Macro {
  double precision = 0, recall = 0, f1 = 0;
};
Macro macro_over_blocks(const std::vector<LabelledMention>& mentions, const std::vector<std::string>& person_of);

}  // namespace bibmill::quality
