#include "normalizers/text/json_repair.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

TEST(JsonRepair, OnlyLoneSurrogatesAreReplaced) {
  const struct {
    std::string_view json;
    std::string_view repaired;
  } cases[] = {
      {R"("a \ud800 b")", R"("a \ufffd b")"},
      {R"("\udc00\ud83d\ude00")", R"("\ufffd\ud83d\ude00")"},
      {R"("\ud800\ud83d\ude00")", R"("\ufffd\ud83d\ude00")"},
      {R"("\\ud800")", R"("\\ud800")"},
      {R"("\uD800)", R"("\ufffd)"},
      {R"("\ud8)", R"("\ud8)"},
      {R"("\)", R"("\)"},
  };
  for (const auto& test : cases) EXPECT_EQ(repair_surrogates(test.json), test.repaired) << test.json;
}

TEST(JsonRepair, BytesThatAreNoUtf8AreReplacedOneByOne) {
  EXPECT_EQ(replace_invalid_utf8("caf\xC3\xA9 \xE9\xFF", "?"), "caf\xC3\xA9 ??");
  EXPECT_EQ(replace_invalid_utf8("", "?"), "");
}

}  // namespace
}  // namespace bibmill
