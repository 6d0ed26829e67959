#include "connectors/crossref/codec.h"

#include <gtest/gtest.h>

#include "connectors/crossref/mirror.h"
#include "connectors/wire/url.h"
#include "tests/connectors/wire/codec_laws.h"

namespace bibmill {
namespace {

Doi doi(std::string_view text) { return *Doi::parse(text); }

Ask ask_doi(std::string_view text, bool alone = false) { return Ask(ByDoi(doi(text)), alone); }

HttpResponse response(std::string body, int status = 200) {
  HttpResponse answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

std::string work_list(std::string_view items, int total) {
  return R"({"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":)" +
         std::to_string(total) + R"(,"items":[)" + std::string(items) +
         R"(],"items-per-page":20,"query":{"start-index":0,"search-terms":null}}})";
}

using State = KeyAnswer::State;

TEST(CrossrefLane, DependsOnWhatADefiniteAnswerNeeds) {
  const CrossrefCodec codec(CrossrefLimits{.batch = 40});
  EXPECT_EQ(codec.lane(ask_doi("10.5555/a")), (Lane{"doi-list", "list", 40}));
  EXPECT_EQ(codec.lane(ask_doi("10.5555/a", true)), (Lane{"doi-single", "single", 1}));
  EXPECT_EQ(codec.lane(ask_doi("10.5555/a,b")), (Lane{"doi-single", "single", 1}));
  EXPECT_EQ(codec.lane(ask_doi("10.1002/(sici)1096(199601)99:1<1::aid>3.0.co;2-1")).name, "doi-single");
  EXPECT_EQ(codec.lane(Ask(ByTitle("A title"))), (Lane{"title", "list", 1}));
  EXPECT_EQ(codec.lane(Ask(ByProceedings("Mills", 2026))), (Lane{"proceedings", "list", 1}));
  EXPECT_TRUE(codec.answers(QueryKind::doi));
  EXPECT_TRUE(codec.answers(QueryKind::title));
  EXPECT_FALSE(codec.answers(QueryKind::agency));
}

TEST(CrossrefEncode, PutsDoisIntoOneFilter) {
  const CrossrefCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.5555/A"), ask_doi("10.5555/b#c"), ask_doi("10.5555/d+e")};
  const Encoded encoded = codec.encode(asks);
  EXPECT_EQ(encoded.taken, 3U);
  EXPECT_EQ(encoded.request.accept, "application/json");
  EXPECT_TRUE(encoded.request.target.starts_with(
      "/works?filter=doi:10.5555%2Fa,doi:10.5555%2Fb%23c,doi:10.5555%2Fd%2Be&rows=3&select=DOI,"))
      << encoded.request.target;
  EXPECT_EQ(encoded.request.target.find("reference"), std::string::npos);
}

TEST(CrossrefEncode, AsksAloneWithTheWholeDoiInThePath) {
  const CrossrefCodec codec;
  const struct {
    std::string_view doi;
    std::string_view target;
  } cases[] = {
      {"10.1145/3448016.3452841", "/works/10.1145%2F3448016.3452841"},
      {"10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-1",
       "/works/10.1002%2F%28sici%291096-8644%28199601%2999%3A1%3C1%3A%3Aaid-ajpa1%3E3.0.co%3B2-1"},
      {"10.36652/0202-3350-2023-24-9-403-413/", "/works/10.36652%2F0202-3350-2023-24-9-403-413%2F"},
  };
  for (const auto& test : cases) {
    const Ask ask = ask_doi(test.doi, true);
    EXPECT_EQ(codec.encode(std::span(&ask, 1)).request.target, test.target);
  }
}

TEST(CrossrefEncode, StaysWithinTheRequestLine) {
  const CrossrefCodec codec;
  std::vector<Ask> asks;
  for (int i = 0; i < 60; ++i) asks.push_back(ask_doi("10.5555/" + std::string(120, 'x') + std::to_string(i)));
  const Encoded encoded = codec.encode(asks);
  EXPECT_LE(request_line_length(encoded.request.target), 4000U);
  EXPECT_GT(encoded.taken, 20U);
  EXPECT_LT(encoded.taken, 50U);
  std::vector<Ask> small;
  for (int i = 0; i < 60; ++i) small.push_back(ask_doi("10.5555/" + std::to_string(i)));
  EXPECT_EQ(codec.encode(small).taken, 50U);
}

TEST(CrossrefEncode, CutsLongTitlesAtWords) {
  const CrossrefCodec codec;
  std::string title;
  for (int i = 0; i < 3000; ++i) title += "w\xC3\xB6rter ";
  const Ask ask(ByTitle(title, "Lovelace"));
  const Encoded encoded = codec.encode(std::span(&ask, 1));
  EXPECT_LE(request_line_length(encoded.request.target), 4000U);
  EXPECT_TRUE(parse_target(encoded.request.target).find("query.bibliographic")->ends_with("w\xC3\xB6rter"));
  const Ask blob(ByTitle(std::string(9000, 'x')));
  EXPECT_LE(request_line_length(codec.encode(std::span(&blob, 1)).request.target), 4000U);
}

TEST(CrossrefEncode, SearchesTitleAndFamilyTogether) {
  const CrossrefCodec codec;
  const Ask ask(ByTitle("Fast & \"Furious\"  Indexes", "M\xC3\xBCller"));
  const Target target = parse_target(codec.encode(std::span(&ask, 1)).request.target);
  EXPECT_EQ(target.path, "/works");
  EXPECT_EQ(target.find("query.bibliographic"), "Fast & \"Furious\" Indexes M\xC3\xBCller");
  EXPECT_EQ(target.find("rows"), "5");
}

TEST(CrossrefEncode, SearchesTheContainerWithinTheYear) {
  const CrossrefCodec codec;
  const Ask ask(ByProceedings("Conference on Mills & Looms", 2026, 2));
  const Target target = parse_target(codec.encode(std::span(&ask, 1)).request.target);
  EXPECT_EQ(target.path, "/works");
  EXPECT_EQ(target.find("query.container-title"), "Conference on Mills & Looms");
  EXPECT_EQ(target.find("filter"),
            "from-pub-date:2026,until-pub-date:2026,type:proceedings-article,type:book-chapter,type:journal-article");
  EXPECT_EQ(target.find("rows"), "1000");
  EXPECT_EQ(target.find("offset"), "2000");
  EXPECT_EQ(target.find("select")->find("abstract"), std::string::npos) << "it comes with the DOIs";
}

TEST(CrossrefDecode, ProceedingsAreAllThatTheSearchGave) {
  const CrossrefCodec codec;
  const Ask ask(ByProceedings("Mills", 2026));
  const auto found =
      codec.decode(std::span(&ask, 1), response(work_list(R"({"DOI":"10.5555/b"},{"DOI":"10.5555/a"})", 9)));
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->front().records.size(), 2U);
  EXPECT_EQ(found->front().records[0].record_id, "10.5555/b") << "in the order of the ranking";
  const auto none = codec.decode(std::span(&ask, 1), response(work_list("", 0)));
  ASSERT_TRUE(none);
  EXPECT_EQ(none->front().state, State::absent);
  const auto broken_off = codec.decode(std::span(&ask, 1), response(work_list("", 9)));
  ASSERT_TRUE(broken_off);
  EXPECT_EQ(broken_off->front().state, State::cut_off);
}

TEST(CrossrefDecode, LeavesMissesOfListsUnconfirmed) {
  const CrossrefCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.5555/a"), ask_doi("10.5555/miss"), ask_doi("10.5555/old")};
  const auto answers = codec.decode(
      asks, response(work_list(
                R"({"DOI":"10.5555/new","aliases":["10.5555/OLD"]} , {"title":["No DOI"]},{"DOI":"10.5555/A"})", 3)));
  ASSERT_TRUE(answers) << answers.error().message;
  ASSERT_EQ(answers->size(), 3U);
  EXPECT_EQ((*answers)[0].state, State::found);
  EXPECT_EQ((*answers)[0].records.front().record_id, "10.5555/a");
  EXPECT_EQ((*answers)[1].state, State::unconfirmed);
  EXPECT_EQ((*answers)[2].state, State::found);
  EXPECT_EQ((*answers)[2].records.front().record_id, "10.5555/new");
}

TEST(CrossrefDecode, TakesNothingForMissingWhenTheListIsCutOff) {
  const CrossrefCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.5555/a"), ask_doi("10.5555/b")};
  const auto answers = codec.decode(asks, response(work_list(R"({"DOI":"10.5555/a"})", 2)));
  ASSERT_TRUE(answers);
  EXPECT_EQ((*answers)[0].state, State::found);
  EXPECT_EQ((*answers)[1].state, State::cut_off);
}

TEST(CrossrefDecode, TakesTheAnswerAloneForDefinite) {
  const CrossrefCodec codec;
  const Ask ask = ask_doi("10.5555/alias", true);
  const auto absent = codec.decode(std::span(&ask, 1), response("Resource not found.", 404));
  ASSERT_TRUE(absent);
  EXPECT_EQ(absent->front().state, State::absent);
  const auto found = codec.decode(
      std::span(&ask, 1),
      response(R"({"status":"ok","message-type":"work","message":{"DOI":"10.5555/primary","title":["T"]}})"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->front().records.front().work.doi, doi("10.5555/primary"));
  EXPECT_EQ(found->front().records.front().aliases, std::vector{doi("10.5555/alias")});
}

TEST(CrossrefDecode, KeepsTheOrderOfASearch) {
  const CrossrefCodec codec;
  const Ask ask(ByTitle("Title"));
  const auto answers =
      codec.decode(std::span(&ask, 1), response(work_list(R"({"DOI":"10.5555/z"},{"DOI":"10.5555/a"})", 10001855)));
  ASSERT_TRUE(answers);
  ASSERT_EQ(answers->front().records.size(), 2U);
  EXPECT_EQ(answers->front().records[0].record_id, "10.5555/z");
  EXPECT_EQ(codec.decode(std::span(&ask, 1), response(work_list("", 0)))->front().state, State::absent);
  EXPECT_EQ(codec.decode(std::span(&ask, 1), response(work_list("", 7)))->front().state, State::cut_off);
}

TEST(CrossrefDecode, NamesWhatItExpected) {
  const CrossrefCodec codec;
  const Ask ask = ask_doi("10.5555/a");
  const struct {
    HttpResponse response;
    ErrorKind kind;
    std::string_view part;
  } cases[] = {
      {response(""), ErrorKind::decode, "envelope"},
      {response("<html>"), ErrorKind::decode, "envelope"},
      {response(R"({"status":"ok","message-type":"work-list","message":{"items":[{"DOI":"10.5555/a")"),
       ErrorKind::decode, "envelope"},
      {response("[]"), ErrorKind::decode, "message-type"},
      {response(R"({"status":"ok","message-type":"member","message":{}})"), ErrorKind::decode, "work-list"},
      {response(R"({"status":"ok","message-type":"work-list","message":{"total-results":1}})"), ErrorKind::decode,
       "items"},
      {response(R"({"status":"ok","message-type":"work-list","message":{"items":[]}})"), ErrorKind::decode,
       "total-results"},
      {response(R"({"status":"ok","message-type":"work","message":{"title":["x"]}})"), ErrorKind::decode, "DOI"},
      {response(R"({"status":"error","message-type":"exception","message":{}})"), ErrorKind::server, "failure"},
      {response("<h1>404</h1>", 404), ErrorKind::rejected, "404"},
      {response(
           R"({"status":"failed","message-type":"validation-failure","message":[{"type":"x","value":"select","message":"This route does not support select"}]})",
           400),
       ErrorKind::rejected, "does not support select"},
      {response("", 414), ErrorKind::rejected, "414"},
      {response("", 504), ErrorKind::server, "504"},
  };
  for (const auto& test : cases) {
    const auto answers = codec.decode(std::span(&ask, 1), test.response);
    ASSERT_FALSE(answers) << test.response.body;
    EXPECT_EQ(answers.error().kind, test.kind) << test.response.body;
    EXPECT_NE(answers.error().message.find(test.part), std::string::npos) << answers.error().message;
  }
}

TEST(CrossrefDecode, NeverCrashesOnCutBodies) {
  const CrossrefCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.5555/a"), ask_doi("10.5555/b")};
  const std::string body = work_list(R"({"DOI":"10.5555/a","title":["\ud83d\ude00 x"],"author":[{"family":"L"}]})", 1);
  for (std::size_t length = 0; length < body.size(); ++length) {
    EXPECT_FALSE(codec.decode(asks, response(body.substr(0, length)))) << length;
  }
  EXPECT_TRUE(codec.decode(asks, response(body)));
}

TEST(CrossrefDecode, AnswersDoNotDependOnBatches) {
  laws::World world;
  std::vector<Query> queries;
  for (int i = 0; i < 120; ++i) {
    const std::string name = "10.5555/work." + std::to_string(i) +
                             (i % 11 == 0   ? ";x,y"
                              : i % 13 == 0 ? "#(a)<b>"
                                            : "");
    const Query query = ByDoi(doi(name));
    queries.push_back(query);
    if (i % 7 == 3) continue;  // unknown to the source
    const std::string record = R"({"DOI":")" + name + R"(", "title":["Work )" + std::to_string(i) +
                               R"( \ud800"], "author":[{"given":"A","family":"B)" + std::to_string(i) + R"("}]})";
    world.knows(query, {record});
    if (i % 10 != 1) continue;
    // The next DOI is an alias of this one, and only sometimes does the record say so.
    const Query alias = ByDoi(doi("10.5555/alias." + std::to_string(i)));
    queries.push_back(alias);
    world.knows(alias, {record});
  }
  queries.emplace_back(ByTitle("Work 5", "Lovelace"));
  world.knows(ByTitle("Work 5 Lovelace"), {R"({"DOI":"10.5555/z"})", R"({"DOI":"10.5555/y"})"});
  queries.emplace_back(ByTitle("Nothing like it"));
  queries.emplace_back(ByProceedings("Conference on Mills", 2026));
  world.knows(ByProceedings("Conference on Mills", 2026), {R"({"DOI":"10.5555/m2"})", R"({"DOI":"10.5555/m1"})"});
  laws::expect_answers_do_not_depend_on_batches(CrossrefCodec(), CrossrefMirror(), world, queries, 4000);
}

}  // namespace
}  // namespace bibmill
