#include "pipeline/check/check_outputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/write/bibtex.h"

namespace bibmill {
namespace {

Entry entry(const std::string& title, std::size_t line) {
  Entry made;
  made.file = "list.md";
  made.line = line;
  made.work.title = title;
  return made;
}

Record record(const std::string& id, const Entry& of, Status status = Status::resolved) {
  Record made;
  made.id = id;
  made.entry = of;
  made.status = status;
  made.work = of.work;
  return made;
}

class CheckOutputsTest : public testing::Test {
 protected:
  CheckOutputsTest() {
    subject_.folder = "out";
    for (const auto& [id, title] : {std::pair("a2026", "First Title"), {"b2026", "Second Title"}}) {
      const std::size_t line = subject_.list.entries.size() + 1;
      subject_.list.entries.push_back(entry(title, line));
      keep(record(id, subject_.list.entries.back()));
    }
    render();
  }

  void keep(Record kept) {
    subject_.stored.records.push_back(std::move(kept));
    subject_.stored.lines.push_back(subject_.stored.records.size());
  }
  void render() { subject_.references = bibliography(subject_.stored.records, style_); }

  /// "kind file:line key" of each finding.
  std::vector<std::string> findings() const {
    std::vector<std::string> told;
    for (const Finding& finding : check_outputs(subject_, style_)) {
      told.push_back(std::string(to_string(finding.kind)) + " " + finding.file + ":" + std::to_string(finding.line) +
                     " " + finding.key);
      EXPECT_FALSE(finding.message.empty());
    }
    return told;
  }

  BibtexSettings style_;
  CheckSubject subject_;
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(CheckOutputsTest, OutputsThatBelongToTheListGiveNothing) { EXPECT_THAT(findings(), IsEmpty()); }

TEST_F(CheckOutputsTest, AnEntryThatMovedIsStillTheSame) {
  subject_.list.entries[1].line = 70;
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(CheckOutputsTest, ANewEntryIsMissing) {
  subject_.list.entries.push_back(entry("Third Title", 9));
  EXPECT_THAT(findings(), ElementsAre("missing list.md:9 "));
}

TEST_F(CheckOutputsTest, AChangedEntryIsStale) {
  subject_.list.entries[0].notes.push_back("Our work!");
  EXPECT_THAT(findings(), ElementsAre("stale list.md:1 a2026"));
}

TEST_F(CheckOutputsTest, ARemovedEntryLeavesItsRecordOver) {
  subject_.list.entries.erase(subject_.list.entries.begin());
  EXPECT_THAT(findings(), ElementsAre("left_over out/enriched.jsonl:1 a2026"));
}

TEST_F(CheckOutputsTest, AnotherOrderIsTold) {
  std::swap(subject_.list.entries[0], subject_.list.entries[1]);
  EXPECT_THAT(findings(), ElementsAre("reordered out/enriched.jsonl:0 "));
}

TEST_F(CheckOutputsTest, EqualEntriesNeedARecordEach) {
  subject_.list.entries.push_back(subject_.list.entries[0]);
  subject_.list.entries.back().line = 8;
  EXPECT_THAT(findings(), ElementsAre("missing list.md:8 "));
}

TEST_F(CheckOutputsTest, ALineThatIsNoRecordAndATwiceGivenIdAreInvalid) {
  subject_.stored.bad_lines.push_back({5, "no object"});
  keep(record("a2026", entry("Third Title", 9)));
  subject_.list.entries.push_back(entry("Third Title", 9));
  render();
  EXPECT_THAT(findings(), ElementsAre("invalid out/enriched.jsonl:5 ", "invalid out/enriched.jsonl:3 a2026"));
}

TEST_F(CheckOutputsTest, AnEditedBibliographyIsFoundWhereItDiffers) {
  subject_.references->replace(subject_.references->find("Second"), 6, "Edited");
  const auto line =
      1 + std::count(subject_.references->begin(),
                     subject_.references->begin() + static_cast<std::ptrdiff_t>(subject_.references->find("Edited")),
                     '\n');
  EXPECT_THAT(findings(), ElementsAre("bibliography out/references.bib:" + std::to_string(line) + " "));
  subject_.references.reset();
  EXPECT_THAT(findings(), ElementsAre("bibliography out/references.bib:0 "));
}

TEST_F(CheckOutputsTest, WhatNeedsAPersonIsToldAtTheListsLine) {
  subject_.stored.records[0].status = Status::ambiguous;
  subject_.stored.records[1].conflicts.push_back({"year", "2026", "2025", SourceId::crossref, "later_version"});
  subject_.stored.records[1].updates.push_back({"correction", std::nullopt, std::nullopt, SourceId::crossref});
  subject_.stored.records[1].updates.push_back({"retraction", std::nullopt, std::nullopt, SourceId::crossref});
  subject_.list.rejects.push_back({"list.md", 30, 0, "no title", "* "});
  render();
  EXPECT_THAT(findings(), ElementsAre("ambiguous list.md:1 a2026", "conflict list.md:2 b2026",
                                      "retracted list.md:2 b2026", "rejected list.md:30 "));
}

}  // namespace
}  // namespace bibmill
