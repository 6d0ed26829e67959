#include "pipeline/record_json/json_writer.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <string>

namespace bibmill {
namespace {

std::string written(const std::string& text) {
  std::string out;
  JsonWriter(out).string(text);
  return out;
}

TEST(JsonWriter, LeavesNothingRawThatHidesTextFromAReader) {
  struct Row {
    const char* text;
    const char* json;
  };
  const Row rows[] = {
      {"user\xE2\x80\xAEgnp.exe", R"("user\u202egnp.exe")"},  // right-to-left override
      {"a\xE2\x80\x8B\xC2\xAD\xEF\xBB\xBF"
       "b",
       R"("a\u200b\u00ad\ufeffb")"},                                        // zero-width space, soft hyphen, BOM
      {"a\xC2\x85\xE2\x80\xA8\xE2\x80\xA9z", R"("a\u0085\u2028\u2029z")"},  // line ends of other conventions
      {"tag\xF3\xA0\x81\x81", R"("tag\udb40\udc41")"},                      // U+E0041, a tag character
      {"\x1B[31m", R"("\u001b[31m")"},
      {"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80", "\"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\""},  // é, 漢, an emoji
  };
  simdjson::dom::parser parser;
  for (const Row& row : rows) {
    EXPECT_EQ(written(row.text), row.json);
    std::string_view read;
    ASSERT_EQ(parser.parse(written(row.text)).get_string().get(read), simdjson::SUCCESS) << row.json;
    EXPECT_EQ(read, row.text);
  }
}

}  // namespace
}  // namespace bibmill
