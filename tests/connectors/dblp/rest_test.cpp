#include <gtest/gtest.h>

#include "connectors/dblp/rest_codec.h"
#include "connectors/dblp/rest_mirror.h"
#include "connectors/wire/json.h"
#include "connectors/wire/url.h"
#include "tests/connectors/wire/codec_laws.h"

namespace bibmill {
namespace {

using State = KeyAnswer::State;

std::string hit(std::string_view key, std::string_view title, std::string_view more = "") {
  return R"({"@score":"5","@id":"1","info":{"title":")" + std::string(title) + R"(","year":"2026","key":")" +
         std::string(key) + "\"" + std::string(more) + R"(},"url":"URL#1"})";
}

std::string envelope(std::string_view hits, int total) {
  return R"({"result":{"query":"x","status":{"@code":"200","text":"OK"},"hits":{"@total":")" + std::to_string(total) +
         R"(","@computed":"1","@sent":"1","@first":"0")" + std::string(hits) + "}}}";
}

std::vector<KeyAnswer> decoded(const Query& query, std::string body) {
  HttpResponse response;
  response.status = 200;
  response.body = std::move(body);
  const std::vector<Ask> asks = {Ask(query)};
  const auto answers = DblpRestCodec().decode(asks, response);
  EXPECT_TRUE(answers) << answers.error().message;
  return answers.value_or(std::vector<KeyAnswer>(1));
}

SourceRecord read(std::string_view more, std::string_view title = "T.", std::string_view key = "conf/mills/A26") {
  const auto answers = decoded(ByTitle("T"), envelope(",\"hit\":" + hit(key, title, more), 1));
  EXPECT_EQ(answers.at(0).records.size(), 1U);
  return answers.at(0).records.empty() ? SourceRecord() : answers.at(0).records.front();
}

TEST(DblpRestEncode, SearchesTitlesByWordsAndTablesOfContentsByPage) {
  const DblpRestCodec codec;
  const std::vector<Ask> title = {Ask(ByTitle("Gödel-Machines: A Study."))};
  EXPECT_EQ(codec.encode(title).request.target,
            "/search/publ/api?q=godel%20machines%20a%20study&format=json&h=100&f=0&c=0");
  const std::vector<Ask> toc = {Ask(ByToc("conf/mills/mills2026"))};
  EXPECT_EQ(parse_target(codec.encode(toc).request.target).find("q"), "toc:db/conf/mills/mills2026.bht:");
  EXPECT_EQ(codec.lane(title[0]), (Lane{"title", "list", 1}));
  EXPECT_FALSE(codec.answers(QueryKind::doi));
}

TEST(DblpRestDecode, HitsComeAsListObjectOrNotAtAll) {
  const Query query = ByTitle("T");
  EXPECT_EQ(decoded(query, envelope("", 0)).at(0).state, State::absent);
  EXPECT_EQ(decoded(query, envelope(",\"hit\":[]", 0)).at(0).state, State::absent);
  EXPECT_EQ(decoded(query, envelope(",\"hit\":" + hit("conf/a/B", "T."), 1)).at(0).records.size(), 1U);
  const auto two =
      decoded(query, envelope(",\"hit\":[" + hit("conf/a/B", "T.") + "," + hit("conf/a/A", "U.") + "]", 2));
  ASSERT_EQ(two.at(0).records.size(), 2U);
  EXPECT_EQ(two.at(0).records[0].record_id, "conf/a/A") << "by key";
}

TEST(DblpRestDecode, MoreHitsThanAPageAreCutOff) {
  const std::string body = envelope(",\"hit\":[" + hit("conf/a/A", "Deep Milling.") + "]", 101);
  EXPECT_EQ(decoded(ByTitle("Milling deep"), body).at(0).state, State::cut_off);
  EXPECT_EQ(decoded(ByTitle("Deep milling"), body).at(0).state, State::found);
  EXPECT_EQ(decoded(ByToc("conf/a/a2026"), body).at(0).state, State::cut_off);
}

