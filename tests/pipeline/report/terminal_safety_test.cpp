// What reaches a terminal holds no control characters, wherever the text came from.
#include <gtest/gtest.h>

#include "pipeline/report/dry_run.h"
#include "pipeline/report/run_report.h"

namespace bibmill {
namespace {

constexpr const char* kHostile = "a\x1b[31m\x07.md";

Entry hostile_entry() {
  Entry entry;
  entry.file = kHostile;
  entry.line = 1;
  entry.work.title = kHostile;
  return entry;
}

TEST(Summary, ShowsNoControlsOfFileAndFolderNames) {
  RunReport report;
  report.folder = kHostile;
  report.files = {"enriched.jsonl"};
  report.rejects.push_back({kHostile, 1, 1, kHostile, ""});
  report.notes = {std::string("skipped: ") + kHostile};
  Record record;
  record.status = Status::not_found;
  record.entry = hostile_entry();
  record.conflicts.push_back({.field = "title", .kept = kHostile, .other = kHostile, .reason = "title_differs"});
  const std::string text = summarize(report, std::vector{record}, false);
  EXPECT_EQ(text.find_first_of("\x1b\x07"), std::string::npos) << text;
  EXPECT_NE(text.find("a\\x1b[31m\\x07.md:1:1"), std::string::npos) << text;
  EXPECT_NE(text.find("note  skipped: a"), std::string::npos) << text;
}

TEST(DryRun, ShowsNoControlsOfFileNames) {
  RunReport report;
  report.rejects.push_back({kHostile, 1, 1, kHostile, ""});
  const std::string text = describe_dry_run(report, std::vector{hostile_entry()}, VenueTable(std::vector<Venue>()), {});
  EXPECT_EQ(text.find_first_of("\x1b\x07"), std::string::npos) << text;
}

}  // namespace
}  // namespace bibmill
