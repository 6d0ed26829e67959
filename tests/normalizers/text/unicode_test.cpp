#include "normalizers/text/unicode.h"

#include <gtest/gtest.h>

#include <string>

namespace bibmill {
namespace {

TEST(Unicode, KnowsValidUtf8) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("aé漢😀\xEF\xBF\xBD"));
  for (const char* bad : {"\xFF", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "a\x80z", "\xE2\x82"}) {
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
  }
}

TEST(Nfc, ComposesAndRepairs) {
  EXPECT_EQ(nfc("plain"), "plain");
  EXPECT_EQ(nfc("e\xCC\x81"), "é");
  EXPECT_EQ(nfc("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(nfc(std::string("\xC3\xA9\0x", 4)), std::string("\xC3\xA9\0x", 4));
}

TEST(CollapseSpace, KnowsEverySpaceAndDropsWhatShowsNothing) {
  EXPECT_EQ(collapse_space("  a \n\t b\xC2\xA0\xE2\x80\x89"
                           "c\xE3\x80\x80 "),
            "a b c");
  EXPECT_EQ(collapse_space("a\xE2\x80\x8B"
                           "b\xC2\xAD"
                           "c\xEF\xBB\xBF"
                           "d\x01"
                           "e\xC2\x85"
                           "f"),
            "abcde f");
  EXPECT_EQ(collapse_space(" \n "), "");
  EXPECT_EQ(collapse_space("\xFF"), "\xEF\xBF\xBD");
}

TEST(Shorten, CutsAtCharacters) {
  EXPECT_EQ(shorten("short", 10), "short");
  EXPECT_EQ(shorten("exactly10!", 10), "exactly10!");
  EXPECT_EQ(shorten("more than ten", 10), "more th…");
  EXPECT_EQ(shorten("ééééé", 8), "éé…");
  EXPECT_EQ(shorten("abc", 2), "ab");
  EXPECT_EQ(shorten("é", 1), "");
  EXPECT_EQ(shorten("abc", 0), "");
  for (std::size_t limit = 0; limit < 20; ++limit) {
    const std::string cut = shorten("漢字かな交じり文\xFF", limit);
    EXPECT_LE(cut.size(), limit);
    EXPECT_TRUE(is_valid_utf8(cut));
  }
}

TEST(Printable, ShowsControlsAndBadBytes) {
  EXPECT_EQ(printable("plain text"), "plain text");
  EXPECT_EQ(printable("\x1b[31mred\x07"), "\\x1b[31mred\\x07");
  EXPECT_EQ(printable("a\n\nb\t"), "a b");
  EXPECT_EQ(printable("a\xFF"
                      "b"),
            "a\\xffb");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\x9b31m");
  EXPECT_EQ(printable("\xE2\x80\xAE"
                      "evil"),
            "\\u202eevil");
  EXPECT_EQ(printable(std::string("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(printable("é漢"), "é漢");
}

TEST(AsciiLower, LeavesOtherBytesAlone) { EXPECT_EQ(ascii_lower("AbCÉ"), "abcÉ"); }

TEST(Trim, RemovesAsciiSpaceOnly) { EXPECT_EQ(trim(" \t\na b\r\v\f "), "a b"); }

}  // namespace
}  // namespace bibmill
