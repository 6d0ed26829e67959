// QualitySet: one labelled set, how it is measured, and the bar it is held to. A new set is a file with its loader and
// a row in sets.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"
#include "pipeline/match/policy.h"
#include "tests/quality/outcome.h"

namespace bibmill::quality {

/// Where the data lies and which part of it is asked for.
struct Places {
  std::filesystem::path bench;   ///< folder of the labelled sets
  std::filesystem::path corpus;  ///< folder of dblp-164k.xml.gz
  std::string part = "valid";    ///< of sets that are split: "train", "valid", or another that lies there
};

/// recall_if_precise: recall where precision is 0.99 at least, else 0.
enum class Figure : std::uint8_t { f1, agreement, right, wrong, recall, recall_if_precise, calibration_error };

/// What a measurement is held to: `at_least`, but for `wrong` and `calibration_error`: at most.
struct Bar {
  Figure figure = Figure::f1;
  double value = 0;
};

/// One row of the printed table.
struct Measurement {
  std::string name;  ///< the set, or one class of it: "sparse-vs-dblp A"
  std::vector<Outcome> outcomes;
  Bar bar;
  std::string published;  ///< the best published or measured figure, with whose it is
};

double value_of(Figure figure, std::span<const Outcome> outcomes);
bool is_met(const Measurement& measurement);

struct QualitySet {
  std::string_view name;
  std::string_view folder;  ///< below Places::bench; where it is absent the set is skipped
  std::vector<Measurement> (*measure)(const Places& places, const MatchPolicy& policy);
};

/// Every set, in the order of the printed table.
std::span<const QualitySet> quality_sets();

/// A question of a set of pairs.
struct LabelledPair {
  std::string id;
  Entry entry;
  SourceRecord record;
  bool same = false;
};

/// What counts as a match in a set of pairs.
enum class Decide : std::uint8_t {
  by_probability,  ///< one half and more: the most right answers, and F1's best threshold for a good model (decision
                   ///< 0004)
  by_policy,       ///< as `enrich` accepts: the verdict and the policy's floor
};

/// Every pair compared on its own, as an entry with one candidate.
std::vector<Outcome> compare_pairs(std::span<const LabelledPair> pairs, const MatchPolicy& policy,
                                   Decide decide = Decide::by_probability);

}  // namespace bibmill::quality
