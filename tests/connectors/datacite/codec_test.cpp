#include "connectors/datacite/codec.h"

#include <gtest/gtest.h>

#include "connectors/datacite/mirror.h"
#include "tests/connectors/wire/codec_laws.h"

namespace bibmill {
namespace {

using State = KeyAnswer::State;

Ask ask_doi(std::string_view text, bool alone = false) { return Ask(ByDoi(*Doi::parse(text)), alone); }

HttpResponse response(std::string body, int status = 200) {
  HttpResponse answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

std::string record(std::string_view doi) {
  return R"({"id":")" + std::string(doi) + R"(","type":"dois","attributes":{"doi":")" + std::string(doi) +
         R"(","titles":[{"title":"T"}]}})";
}

constexpr std::string_view kNotFound =
    R"({"errors":[{"status":"404","title":"The resource you are looking for doesn't exist."}]})";

TEST(DataciteCodec, AsksForIdsTogetherWithoutFacets) {
  const DataciteCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.5281/zenodo.1"), ask_doi("10.48550/arXiv.2505.11432")};
  EXPECT_EQ(codec.lane(asks.front()), (Lane{"doi-list", "list", 100}));
  const Encoded encoded = codec.encode(asks);
  EXPECT_EQ(encoded.taken, 2U);
  EXPECT_EQ(encoded.request.target,
            "/dois?ids=10.5281%2Fzenodo.1,10.48550%2Farxiv.2505.11432&page%5Bsize%5D=2&disable-facets=true"
            "&affiliation=true&detail=true");
  EXPECT_EQ(encoded.request.accept, "application/vnd.api+json");
}

TEST(DataciteCodec, AsksAloneForDoisWithCommas) {
  const DataciteCodec codec;
  const Ask ask = ask_doi("10.5281/a,b");
  EXPECT_EQ(codec.lane(ask), (Lane{"doi-single", "list", 1}));
  EXPECT_EQ(codec.encode(std::span(&ask, 1)).request.target, "/dois/10.5281%2Fa%2Cb?affiliation=true");
}

TEST(DataciteCodec, StaysWithinTheRequestLine) {
  const DataciteCodec codec;
  std::vector<Ask> asks;
  for (int i = 0; i < 150; ++i) asks.push_back(ask_doi("10.5281/" + std::string(90, 'x') + std::to_string(i)));
  const Encoded encoded = codec.encode(asks);
  EXPECT_LE(request_line_length(encoded.request.target), 4000U);
  EXPECT_GT(encoded.taken, 20U);
  std::vector<Ask> small;
  for (int i = 0; i < 150; ++i) small.push_back(ask_doi("10.5281/" + std::to_string(i)));
  EXPECT_EQ(codec.encode(small).taken, 100U);
}

TEST(DataciteCodec, TakesAMissInACompleteListForAbsent) {
  const DataciteCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.5281/a"), ask_doi("10.5281/b")};
  const auto complete = codec.decode(asks, response(R"({"data":[)" + record("10.5281/A") + R"(],"meta":{"total":1}})"));
  ASSERT_TRUE(complete) << complete.error().message;
  EXPECT_EQ((*complete)[0].state, State::found);
  EXPECT_EQ((*complete)[1].state, State::absent);
  const auto cut = codec.decode(asks, response(R"({"data":[)" + record("10.5281/a") + R"(],"meta":{"total":2}})"));
  ASSERT_TRUE(cut);
  EXPECT_EQ((*cut)[0].state, State::found);
  EXPECT_EQ((*cut)[1].state, State::cut_off);
}

