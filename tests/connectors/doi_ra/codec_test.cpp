#include "connectors/doi_ra/codec.h"

#include <gtest/gtest.h>

#include "connectors/doi_ra/mirror.h"
#include "connectors/doi_ra/record.h"
#include "tests/connectors/wire/codec_laws.h"

namespace bibmill {
namespace {

using State = KeyAnswer::State;

HttpResponse response(std::string body, int status = 200) {
  HttpResponse answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

TEST(DoiRaCodec, AsksForSubjectsTogether) {
  const DoiRaCodec codec;
  const std::vector<Ask> asks = {Ask(ByAgency("10.1145")), Ask(ByAgency("10.48550/arxiv.2505.11432"))};
  EXPECT_EQ(codec.lane(asks.front()), (Lane{"agency", "list", 20}));
  EXPECT_EQ(codec.encode(asks).request.target, "/doiRA/10.1145,10.48550%2Farxiv.2505.11432");
  EXPECT_EQ(codec.encode(asks).taken, 2U);
  EXPECT_EQ(codec.lane(Ask(ByAgency("10.5555/a,b"))).batch, 1U);
  EXPECT_TRUE(codec.answers(QueryKind::agency));
  EXPECT_FALSE(codec.answers(QueryKind::doi));
}

TEST(DoiRaCodec, StaysWithinTheRequestLine) {
  const DoiRaCodec codec;
  std::vector<Ask> asks;
  for (int i = 0; i < 40; ++i) asks.emplace_back(ByAgency("10.5555/" + std::string(200, 'x') + std::to_string(i)));
  const Encoded encoded = codec.encode(asks);
  EXPECT_LE(request_line_length(encoded.request.target), 2000U);
  EXPECT_GE(encoded.taken, 5U);
}

TEST(DoiRaCodec, ReadsEverySpellingOfBothServices) {
  const DoiRaCodec codec;
  const struct {
    std::string_view name;
    std::string_view agency;
  } cases[] = {{"Crossref", "crossref"}, {"CrossRef", "crossref"}, {"DataCite", "datacite"}, {"Data Cite", "datacite"},
               {"mEDRA", "medra"},       {"JaLC", "jalc"},         {"KISTI", "kisti"},       {"OP", "op"},
               {"Public", "public"}};
  for (const auto& test : cases) {
    EXPECT_EQ(canonical_agency(test.name), test.agency);
    const Ask ask(ByAgency("10.5555/abc"));
    const auto answers = codec.decode(std::span(&ask, 1), response("[\n {\n \"DOI\": \"10.5555/ABC\",\n \"RA\": \"" +
                                                                   std::string(test.name) + "\"\n}\n]"));
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->front().state, State::found);
    EXPECT_EQ(answers->front().records.front().agency, test.agency);
    EXPECT_EQ(answers->front().records.front().source, SourceId::doi_ra);
  }
}

TEST(DoiRaCodec, TakesStatusesForAbsent) {
  const DoiRaCodec codec;
  const std::vector<Ask> asks = {Ask(ByAgency("10.99999")), Ask(ByAgency("hello")), Ask(ByAgency("10.1/x")),
                                 Ask(ByAgency("10.1234")), Ask(ByAgency("10.1000"))};
  const auto answers =
      codec.decode(asks, response(R"([{"DOI":"10.1234","RA":"Unknown"},{"DOI":"10.99999","status":"DOI does not exist"},
                         {"DOI":"hello","status":"Invalid DOI"},{"DOI":"10.1/x","status":"Unknown"},null,7])"));
  ASSERT_TRUE(answers);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ((*answers)[i].state, State::absent) << i;
  EXPECT_EQ((*answers)[4].state, State::unconfirmed);
}

TEST(DoiRaCodec, NamesWhatItExpected) {
  const DoiRaCodec codec;
  const Ask alone(ByAgency("10.5555/abc"), true);
  for (const std::string_view body : {"", "<html>", "{}", "[]", R"([{"DOI":"10.1/y","RA":"X"}])", "[{\"DOI\""}) {
    const auto answers = codec.decode(std::span(&alone, 1), response(std::string(body)));
    ASSERT_FALSE(answers) << body;
    EXPECT_EQ(answers.error().kind, ErrorKind::decode);
    EXPECT_TRUE(answers.error().message.starts_with("expected")) << answers.error().message;
  }
  EXPECT_EQ(codec.decode(std::span(&alone, 1), response("", 404)).error().kind, ErrorKind::rejected);
  EXPECT_EQ(codec.decode(std::span(&alone, 1), response("", 503)).error().kind, ErrorKind::server);
}

TEST(DoiRaCodec, AnswersDoNotDependOnBatches) {
  laws::World world;
  std::vector<Query> queries;
  for (int i = 0; i < 70; ++i) {
    const std::string subject = i % 3 == 0   ? "10." + std::to_string(1000 + i)
                                : i % 5 == 0 ? "10.5555/a,b;" + std::to_string(i)
                                             : "10.5555/w(" + std::to_string(i) + ")";
    queries.emplace_back(ByAgency(subject));
    if (i % 4 == 1) continue;
    world.knows(queries.back(), {"{ \"DOI\": \"" + subject + "\", \"RA\": \"mEDRA\" }"});
  }
  laws::expect_answers_do_not_depend_on_batches(DoiRaCodec(), DoiRaMirror(), world, queries, 2000);
}

TEST(DoiRaMirror, TakesBothRoutes) {
  const DoiRaMirror mirror;
  for (const std::string_view target : {"/doiRA/10.1145,10.5555/Abc", "/ra/10.1145,10.5555%2FABC?mailto=x"}) {
    const auto asks = mirror.parse({std::string(target), ""});
    ASSERT_TRUE(asks) << target;
    ASSERT_EQ(asks->size(), 2U);
    EXPECT_EQ(canonical_key((*asks)[0].query), "10.1145");
    EXPECT_EQ(canonical_key((*asks)[1].query), "10.5555/abc");
  }
  for (const std::string_view target : {"/", "/doiRA/", "/works/10.1145"}) {
    const auto asks = mirror.parse({std::string(target), ""});
    ASSERT_FALSE(asks) << target;
    EXPECT_EQ(asks.error().kind, ErrorKind::rejected);
    EXPECT_EQ(mirror.refusal({std::string(target), ""}, asks.error()).status, 404);
  }
}

TEST(DoiRaMirror, HasALineForEverySubject) {
  const DoiRaMirror mirror;
  MirrorAnswer known(ByAgency("10.1145"));
  known.found = true;
  known.slices = {R"({"DOI":"10.1145","RA":"Crossref"})"};
  const std::vector<MirrorAnswer> answers = {known, MirrorAnswer(ByAgency("10.99999")),
                                             MirrorAnswer(ByAgency("hello"))};
  const HttpResponse composed = mirror.compose({"/doiRA/10.1145,10.99999,hello", ""}, answers);
  EXPECT_EQ(composed.status, 200);
  EXPECT_EQ(composed.headers.find("Content-Type"), "application/json;charset=UTF-8");
  EXPECT_NE(composed.body.find("DOI does not exist"), std::string::npos);
  EXPECT_NE(composed.body.find("Invalid DOI"), std::string::npos);
}

}  // namespace
}  // namespace bibmill
