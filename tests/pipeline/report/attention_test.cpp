#include "pipeline/report/attention.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/state/citation_keys.h"

namespace bibmill {
namespace {

using testing::HasSubstr;

Record record(const std::string& id, Status status) {
  Record made;
  made.id = id;
  made.status = status;
  made.entry.file = "list.md";
  made.entry.line = 12;
  made.entry.work.title = "A *Bold* Title";
  return made;
}

/// The pin line of the record's entry, as it begins.
std::string pin_of(const Record& one) {
  return one.id + " entry=" + entry_identities(std::vector<Record>{one}).front();
}

std::string page_of(const Record& one) { return attention_page(std::vector<Record>{one}, {}); }

TEST(AttentionTest, NothingToLookAtIsAnEmptyPage) { EXPECT_EQ(page_of(record("lee2026bold", Status::resolved)), ""); }

TEST(AttentionTest, AnAmbiguousEntryShowsItsCandidatesWithThePinThatTakesThem) {
  Record ambiguous = record("lee2026bold", Status::ambiguous);
  ComparedRecord candidate;
  candidate.source = SourceId::crossref;
  candidate.title = "Bold Titles";
  candidate.doi = Doi::parse("10.1145/1.2");
  candidate.match.reason = "title_differs";
  ambiguous.candidates.push_back(candidate);
  const std::string page = page_of(ambiguous);
  EXPECT_THAT(page, HasSubstr("## Ambiguous: which paper is it? (1)"));
  EXPECT_THAT(page, HasSubstr("- `lee2026bold` (list.md:12) A \\*Bold\\* Title\n"));
  EXPECT_THAT(page, HasSubstr("`" + pin_of(ambiguous) + " doi=10.1145/1.2`"));
}

TEST(AttentionTest, WhatIsNotFoundMayBeNoPaper) {
  const Record unknown = record("lee2026bold", Status::not_found);
  EXPECT_THAT(page_of(unknown), HasSubstr("`" + pin_of(unknown) + " not-a-paper`"));
}

TEST(AttentionTest, AContradictionCanBeSettledEitherWay) {
  Record resolved = record("lee2026bold", Status::resolved);
  resolved.conflicts.push_back({"title", "Kept \"Title\"", "Other Title", SourceId::input, "title_differs"});
  const std::string page = page_of(resolved);
  EXPECT_THAT(page, HasSubstr("the list says \"Other Title\""));
  EXPECT_THAT(page, HasSubstr("`" + pin_of(resolved) + R"( title="Kept \"Title\""`)"));
  EXPECT_THAT(page, HasSubstr("`" + pin_of(resolved) + R"( title="Other Title"`)"));
}

TEST(AttentionTest, ARefutedIdentifierIsToldAndCanBeInsistedOn) {
  Record resolved = record("lee2026bold", Status::resolved);
  resolved.conflicts.push_back({"doi", "10.1145/1.2", "10.1145/9.9", SourceId::input, "refuted"});
  const std::string page = page_of(resolved);
  EXPECT_THAT(page, HasSubstr("## Identifiers that lead to another paper (1)"));
  EXPECT_THAT(page, HasSubstr("keep it and hear no more of it: `" + pin_of(resolved) + " doi=10.1145/1.2`"));
  EXPECT_THAT(page, HasSubstr("this paper's after all: `" + pin_of(resolved) + " doi=10.1145/9.9`"));
}

TEST(AttentionTest, APinLineIsOfferedOnce) {
  Record ambiguous = record("lee2026bold", Status::ambiguous);
  for (const SourceId source : {SourceId::crossref, SourceId::dblp_sparql}) {
    ComparedRecord& candidate = ambiguous.candidates.emplace_back();
    candidate.source = source;
    candidate.title = "Bold Titles";
    candidate.doi = Doi::parse("10.1145/1.2");
  }
  ambiguous.conflicts = {{"title", "A", "B", SourceId::crossref, "title_differs"},
                         {"title", "A", "C", SourceId::arxiv, "title_differs"}};
  const std::string page = page_of(ambiguous);
  for (const char* pinned : {" doi=10.1145/1.2`", " title=A`", " title=B`", " title=C`"}) {
    const std::size_t first = page.find(pinned);
    EXPECT_NE(first, std::string::npos) << pinned;
    EXPECT_EQ(page.find(pinned, first + 1), std::string::npos) << pinned;
  }
}

TEST(AttentionTest, WhatWasSeenBeforeIsLeftOut) {
  Record resolved = record("lee2026bold", Status::resolved);
  resolved.conflicts = {{"title", "A", "B", SourceId::crossref, "title_differs"}};
  const std::vector<Record> before{resolved, record("kim2026slow", Status::not_found)};
  std::vector<Record> after = before;
  after[0].conflicts.push_back({"issued", "2025", "2026", SourceId::crossref, "issued_differs"});
  const AttentionMarks seen = attention_marks(before, {});
  EXPECT_EQ(attention_page(before, {}, seen), "");
  const std::string page = attention_page(after, {}, seen);
  EXPECT_THAT(page, HasSubstr("## Contradictions (1)"));
  EXPECT_THAT(page, HasSubstr("crossref says \"2026\""));
  EXPECT_THAT(page, testing::Not(HasSubstr("kim2026slow")));
}

TEST(AttentionTest, NoticesFailuresAndRejectsHaveGroupsOfTheirOwn) {
  Record failed = record("lee2026bold", Status::failed);
  failed.unasked.push_back({SourceId::arxiv, "timeout: <b>no</b> answer"});
  failed.updates.push_back({"retraction", Doi::parse("10.1145/7.7"), std::nullopt, SourceId::crossref});
  const std::string page =
      attention_page(std::vector<Record>{failed}, std::vector<Reject>{{"list.md", 3, 0, "no title", "* "}});
  EXPECT_THAT(page, HasSubstr("  - retraction: https://doi.org/10.1145/7.7\n"));
  EXPECT_THAT(page, HasSubstr("  - arxiv: timeout: \\<b\\>no\\</b\\> answer\n"));
  EXPECT_THAT(page, HasSubstr("- list.md:3 no title\n"));
}

}  // namespace
}  // namespace bibmill
