#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "connectors/crossref/record.h"
#include "tests/quality/sets.h"
#include "tests/quality/version_search.h"

namespace bibmill::quality {

std::vector<Measurement> measure_preprint_crossref(const Places& places, const MatchPolicy& policy) {
  const auto preprints = medrxiv_preprints(places.bench);
  std::set<Doi> known;
  for (const SourceRecord& preprint : preprints) known.insert(*preprint.work.doi);
  std::ifstream file(places.bench / "preprint-crossref" / "items.jsonl");
  std::vector<VersionQuestion> questions;
  for (std::string line; std::getline(file, line);) {
    const auto item = nlohmann::json::parse(line);
    auto work = read_crossref_work(std::string_view(item.at("input").get<std::string>()));
    if (!work) continue;  // given by its DOI alone
    VersionQuestion question{std::move(*work), {}};
    for (const auto& output : item.at("output")) {
      const auto doi = Doi::parse(output.get<std::string>());
      if (doi && known.contains(*doi)) question.versions.push_back(*doi);
    }
    questions.push_back(std::move(question));
  }
  // The set holds articles only: they are searched among the preprints of the medRxiv set, of which few are theirs.
  auto outcomes = search_versions(questions, preprints, policy);
  return {{"preprint-crossref", std::move(outcomes), {Figure::wrong, 5}, "Crossref P 0.99 R 0.95, all servers"}};
}

}  // namespace bibmill::quality
