#include "connectors/wire/url.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

TEST(PercentEncode, KeepsUnreservedCharactersOnly) {
  const struct {
    std::string_view text;
    std::string_view encoded;
  } cases[] = {
      {"10.1145/3448016.3452841", "10.1145%2F3448016.3452841"},
      {"10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1",
       "10.1002%2F%28SICI%291096-8644%28199601%2999%3A1%3C1%3A%3AAID-AJPA1%3E3.0.CO%3B2-1"},
      {"10.36652/0202-3350-2023-24-9-403-413/", "10.36652%2F0202-3350-2023-24-9-403-413%2F"},
      {"10.1000/456#789", "10.1000%2F456%23789"},
      {"10.1000/a+b", "10.1000%2Fa%2Bb"},
      {"a%2Fb", "a%252Fb"},
      {"~._-", "~._-"},
      {"\xC3\xA9", "%C3%A9"},
      {std::string_view("\0", 1), "%00"},
      {"", ""},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(percent_encode(test.text), test.encoded);
    EXPECT_EQ(percent_decode(test.encoded), test.text);
  }
}

TEST(PercentDecode, LeavesMalformedEscapes) {
  EXPECT_EQ(percent_decode("100%"), "100%");
  EXPECT_EQ(percent_decode("%4"), "%4");
  EXPECT_EQ(percent_decode("%zz%41"), "%zzA");
  EXPECT_EQ(percent_decode("%252F"), "%2F");
  EXPECT_EQ(percent_decode("a+b"), "a+b");
}

TEST(ParseTarget, SplitsPathAndParameters) {
  const Target target = parse_target("/works/10.1000%2Fa+b?select=DOI,title&query=fast+index%2B&flag&&=x#end");
  EXPECT_EQ(target.path, "/works/10.1000/a+b");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"select", "DOI,title"}, {"query", "fast index+"}, {"flag", ""}, {"", "x"}};
  EXPECT_EQ(target.parameters, expected);
  EXPECT_EQ(target.find("query"), "fast index+");
  EXPECT_EQ(target.find("rows"), std::nullopt);
}

TEST(ParseTarget, KeepsFurtherEqualsAndQuestionMarks) {
  EXPECT_EQ(parse_target("/q?query=a=b?c").find("query"), "a=b?c");
  EXPECT_EQ(parse_target("").path, "");
  EXPECT_TRUE(parse_target("/dois?").parameters.empty());
  EXPECT_EQ(parse_target("/dois?page%5Bsize%5D=5").find("page[size]"), "5");
}

TEST(RequestLineLength, CountsMethodAndVersion) { EXPECT_EQ(request_line_length("/a"), 4U + 2U + 9U); }

TEST(Split, LeavesOutEmptyPieces) {
  EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_TRUE(split("", ',').empty());
}

}  // namespace
}  // namespace bibmill
