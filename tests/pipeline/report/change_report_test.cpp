#include "pipeline/report/change_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace bibmill {
namespace {

using testing::HasSubstr;
using testing::Not;

Change change(ChangeKind kind, const std::string& before = "", const std::string& after = "") {
  Change made;
  made.kind = kind;
  made.key = "lee2026bold";
  made.file = "list.md";
  made.line = 12;
  made.title = "A Title";
  made.before = before;
  made.after = after;
  return made;
}

std::string told(const std::vector<Change>& changes) { return describe_changes(changes, "out", TextStyle()); }

TEST(ChangeReport, NothingChangedIsNothingTold) { EXPECT_EQ(told({}), ""); }

TEST(ChangeReport, CountsEachKind) {
  const std::string text = told({change(ChangeKind::added), change(ChangeKind::added), change(ChangeKind::update),
                                 change(ChangeKind::conflict), change(ChangeKind::lost, "resolved", "not_found")});
  EXPECT_THAT(text, HasSubstr("Since the last run: 1 no longer resolved, 1 new notice, 1 new contradiction, "
                              "2 new entries\n"));
  EXPECT_THAT(text, HasSubstr("  lost  list.md:12  A Title\n      now not_found\n"));
}

TEST(ChangeReport, AFieldHasOldAndNewValue) {
  Change field = change(ChangeKind::field, "Old", "New");
  field.field = "title";
  field.source = SourceId::crossref;
  EXPECT_THAT(told({field}), HasSubstr("title: \"Old\" became \"New\" (crossref)\n"));
  field.before.clear();
  EXPECT_THAT(told({field}), HasSubstr("title: now \"New\" (crossref)\n"));
  field.before = "Old";
  field.after.clear();
  EXPECT_THAT(told({field}), HasSubstr("title: no more \"Old\" (crossref)\n"));
}

TEST(ChangeReport, ShowsAFewOfAKindAndNamesTheFileOfTheOthers) {
  const std::vector<Change> many(8, change(ChangeKind::resolved, "not_found", "10.1/a"));
  const std::string text = told(many);
  EXPECT_THAT(text, HasSubstr("8 newly resolved\n"));
  EXPECT_THAT(text, HasSubstr("  … and 3 more: out/changes.jsonl\n"));
  EXPECT_THAT(told({many[0]}), Not(HasSubstr("changes.jsonl")));
}

TEST(ChangeReport, ShowsNoControlsOfTitles) {
  Change hostile = change(ChangeKind::gone);
  hostile.title = hostile.file = "a\x1b[31m\x07";
  EXPECT_EQ(told({hostile}).find_first_of("\x1b\x07"), std::string::npos);
}

}  // namespace
}  // namespace bibmill
