#include "pipeline/pins/pin_line.h"

#include <gtest/gtest.h>

#include "pipeline/pins/pin_file.h"

namespace bibmill {
namespace {

TEST(PinLineTest, IsReadAndWrittenBack) {
  const std::vector<std::string> lines = {
      "lee2026serving doi=10.1145/3767295.3769316",
      "lee2026serving entry=0123456789abcdef not-a-paper",
      R"(lee2026serving entry="an \"entry\"" not-a-paper)",
      R"(lee2026serving arxiv_id=2505.11432 title="A \"Better\" Title \\ 2" issued=2026-04)",
      R"("my key" dblp_key=conf/eurosys/Lee26 volume=3)",
  };
  for (const std::string& line : lines) {
    const Result<std::optional<Pin>> pin = parse_pin_line(line);
    ASSERT_TRUE(pin.has_value()) << pin.error().message;
    ASSERT_TRUE(pin->has_value());
    EXPECT_EQ(to_pin_line(**pin), line);
  }
}

TEST(PinLineTest, ShortNamesOfFieldsAreUnderstood) {
  const auto pin = parse_pin_line("k arxiv=2505.11432 dblp=conf/eurosys/Lee26 year=2026");
  ASSERT_TRUE(pin && *pin);
  EXPECT_EQ(to_pin_line(**pin), "k arxiv_id=2505.11432 dblp_key=conf/eurosys/Lee26 issued=2026");
}

TEST(PinLineTest, EmptyLinesAndCommentsSayNothing) {
  for (const char* line : {"", "   \t", "# lee2026 doi=10.1145/1", "  # note\r"}) {
    const auto pin = parse_pin_line(line);
    ASSERT_TRUE(pin.has_value()) << line;
    EXPECT_FALSE(pin->has_value()) << line;
  }
}

TEST(PinLineTest, WhatCannotBePinnedIsAnError) {
  for (const char* line :
       {"lee2026", "lee2026 entry=0123", "lee2026 doi=nonsense", "lee2026 colour=red", "lee2026 doi",
        "lee2026 title=\"open", "lee2026 issued=soon", "lee2026 not-a-paper doi=10.1145/3767295", "lee2026 title=\"\"",
        "lee2026 doi=10.1145/1 doi=10.1145/2", "lee2026 issued=2026-13", "lee2026 year=26"}) {
    const auto pin = parse_pin_line(line);
    ASSERT_FALSE(pin.has_value()) << line;
    EXPECT_EQ(pin.error().kind, ErrorKind::input);
    EXPECT_FALSE(pin.error().message.empty());
  }
}

TEST(PinLineTest, ThePinFileStandsBesideTheList) {
  EXPECT_EQ(pin_file_of("lists/a.md"), "lists/a.md.pins");
  EXPECT_EQ(pin_file_of("-"), "");
}

Pin pin_of(const std::string& line) { return **parse_pin_line(line); }

TEST(PinFileTest, OtherLinesStayAsTheyAre) {
  const std::string text = "# ours\r\n\nnonsense\na2026 doi=10.1145/1.1   # no comment here\nb2026 issued=2025";
  EXPECT_EQ(with_pin_added(text, pin_of("c2026 not-a-paper")), text + "\nc2026 not-a-paper\n");
}

TEST(PinFileTest, AFieldReplacesTheSameFieldOnly) {
  const std::string text = "a2026 doi=10.1145/1.1 issued=2025\nb2026 issued=2025\n";
  EXPECT_EQ(with_pin_added(text, pin_of("a2026 entry=00ff issued=2026")),
            "a2026 entry=00ff doi=10.1145/1.1 issued=2026\nb2026 issued=2025\n");
  EXPECT_EQ(with_pin_added(text, pin_of("a2026 not-a-paper")), "a2026 not-a-paper\nb2026 issued=2025\n");
}

TEST(PinFileTest, APinIsRemovedByItsKey) {
  EXPECT_EQ(with_pin_removed("# x\na2026 issued=2025\nb2026 issued=2025\n", "a2026"), "# x\nb2026 issued=2025\n");
  EXPECT_EQ(with_pin_removed("b2026 issued=2025\n", "a2026"), std::nullopt);
}

}  // namespace
}  // namespace bibmill
