// The replay folder of the bundled list, with every source's real codec and mirror: what CONTRACTS §1 and §2 promise
// holds for them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "connectors/registry.h"
#include "connectors/replay/replay_client.h"
#include "connectors/source_options.h"
#include "tests/support/source_rig.h"

namespace bibmill {
namespace {

using namespace testing_support;

const std::filesystem::path kFolder = std::filesystem::path(BIBMILL_SOURCE_DIR) / "fixtures" / "http";

SourceSettings settings_of(std::size_t batch) {
  SourceSettings settings;
  settings.batch = batch;
  settings.batch_titles = std::min<std::size_t>(batch, 10);
  return settings;
}

ReplaySides real_sides() {
  ReplaySides sides;
  for (const SourceId source : kAllSources) {
    std::shared_ptr<const Codec> codec = make_codec(source, settings_of(50));
    if (codec) sides[source] = {codec, make_mirror(source)};
  }
  return sides;
}

const ReplayFolder& bundled() {
  static const ReplayFolder kLoaded = [] {
    auto loaded = ReplayFolder::load(kFolder, real_sides());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(*loaded);
  }();
  return kLoaded;
}

/// All questions of a source's files, in order, each once.
std::vector<Query> questions_of(SourceId source) {
  std::vector<Query> queries;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder / std::string(to_string(source))))
    files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& path : files) {
    std::ifstream in(path, std::ios::binary);
    const auto file =
        read_replay_file(std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>()));
    if (!file) continue;
    const auto asks = make_mirror(source)->parse(file->request);
    if (!asks) continue;
    for (const Ask& ask : *asks) {
      if (std::ranges::find(queries, ask.query) == queries.end()) queries.push_back(ask.query);
    }
  }
  return queries;
}

struct Outcome {
  std::vector<Reply> replies;
  std::uint64_t requests = 0;
};

Outcome run(SourceId source, std::size_t batch, const std::vector<Query>& queries, const TemporaryFolder& state) {
  Rig rig(state, {.origin = bundled().origin()});
  const auto codec = make_codec(source, settings_of(batch));
  ReplayClient client(bundled());
  SourceOptions options = toy_options();
  options.source = source;
  const SourceParts parts{rig.loop, rig.clock, rig.cpu, *codec, client, rig.group, rig.cache};
  rig.source = std::make_unique<HttpSource>(parts, options);
  Outcome run;
  run.replies = rig.ask(queries);
  run.requests = rig.source->stats().requests;
  return run;
}

std::vector<std::vector<SourceRecord>> records_of(const Outcome& run) {
  std::vector<std::vector<SourceRecord>> all;
  for (const Reply& reply : run.replies)
    all.push_back(reply ? (*reply)->records : std::vector<SourceRecord>{SourceRecord()});
  return all;
}

struct BundledFolder : testing::TestWithParam<SourceId> {};

TEST(BundledFolder, IsReadWithoutANote) { EXPECT_THAT(bundled().notes(), testing::IsEmpty()); }

TEST_P(BundledFolder, EveryQuestionHasTheSameAnswerInBatchesOf1And7And50AndFromTheCache) {
  if (!std::filesystem::exists(kFolder / std::string(to_string(GetParam())))) GTEST_SKIP() << "no files of this source";
  auto queries = questions_of(GetParam());
  ASSERT_FALSE(queries.empty());
  const auto known = queries.size();
  if (GetParam() == SourceId::crossref || GetParam() == SourceId::datacite)
    queries.emplace_back(ByDoi(*Doi::parse("10.1145/1.2")));
  if (GetParam() == SourceId::arxiv) queries.emplace_back(ByArxivId(*ArxivId::parse("2401.00001")));
  const TemporaryFolder first_state;
  const Outcome first = run(GetParam(), 1, queries, first_state);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    ASSERT_TRUE(first.replies[i]) << canonical_key(queries[i]) << ": " << first.replies[i].error().message;
    if (i >= known) {
      EXPECT_TRUE((*first.replies[i])->absent()) << canonical_key(queries[i]);
    }
  }
  const Outcome cached = run(GetParam(), 50, queries, first_state);
  EXPECT_EQ(cached.requests, 0U);
  EXPECT_EQ(records_of(cached), records_of(first));
  for (const std::size_t batch : {7U, 50U}) {
    const TemporaryFolder state;
    const Outcome other = run(GetParam(), batch, queries, state);
    EXPECT_EQ(records_of(other), records_of(first)) << "batch " << batch;
    EXPECT_LE(other.requests, first.requests);
  }
}

