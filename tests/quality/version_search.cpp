#include "tests/quality/version_search.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "normalizers/names/person_name.h"
#include "normalizers/text/unicode.h"
#include "pipeline/match/versions.h"
#include "tests/quality/version_index.h"

namespace bibmill::quality {
namespace {

constexpr std::size_t kNearest = 40;

struct Best {
  const SourceRecord* candidate = nullptr;
  Match match;
};

/// What was linked, else what came nearest.
Best best_of(const SourceRecord& work, const std::vector<SourceRecord>& candidates,
             const std::vector<std::size_t>& found, const MatchPolicy& policy) {
  if (!found.empty()) return {&candidates[found.front()], same_work(work, candidates[found.front()], policy)};
  Best best;
  for (const SourceRecord& candidate : candidates) {
    Match match = same_work(work, candidate, policy);
    if (!best.candidate || match.probability > best.match.probability) best = {&candidate, std::move(match)};
  }
  return best;
}

Outcome search(const VersionQuestion& question, const std::vector<SourceRecord>& records, const VersionIndex& index,
               const MatchPolicy& policy) {
  std::vector<SourceRecord> candidates;
  for (const std::uint32_t place : index.nearest(question.work.work, kNearest)) candidates.push_back(records[place]);
  const std::vector<std::size_t> found = surest_versions(question.work, candidates, policy);
  Outcome outcome;
  outcome.id = question.work.record_id;
  outcome.expected = !question.versions.empty();
  outcome.accepted = !found.empty();
  outcome.right = std::ranges::all_of(found, [&](std::size_t i) {
    const auto& doi = candidates[i].work.doi;
    return doi && std::ranges::find(question.versions, *doi) != question.versions.end();
  });
  outcome.reason = "nothing_near";
  outcome.description = question.work.work.title.value_or("") + " / ";
  const Best best = best_of(question.work, candidates, found, policy);
  if (!best.candidate) return outcome;
  outcome.probability = best.match.probability;
  outcome.reason = best.match.reason;
  outcome.description += best.candidate->work.title.value_or("");
  return outcome;
}

}  // namespace

std::vector<Person> people_of(std::string_view list) {
  std::vector<Person> people;
  while (!list.empty()) {
    const auto end = list.find(';');
    if (const auto name = trim(list.substr(0, end)); !name.empty()) people.push_back({parse_name(name), {}, {}, {}});
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
  }
  return people;
}

std::vector<Outcome> search_versions(const std::vector<VersionQuestion>& questions,
                                     const std::vector<SourceRecord>& records, const MatchPolicy& policy) {
  std::vector<const Work*> works;
  for (const SourceRecord& record : records) works.push_back(&record.work);
  const VersionIndex index(works);
  std::vector<Outcome> outcomes;
  for (const VersionQuestion& question : questions) outcomes.push_back(search(question, records, index, policy));
  return outcomes;
}

std::vector<SourceRecord> medrxiv_preprints(const std::filesystem::path& bench) {
  std::ifstream file(bench / "medrxiv" / "versions.jsonl");
  std::vector<SourceRecord> preprints;
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line);
    SourceRecord& preprint = preprints.emplace_back();
    preprint.source = SourceId::crossref;
    preprint.record_id = json.at("doi").get<std::string>() + "v" + json.at("version").get<std::string>();
    preprint.work.type = WorkType::article;
    preprint.work.doi = Doi::parse(json.at("doi").get<std::string>());
    preprint.work.title = json.at("title").get<std::string>();
    preprint.work.issued = parse_partial_date(json.at("date").get<std::string>());
    preprint.work.authors = people_of(json.at("authors").get<std::string>());
  }
  return preprints;
}

}  // namespace bibmill::quality
