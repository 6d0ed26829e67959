#include "connectors/wire/json.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

std::string_view cut(std::string_view text, const Slice& slice) {
  return text.substr(slice.begin, slice.end - slice.begin);
}

TEST(Json, WalksWithoutFailing) {
  const auto json = Json::parse(R"({"a":{"b":["x",2,null]},"n":7,"s":"12","d":3.5,"t":true,"z":null,"o":{"k":1}})");
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["a"]["b"].first().text(), "x");
  EXPECT_EQ((*json)["a"]["b"].items().size(), 3U);
  EXPECT_FALSE((*json)["a"]["missing"]["deeper"].exists());
  EXPECT_FALSE((*json)["n"]["deeper"].exists());
  EXPECT_EQ((*json)["n"].text(), std::nullopt);
  EXPECT_EQ((*json)["n"].scalar(), "7");
  EXPECT_EQ((*json)["d"].scalar(), "3.5");
  EXPECT_EQ((*json)["n"].integer(), 7);
  EXPECT_EQ((*json)["s"].integer(), 12);
  EXPECT_EQ((*json)["d"].integer(), std::nullopt);
  EXPECT_EQ((*json)["t"].boolean(), true);
  EXPECT_TRUE((*json)["z"].is_null());
  EXPECT_TRUE((*json)["z"].items().empty());
  EXPECT_EQ((*json)["o"].members().size(), 1U);
}

TEST(Json, TakesALoneValueForAListOfOne) {
  const auto json = Json::parse(R"({"institution":{"name":"bioRxiv"},"empty":[]})");
  ASSERT_TRUE(json);
  ASSERT_EQ((*json)["institution"].items().size(), 1U);
  EXPECT_EQ((*json)["institution"].first()["name"].text(), "bioRxiv");
  EXPECT_FALSE((*json)["empty"].first().exists());
}

TEST(Json, RepeatedKeysGiveTheFirst) { EXPECT_EQ((*Json::parse(R"({"a":1,"a":2})"))["a"].integer(), 1); }

TEST(Json, ReadsLoneSurrogatesAsReplacementCharacters) {
  const struct {
    std::string_view json;
    std::string_view text;
  } cases[] = {
      {R"(["a\ud800b"])",
       "a\xEF\xBF\xBD"
       "b"},
      {R"(["\udc00\ud83d\ude00"])", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
      {R"(["\ud800\ud83d\ude00"])", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
      {R"(["\\ud800\ud800"])", "\\ud800\xEF\xBF\xBD"},
      {"[\"\xFF\\ud800\"]", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"[\"caf\xE9\"]", "caf\xEF\xBF\xBD"},
  };
  for (const auto& test : cases) {
    const auto json = Json::parse(test.json);
    ASSERT_TRUE(json) << test.json;
    EXPECT_EQ(json->root().first().text(), test.text) << test.json;
  }
}

TEST(Json, RefusesWhatIsNoJson) {
  const std::string deep(5000, '[');
  for (const std::string_view text :
       {std::string_view(""), std::string_view("<html>"), std::string_view("{\"a\":"), std::string_view("{} x"),
        std::string_view("[\"\\q\"]"), std::string_view(deep)}) {
    const auto json = Json::parse(text);
    ASSERT_FALSE(json) << text.substr(0, 20);
    EXPECT_EQ(json.error().kind, ErrorKind::decode);
  }
}

TEST(JsonSlices, AreTheBytesOfEachElement) {
  const std::string_view text = "{ \"x\":1, \"m\" : {\"items\":[ {\"a\":\"}]\\\"\"} , [1, 2] ,\n 3 ,null]} }";
  const auto slices = json_array_slices(text, {"m", "items"});
  ASSERT_TRUE(slices);
  ASSERT_EQ(slices->size(), 4U);
  EXPECT_EQ(cut(text, (*slices)[0]), "{\"a\":\"}]\\\"\"}");
  EXPECT_EQ(cut(text, (*slices)[1]), "[1, 2]");
  EXPECT_EQ(cut(text, (*slices)[2]), "3");
  EXPECT_EQ(cut(text, (*slices)[3]), "null");
  const auto whole = json_slice(text, {"m"});
  ASSERT_TRUE(whole);
  EXPECT_EQ(cut(text, *whole).front(), '{');
  EXPECT_EQ(cut(text, *whole).back(), '}');
}

TEST(JsonSlices, ReadTheWholeTextForAnEmptyPath) {
  const std::string_view text = "[ {\"DOI\":\"a\"},{\"DOI\":\"b\"} ]\n";
  const auto slices = json_array_slices(text, {});
  ASSERT_TRUE(slices);
  ASSERT_EQ(slices->size(), 2U);
  EXPECT_EQ(cut(text, (*slices)[1]), "{\"DOI\":\"b\"}");
}

TEST(JsonSlices, KeepTheirPlacesInInvalidUtf8) {
  const std::string_view text = "{\"items\":[\"\xFF\xFE\",{\"a\":\"\\ud800\"}]}";
  const auto slices = json_array_slices(text, {"items"});
  ASSERT_TRUE(slices);
  EXPECT_EQ(cut(text, slices->back()), "{\"a\":\"\\ud800\"}");
}

TEST(JsonSlices, AreAbsentWhereNothingIs) {
  EXPECT_FALSE(json_array_slices(R"({"items":{}})", {"items"}));
  EXPECT_FALSE(json_array_slices(R"({"items":[1,)", {"items"}));
  EXPECT_FALSE(json_array_slices("<html>", {"items"}));
  EXPECT_FALSE(json_array_slices("", {}));
  EXPECT_FALSE(json_slice(R"({"a":1})", {"b"}));
  EXPECT_FALSE(json_slice(R"([1])", {"b"}));
  EXPECT_EQ(json_array_slices(R"({"items":[]})", {"items"})->size(), 0U);
}

TEST(JsonQuote, EscapesWhatMustBe) {
  EXPECT_EQ(json_quote("a\"b\\c\n\x01"), R"("a\"b\\c\u000a\u0001")");
  const std::string quoted = "[" + json_quote("x\"\\\n\xC3\xA9") + "]";
  EXPECT_EQ(Json::parse(quoted)->root().first().text(), "x\"\\\n\xC3\xA9");
}

}  // namespace
}  // namespace bibmill
