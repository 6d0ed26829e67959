#include "pipeline/state/ledger.h"

#include <algorithm>
#include <map>

#include "connectors/http/request_limit.h"
#include "pipeline/merge/merge.h"
#include "tests/pipeline/state/entry_of.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kStart = 20'000 * kDay;

Record record_of(const Entry& entry, Status status = Status::resolved) {
  Record record;
  record.entry = entry;
  record.status = status;
  record.work.title = *entry.work.title + ", enriched";
  return record;
}

class LedgerTest : public testing::Test {
 protected:
  Ledger open(const std::vector<Entry>& entries, std::int64_t now = kStart, const std::string& decider = "d") {
    LedgerRules rules;
    rules.decider = decider;
    rules.due.resolved = std::chrono::days(90);
    rules.due.incomplete = std::chrono::days(1);
    rules.due.not_found_first = std::chrono::days(1);
    rules.due.not_found_most = std::chrono::days(30);
    rules.now = now;
    rules.year = 2026;
    Result<Ledger> ledger = Ledger::open(folder_.path(), std::move(rules), entries);
    if (!ledger) throw std::runtime_error(ledger.error().message);
    return std::move(*ledger);
  }

  /// One run in which every entry is asked about and gets `status`.
  void run(const std::vector<Entry>& entries, Status status, std::int64_t now = kStart) {
    Ledger ledger = open(entries, now);
    for (const std::size_t i : ledger.to_ask()) ledger.settle(i, record_of(entries[i], status));
    EXPECT_TRUE(ledger.close());
  }

  static std::map<std::size_t, Record> recalled(Ledger& ledger) {
    std::map<std::size_t, Record> records;
    const auto count = ledger.recall([&](std::size_t i, Record record) { records.emplace(i, std::move(record)); });
    EXPECT_TRUE(count && *count == records.size());
    return records;
  }

  /// The keys of a run over `entries`; `wish` is given where nothing is known.
  std::vector<std::string> keys(const std::vector<Entry>& entries) {
    Ledger ledger = open(entries);
    std::vector<Record> records;
    for (const Entry& entry : entries) records.push_back(record_of(entry));
    assign_citation_keys(records, ledger.known_keys(folder_.path() / "none"));
    ledger.keep_keys(records, {});
    EXPECT_TRUE(ledger.close());
    std::vector<std::string> given;
    for (const Record& record : records) given.push_back(record.id);
    return given;
  }

  TemporaryFolder folder_;
};

TEST_F(LedgerTest, WhatIsNotDueComesBackAsItWas) {
  const std::vector<Entry> entries{entry_of("A"), entry_of("B"), entry_of("A")};
  run(entries, Status::resolved);
  std::vector<Entry> moved{entry_of("B"), entry_of("A"), entry_of("A")};
  moved[0].line = 77;
  Ledger ledger = open(moved, kStart + 89 * kDay);
  const auto records = recalled(ledger);
  EXPECT_TRUE(ledger.to_ask().empty());
  EXPECT_TRUE(ledger.to_recompute().empty());
  ASSERT_EQ(records.size(), 3u);
  for (const auto& [i, record] : records) EXPECT_EQ(record, record_of(moved[i]));
}