TEST(DblpRestDecode, AuthorsComeAsListObjectOrString) {
  const struct {
    std::string_view authors;
    std::vector<std::string> families;
  } cases[] = {
      {R"(,"authors":{"author":[{"@pid":"1/2","text":"Ada Molen"},{"@pid":"1/3","text":"Bea Zoll 0002"}]})",
       {"Molen", "Zoll"}},
      {R"(,"authors":{"author":{"@pid":"1/2","text":"Ada Molen"}})", {"Molen"}},
      {R"(,"authors":{"author":"Ada Molen"})", {"Molen"}},
      {R"(,"authors":{"author":["Ada Molen","Bea Zoll"]})", {"Molen", "Zoll"}},
      {R"(,"authors":{"author":{"@pid":"1/2","text":"Aidan O&apos;Neill"}})", {"O'Neill"}},
      {"", {}},
  };
  for (const auto& test : cases) {
    std::vector<std::string> families;
    for (const Person& person : read(test.authors).work.authors) families.push_back(person.name.family);
    EXPECT_EQ(families, test.families) << test.authors;
  }
  EXPECT_EQ(read(cases[0].authors).work.authors[0].dblp_person, "1/2");
  EXPECT_EQ(read(R"(,"authors":{"author":"Bea Zoll 0002"})").work.authors[0].dblp_person, "Bea Zoll 0002");
}

TEST(DblpRestDecode, TextsHoldEntitiesAndAFinalStop) {
  EXPECT_EQ(read("", "Operators&apos; State &amp; &quot;Milling&quot;.").work.title, "Operators' State & \"Milling\"");
  EXPECT_EQ(read("", "Who Mills?").work.title, "Who Mills?");
}

