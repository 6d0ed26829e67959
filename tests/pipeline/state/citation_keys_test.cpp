#include "pipeline/state/citation_keys.h"

#include <algorithm>

namespace bibmill {
namespace {

Record record_of(const std::string& title, const std::string& family, int year) {
  Record record;
  record.entry.work.title = title;
  record.work.title = title;
  record.work.issued = PartialDate{year, {}, {}};
  if (!family.empty()) {
    Person person;
    person.name.family = family;
    record.work.authors.push_back(person);
  }
  return record;
}

TEST(CitationKeys, ArePlainAsciiOfFamilyYearAndFirstTellingWord) {
  EXPECT_EQ(plain_citation_key(record_of("MegaScale-MoE: Large-Scale …", "Jin", 2026)), "jin2026megascale");
  EXPECT_EQ(plain_citation_key(record_of("On the Gödel Machine", "van der Øster", 2003)), "vanderoster2003godel");
  EXPECT_EQ(plain_citation_key(record_of("HetAuto: Cross-Cluster", "", 2026)), "hetauto2026");
  EXPECT_EQ(plain_citation_key(Record()), "entry");
}

TEST(CitationKeys, TheUsersOwnKeyIsKept) {
  std::vector<Record> records{record_of("A Title", "Jin", 2026)};
  records[0].entry.key = "My:Key_1";
  assign_citation_keys(records, {});
  EXPECT_EQ(records[0].id, "My:Key_1");
}

TEST(CitationKeys, TheUsersOwnKeyIsMadeCitableAndStaysInTheEntry) {
  for (const auto& [own, id] : {std::pair("my own key", "my-own-key"),
                                {"a{b}%c", "a-b--c"},
                                {"m\xC3\xBCller 20", "m\xC3\xBCller-20"},
                                {"a\x1B[31mb", "a[31mb"},
                                {"{}", "jin2026title"}}) {
    std::vector<Record> records{record_of("A Title", "Jin", 2026)};
    records[0].entry.key = own;
    Record streamed = records[0];
    assign_citation_keys(records, {});
    StreamKeys()(streamed);
    EXPECT_EQ(records[0].id, id);
    EXPECT_EQ(streamed.id, id);
    EXPECT_EQ(records[0].entry.key, own);
  }
}

TEST(CitationKeys, AKeyThatNeedsNoMendingIsKeptAheadOfOneThatDoes) {
  std::vector<Record> records{record_of("A Title", "Jin", 2026), record_of("B Title", "Jin", 2026)};
  for (const bool swapped : {false, true}) {
    records[swapped ? 1 : 0].entry.key = "my key";
    records[swapped ? 0 : 1].entry.key = "my-key";
    assign_citation_keys(records, {});
    EXPECT_EQ(records[swapped ? 0 : 1].id, "my-key");
    EXPECT_TRUE(records[swapped ? 1 : 0].id.starts_with("my-key-")) << records[0].id;
  }
}

TEST(CitationKeys, CollisionsDoNotDependOnInputOrder) {
  std::vector<Record> records{record_of("Fix: one", "Jin", 2026), record_of("Fix: two", "Jin", 2026),
                              record_of("Fix: three", "JIN", 2026)};
  std::vector<Record> reversed(records.rbegin(), records.rend());
  assign_citation_keys(records, {});
  assign_citation_keys(reversed, {});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(records[i].id, reversed[2 - i].id);
  EXPECT_NE(records[0].id, records[1].id);
  EXPECT_EQ(std::ranges::count_if(records, [](const Record& r) { return r.id == "jin2026fix"; }), 1);
}

TEST(CitationKeys, EntriesWrittenTwiceAreToldApart) {
  std::vector<Record> records{record_of("Same", "Jin", 2026), record_of("Same", "Jin", 2026)};
  assign_citation_keys(records, {});
  EXPECT_NE(records[0].id, records[1].id);
}

TEST(CitationKeys, AKeyOnceGivenStaysWithItsEntry) {
  std::vector<Record> first{record_of("Fix: one", "Jin", 2026)};
  assign_citation_keys(first, {});
  KnownKeys known{{entry_identities(first)[0], "oldkey"}, {"0123456789abcdef", "jin2026fix"}};
  std::vector<Record> later{record_of("Fix: two", "Jin", 2026), record_of("Fix: one", "Jin", 2026)};
  assign_citation_keys(later, known);
  EXPECT_EQ(later[1].id, "oldkey");
  EXPECT_NE(later[0].id, "jin2026fix") << "belongs to an entry that is not in this run";
}

TEST(CitationKeys, DifferInMoreThanCase) {
  std::vector<Record> records{record_of("A", "x", 1), record_of("B", "y", 1)};
  records[0].entry.key = "Smith20";
  records[1].entry.key = "smith20";
  assign_citation_keys(records, {});
  EXPECT_NE(records[0].id.size(), records[1].id.size());
}

}  // namespace
}  // namespace bibmill