TEST(DataciteCodec, TellsAbsentFromRefused) {
  const DataciteCodec codec;
  const Ask ask = ask_doi("10.5281/a", true);
  const auto absent = codec.decode(std::span(&ask, 1), response(std::string(kNotFound), 404));
  ASSERT_TRUE(absent);
  EXPECT_EQ(absent->front().state, State::absent);
  const struct {
    HttpResponse response;
    ErrorKind kind;
  } cases[] = {
      {response("{}", 404), ErrorKind::blocked},
      {response("<html>", 404), ErrorKind::rejected},
      {response(R"({"errors":[{"status":"400","title":"Bad"}]})", 400), ErrorKind::rejected},
      {response("", 502), ErrorKind::server},
      {response(R"({"errors":[{"status":"500"}]})"), ErrorKind::server},
      {response(""), ErrorKind::decode},
      {response("<html>"), ErrorKind::decode},
      {response(R"({"data":7})"), ErrorKind::decode},
      {response(R"({"data":[]})"), ErrorKind::decode},
      {response(R"({"data":{"id":""}})"), ErrorKind::decode},
      {response(R"({"data":)" + record("10.5281/other") + "}"), ErrorKind::decode},
  };
  for (const auto& test : cases) {
    const auto answers = codec.decode(std::span(&ask, 1), test.response);
    ASSERT_FALSE(answers) << test.response.body;
    EXPECT_EQ(answers.error().kind, test.kind) << test.response.body;
  }
}

TEST(DataciteCodec, NeverCrashesOnCutBodies) {
  const DataciteCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.5281/a")};
  const std::string body = R"({"data":[)" + record("10.5281/a") + R"(],"meta":{"total":1}})";
  for (std::size_t length = 0; length < body.size(); ++length) {
    EXPECT_FALSE(codec.decode(asks, response(body.substr(0, length)))) << length;
  }
}

TEST(DataciteCodec, AnswersDoNotDependOnBatches) {
  laws::World world;
  std::vector<Query> queries;
  for (int i = 0; i < 130; ++i) {
    const std::string name = "10.5281/zenodo." + std::to_string(i) + (i % 11 == 0 ? ",x" : i % 13 == 0 ? ":#<b>" : "");
    queries.emplace_back(ByDoi(*Doi::parse(name)));
    if (i % 7 == 3) continue;
    world.knows(queries.back(), {record(name)});
  }
  laws::expect_answers_do_not_depend_on_batches(DataciteCodec(), DataciteMirror(), world, queries, 4000);
}

TEST(DataciteMirror, TakesTheDocumentedForms) {
  const DataciteMirror mirror;
  const auto list = mirror.parse({"/dois?mailto=a%40b&ids=10.5281%2FA,10.5281/b&page[size]=1&fields[dois]=titles", ""});
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 2U);
  EXPECT_EQ(canonical_key((*list)[0].query), "10.5281/a");
  EXPECT_FALSE((*list)[0].alone);
  const auto single = mirror.parse({"/dois/10.5281/a?include=client", ""});
  ASSERT_TRUE(single);
  EXPECT_TRUE(single->front().alone);
  for (const std::string_view target : {"/dois", "/client-api", "/dois/nonsense"}) {
    const auto refused = mirror.parse({std::string(target), ""});
    ASSERT_FALSE(refused) << target;
    EXPECT_EQ(mirror.refusal({std::string(target), ""}, refused.error()).status, 404);
    EXPECT_EQ(mirror.refusal({std::string(target), ""}, refused.error()).body, kNotFound);
  }
}

TEST(DataciteMirror, CutsTheListAtThePage) {
  const DataciteMirror mirror;
  std::vector<MirrorAnswer> answers;
  for (int i = 0; i < 30; ++i) {
    answers.emplace_back(ByDoi(*Doi::parse("10.5281/" + std::to_string(i))));
    answers.back().found = true;
    answers.back().slices = {record("10.5281/" + std::to_string(i))};
  }
  const HttpResponse composed = mirror.compose({"/dois?ids=many", ""}, answers);
  EXPECT_NE(composed.body.find(R"("total":30,"totalPages":2)"), std::string::npos);
  std::vector<Ask> asks;
  for (const MirrorAnswer& answer : answers) asks.emplace_back(answer.query);
  const auto decoded = DataciteCodec().decode(asks, composed);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(std::count_if(decoded->begin(), decoded->end(),
                          [](const KeyAnswer& answer) { return answer.state == State::cut_off; }),
            5);
}

TEST(DataciteMirror, SearchJoinsWordsWithAnd) {
  const DataciteMirror mirror;
  SourceRecord found;
  found.work.title = "A Fast Index of Things";
  EXPECT_TRUE(mirror.search_matches(ByTitle("fast things"), found));
  EXPECT_FALSE(mirror.search_matches(ByTitle("fast slow things"), found));
}

}  // namespace
}  // namespace bibmill
