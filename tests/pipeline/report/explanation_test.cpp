#include "pipeline/report/explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

using testing::HasSubstr;
using testing::Not;

ComparedRecord candidate(SourceId source, std::string id, Match match) {
  ComparedRecord made;
  made.source = source;
  made.id = std::move(id);
  made.title = "On Invented Things";
  made.doi = Doi::parse(made.id);
  made.match = std::move(match);
  return made;
}

Record listed(Status status) {
  Record record;
  record.id = "invented2026on";
  record.entry.file = "list.md";
  record.entry.line = 7;
  record.entry.work.title = "On Invented Things";
  record.status = status;
  return record;
}

Record resolved() {
  Record record = listed(Status::resolved);
  record.match = {Verdict::exact, "title_and_authors", 0.985, {}};
  record.work.title = "On Invented Things";
  record.work.doi = Doi::parse("10.1145/1.2");
  record.work.container_title = "Proceedings of Things";
  record.provenance["container_title"] = {
      SourceId::crossref, "10.1145/1.2", "2026-11-20", {{"Things", SourceId::input, ""}}};
  record.candidates = {
      candidate(SourceId::crossref, "10.1145/1.2", {Verdict::exact, "title_and_authors", 0.985, {{"authors", 1.0}}}),
      candidate(SourceId::crossref, "10.1145/3.4", {Verdict::different, "other_people", 0.02, {{"authors", 0.0}}})};
  Version version;
  version.kind = "preprint";
  version.arxiv_id = ArxivId::parse("2505.11111");
  version.reason = "linked_and_authors";
  record.versions = {version};
  return record;
}

TEST(Explain, TellsWhatWasTakenAndWhy) {
  const std::string text = explain(resolved(), {});
  EXPECT_THAT(text, HasSubstr("invented2026on\n  list.md:7  On Invented Things\n"));
  EXPECT_THAT(text,
              HasSubstr("exact, 98.5 % likely the same work (title_and_authors). Title and authors are the same."));
  EXPECT_THAT(text, HasSubstr("crossref 10.1145/1.2: taken\n"));
  EXPECT_THAT(text, HasSubstr("crossref 10.1145/3.4: not taken\n"));
  EXPECT_THAT(text, HasSubstr("The authors are other people."));
  EXPECT_THAT(text, HasSubstr("compared: 0 % of the authors"));
}

TEST(Explain, TellsWhyADoubtfulRecordWasTaken) {
  Record record = resolved();
  record.candidates.push_back(
      candidate(SourceId::dblp_sparql, "10.1145/1.2", {Verdict::weak, "title_unconfirmed", 0.7, {}}));
  EXPECT_THAT(explain(record, {}), HasSubstr("dblp_sparql 10.1145/1.2: taken, being the same work as another"));
}

TEST(Explain, TellsEachFieldsSourceAndWhatLost) {
  const std::string text = explain(resolved(), {});
  EXPECT_THAT(text, HasSubstr("Proceedings of Things\n      from crossref 10.1145/1.2, 2026-11-20\n"
                              "      not \"Things\" (you)\n      because the publisher's full title"));
  EXPECT_THAT(text, HasSubstr("arXiv:2505.11111"));
  EXPECT_THAT(text, HasSubstr("linked (linked_and_authors). One names the other as a version"));
}

TEST(Explain, LeavesOutWhatThereIsNot) {
  const std::string text = explain(resolved(), {});
  for (const char* section : {"Conflicts", "Updates", "People", "Affiliations", "Not asked"})
    EXPECT_THAT(text, Not(HasSubstr(section)));
}

TEST(Explain, TellsWhyNothingWasTaken) {
  const Match certain{Verdict::strong, "title_and_year", 0.93, {}};
  const Match doubtful{Verdict::weak, "title_unconfirmed", 0.7, {}};
  const Match other{Verdict::different, "other_people", 0.02, {}};
  const struct {
    Status status;
    std::vector<Match> matches;
    std::string_view sentence;
  } cases[] = {
      {Status::ambiguous, {certain, certain}, "Several records fit nearly equally well"},
      {Status::ambiguous, {certain, other}, "less surely than the settings ask for"},
      {Status::ambiguous, {doubtful, doubtful}, "not certain enough"},
      {Status::ambiguous, {other}, "knows an identifier that you wrote, but as another paper's"},
      {Status::not_found, {other}, "all that came is about other papers"},
      {Status::not_found, {}, "none has a record like it"},
      {Status::failed, {}, "could not be asked"},
  };
  for (const auto& test : cases) {
    Record record = listed(test.status);
    for (const Match& match : test.matches) {
      record.candidates.push_back(
          candidate(SourceId::crossref, "10.1145/" + std::to_string(record.candidates.size() + 1), match));
    }
    EXPECT_THAT(explain(record, {}), HasSubstr(test.sentence));
  }
}

TEST(Explain, TellsConflictsUpdatesAndWhoWasNotAsked) {
  Record record = resolved();
  record.conflicts = {{"doi", "10.1145/1.2", "10.1145/9.9", SourceId::input, "refuted"},
                      {"issued", "2025", "2026", SourceId::crossref, "issued_differs"}};
  record.updates = {{"retraction", std::nullopt, std::nullopt, SourceId::openalex}};
  record.unasked = {{SourceId::arxiv, "timeout: no answer"}};
  record.affiliations = {{"PKU", "unknown", std::nullopt, std::nullopt, {}}};
  const std::string text = explain(record, {});
  EXPECT_THAT(text, HasSubstr("though you said \"10.1145/9.9\"\n      The identifier belongs to another work"));
  EXPECT_THAT(text, HasSubstr("What you wrote and what the source says differ. (issued_differs)"));
  EXPECT_THAT(text, HasSubstr("openalex says so"));
  EXPECT_THAT(text, HasSubstr("timeout: no answer"));
  EXPECT_THAT(text, HasSubstr("PKU"));
}

TEST(Explain, TellsWhatJoinsPeople) {
  Record record = resolved();
  Person author;
  author.name = parse_name("Ada Invented");
  record.work.authors = {author};
  record.author_persons = {"dblp:1/1"};
  PersonRecord person;
  person.id = "dblp:1/1";
  person.works = {"invented2026on", "invented2025first"};
  person.evidence = {{"invented2026on", 0, "dblp_person", "1/1"}};
  EXPECT_THAT(explain(record, {{"dblp:1/1", person}}), HasSubstr("also in invented2025first: the same person at DBLP"));
}

TEST(Explain, ShowsNoControls) {
  Record record = resolved();
  const std::string hostile = "a\x1b[31m\x07";
  record.id = record.entry.file = *(record.entry.work.title = hostile);
  record.work.container_title = hostile;
  record.candidates[0].title = record.candidates[0].id = hostile;
  record.candidates[0].match.reason = record.candidates[0].match.features[0].first = hostile;
  record.versions[0].title = record.versions[0].reason = hostile;
  record.conflicts = {{hostile, hostile, hostile, SourceId::input, hostile}};
  record.updates = {{hostile, std::nullopt, std::nullopt, SourceId::crossref}};
  record.unasked = {{SourceId::arxiv, hostile}};
  record.affiliations = {{hostile, hostile, hostile, hostile, {hostile}}};
  EXPECT_EQ(explain(record, {}).find_first_of("\x1b\x07"), std::string::npos);
}

}  // namespace
}  // namespace bibmill
