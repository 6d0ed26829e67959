// What a run finds otherwise than the last run told, runs that did not end among them.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "pipeline/state/ledger.h"
#include "tests/pipeline/state/entry_of.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The record of a paper without people: its key is made from its title.
Record record_of(const Entry& entry, Status status = Status::resolved, const std::string& publisher = "ACM") {
  Record record;
  record.entry = entry;
  record.status = status;
  record.work.title = *entry.work.title;
  if (status != Status::resolved) return record;
  record.work.publisher = publisher;
  record.provenance["publisher"] = {SourceId::crossref, "10.1/a", "", {}};
  return record;
}

class LedgerChangesTest : public testing::Test {
 protected:
  enum class End { told, killed_before_keys, killed_before_told };

  /// A run in which every entry is due. Returns "kind key before>after".
  std::vector<std::string> night(const std::vector<Record>& found, End end = End::told) {
    std::vector<Entry> entries;
    for (const Record& record : found) entries.push_back(record.entry);
    now_ += 86'400;
    LedgerRules rules;
    rules.now = now_;
    Result<Ledger> ledger = Ledger::open(folder_.path(), std::move(rules), entries);
    if (!ledger) throw std::runtime_error(ledger.error().message);
    std::vector<Record> records(found.size());
    for (const std::size_t i : ledger->to_ask()) records[i] = ledger->settle(i, found[i]);
    EXPECT_TRUE(ledger->continue_works(records));
    const KnownKeys known = ledger->known_keys(folder_.path() / "none");
    assign_citation_keys(records, known);
    if (end != End::killed_before_keys) ledger->keep_keys(records, known);
    std::vector<std::string> told;
    for (const Change& change : ledger->changes(records))
      told.push_back(fmt::format("{} {} {}>{}", to_string(change.kind), change.key, change.before, change.after));
    EXPECT_TRUE(ledger->close());
    if (end == End::told) {
      EXPECT_TRUE(ledger->store().set_outputs(folder_.path() / "out", {"f", "{}"}, ledger->told_now(records)));
    }
    keys_.clear();
    for (const Record& record : records) keys_.push_back(record.id);
    return told;
  }

  TemporaryFolder folder_;
  std::int64_t now_ = 20'000 * std::int64_t{86'400};
  std::vector<std::string> keys_;
};

TEST_F(LedgerChangesTest, ARunTellsWhatTheLastOneDidNot) {
  const Entry alpha = entry_of("Alpha");
  const Entry beta = entry_of("Beta");
  EXPECT_THAT(night({record_of(alpha), record_of(beta, Status::not_found)}),
              ElementsAre("added alpha >resolved", "added beta >not_found"));
  EXPECT_THAT(night({record_of(alpha), record_of(beta, Status::not_found)}), IsEmpty());
  EXPECT_THAT(night({record_of(alpha, Status::resolved, "IEEE"), record_of(beta)}),
              ElementsAre("field alpha ACM>IEEE", "resolved beta not_found>"));
  EXPECT_THAT(night({record_of(alpha, Status::resolved, "IEEE"), record_of(beta)}), IsEmpty());
  EXPECT_THAT(night({record_of(beta)}), ElementsAre("gone alpha >"));
  EXPECT_THAT(night({record_of(beta)}), IsEmpty()) << "told once";
  EXPECT_THAT(night({record_of(beta), record_of(alpha)}), ElementsAre("added alpha >resolved"));
}

TEST_F(LedgerChangesTest, ARunThatIsKilledTakesNoNewsWithIt) {
  const Entry alpha = entry_of("Alpha");
  const Entry beta = entry_of("Beta");
  for (const End end : {End::killed_before_keys, End::killed_before_told}) {
    EXPECT_THAT(night({record_of(alpha)}, end), ElementsAre("added alpha >resolved"));
  }
  night({record_of(alpha)});
  const std::vector<Record> later{record_of(alpha, Status::resolved, "IEEE"), record_of(beta)};
  const auto news = ElementsAre("field alpha ACM>IEEE", "added beta >resolved");
  for (const End end : {End::killed_before_keys, End::killed_before_told, End::killed_before_told, End::told}) {
    EXPECT_THAT(night(later, end), news);
  }
  EXPECT_THAT(night(later), IsEmpty());
  EXPECT_THAT(night({later[0]}, End::killed_before_told), ElementsAre("gone beta >"));
  EXPECT_THAT(night({later[0]}), ElementsAre("gone beta >"));
}

TEST_F(LedgerChangesTest, AnEditedEntryIsComparedWithWhatWasToldOfItsEarlierText) {
  night({record_of(entry_of("Alpha"))});
  const Record edited = record_of(entry_of("Alpha", "a note"), Status::resolved, "IEEE");
  for (const End end : {End::killed_before_keys, End::killed_before_told, End::told}) {
    EXPECT_THAT(night({edited}, end), ElementsAre("field alpha ACM>IEEE"));
  }
  EXPECT_THAT(night({edited}), IsEmpty());
  EXPECT_THAT(night({record_of(entry_of("Alpha"), Status::resolved, "IEEE")}), IsEmpty()) << "an edit taken back";
}

Record with_doi(Record record) {
  record.work.doi = Doi::parse("10.1145/1.2");
  record.provenance["doi"] = {SourceId::crossref, "10.1145/1.2", "", {}};
  return record;
}

TEST_F(LedgerChangesTest, AnotherTitleOfTheSameWorkKeepsTheKey) {
  night({with_doi(record_of(entry_of("Alpha"))), record_of(entry_of("Beta"))});
  const Record renamed = with_doi(record_of(entry_of("A Wholly New Title")));
  for (const End end : {End::killed_before_keys, End::killed_before_told, End::told}) {
    EXPECT_THAT(night({renamed, record_of(entry_of("Beta"))}, end), IsEmpty()) << "the user renamed it";
    EXPECT_THAT(keys_, ElementsAre("alpha", "beta"));
  }
}

TEST_F(LedgerChangesTest, AKeyThatIsInUseIsNotPassedOn) {
  night({with_doi(record_of(entry_of("Alpha")))});
  night({with_doi(record_of(entry_of("Alpha"))), with_doi(record_of(entry_of("Gamma")))});
  EXPECT_THAT(keys_, ElementsAre("alpha", "gamma"));
  night({with_doi(record_of(entry_of("Delta"))), record_of(entry_of("Epsilon"))});
  ASSERT_EQ(keys_.size(), 2u);
  EXPECT_THAT(keys_[0], testing::AnyOf("alpha", "gamma"));
  EXPECT_EQ(keys_[1], "epsilon") << "another work";
}

}  // namespace
}  // namespace bibmill
