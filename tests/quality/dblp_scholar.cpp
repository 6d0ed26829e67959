#include "tests/quality/linkage_row.h"
#include "tests/quality/sets.h"

namespace bibmill::quality {

std::vector<Measurement> measure_dblp_scholar(const Places& places, const MatchPolicy& policy) {
  const auto folder = places.bench / "dblp-scholar";
  const auto file = places.part + ".txt";
  const auto clean = compare_pairs(ditto_pairs(folder / "structured" / file), policy);
  const auto dirty = compare_pairs(ditto_pairs(folder / "dirty" / file), policy);
  auto both = clean;
  both.insert(both.end(), dirty.begin(), dirty.end());
  return {{"dblp-scholar clean", clean, {Figure::f1, 0.950}, "Ditto 0.9560"},
          {"dblp-scholar dirty", dirty, {Figure::f1, 0.950}, "Ditto 0.9575"},
          {"dblp-scholar calibration", both, {Figure::calibration_error, 0.03}, "none"}};
}

}  // namespace bibmill::quality