INSTANTIATE_TEST_SUITE_P(Sources, BundledFolder,
                         testing::Values(SourceId::crossref, SourceId::datacite, SourceId::doi_ra, SourceId::arxiv,
                                         SourceId::dblp_sparql),
                         [](const auto& about) { return std::string(to_string(about.param)); });

/// Crossref's requests do not keep title and family name apart, so a search that was recorded without one must answer a
/// question with one; what nobody recorded stays unknown.
TEST(IncompleteFolder, ABareTitleAnswersAQuestionWithItsAuthor) {
  const TemporaryFolder folder;
  folder.write("index.json", R"({"crossref": {"complete": false}})");
  folder.write(
      "crossref/1.http",
      "GET /works?query.bibliographic=Optimal+Navigable+Stores&rows=5 HTTP/1.1\nX-Bibmill-Origin: composed\n"
      "Date: Sun, 01 Nov 2026 08:49:37 GMT\n\n"
      R"({"status":"ok","message-type":"work-list","message":{"total-results":1,"items":[)"
      R"({"DOI":"10.1145/1","title":["Optimal Navigable Stores"],"author":[{"given":"Niv","family":"Dayan"}]}]}})");
  const auto loaded = ReplayFolder::load(folder.path(), real_sides());
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_THAT(loaded->notes(), testing::IsEmpty());
  const struct {
    ByTitle query;
    bool recorded;
  } cases[] = {
      {ByTitle("Optimal Navigable Stores"), true},
      {ByTitle("Optimal navigable stores.", "Dayan"), true},
      {ByTitle("Optimal Navigable Stores", "Smith"), false},
      {ByTitle("Optimal Navigable Graphs", "Dayan"), false},
  };
  const auto codec = make_codec(SourceId::crossref, settings_of(50));
  for (const auto& test : cases) {
    const std::vector<Ask> asks{Ask(test.query)};
    const auto response = replay_response(*loaded, SourceId::crossref, codec->encode(asks).request);
    ASSERT_TRUE(response);
    EXPECT_EQ(not_recorded(*response, 1).front(), !test.recorded) << test.query.title << " " << test.query.family;
    EXPECT_EQ(response->body.find("10.1145/1") != std::string::npos, test.recorded) << response->body;
  }
}

/// Of a table of contents only the rows of the papers that were asked for.
TEST(BundledFolder, AQuestionForAFewKeysIsAnsweredWithTheirRowsOnly) {
  const SourceId source = SourceId::dblp_sparql;
  const auto codec = make_codec(source, settings_of(50));
  const auto ask = [&](const Query& query) {
    const std::vector<Ask> asks{Ask(query)};
    const auto response = replay_response(bundled(), source, codec->encode(asks).request);
    EXPECT_TRUE(response);
    const auto answers = codec->decode(asks, *response);
    EXPECT_TRUE(answers && answers->size() == 1);
    return std::pair(answers->front(), response->body.size());
  };
  const auto [table, bytes_of_table] = ask(ByToc("conf/eurosys/eurosys2026"));
  ASSERT_GT(table.records.size(), 20u);
  for (const SourceRecord& record : table.records) {
    const auto [one, bytes] = ask(ByDblpKey(*DblpKey::parse(record.record_id)));
    EXPECT_EQ(one.records, std::vector{record});
    EXPECT_LT(bytes * table.records.size(), 20 * bytes_of_table) << record.record_id;
  }
}

}  // namespace
}  // namespace bibmill