TEST_F(LedgerTest, WhatIsDueIsAskedAgain) {
  run({entry_of("A")}, Status::resolved);
  const std::vector<Entry> entries{entry_of("A"), entry_of("New")};
  EXPECT_EQ(open(entries, kStart + 90 * kDay).to_ask(), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(open(entries, kStart + kDay).to_ask(), std::vector<std::size_t>{1});
}

TEST_F(LedgerTest, IntervalsGrowWhileNothingIsFound) {
  const std::vector<Entry> entries{entry_of("A")};
  std::int64_t now = kStart;
  for (const int pause : {1, 2, 4, 8}) {
    run(entries, Status::not_found, now);
    EXPECT_TRUE(open(entries, now + pause * kDay - 1).to_ask().empty()) << pause;
    now += pause * kDay;
    EXPECT_FALSE(open(entries, now).to_ask().empty()) << pause;
  }
}

TEST_F(LedgerTest, AFailedEntryIsDueAtOnce) {
  run({entry_of("A")}, Status::failed);
  const std::vector<Entry> entries{entry_of("A")};
  EXPECT_EQ(open(entries).to_ask().size(), 1u);
}

TEST_F(LedgerTest, AnotherDeciderComputesAgainAndKeepsTheDueTime) {
  const std::vector<Entry> entries{entry_of("A")};
  run(entries, Status::resolved);
  {
    Ledger ledger = open(entries, kStart + 50 * kDay, "other");
    EXPECT_TRUE(recalled(ledger).empty());
    ASSERT_EQ(ledger.to_recompute().size(), 1u);
    Record decided = record_of(entries[0]);
    decided.work.title = "Decided otherwise";
    EXPECT_EQ(ledger.settle(0, decided), decided);
    EXPECT_TRUE(ledger.close());
  }
  Ledger later = open(entries, kStart + 89 * kDay, "other");
  EXPECT_EQ(recalled(later).at(0).work.title, "Decided otherwise");
  EXPECT_EQ(open(entries, kStart + 90 * kDay, "other").to_ask().size(), 1u);
}

TEST_F(LedgerTest, WhereTheStoredAnswersAreGoneTheOldRecordStands) {
  const std::vector<Entry> entries{entry_of("A")};
  run(entries, Status::resolved);
  Ledger ledger = open(entries, kStart + kDay, "other");
  Record without_answers = record_of(entries[0], Status::failed);
  without_answers.unasked.push_back({SourceId::crossref, "offline"});
  EXPECT_EQ(ledger.settle(0, without_answers), record_of(entries[0]));
  EXPECT_TRUE(ledger.close());
  EXPECT_EQ(open(entries, kStart + kDay, "other").to_recompute().size(), 1u) << "tried again next time";
}

TEST_F(LedgerTest, WhatIsPostponedIsDecidedAnewAndStaysPostponed) {
  const std::vector<Entry> entries{entry_of("A")};
  Record postponed = record_of(entries[0]);
  postponed.unasked = {{SourceId::arxiv, "postponed"}};
  {
    Ledger ledger = open(entries);
    ledger.settle(0, postponed);
    EXPECT_TRUE(ledger.close());
  }
  Record decided = postponed;
  decided.work.title = "Decided otherwise";
  decided.unasked = {{SourceId::arxiv, "offline: no stored answer"}};
  Ledger ledger = open(entries, kStart + 1, "other");
  ASSERT_EQ(ledger.to_recompute().size(), 1u);
  const Record settled = ledger.settle(0, decided);
  EXPECT_EQ(settled.work.title, "Decided otherwise");
  EXPECT_EQ(settled.unasked, postponed.unasked);
}

Record waiting_record(const Entry& entry, Status status) {
  Record record = record_of(entry, status);
  record.unasked = {{SourceId::crossref, "cancelled: " + std::string(kLimitReached)}};
  return record;
}

TEST_F(LedgerTest, WhatTheLimitLeftIsDueAtOnce) {
  const std::vector<Entry> entries{entry_of("A"), entry_of("B"), entry_of("C")};
  {
    Ledger ledger = open(entries);
    ledger.settle(0, record_of(entries[0]));
    ledger.settle(1, waiting_record(entries[1], Status::failed));
    ledger.settle(2, waiting_record(entries[2], Status::resolved));
    EXPECT_TRUE(ledger.close());
  }
  EXPECT_EQ(open(entries).to_ask(), (std::vector<std::size_t>{1, 2}));
}

TEST_F(LedgerTest, AnEntryThatWaitsHasItsKeyForTheTimeBeingOnly) {
  const std::vector<Entry> entries{entry_of("A"), entry_of("B")};
  const auto night = [&](const KnownKeys& elsewhere) {
    Ledger ledger = open(entries);
    std::vector<Record> records{waiting_record(entries[0], Status::failed), record_of(entries[1])};
    KnownKeys known = ledger.known_keys(folder_.path() / "none");
    known.insert(elsewhere.begin(), elsewhere.end());
    assign_citation_keys(records, known);
    ledger.keep_keys(records, known);
    EXPECT_TRUE(ledger.close());
    return open(entries).known_keys(folder_.path() / "none");
  };
  const KnownKeys after = night({});
  EXPECT_EQ(after.size(), 1u);
  const std::vector<std::string> identities = entry_identities(entries);
  EXPECT_TRUE(after.contains(identities[1]));
  EXPECT_EQ(night({{identities[0], "mine2020"}}).at(identities[0]), "mine2020") << "one that it had it keeps";
}

TEST_F(LedgerTest, KnowsSinceWhenAnEntryIsUnresolved) {
  const std::vector<Entry> entries{entry_of("A"), entry_of("B")};
  run({entries[0]}, Status::not_found, kStart);
  run(entries, Status::ambiguous, kStart + 5 * kDay);
  EXPECT_EQ(open(entries, kStart + 9 * kDay).unresolved_since(), kStart) << "be it for another reason since";
  run({entries[0]}, Status::resolved, kStart + 20 * kDay);
  EXPECT_EQ(open(entries).unresolved_since(), kStart + 5 * kDay);
  EXPECT_EQ(open({entries[0]}).unresolved_since(), std::nullopt);
}

TEST_F(LedgerTest, NothingStandsWhereAllIsToBeComputedAgain) {
  const std::vector<Entry> entries{entry_of("A")};
  run(entries, Status::resolved);
  LedgerRules rules;
  rules.decider = "d";
  rules.now = kStart + 1;
  rules.recompute = true;
  Result<Ledger> ledger = Ledger::open(folder_.path(), std::move(rules), entries);
  ASSERT_TRUE(ledger);
  EXPECT_TRUE(recalled(*ledger).empty());
  EXPECT_EQ(ledger->to_recompute().size(), 1u);
  EXPECT_TRUE(ledger->to_ask().empty());
  EXPECT_FALSE(ledger->all_stand());
}

SourceRecord listed_by(SourceId source, const PersonName& author) {
  SourceRecord record;
  record.source = source;
  record.record_id = std::string(to_string(source));
  record.work.title = "Keys in Production";
  record.work.authors.emplace_back().name = author;
  record.work.issued = PartialDate{2026, 4, 27};
  return record;
}

/// Sources split a name into family and given differently; a key has the family name in it.
TEST_F(LedgerTest, AKeyGivenWhileASourceWasDownStaysAndTheRecordComesOutTheSame) {
  PersonName in_crossref;
  in_crossref.family = "Gomez Ruiz";
  in_crossref.given = "Ana";
  PersonName in_dblp;
  in_dblp.family = "Ruiz";
  in_dblp.given = "Ana Gomez";
  const SourceRecord crossref = listed_by(SourceId::crossref, in_crossref);
  const SourceRecord dblp = listed_by(SourceId::dblp_sparql, in_dblp);
  const std::vector<Entry> entries{entry_of("Keys in Production")};
  const auto night = [&](const std::filesystem::path& folder, std::vector<SourceRecord> answers, std::int64_t now) {
    LedgerRules rules;
    rules.now = now;
    Result<Ledger> ledger = Ledger::open(folder, std::move(rules), entries);
    EXPECT_TRUE(ledger && ledger->to_ask().size() == 1);
    MergeInput input;
    input.status = Status::resolved;
    if (answers.size() < 2) {
      const bool has_dblp = answers[0].source == SourceId::dblp_sparql;
      input.unasked = {{has_dblp ? SourceId::crossref : SourceId::dblp_sparql, "timeout: no answer"}};
    }
    input.accepted = std::move(answers);
    std::vector<Record> records{ledger->settle(0, merge(entries[0], std::move(input)))};
    assign_citation_keys(records, ledger->known_keys(folder / "none"));
    ledger->keep_keys(records, {});
    EXPECT_TRUE(ledger->close());
    return records.front();
  };
  const Record from_dblp = night(folder_.path() / "a", {dblp}, kStart);
  const Record then_both = night(folder_.path() / "a", {dblp, crossref}, kStart + 2 * kDay);
  const Record from_crossref = night(folder_.path() / "b", {crossref}, kStart);
  Record both_then = night(folder_.path() / "b", {crossref, dblp}, kStart + 2 * kDay);
  EXPECT_EQ(from_dblp.id, "ruiz2026keys");
  EXPECT_EQ(then_both.id, from_dblp.id) << "a key once given stays";
  EXPECT_EQ(both_then.id, from_crossref.id);
  EXPECT_EQ(then_both.work.authors.at(0).name.family, "Gomez Ruiz") << "the table's first source, whoever was up first";
  both_then.id = then_both.id;
  EXPECT_EQ(then_both, both_then) << "but for the key, the answers alone decide";
}

TEST_F(LedgerTest, ASourceThatIsDownTakesNoRecordAway) {
  const std::vector<Entry> entries{entry_of("A")};
  run(entries, Status::resolved);
  Ledger ledger = open(entries, kStart + 100 * kDay);
  ASSERT_EQ(ledger.to_ask().size(), 1u);
  EXPECT_EQ(ledger.settle(0, record_of(entries[0], Status::failed)), record_of(entries[0]));
  EXPECT_EQ(ledger.settle(0, record_of(entries[0], Status::not_found)).status, Status::not_found)
      << "an answer is an answer";
}

TEST_F(LedgerTest, ASourceThatIsDownMakesNoRecordPoorer) {
  const std::vector<Entry> entries{entry_of("A")};
  run(entries, Status::resolved);
  Ledger ledger = open(entries, kStart + 100 * kDay);
  Record without_crossref = record_of(entries[0]);
  without_crossref.work.title = "as another source has it";
  without_crossref.unasked.push_back({SourceId::crossref, "server: status 503"});
  EXPECT_EQ(ledger.settle(0, without_crossref), record_of(entries[0]));
  EXPECT_TRUE(ledger.close());
  EXPECT_EQ(open(entries, kStart + 101 * kDay).to_ask().size(), 1u) << "still due";
}

TEST_F(LedgerTest, AChangedEntryKeepsItsKey) {
  const std::vector<std::string> before = keys({entry_of("Fix: one"), entry_of("Fix: two")});
  ASSERT_NE(before[0], before[1]);
  const std::vector<std::string> after =
      keys({entry_of("Fix: three"), entry_of("Fix: two", "edited"), entry_of("Fix: one", "edited")});
  EXPECT_EQ(after[1], before[1]);
  EXPECT_EQ(after[2], before[0]);
  EXPECT_EQ(std::ranges::count(before, after[0]), 0) << "once given, never given to another entry";
  const std::vector<std::string> restored = keys({entry_of("Fix: one"), entry_of("Fix: two", "edited")});
  EXPECT_EQ(restored[0], before[0]) << "an edit taken back";
  EXPECT_EQ(restored[1], before[1]);
}

TEST_F(LedgerTest, EntriesOfOtherListsAreNoPredecessors) {
  Entry here = entry_of("Fix: one");
  here.identifiers = {*Doi::parse("10.1145/1.2")};
  const std::vector<std::string> before = keys({here});
  Entry there = entry_of("Fix: one", "in another list");
  there.identifiers = here.identifiers;
  there.file = "/lists/other.md";
  EXPECT_NE(keys({there})[0], before[0]);
  EXPECT_EQ(keys({here}), before);
}

TEST_F(LedgerTest, WhatWasReadAnewIsAskedForThoughItsTextIsTheSame) {
  Entry inherited = entry_of("A");
  inherited.fields = {{"title", "A"}, {"crossref", "volume"}};
  run({inherited}, Status::resolved);
  inherited.work.issued = PartialDate{2020, {}, {}};
  const std::vector<Entry> entries{inherited};
  EXPECT_EQ(open(entries).to_ask().size(), 1u);
}

}  // namespace
}  // namespace bibmill
