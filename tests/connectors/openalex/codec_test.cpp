#include "connectors/openalex/codec.h"

#include <gtest/gtest.h>

#include "connectors/openalex/mirror.h"
#include "tests/connectors/openalex/sample.h"
#include "tests/connectors/wire/codec_laws.h"

namespace bibmill {
namespace {

using namespace openalex_sample;
using State = KeyAnswer::State;

Ask ask_doi(std::string_view text, bool alone = false) { return Ask(ByDoi(*Doi::parse(text)), alone); }

HttpResponse response(std::string body, int status = 200) {
  HttpResponse answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

std::vector<State> states(const Result<std::vector<KeyAnswer>>& answers) {
  std::vector<State> found;
  if (!answers) return found;
  for (const KeyAnswer& answer : *answers) found.push_back(answer.state);
  return found;
}

TEST(OpenalexCodec, AsksForDoisTogether) {
  const OpenalexCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.1145/1.2"), ask_doi("10.1000/A#b")};
  EXPECT_EQ(codec.lane(asks.front()), (Lane{"doi-list", "list", 100}));
  const Encoded encoded = codec.encode(asks);
  EXPECT_EQ(encoded.taken, 2U);
  EXPECT_TRUE(encoded.request.target.starts_with(
      "/works?filter=doi:10.1145%2F1.2%7C10.1000%2Fa%23b&per_page=100&select=id,doi,title,"))
      << encoded.request.target;
  EXPECT_EQ(encoded.request.accept, "application/json");
}

TEST(OpenalexCodec, AsksTheFreeRouteForASingleDoi) {
  const OpenalexCodec codec;
  for (const Ask& ask : {ask_doi("10.1145/1.2"), ask_doi("10.1145/1.2", true)}) {
    EXPECT_TRUE(
        codec.encode(std::span(&ask, 1)).request.target.starts_with("/works/doi:10.1145%2F1.2?select=id,doi,title,"));
  }
  EXPECT_EQ(codec.lane(ask_doi("10.1145/1.2", true)), (Lane{"doi-single", "single", 1}));
}

TEST(OpenalexCodec, AsksAloneForDoisThatAFilterCannotHold) {
  const OpenalexCodec codec;
  for (const std::string_view doi : {"10.1000/a,b", "10.1000/a|b"}) {
    EXPECT_EQ(codec.lane(ask_doi(doi)).name, "doi-single") << doi;
  }
}

TEST(OpenalexCodec, StaysWithinTheRequestLine) {
  const OpenalexCodec codec;
  std::vector<Ask> longs;
  std::vector<Ask> shorts;
  for (int i = 0; i < 150; ++i) {
    longs.push_back(ask_doi("10.1000/" + std::string(90, 'x') + std::to_string(i)));
    shorts.push_back(ask_doi("10.1145/3767295.37693" + std::to_string(i)));
  }
  const Encoded encoded = codec.encode(longs);
  EXPECT_LE(request_line_length(encoded.request.target), 4000U);
  EXPECT_GT(encoded.taken, 20U);
  EXPECT_EQ(codec.encode(shorts).taken, 100U);
  EXPECT_LE(request_line_length(codec.encode(shorts).request.target), 4000U);
}

TEST(OpenalexCodec, ConfirmsWhatAListLeavesOut) {
  const OpenalexCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.1000/a"), ask_doi("10.1000/b")};
  EXPECT_EQ(states(codec.decode(asks, response(list(work("10.1000/A"), 1)))),
            (std::vector{State::found, State::unconfirmed}));
  EXPECT_EQ(states(codec.decode(asks, response(list(work("10.1000/a"), 2)))),
            (std::vector{State::found, State::cut_off}));
  EXPECT_EQ(states(codec.decode(asks, response(list("", 0)))), (std::vector{State::unconfirmed, State::unconfirmed}));
}

TEST(OpenalexCodec, AsksAloneForAuthorsThatAListCutsOff) {
  const OpenalexCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.1000/a"), ask_doi("10.1000/b"), ask_doi("10.1000/c")};
  const std::string works = work("10.1000/a", authorships(100)) + "," +
                            work("10.1000/b", R"(,"is_authors_truncated":true)", "W2") + "," +
                            work("10.1000/c", authorships(99), "W3");
  EXPECT_EQ(states(codec.decode(asks, response(list(works, 3)))),
            (std::vector{State::unconfirmed, State::unconfirmed, State::found}));
  const auto single = codec.decode(std::span(asks).first(1), response(work("10.1000/a", authorships(100))));
  ASSERT_EQ(states(single), std::vector{State::found});
  EXPECT_EQ(single->front().records.front().work.authors.size(), 100U);
}

TEST(OpenalexCodec, TakesTheOlderOfTwoWorksWithOneDoi) {
  const OpenalexCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.1000/a"), ask_doi("10.1000/b")};
  for (const std::string& works :
       {work("10.1000/a", "", "W99") + "," + work("10.1000/a", "", "W100") + "," + work("10.1000/b", "", "W7"),
        work("10.1000/b", "", "W7") + "," + work("10.1000/a", "", "W100") + "," + work("10.1000/a", "", "W99")}) {
    const auto answers = codec.decode(asks, response(list(works, 3)));
    ASSERT_EQ(states(answers), (std::vector{State::found, State::found}));
    EXPECT_EQ(answers->front().records.front().record_id, "W99");
  }
}

TEST(OpenalexCodec, AWorkUnderAnotherDoiIsAMergedOneAndNoAnswer) {
  const OpenalexCodec codec;
  const Ask ask = ask_doi("10.48550/arXiv.2505.11432", true);
  EXPECT_EQ(states(codec.decode(std::span(&ask, 1), response(work("10.1145/1.2")))), std::vector{State::absent});
}

TEST(OpenalexCodec, AListOfOtherWorksIsNoAnswer) {
  const OpenalexCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.1000/a"), ask_doi("10.1000/b")};
  const auto answers = codec.decode(asks, response(list(work("10.1000/z"), 1)));
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().kind, ErrorKind::decode);
}

TEST(OpenalexCodec, TellsAbsentFromRefusedAndDamaged) {
  const OpenalexCodec codec;
  const Ask ask = ask_doi("10.1000/a", true);
  for (const std::string body : {R"({"error":"Not found","message":"Work was not found"})",
                                 "<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>"}) {
    EXPECT_EQ(states(codec.decode(std::span(&ask, 1), response(body, 404))), std::vector{State::absent}) << body;
  }
  const struct {
    HttpResponse response;
    ErrorKind kind;
  } cases[] = {
      {response("{}", 404), ErrorKind::rejected},
      {response(R"({"error":"Invalid query parameters error.","message":"per_page"})", 400), ErrorKind::rejected},
      {response("", 502), ErrorKind::server},
      {response(R"({"error":"Something","message":"else"})"), ErrorKind::server},
      {response(""), ErrorKind::decode},
      {response("<html>"), ErrorKind::decode},
      {response("[]"), ErrorKind::decode},
      {response(R"({"id":"https://openalex.org/A1"})"), ErrorKind::decode},
      {response(R"({"results":[]})"), ErrorKind::decode},
  };
  for (const auto& test : cases) {
    const auto answers = codec.decode(std::span(&ask, 1), test.response);
    ASSERT_FALSE(answers) << test.response.body;
    EXPECT_EQ(answers.error().kind, test.kind) << test.response.body;
  }
}

TEST(OpenalexCodec, NeverCrashesOnCutBodies) {
  const OpenalexCodec codec;
  const std::vector<Ask> asks = {ask_doi("10.1000/a")};
  const std::string body = list(work("10.1000/a", R"(,"abstract_inverted_index":{"é":[0]})"), 1);
  for (std::size_t length = 0; length < body.size(); ++length) {
    EXPECT_FALSE(codec.decode(asks, response(body.substr(0, length)))) << length;
  }
}

TEST(OpenalexCodec, AnswersDoNotDependOnBatches) {
  laws::World world;
  std::vector<Query> queries;
  for (int i = 0; i < 130; ++i) {
    const std::string name = "10.1000/o." + std::to_string(i) + (i % 11 == 0 ? ",x" : i % 13 == 0 ? ":#<b>|" : "");
    queries.emplace_back(ByDoi(*Doi::parse(name)));
    if (i % 7 == 3) continue;
    const auto& doi = std::get<ByDoi>(queries.back()).doi.str();
    world.knows(queries.back(), {work(doi, i % 17 == 4 ? authorships(150) : "", "W" + std::to_string(i))});
  }
  laws::expect_answers_do_not_depend_on_batches(OpenalexCodec(), OpenalexMirror(), world, queries, 4000);
}

TEST(OpenalexMirror, TakesTheDocumentedForms) {
  const OpenalexMirror mirror;
  const struct {
    std::string_view target;
    std::vector<std::string> keys;
    bool alone;
  } cases[] = {
      {"/works/doi:10.1145/3448016.3452841", {"10.1145/3448016.3452841"}, true},
      {"/works/https://doi.org/10.1145/3448016.3452841?mailto=a@b", {"10.1145/3448016.3452841"}, true},
      {"/works?per_page=100&filter=doi:10.1000/A|https://doi.org/10.1000/b", {"10.1000/a", "10.1000/b"}, false},
      {"/works?filter=type:article,doi:10.1000%2Fa&select=id", {"10.1000/a"}, false},
  };
  for (const auto& test : cases) {
    const auto asks = mirror.parse({std::string(test.target), ""});
    ASSERT_TRUE(asks) << test.target << ": " << asks.error().message;
    ASSERT_EQ(asks->size(), test.keys.size()) << test.target;
    for (std::size_t i = 0; i < test.keys.size(); ++i) {
      EXPECT_EQ(canonical_key((*asks)[i].query), test.keys[i]);
      EXPECT_EQ((*asks)[i].alone, test.alone);
    }
  }
}

TEST(OpenalexMirror, RefusesAsTheSourceDoes) {
  const OpenalexMirror mirror;
  std::string many = "/works?filter=doi:10.1000/0";
  for (int i = 1; i <= 100; ++i) many += "|10.1000/" + std::to_string(i);
  const struct {
    std::string target;
    int status;
  } cases[] = {
      {"/authors/A1", 404},
      {"/works/W1", 404},
      {"/works", 400},
      {"/works?search=things", 400},
      {"/works?filter=doi:10.1000/a&per_page=101", 400},
      {"/works?filter=doi:10.1000/a&per-page=0", 400},
      {"/works?filter=doi:10.1000/a&per_page=all", 400},
      {many, 400},
      {"/works?filter=doi:10.1000/" + std::string(4100, 'x'), 414},
  };
  for (const auto& test : cases) {
    const auto asks = mirror.parse({test.target, ""});
    ASSERT_FALSE(asks) << test.target;
    EXPECT_EQ(mirror.refusal({test.target, ""}, asks.error()).status, test.status) << test.target;
  }
}

TEST(OpenalexMirror, CutsListsAtThePage) {
  std::vector<MirrorAnswer> answers;
  std::vector<Ask> asks;
  for (int i = 0; i < 30; ++i) {
    answers.emplace_back(ByDoi(*Doi::parse("10.1000/" + std::to_string(i))));
    answers.back().found = true;
    answers.back().slices = {work("10.1000/" + std::to_string(i), "", "W" + std::to_string(i))};
    asks.emplace_back(answers.back().query);
  }
  const auto decoded = OpenalexCodec().decode(asks, OpenalexMirror().compose({"/works?filter=doi:many", ""}, answers));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(std::count_if(decoded->begin(), decoded->end(),
                          [](const KeyAnswer& answer) { return answer.state == State::cut_off; }),
            5);
}

TEST(OpenalexMirror, SearchesNoTitles) {
  SourceRecord record;
  record.work.title = "Fast Things";
  EXPECT_FALSE(OpenalexMirror().search_matches(ByTitle("Fast Things"), record));
}

}  // namespace
}  // namespace bibmill
