#include <fstream>
#include <nlohmann/json.hpp>

#include "normalizers/names/person_name.h"
#include "pipeline/match/compare.h"
#include "tests/quality/sets.h"

namespace bibmill::quality {
namespace {

using Json = nlohmann::json;

std::optional<std::string> text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string() || found->get<std::string>().empty()) return std::nullopt;
  return found->get<std::string>();
}

/// fatcat's release types are CSL's, with a few more.
std::optional<WorkType> type_of(const Json& release) {
  const auto type = text_of(release, "release_type");
  if (!type) return std::nullopt;
  if (*type == "component" || *type == "figure") return WorkType::component;
  if (type->starts_with("review") || *type == "peer_review") return WorkType::review;
  return parse_work_type(*type);
}

PersonName name_of(const Json& contrib) {
  const auto family = text_of(contrib, "surname");
  if (family) return make_name(text_of(contrib, "given_name").value_or(""), *family);
  return parse_name(text_of(contrib, "raw_name").value_or(""));
}

/// fatcat's own, else Crossref's, which it keeps as a list.
std::optional<std::string> subtitle_of(const Json& release) {
  if (auto subtitle = text_of(release, "subtitle")) return subtitle;
  const auto extra = release.find("extra");
  if (extra == release.end() || !extra->is_object() || !extra->contains("subtitle")) return std::nullopt;
  const auto& list = extra->at("subtitle");
  if (!list.is_array() || list.empty() || !list.front().is_string()) return std::nullopt;
  return list.front().get<std::string>();
}

SourceRecord record_of(const Json& release) {
  SourceRecord record;
  auto& work = record.work;
  work.title = text_of(release, "title");
  if (const auto subtitle = subtitle_of(release); subtitle && work.title) *work.title += ": " + *subtitle;
  work.type = type_of(release);
  for (const auto& contrib : release.value("contribs", Json::array())) {
    if (contrib.value("role", "author") == "author") work.authors.push_back({name_of(contrib), {}, {}, {}});
  }
  if (const auto year = release.find("release_year"); year != release.end() && year->is_number()) {
    work.issued = make_partial_date(year->get<int>(), {}, {});
  }
  const auto extra = release.value("extra", Json::object());
  work.container_title = text_of(extra, "container_name");
  work.volume = text_of(release, "volume");
  work.issue = text_of(release, "issue");
  work.pages = text_of(release, "pages");
  const auto ids = release.value("ext_ids", Json::object());
  if (const auto doi = text_of(ids, "doi")) work.doi = Doi::parse(*doi);
  if (const auto arxiv = text_of(ids, "arxiv")) work.arxiv_id = ArxivId::parse(*arxiv);
  record.record_id = text_of(release, "ident").value_or("");
  return record;
}

}  // namespace

std::vector<Measurement> measure_fuzzycat(const Places& places, const MatchPolicy& policy) {
  Measurement measurement{"fuzzycat", {}, {Figure::agreement, 0.97}, "its own regression set"};
  std::ifstream file(places.bench / "fuzzycat" / "pairs.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto pair = Json::parse(line);
    const auto status = pair.at("status").get<std::string>();
    if (status == "AMBIGUOUS") continue;
    const auto a = record_of(pair.at("a"));
    const auto b = record_of(pair.at("b"));
    Entry entry;
    entry.work = a.work;
    const auto match = compare(entry, b, policy);
    // What is undecided is wrong, whatever was to be said.
    const bool expected = status != "DIFFERENT";
    const bool accepted = match.verdict == Verdict::ambiguous ? !expected : match.accepted();
    measurement.outcomes.push_back(
        {a.record_id + "," + b.record_id, expected, accepted, true, match.probability, match.reason,
         pair.value("reason", "") + ": " + a.work.title.value_or("") + " / " + b.work.title.value_or("")});
  }
  return {std::move(measurement)};
}

}  // namespace bibmill::quality
