#include "pipeline/pins/apply_pins.h"

#include <gtest/gtest.h>

#include "pipeline/pins/pin_line.h"
#include "pipeline/state/citation_keys.h"

namespace bibmill {
namespace {

Entry entry(const std::string& title) {
  Entry made;
  made.file = "list.md";
  made.work.title = title;
  return made;
}

class ApplyPinsTest : public testing::Test {
 protected:
  ApplyPinsTest() { list_.entries = {entry("First Title"), entry("Second Title")}; }

  std::size_t apply(const std::string& line) {
    Pin pin = **parse_pin_line(line);
    pin.file = "list.md.pins";
    pin.line = 4;
    return apply_pins(std::vector<Pin>{pin}, stored_, list_, memory_);
  }

  void store(const std::string& id, const Entry& of) {
    Record record;
    record.id = id;
    record.entry = of;
    stored_.push_back(std::move(record));
  }

  /// Titles of the entries that are pinned.
  std::vector<std::string> pinned() const {
    std::vector<std::string> titles;
    for (const Entry& one : list_.entries) {
      if (one.pin) titles.push_back(*one.work.title);
    }
    return titles;
  }

  ReadResult list_;
  std::vector<Record> stored_;
  PinMemory memory_;
};

using Titles = std::vector<std::string>;

TEST_F(ApplyPinsTest, AnEntryIsFoundByItsIdentity) {
  const std::string identity = entry_identities(list_.entries)[1];
  apply("whatever2026 issued=2026 entry=" + identity);
  EXPECT_EQ(pinned(), Titles{"Second Title"});
  EXPECT_TRUE(list_.rejects.empty());
}

TEST_F(ApplyPinsTest, AnEntryIsFoundByTheKeyTheUserGaveIt) {
  list_.entries[0].key = "mine";
  apply("mine issued=2026");
  EXPECT_EQ(pinned(), Titles{"First Title"});
}

TEST_F(ApplyPinsTest, AnEntryIsFoundByTheKeyOfAnEarlierRun) {
  store("second2026", list_.entries[1]);
  apply("second2026 issued=2026");
  EXPECT_EQ(pinned(), Titles{"Second Title"});
}

TEST_F(ApplyPinsTest, AnEntryThatChangedKeepsItsPin) {
  store("second2026", list_.entries[1]);
  list_.entries[1].notes.push_back("Our work!");
  apply("second2026 issued=2026 entry=0123456789abcdef");
  EXPECT_EQ(pinned(), Titles{"Second Title"});
}

TEST_F(ApplyPinsTest, WhatIsNotAPaperIsKnownAgainAfterAnEditThoughItHasNoRecord) {
  list_.entries[0].identifiers = {*Doi::parse("10.1145/1.2")};
  memory_ = [](const Pin& pin) {
    EXPECT_EQ(pin.entry, "0123456789abcdef");
    return std::optional(EntryFacts{pin.entry, "", {"doi:10.1145/1.2"}, "another title", "/lists/list.md"});
  };
  EXPECT_EQ(apply("call2026 entry=0123456789abcdef not-a-paper"), 1u);
  EXPECT_TRUE(list_.rejects.empty());
}

TEST_F(ApplyPinsTest, AnEntryThatHasARecordIsNotTakenForAnotherThatVanished) {
  store("first2026", list_.entries[0]);
  memory_ = [](const Pin& pin) { return std::optional(EntryFacts{pin.entry, "", {}, "first title", ""}); };
  EXPECT_EQ(apply("call2026 entry=0123456789abcdef not-a-paper"), 0u);
  EXPECT_EQ(list_.rejects.size(), 1u);
}

TEST_F(ApplyPinsTest, AnEntryOfAnotherListIsNotTakenForTheOneThatVanished) {
  list_.entries[0].file = "other.md";
  memory_ = [](const Pin& pin) { return std::optional(EntryFacts{pin.entry, "", {}, "first title", ""}); };
  EXPECT_EQ(apply("call2026 entry=0123456789abcdef not-a-paper"), 0u);
  EXPECT_EQ(list_.rejects.size(), 1u) << "and it is told";
}

TEST_F(ApplyPinsTest, APinOfNobodyIsTold) {
  apply("nobody2026 issued=2026");
  EXPECT_TRUE(pinned().empty());
  ASSERT_EQ(list_.rejects.size(), 1u);
  EXPECT_EQ(list_.rejects[0].file, "list.md.pins");
  EXPECT_EQ(list_.rejects[0].line, 4u);
}

TEST_F(ApplyPinsTest, PinsOfOneEntryAreJoined) {
  list_.entries[0].key = "mine";
  apply("mine issued=2026");
  apply("mine pages=1-9");
  EXPECT_TRUE(list_.rejects.empty());
  EXPECT_EQ(to_pin_line(*list_.entries[0].pin), "mine issued=2026 pages=1-9");
}

TEST_F(ApplyPinsTest, APinThatContradictsAnEarlierOneIsTold) {
  list_.entries[0].key = "mine";
  apply("mine issued=2026");
  apply("mine issued=2025");
  EXPECT_EQ(apply("mine not-a-paper"), 0u);
  EXPECT_EQ(list_.rejects.size(), 2u);
  EXPECT_EQ(to_pin_line(*list_.entries[0].pin), "mine issued=2026");
}

TEST_F(ApplyPinsTest, ADeniedRegistrantCannotBePinned) {
  const std::vector<std::string> denied = {"10.5555"};
  EXPECT_TRUE(refusal_of(**parse_pin_line("mine doi=10.5555/123.4"), denied).has_value());
  EXPECT_FALSE(refusal_of(**parse_pin_line("mine doi=10.1145/123.4"), denied).has_value());
}

TEST_F(ApplyPinsTest, WhatIsNotAPaperIsTakenOut) {
  list_.entries[0].key = "mine";
  EXPECT_EQ(apply("mine not-a-paper"), 1u);
  ASSERT_EQ(list_.entries.size(), 1u);
  EXPECT_EQ(list_.entries[0].work.title, "Second Title");
}

}  // namespace
}  // namespace bibmill
