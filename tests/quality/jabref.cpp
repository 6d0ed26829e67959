#include <fstream>
#include <nlohmann/json.hpp>

#include "pipeline/read/bibtex_reader.h"
#include "tests/quality/sets.h"

namespace bibmill::quality {
namespace {

std::optional<Entry> entry_of(const nlohmann::json& fields) {
  std::string text = "@" + fields.value("ENTRYTYPE", "misc") + "{key";
  for (const auto& [name, value] : fields.items()) {
    if (name != "ENTRYTYPE") text += ",\n  " + name + " = {" + value.get<std::string>() + "}";
  }
  auto entries = read_bibtex(text + "\n}\n", "jabref").entries;
  return entries.empty() ? std::nullopt : std::optional(std::move(entries.front()));
}

}  // namespace

std::vector<Measurement> measure_jabref(const Places& places, const MatchPolicy& policy) {
  std::ifstream file(places.bench / "names" / "jabref_duplicate_check.json");
  std::vector<LabelledPair> pairs;
  for (const auto& test : nlohmann::json::parse(file)) {
    const auto a = entry_of(test.at("a"));
    const auto b = entry_of(test.at("b"));
    // Two entries without a title are the same for a duplicate finder; there is nothing to match by.
    if (!a || !b || !a->work.title || !b->work.title) continue;
    LabelledPair pair;
    pair.id = test.at("test").get<std::string>();
    pair.entry = *a;
    pair.record.work = b->work;
    pair.same = test.at("duplicate").get<bool>();
    pairs.push_back(std::move(pair));
  }
  return {{"jabref duplicates", compare_pairs(pairs, policy), {Figure::agreement, 0}, "tools pass their own"}};
}

}  // namespace bibmill::quality
