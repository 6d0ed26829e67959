#include "pipeline/report/attention_marks.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

Record record(Status status, const std::string& id = "lee2026bold") {
  Record made;
  made.id = id;
  made.status = status;
  return made;
}

TEST(AttentionMarks, WhatIsFineHasNone) { EXPECT_TRUE(marks_of(record(Status::resolved)).empty()); }

TEST(AttentionMarks, AThingIsKnownAgainByKeyKindAndContent) {
  Record one = record(Status::ambiguous);
  one.candidates.resize(2);
  one.candidates[0].id = "10.1/a";
  one.candidates[1].id = "10.1/b";
  one.conflicts = {{"title", "A", "B", SourceId::dblp_sparql, "title_differs"}};
  one.updates = {{"retraction", Doi::parse("10.1/r"), std::nullopt, SourceId::crossref}};
  Record same = one;
  std::swap(same.candidates[0], same.candidates[1]);
  same.candidates[0].match.probability = 0.7;
  same.conflicts[0].source = SourceId::dblp_index;
  same.updates[0].date = PartialDate{2026, 11, 24};
  same.entry.line = 99;
  EXPECT_EQ(marks_of(one), marks_of(same));
  EXPECT_EQ(marks_of(one).size(), 3u);
}

TEST(AttentionMarks, WhatDiffersIsNew) {
  const auto with_candidate = [](const char* id) {
    Record made = record(Status::ambiguous);
    made.candidates.resize(1);
    made.candidates[0].id = id;
    return mark_of_status(made);
  };
  EXPECT_NE(with_candidate("10.1/a"), with_candidate("10.1/b"));
  EXPECT_NE(mark_of_status(record(Status::not_found)), mark_of_status(record(Status::failed)));
  EXPECT_NE(mark_of_status(record(Status::not_found)), mark_of_status(record(Status::not_found, "other")));
  const Record one = record(Status::resolved);
  EXPECT_NE(mark_of(one, Conflict{"title", "A", "B", SourceId::input, "title_differs"}),
            mark_of(one, Conflict{"title", "A", "C", SourceId::input, "title_differs"}));
}

TEST(AttentionMarks, ALineThatMovedIsTheSame) {
  const Reject reject{"list.md", 3, 1, "no title", "* "};
  Reject moved = reject;
  moved.line = 7;
  EXPECT_EQ(mark_of(reject), mark_of(moved));
  moved.text = "* x";
  EXPECT_NE(mark_of(reject), mark_of(moved));
}

}  // namespace
}  // namespace bibmill
