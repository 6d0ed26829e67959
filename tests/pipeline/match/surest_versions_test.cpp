#include "normalizers/names/person_name.h"
#include "pipeline/match/versions.h"

namespace bibmill {
namespace {

SourceRecord record_of(const std::string& title, const std::string& identifier, int year) {
  SourceRecord record;
  record.record_id = identifier;
  record.work.title = title;
  for (const char* name : {"Ada Lindqvist", "Bo Chen", "Carla Mendes da Silva", "Dmitri Volkov"}) {
    record.work.authors.push_back({parse_name(name), {}, {}, {}});
  }
  record.work.issued = PartialDate{year, {}, {}};
  record.work.arxiv_id = ArxivId::parse(identifier);
  record.work.doi = Doi::parse(identifier);
  record.work.type = record.work.arxiv_id ? WorkType::article : WorkType::paper_conference;
  record.source = record.work.arxiv_id ? SourceId::arxiv : SourceId::crossref;
  return record;
}

TEST(SurestVersions, AreThoseThatAreLinkedOrTheOneThatIsSurelyIt) {
  const SourceRecord paper =
      record_of("TidePool: Elastic Memory Sharing for Serverless Inference Clusters", "10.1145/9900001.9900002", 2026);
  const auto same = record_of("TidePool: Elastic Memory Sharing for Serverless Inference Clusters", "2505.00001", 2025);
  const auto retitled =
      record_of("EbbFlow: Elastic Memory Sharing for Serverless Inference Clusters", "2505.00002", 2025);
  const auto close =
      record_of("FloodGate: Elastic Memory Sharing for Serverless Inference Clusters", "2505.00003", 2025);
  const auto other = record_of("Scheduling Video Transcoding under Deadlines", "2505.00004", 2025);
  auto linked = record_of("Growing Pools", "2505.00005", 2024);
  linked.relations = {{"published", *paper.work.doi}};
  auto later = retitled;
  later.work.title = "EbbFlow: Elastic Memory Sharing for Serverless Inference";
  const struct {
    const char* what;
    std::vector<SourceRecord> candidates;
    std::vector<std::size_t> sure;
  } cases[] = {
      {"nothing was found", {}, {}},
      {"another work of theirs", {other}, {}},
      {"the only one that is near", {other, retitled}, {1}},
      {"two that are near", {retitled, close}, {}},
      {"two versions of one preprint", {later, retitled}, {1}},
      {"one has the title", {retitled, same}, {1}},
      {"one names the DOI", {retitled, linked}, {1}},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(surest_versions(paper, test.candidates, MatchPolicy()), test.sure) << test.what;
  }
}

}  // namespace
}  // namespace bibmill
