#include "pipeline/read/entry_hash.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <utility>
#include <vector>

#include "pipeline/read/bibtex_reader.h"

namespace bibmill {
namespace {

Entry entry_of(std::string title) {
  Entry entry;
  entry.work.title = std::move(title);
  return entry;
}

TEST(EntryHash, IsSixteenHexDigitsAndStable) {
  // Stored in every state.db: a new value here makes all entries new.
  EXPECT_EQ(entry_hash(Entry{}), "cbf29ce484222325");
  EXPECT_EQ(entry_hash(entry_of("A")), entry_hash(entry_of("A")));
  EXPECT_EQ(entry_hash(entry_of("A")).find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(EntryHash, IgnoresWhereTheEntryStands) {
  const ReadResult here = read_bibtex("@misc{a, title = {T}}", "a.bib");
  const ReadResult there = read_bibtex("\n\n@misc{ a ,title={T} }", "b.bib");
  ASSERT_EQ(here.entries.size(), 1u);
  ASSERT_EQ(there.entries.size(), 1u);
  EXPECT_EQ(entry_hash(here.entries[0]), entry_hash(there.entries[0]));
}

TEST(EntryHash, ChangesWithEverythingTheUserWrites) {
  const std::vector<std::function<void(Entry&)>> changes = {
      [](Entry&) {},
      [](Entry& e) { e.key = "k"; },
      [](Entry& e) { e.work.title = "B"; },
      [](Entry& e) { e.identifiers.push_back(*Doi::parse("10.1000/1")); },
      [](Entry& e) { e.venue = "V"; },
      [](Entry& e) { e.year = 2026; },
      [](Entry& e) { e.topics = {"a", "b"}; },
      [](Entry& e) { e.topics = {"ab"}; },
      [](Entry& e) { e.links = {{"L", "u"}}; },
      [](Entry& e) { e.affiliations = {"MIT"}; },
      [](Entry& e) { e.notes = {"MIT"}; },
      [](Entry& e) { e.summary = {"MIT"}; },
      [](Entry& e) { e.fields = {{"a", "MIT"}}; },
      [](Entry& e) { e.macros = {{"a", "MIT"}}; },
      [](Entry& e) { e.bibtex_type = "misc"; },
  };
  std::set<std::string> hashes;
  for (const auto& change : changes) {
    Entry entry = entry_of("A");
    change(entry);
    hashes.insert(entry_hash(entry));
  }
  EXPECT_EQ(hashes.size(), changes.size());
}

}  // namespace
}  // namespace bibmill
