#include "pipeline/report/stored_report.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

TEST(StoredReport, ComesBackAsItWas) {
  Record open;
  open.id = "lee2026bold";
  open.status = Status::not_found;
  Record fine;
  fine.status = Status::resolved;
  const std::vector<Record> records{fine, open};
  RunReport report;
  report.only_new = true;
  report.rejects.push_back({"list.md", 3, 0, "no title", "* "});
  for (const Record& record : records) count_record(report, record);
  const std::optional<StoredReport> stored = parse_stored_report(to_stored_report(report, records));
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->report.by_status, report.by_status);
  EXPECT_TRUE(stored->report.only_new);
  EXPECT_EQ(stored->attention, std::vector<std::size_t>{1});
  EXPECT_EQ(stored->seen, attention_marks(records, report.rejects));
}

TEST(StoredReport, OfAnEarlierVersionHasNoMarks) {
  const std::optional<StoredReport> stored = parse_stored_report(
      R"({"entries":1,"with_doi":1,"with_authors":1,"with_preprint":0,"duplicates":0,"people":2,"attention":[]})");
  ASSERT_TRUE(stored);
  EXPECT_TRUE(stored->seen.empty());
  EXPECT_FALSE(parse_stored_report("{}"));
}

}  // namespace
}  // namespace bibmill
