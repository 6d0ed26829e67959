#include <unordered_map>

#include "tests/quality/linkage_row.h"
#include "tests/quality/sets.h"
#include "tests/support/csv.h"

namespace bibmill::quality {
namespace {

std::unordered_map<std::string, LinkageRow> read_table(const std::filesystem::path& path) {
  std::unordered_map<std::string, LinkageRow> table;
  for (auto& row : testing::read_csv(path))
    table[row["id"]] = {row["title"], row["authors"], row["venue"], row["year"]};
  return table;
}

}  // namespace

std::vector<LabelledPair> dblp_acm_pairs(const Places& places) {
  const auto folder = places.bench / "dblp-acm" / "structured";
  const auto dblp = read_table(folder / "tableA.csv");
  const auto acm = read_table(folder / "tableB.csv");
  std::vector<LabelledPair> pairs;
  for (auto& row : testing::read_csv(folder / (places.part + ".csv"))) {
    const auto& a = row["ltable_id"];
    const auto& b = row["rtable_id"];
    pairs.push_back(labelled(a + "," + b, {dblp.at(a), acm.at(b), row["label"] == "1"}));
  }
  return pairs;
}

std::vector<Measurement> measure_dblp_acm(const Places& places, const MatchPolicy& policy) {
  return {{"dblp-acm", compare_pairs(dblp_acm_pairs(places), policy), {Figure::f1, 0.988}, "Ditto 0.9899"}};
}

}  // namespace bibmill::quality
