// Runs on a state that knows the list already: what is not due is not asked for, whatever became of the cache.
#include <algorithm>
#include <map>

#include "connectors/cache/sqlite.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

using Bytes = std::map<std::string, std::string>;

class Nightly : public testing::Test {
 protected:
  Nightly() : settings_(settings_in(folder_)) { first_ = run(); }

  /// One run of the bundled list, and what it left in its folder: all that does not tell of a night but of the list.
  Bytes run() {
    outcome_ = run_or_fail(replay_request(source_path("fixtures/eurosys-2026.md"), folder_.file("out")), settings_);
    Bytes bytes;
    for (const auto& file : std::filesystem::directory_iterator(folder_.path() / "out"))
      bytes[file.path().filename()] = read_text(file);
    bytes.erase("changes.jsonl");
    return bytes;
  }

  std::uint64_t cache_hits() const {
    std::uint64_t hits = 0;
    for (const auto& [source, numbers] : outcome_.report.sources) hits += numbers.cache_hits;
    return hits;
  }

  void lose_cache() {
    for (const char* file : {"cache.db", "cache.db-wal", "cache.db-shm"})
      std::filesystem::remove(folder_.path() / "state" / file);
  }

  TemporaryFolder folder_;
  Settings settings_;
  RunOutcome outcome_;
  Bytes first_;
};

TEST_F(Nightly, NothingDueMeansNothingAsked) {
  lose_cache();
  EXPECT_EQ(run(), first_);
  EXPECT_EQ(all_requests(outcome_.report), 0u);
  EXPECT_EQ(cache_hits(), 0u);
  EXPECT_EQ(outcome_.report.not_due, 42u);
  EXPECT_EQ(outcome_.exit_code, 0);
}

TEST_F(Nightly, OtherSettingsDecideAnewFromTheCacheWithoutARequest) {
  settings_.match.runner_up_gap = 0.21;
  EXPECT_EQ(run(), first_);
  EXPECT_EQ(all_requests(outcome_.report), 0u);
  EXPECT_GT(cache_hits(), 0u);
  EXPECT_EQ(run(), first_);
  EXPECT_EQ(cache_hits(), 0u) << "once is enough";
}

TEST_F(Nightly, OtherSettingsReallyDecide) {
  const std::size_t before = outcome_.report.with_preprint;
  settings_.resolve.counterparts = "off";
  EXPECT_NE(run(), first_);
  EXPECT_EQ(all_requests(outcome_.report), 0u);
  EXPECT_LT(outcome_.report.with_preprint, before);
}

TEST_F(Nightly, OutputsThatAreGoneOrTouchedAreWrittenAgainFromTheState) {
  lose_cache();
  std::filesystem::remove_all(folder_.path() / "out");
  EXPECT_EQ(run(), first_);
  folder_.write("out/references.bib", "edited");
  EXPECT_EQ(run(), first_);
  EXPECT_EQ(all_requests(outcome_.report), 0u);
}

TEST_F(Nightly, OtherOutputSettingsAreObeyedThoughNothingIsDue) {
  settings_.bibtex.keywords = false;
  EXPECT_NE(run(), first_);
  EXPECT_EQ(all_requests(outcome_.report), 0u);
}

TEST_F(Nightly, ARunThatChangesNothingReportsTheSame) {
  const RunReport before = outcome_.report;
  std::vector<Conflict> conflicts;
  for (const Record& record : outcome_.records)
    conflicts.insert(conflicts.end(), record.conflicts.begin(), record.conflicts.end());
  run();
  EXPECT_EQ(outcome_.report.by_status, before.by_status);
  EXPECT_EQ(outcome_.report.people, before.people);
  EXPECT_EQ(outcome_.report.with_preprint, before.with_preprint);
  EXPECT_EQ(outcome_.report.files, before.files);
  EXPECT_LT(outcome_.records.size(), 42u) << "only what needs a person's eye";
  std::vector<Conflict> again;
  for (const Record& record : outcome_.records)
    again.insert(again.end(), record.conflicts.begin(), record.conflicts.end());
  EXPECT_EQ(again, conflicts);
}

TEST_F(Nightly, WithoutTheCacheTheOldRecordsStand) {
  lose_cache();
  settings_.match.runner_up_gap = 0.21;
  EXPECT_EQ(run(), first_);
  EXPECT_EQ(all_requests(outcome_.report), 0u);
  EXPECT_EQ(outcome_.exit_code, 0);
}

TEST_F(Nightly, WhatIsDueIsAskedFor) {
  Database(folder_.path() / "state" / "state.db").execute("UPDATE entries SET due = attempted");
  lose_cache();
  EXPECT_EQ(run(), first_);
  EXPECT_GT(all_requests(outcome_.report), 0u);
  EXPECT_EQ(outcome_.report.not_due, 0u);
}

TEST_F(Nightly, TitleSearchesBeyondTheLimitAreMadeInTheNightsThatFollow) {
  settings_.paths.state = folder_.file("small-steps");
  settings_.resolve.counterpart_titles_limit = 15;
  EXPECT_NE(run(), first_);
  std::size_t left = outcome_.report.postponed;
  EXPECT_GT(left, 0u);
  for (int night = 1; left > 0 && night < 4; ++night) {
    Database(folder_.path() / "small-steps" / "state.db").execute("UPDATE entries SET due = due - 2 * 86400");
    run();
    EXPECT_LT(outcome_.report.postponed, left);
    left = outcome_.report.postponed;
  }
  EXPECT_EQ(left, 0u);
  EXPECT_EQ(run(), first_) << "in the end as if all had been searched for in one night";
}

TEST_F(Nightly, AnEntryThatMovedKeepsItsRecord) {
  const std::string list = read_text(source_path("fixtures/eurosys-2026.md"));
  lose_cache();
  const std::string moved = folder_.write("moved.md", "\n\n" + list);
  outcome_ = run_or_fail(replay_request(moved, folder_.file("moved")), settings_);
  EXPECT_EQ(all_requests(outcome_.report), 0u);
  EXPECT_EQ(outcome_.records.at(0).entry.file, moved);
  EXPECT_EQ(read_text(folder_.path() / "moved" / "references.bib"), first_.at("references.bib"));
}

TEST_F(Nightly, AStreamReadsTheStateToo) {
  lose_cache();
  std::istringstream in;
  std::ostringstream out;
  const auto request = replay_request(source_path("fixtures/eurosys-2026.md"), "-");
  const Result<RunOutcome> streamed = bibmill::run(request, settings_, in, out);
  ASSERT_TRUE(streamed);
  EXPECT_EQ(all_requests(streamed->report), 0u);
  EXPECT_EQ(std::ranges::count(out.str(), '\n'), 42);
}

}  // namespace
}  // namespace bibmill
