#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

#include "normalizers/base/error.h"
#include "normalizers/model/record.h"
#include "normalizers/model/source_id.h"
#include "normalizers/model/work.h"

namespace bibmill {
namespace {

TEST(SourceId, NamesReadBack) {
  std::set<std::string> names;
  for (const SourceId source : kAllSources) {
    EXPECT_EQ(parse_source_id(to_string(source)), source);
    names.emplace(to_string(source));
  }
  EXPECT_EQ(names.size(), kAllSources.size());
  EXPECT_FALSE(parse_source_id("dblp"));
  EXPECT_FALSE(parse_source_id(""));
}

TEST(WorkType, NamesReadBack) {
  for (int i = 0; i <= static_cast<int>(WorkType::document); ++i) {
    const auto type = static_cast<WorkType>(i);
    EXPECT_EQ(parse_work_type(to_string(type)), type);
  }
  EXPECT_EQ(to_string(WorkType::paper_conference), "paper-conference");
  EXPECT_FALSE(parse_work_type("paper_conference"));
}

TEST(ErrorKind, NamesAreStable) {
  EXPECT_EQ(to_string(ErrorKind::rate_limited), "rate_limited");
  std::set<std::string> names;
  for (int i = 0; i <= static_cast<int>(ErrorKind::input); ++i) names.emplace(to_string(static_cast<ErrorKind>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorKind::input) + 1);
  EXPECT_EQ(names.count("unknown"), 0U);
}

TEST(Verdict, NamesAreStable) {
  EXPECT_EQ(to_string(Verdict::exact), "exact");
  EXPECT_EQ(to_string(Verdict::different), "different");
  EXPECT_EQ(to_string(Status::not_found), "not_found");
}

TEST(IsPreprint, LooksAtTypeAndHome) {
  Work work;
  EXPECT_FALSE(is_preprint(work));
  work.type = WorkType::article;
  EXPECT_TRUE(is_preprint(work));

  work = Work();
  work.arxiv_id = ArxivId::parse("2505.11432");
  EXPECT_TRUE(is_preprint(work));
  work.container_title = "Proceedings of X";
  EXPECT_FALSE(is_preprint(work));
  work.doi = Doi::parse("10.48550/arxiv.2505.11432");
  EXPECT_TRUE(is_preprint(work));
  work.doi = Doi::parse("10.1145/3448016.3452841");
  EXPECT_FALSE(is_preprint(work));
}

}  // namespace
}  // namespace bibmill
