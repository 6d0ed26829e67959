#include "pipeline/changes/record_changes.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/record_json/record_json.h"

namespace bibmill {
namespace {

using testing::ElementsAre;

Record resolved(const std::string& title = "A Title") {
  Record record;
  record.status = Status::resolved;
  record.work.type = WorkType::paper_conference;
  record.work.title = title;
  record.work.doi = Doi::parse("10.1145/1.2");
  record.provenance["title"] = {SourceId::crossref, "10.1145/1.2", "2026-11-01", {}};
  record.provenance["doi"] = record.provenance["title"];
  return record;
}

Record preprint() {
  Record record;
  record.status = Status::resolved;
  record.work.type = WorkType::article;
  record.work.title = "A Title";
  record.work.arxiv_id = ArxivId::parse("2601.00001");
  record.provenance["title"] = {SourceId::arxiv, "2601.00001v1", "2026-11-01", {}};
  return record;
}

Record unresolved(Status status) {
  Record record;
  record.status = status;
  record.work.title = "A Title";
  return record;
}

/// "kind field: before -> after (source id)".
std::vector<std::string> told(const Record& before, const Record& after) {
  std::vector<std::string> lines;
  for (const Change& change : changes_between(before, after)) {
    lines.push_back(fmt::format("{} {}: {} -> {} ({} {})", to_string(change.kind), change.field, change.before,
                                change.after, to_string(change.source), change.source_id));
  }
  return lines;
}

TEST(RecordChanges, TheSameRecordAskedAboutAgainIsNoChange) {
  Record later = resolved();
  later.provenance["title"].retrieved = "2026-11-24";
  later.provenance["title"].source = SourceId::dblp_sparql;
  later.match.probability = 0.5;
  EXPECT_TRUE(changes_between(resolved(), later).empty());
}

TEST(RecordChanges, AStatusThatChangedIsToldWithoutTheFieldsThatFollow) {
  struct Row {
    Record before;
    Record after;
    const char* change;
  };
  const Row rows[] = {
      {unresolved(Status::not_found), resolved(), "resolved : not_found -> 10.1145/1.2 (crossref 10.1145/1.2)"},
      {unresolved(Status::failed), preprint(), "resolved : failed -> 2601.00001 (arxiv 2601.00001v1)"},
      {resolved(), unresolved(Status::not_found), "lost : resolved -> not_found (input )"},
      {unresolved(Status::not_found), unresolved(Status::ambiguous), "status : not_found -> ambiguous (input )"},
  };
  for (const Row& row : rows) EXPECT_THAT(told(row.before, row.after), ElementsAre(row.change));
}

TEST(RecordChanges, APreprintThatWasPublishedIsOneChangeAndWhatItSaysOtherwise) {
  Record paper = resolved("Another Title");
  paper.work.container_title = "Proceedings";
  paper.work.arxiv_id = preprint().work.arxiv_id;
  EXPECT_THAT(told(preprint(), paper), ElementsAre("published :  -> 10.1145/1.2 (crossref 10.1145/1.2)",
                                                   "field title: A Title -> Another Title (crossref 10.1145/1.2)"));
}

TEST(RecordChanges, AFieldIsToldWithOldAndNewValueAndItsSource) {
  Record before = resolved();
  before.work.pages = "1-2";
  before.provenance["pages"] = {SourceId::dblp_sparql, "conf/x/1", "", {}};
  Record after = resolved("A Longer Title");
  after.work.publisher = "ACM";
  after.provenance["publisher"] = {SourceId::crossref, "10.1145/1.2", "", {}};
  const auto all =
      ElementsAre("field pages: 1-2 ->  (dblp_sparql conf/x/1)", "field publisher:  -> ACM (crossref 10.1145/1.2)",
                  "field title: A Title -> A Longer Title (crossref 10.1145/1.2)");
  EXPECT_THAT(told(before, after), all);
  pack_origins(after);
  EXPECT_THAT(told(before, after), all) << "packed";
}

TEST(RecordChanges, WhatTheUserChangedIsNoNews) {
  Record before = resolved();
  before.work.issue = "3";
  before.provenance["issue"] = {SourceId::input, "", "", {}};
  Record after = resolved("Pinned Title");
  after.provenance["title"] = {SourceId::input, "pin", "", {}};
  after.work.volume = "7";
  after.provenance["volume"] = {SourceId::input, "", "", {}};
  EXPECT_TRUE(changes_between(before, after).empty());
}

TEST(RecordChanges, OnlyNewContradictionsAreTold) {
  const Conflict known{"title", "A", "B", SourceId::dblp_sparql, "title_differs"};
  Conflict elsewhere = known;
  elsewhere.source = SourceId::dblp_index;
  const Conflict fresh{"issued", "2025", "2026", SourceId::crossref, "issued_differs"};
  Record before = resolved();
  before.conflicts = {known};
  Record after = resolved();
  after.conflicts = {elsewhere, fresh};
  EXPECT_THAT(told(before, after), ElementsAre("conflict issued: 2025 -> 2026 (crossref )"));
  EXPECT_TRUE(changes_between(after, before).empty()) << "one that is settled needs nobody";
}

TEST(RecordChanges, OnlyNewNoticesAreTold) {
  Record before = resolved();
  before.updates = {{"correction", Doi::parse("10.1145/7.7"), std::nullopt, SourceId::crossref},
                    {"retraction", std::nullopt, std::nullopt, SourceId::openalex}};
  Record after = before;
  after.updates[1] = {"retraction", Doi::parse("10.1145/8.8"), std::nullopt, SourceId::crossref};
  EXPECT_TRUE(changes_between(before, after).empty()) << "first told by an aggregator";
  after.updates.push_back({"correction", Doi::parse("10.1145/9.9"), std::nullopt, SourceId::crossref});
  EXPECT_THAT(told(before, after), ElementsAre("update :  -> correction (crossref 10.1145/9.9)"));
}

}  // namespace
}  // namespace bibmill