TEST(DblpRestDecode, DoisAreUpperCaseOrNone) {
  EXPECT_EQ(read(R"(,"doi":"10.1145/ABC.1","ee":"https://doi.org/10.1145/abc.1")").work.doi,
            Doi::parse("10.1145/abc.1"));
  EXPECT_TRUE(read(R"(,"doi":"10.1145/ABC.1","ee":"https://doi.org/10.1145/abc.1")").aliases.empty());
  EXPECT_FALSE(read(R"(,"doi":"db/conf/mills/10.1145/x")").work.doi);
  EXPECT_FALSE(read(R"(,"doi":"10.5555/12345.6789")").work.doi);
  const SourceRecord usenix =
      read(R"(,"ee":["https://www.usenix.org/conference/osdi26/presentation/molen","https://x.org"])");
  EXPECT_FALSE(usenix.work.doi);
  EXPECT_EQ(usenix.work.url, "https://www.usenix.org/conference/osdi26/presentation/molen");
}

TEST(DblpRestDecode, TypesAndVenues) {
  const struct {
    std::string_view type;
    std::string_view key;
    WorkType expected;
  } cases[] = {
      {"Conference and Workshop Papers", "conf/a/A", WorkType::paper_conference},
      {"Journal Articles", "journals/a/A", WorkType::article_journal},
      {"Informal and Other Publications", "journals/corr/abs-2505-11432", WorkType::article},
      {"Books and Theses", "books/a/A", WorkType::book},
      {"Books and Theses", "phd/a/A", WorkType::thesis},
      {"Parts in Books or Collections", "books/a/A", WorkType::chapter},
      {"Editorship", "conf/a/2026", WorkType::collection},
      {"Reference Works", "reference/a/A", WorkType::entry},
      {"Data and Artifacts", "data/a/A", WorkType::dataset},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(read(",\"type\":\"" + std::string(test.type) + "\"", "T.", test.key).work.type, test.expected)
        << test.type;
  }
  EXPECT_EQ(read(R"(,"venue":"EuroSys")").work.container_title_short, "EuroSys");
  EXPECT_EQ(read(R"(,"venue":["CIKM","Workshops"])").work.container_title_short, "CIKM");
  EXPECT_FALSE(read("").work.container_title_short);
  const SourceRecord editorship = read(R"(,"type":"Editorship","authors":{"author":"Ada Molen"})");
  EXPECT_TRUE(editorship.work.authors.empty());
  EXPECT_EQ(editorship.work.editors.size(), 1U);
}

TEST(DblpRestDecode, WhatIsNoAnswerIsAnError) {
  for (const char* body :
       {"", "<!doctype html><title>Making sure you're not a bot!</title>", "[]", "{}", "{\"result\":{}}",
        "{\"result\":{\"hits\":{\"@total\":\"1\",\"hit\":{\"info\":{}}}}}", "{\"result\":{\"hits\":{"}) {
    HttpResponse response;
    response.status = 200;
    response.body = body;
    const std::vector<Ask> asks = {Ask(ByTitle("T"))};
    const auto answers = DblpRestCodec().decode(asks, response);
    ASSERT_FALSE(answers) << body;
    EXPECT_EQ(answers.error().kind, ErrorKind::decode);
  }
}

TEST(DblpRestLaws, AnswersDoNotDependOnBatches) {
  laws::World world;
  std::vector<Query> queries;
  for (int i = 0; i < 60; ++i) {
    const ByTitle by("Paper number " + std::to_string(i));
    queries.emplace_back(by);
    std::vector<std::string> hits;
    for (int copy = 0; copy < i % 4; ++copy)
      hits.push_back(hit("conf/a/A" + std::to_string(10 * i + copy), by.title + "."));
    if (!hits.empty()) world.knows(by, std::move(hits));
  }
  queries.emplace_back(ByToc("conf/a/a2026"));
  world.knows(queries.back(), {hit("conf/a/A1", "One."), hit("conf/a/A2", "Two.")});
  laws::expect_answers_do_not_depend_on_batches(DblpRestCodec(), DblpRestMirror(), world, queries, 4000);
}

TEST(DblpRestMirror, ReadsDocumentedRequestsAndPages) {
  const DblpRestMirror mirror;
  EXPECT_EQ(canonical_key(mirror.parse({"/search/publ/api?q=grinding$+book*&format=json", ""})->at(0).query),
            "grinding book|");
  EXPECT_EQ(canonical_key(mirror.parse({"/search/publ/api?h=1000&q=toc%3Adb/conf/a/a2026.bht%3A", ""})->at(0).query),
            "conf/a/a2026");
  const SourceRequest wrong{"/search/author/api?q=x", ""};
  EXPECT_EQ(mirror.parse(wrong).error().kind, ErrorKind::rejected);
  EXPECT_EQ(mirror.refusal(wrong, mirror.parse(wrong).error()).status, 404);
  MirrorAnswer answer{Query(ByTitle("T"))};
  answer.found = true;
  for (int i = 0; i < 120; ++i) answer.slices.push_back(hit("conf/a/A" + std::to_string(i), "T" + std::to_string(i)));
  const struct {
    std::string_view parameters;
    std::size_t hits;
  } cases[] = {{"", 30}, {"&h=1000", 100}, {"&h=100&f=100", 20}, {"&f=500", 0}, {"&h=1", 1}, {"&h=x", 30}};
  for (const auto& test : cases) {
    const HttpResponse response =
        mirror.compose({"/search/publ/api?q=t" + std::string(test.parameters), ""}, std::span(&answer, 1));
    const auto json = Json::parse(response.body);
    ASSERT_TRUE(json) << response.body;
    const JsonView hits = (*json)["result"]["hits"];
    EXPECT_EQ(hits["@total"].text(), "120");
    EXPECT_EQ(hits["hit"].items().size(), test.hits) << test.parameters;
    EXPECT_EQ(hits["hit"].is_array(), test.hits > 1);
  }
}

TEST(DblpRestMirror, SearchMatchesWordsByTheirBeginnings) {
  const SourceRecord record =
      read(R"(,"venue":"EuroSys","authors":{"author":"Ada Molen"})", "Grinding Books at Scale.");
  const DblpRestMirror mirror;
  for (const char* title : {"grinding books at scale", "scale grind", "molen eurosys 2026"}) {
    EXPECT_TRUE(mirror.search_matches(ByTitle(title), record)) << title;
  }
  for (const char* title : {"grinding cheese", "rinding", ""})
    EXPECT_FALSE(mirror.search_matches(ByTitle(title), record)) << title;
}

}  // namespace
}  // namespace bibmill
