// The main job with OpenAlex switched on: it adds to what was found without it, whatever the batches.
#include <gmock/gmock.h>

#include <fstream>

#include "pipeline/record_json/record_json.h"
#include "pipeline/record_json/record_json_read.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAnswer = R"(GET /works?filter=doi:10.1145%2F3767295.3769325%7C10.1145%2F3767295.3769331 HTTP/1.1
Content-Type: application/json
Date: Mon, 23 Nov 2026 04:05:06 GMT
X-Bibmill-Origin: composed

{"meta":{"count":1,"page":1,"per_page":25},"results":[{"id":"https://openalex.org/W1",
"doi":"https://doi.org/10.1145/3767295.3769325","title":"MegaScale-MoE: A Title of Their Own","publication_year":2024,
"is_retracted":true,"authorships":[
{"raw_author_name":"Chao Jin","author":{"orcid":"https://orcid.org/0000-0002-1825-0097"}},
{"raw_author_name":"Ziheng Jiang","author":{}},{"raw_author_name":"Zhihao Bai","author":{}}],
"abstract_inverted_index":{"We":[0],"invent.":[1]}}],"group_by":[]})";

/// The bundled replay folder, and what OpenAlex says about one paper of the list.
std::string replay_with_openalex(const TemporaryFolder& folder) {
  const fs::path replay = folder.path() / "replay";
  fs::copy(source_path("fixtures/http"), replay, fs::copy_options::recursive);
  fs::create_directories(replay / "openalex");
  std::ofstream(replay / "openalex" / "dois-1.http", std::ios::binary) << kAnswer;
  std::ofstream(replay / "index.json") << R"({"arxiv":{"complete":true},"crossref":{"complete":true},
    "datacite":{"complete":true},"dblp_sparql":{"complete":true},"doi_ra":{"complete":true},
    "openalex":{"complete":true}})";
  return replay.string();
}

struct Written {
  RunOutcome outcome;
  std::string records;
};

Written run_in_batches(std::size_t batch) {
  const TemporaryFolder folder;
  Settings settings = settings_in(folder);
  settings.sources.at("openalex").enabled = batch > 0;
  settings.sources.at("openalex").batch = std::max<std::size_t>(batch, 1);
  const RunRequest request =
      replay_request(source_path("fixtures/eurosys-2026.md"), folder.file("out"), replay_with_openalex(folder));
  Written written{run_or_fail(request, settings), ""};
  written.records = read_text(folder.path() / "out" / "enriched.jsonl");
  return written;
}

TEST(OpenAlexSwitchedOn, AddsWhatNobodyElseGivesToThePaperItKnows) {
  const Written without = run_in_batches(0);
  const Written with = run_in_batches(100);
  EXPECT_EQ(with.outcome.exit_code, 0);
  ASSERT_EQ(with.outcome.records.size(), without.outcome.records.size());
  const Record& before = without.outcome.records.front();
  const Record& after = with.outcome.records.front();
  EXPECT_EQ(after.work.title, before.work.title);
  EXPECT_EQ(after.work.issued, before.work.issued);
  EXPECT_EQ(after.work.authors.size(), before.work.authors.size());
  EXPECT_EQ(after.work.authors.front().orcid, Orcid::parse("0000-0002-1825-0097"));
  EXPECT_EQ(after.work.abstract_text, "We invent.");
  EXPECT_EQ(parse_record(to_json_line(after)).value().provenance.at("abstract").source, SourceId::openalex);
  ASSERT_EQ(after.updates.size(), 1u);
  EXPECT_EQ(after.updates.front().source, SourceId::openalex);
  for (std::size_t i = 1; i < with.outcome.records.size(); ++i)
    EXPECT_EQ(with.outcome.records[i], without.outcome.records[i]) << "it knows no other";
}

TEST(OpenAlexSwitchedOn, GivesTheSameInBatchesOf1And7And50) {
  const Written whole = run_in_batches(100);
  for (const std::size_t batch : {1u, 7u, 50u}) EXPECT_EQ(run_in_batches(batch).records, whole.records) << batch;
}

TEST(OpenAlexSwitchedOff, IsNeverAsked) {
  const Written without = run_in_batches(0);
  EXPECT_FALSE(without.outcome.report.sources.contains(SourceId::openalex));
}

}  // namespace
}  // namespace bibmill
