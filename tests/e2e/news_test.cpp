// Two nights with other answers: what the second tells, and what it leaves alone.
#include <gmock/gmock.h>

#include <fstream>

#include "connectors/cache/sqlite.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kLate = R"(GET /works?filter=doi:10.1145%2F9999999.9999991&rows=1 HTTP/1.1
Content-Type: application/json
Date: Mon, 23 Nov 2026 04:05:06 GMT
X-Bibmill-Origin: composed

{"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":1,"items":[
{"DOI":"10.1145/9999999.9999991","type":"proceedings-article","title":["A Paper That Is Registered Late"],
"container-title":["Proceedings of Late Things"],"issued":{"date-parts":[[2026,4,27]]},"prefix":"10.1145",
"author":[{"given":"Ana","family":"Kim","sequence":"first"}]}],"items-per-page":1,"query":{"start-index":0}}})";

constexpr const char* kList = R"({"doi":"10.1145/3767295.3769325"}
{"doi":"10.1145/3767295.3769331"}
{"doi":"10.1145/9999999.9999991","title":"A Paper That Is Registered Late"}
)";

class News : public testing::Test {
 protected:
  News() : settings_(settings_in(folder_)) {
    fs::copy(source_path("fixtures/http"), folder_.path() / "replay", fs::copy_options::recursive);
    folder_.write("list.jsonl", kList);
  }

  RunOutcome run(bool only_new = false) {
    RunRequest request = replay_request(folder_.file("list.jsonl"), folder_.file("out"), folder_.file("replay"));
    request.only_new = only_new;
    return run_or_fail(request, settings_);
  }

  /// So that all is asked again.
  void let_time_pass() {
    Database(folder_.path() / "state" / "state.db").execute("UPDATE entries SET due = attempted");
    for (const char* file : {"cache.db", "cache.db-wal", "cache.db-shm"}) fs::remove(folder_.path() / "state" / file);
  }

  /// The first answer of Crossref about the first paper, with `from` replaced by `to`.
  void change_answer(const std::string& from, const std::string& to) {
    std::string text = read_text(folder_.path() / "replay/crossref/dois-1.http");
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos);
    folder_.write("replay/crossref/dois-1.http", text.replace(at, from.size(), to));
  }

  std::string changes() const { return read_text(folder_.path() / "out/changes.jsonl"); }
  bool has(const char* name) const { return fs::exists(folder_.path() / "out" / name); }

  std::map<std::string, fs::file_time_type> stamps() const {
    std::map<std::string, fs::file_time_type> stamps;
    for (const auto& file : fs::directory_iterator(folder_.path() / "out"))
      stamps[file.path().filename()] = file.last_write_time();
    return stamps;
  }

  TemporaryFolder folder_;
  Settings settings_;
};

std::vector<std::string> kinds(const RunOutcome& outcome) {
  std::vector<std::string> kinds;
  for (const Change& change : outcome.report.since->changes) kinds.emplace_back(to_string(change.kind));
  return kinds;
}

TEST_F(News, AFirstRunSaysNothingOfChanges) {
  EXPECT_FALSE(run().report.since);
  EXPECT_FALSE(has("changes.jsonl"));
}

TEST_F(News, ASecondNightTellsWhatTheSourcesSayOtherwise) {
  EXPECT_EQ(run().exit_code, 1) << "one is not registered yet";
  let_time_pass();
  change_answer(R"("publisher-location":"New York, NY, USA")", R"("publisher-location":"Edinburgh")");
  change_answer(R"("type":"proceedings-article")",
                R"("updated-by":[{"DOI":"10.1145/9999999.7","type":"retraction","source":"publisher",
"updated":{"date-parts":[[2026,11,20]]}}],"type":"proceedings-article")");
  folder_.write("replay/crossref/late.http", kLate);
  const RunOutcome second = run();
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_THAT(kinds(second), ElementsAre("update", "field", "resolved"));
  EXPECT_THAT(changes(), HasSubstr(R"("after":"retraction","source":"crossref","source_id":"10.1145/9999999.7")"));
  EXPECT_THAT(changes(), HasSubstr(R"("field":"publisher_place","before":"New York, NY, USA","after":"Edinburgh",)"));
  EXPECT_THAT(changes(), HasSubstr(R"("before":"not_found","after":"10.1145/9999999.9999991","source":"crossref")"));
  const std::string summary = summarize(second.report, second.records, false);
  EXPECT_THAT(summary, HasSubstr("Since the last run: 1 newly resolved, 1 new notice, 1 field changed\n"));
}

TEST_F(News, ANightThatAskedAndFoundNothingNewIsALineAndTouchesNothing) {
  run();
  let_time_pass();
  change_answer(R"("publisher-location":"New York, NY, USA")", R"("publisher-location":"Edinburgh")");
  EXPECT_THAT(kinds(run()), ElementsAre("field"));
  const auto before = stamps();
  let_time_pass();
  const RunOutcome third = run();
  EXPECT_EQ(third.report.not_due, 0u);
  EXPECT_EQ(stamps(), before) << "what changed last can still be read";
  EXPECT_EQ(std::ranges::count(summarize(third.report, third.records, false), '\n'), 1);
}

TEST_F(News, OnlyWhatIsNewCountsAndIsListedWhereThatIsAskedFor) {
  EXPECT_EQ(run(true).exit_code, 1) << "at first all is new";
  EXPECT_THAT(read_text(folder_.path() / "out/attention.md"), HasSubstr("## Not found by any source (1)"));
  const auto first = stamps();
  EXPECT_EQ(run(true).exit_code, 0) << "nothing was due";
  let_time_pass();
  EXPECT_EQ(run(true).exit_code, 0) << "asked again, and still not found";
  EXPECT_EQ(stamps(), first) << "what was told last can still be read";
  folder_.write("list.jsonl", std::string(kList) + R"({"doi":"10.1145/9999999.9999992"})" + "\n");
  EXPECT_EQ(run(true).exit_code, 1);
  const std::string page = read_text(folder_.path() / "out/attention.md");
  EXPECT_THAT(page, HasSubstr("## Not found by any source (1)"));
  EXPECT_THAT(page, HasSubstr("list.jsonl:4"));
  EXPECT_EQ(run(false).exit_code, 1) << "all counts again";
  EXPECT_THAT(read_text(folder_.path() / "out/attention.md"), HasSubstr("## Not found by any source (2)"));
}

TEST_F(News, WhatIsPinnedAsNoPaperStaysOutWhenItsTextIsEdited) {
  run();
  const std::string page = read_text(folder_.path() / "out/attention.md");
  const std::size_t end = page.find(" not-a-paper`");
  const std::size_t begin = page.rfind('`', end - 1) + 1;
  folder_.write("list.jsonl.pins", page.substr(begin, end - begin) + " not-a-paper\n");
  EXPECT_EQ(run().report.not_papers, 1u);
  std::string edited = kList;
  edited.replace(edited.find("Registered Late"), 15, "Called For Late");
  folder_.write("list.jsonl", edited);
  EXPECT_EQ(run().report.not_papers, 1u) << "it has its DOI still";
  edited.replace(edited.find("9999991"), 7, "9999993");
  folder_.write("list.jsonl", edited);
  const RunOutcome other = run();
  EXPECT_EQ(other.report.not_papers, 0u);
  ASSERT_EQ(other.report.rejects.size(), 1u) << "a pin that names no entry is told";
  EXPECT_EQ(other.report.rejects.front().file, folder_.file("list.jsonl.pins"));
}

}  // namespace
}  // namespace bibmill
