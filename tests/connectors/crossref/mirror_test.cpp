#include "connectors/crossref/mirror.h"

#include <gtest/gtest.h>

#include "connectors/crossref/codec.h"
#include "connectors/wire/json.h"

namespace bibmill {
namespace {

SourceRequest get(std::string target) { return SourceRequest{std::move(target), "application/json"}; }

MirrorAnswer known(std::string_view doi) {
  MirrorAnswer answer(ByDoi(*Doi::parse(doi)));
  answer.found = true;
  answer.slices = {R"({"DOI":")" + std::string(doi) + R"("})"};
  return answer;
}

TEST(CrossrefMirror, TakesTheDocumentedForms) {
  const CrossrefMirror mirror;
  const struct {
    std::string_view target;
    QueryKind kind;
    std::vector<std::string> keys;
    bool alone;
  } cases[] = {
      {"/works/10.1145%2F3448016.3452841", QueryKind::doi, {"10.1145/3448016.3452841"}, true},
      {"/v1/works/10.1145/3448016.3452841?mailto=a@b", QueryKind::doi, {"10.1145/3448016.3452841"}, true},
      {"/works?mailto=a%40b&rows=2&filter=doi:10.5555/A,doi:10.5555%2Fb&select=DOI,title",
       QueryKind::doi,
       {"10.5555/a", "10.5555/b"},
       false},
      {"/works?filter=type%3Ajournal-article%2Cdoi%3A10.5555%2Fa", QueryKind::doi, {"10.5555/a"}, false},
      {"/works?query.bibliographic=Attention+is+all+you+need&rows=2",
       QueryKind::title,
       {"attention is all you need|"},
       false},
      {"/works?query.title=Fast%20Things", QueryKind::title, {"fast things|"}, false},
      {"/works?query=fast+things&sort=score", QueryKind::title, {"fast things|"}, false},
      {"/works?query.container-title=Mills&filter=from-pub-date:2026,until-pub-date:2026&rows=1000&offset=1000",
       QueryKind::proceedings,
       {"Mills|2026|1"},
       false},
  };
  for (const auto& test : cases) {
    const auto asks = mirror.parse(get(std::string(test.target)));
    ASSERT_TRUE(asks) << test.target << ": " << asks.error().message;
    ASSERT_EQ(asks->size(), test.keys.size()) << test.target;
    for (std::size_t i = 0; i < test.keys.size(); ++i) {
      EXPECT_EQ(kind_of((*asks)[i].query), test.kind);
      EXPECT_EQ(canonical_key((*asks)[i].query), test.keys[i]);
      EXPECT_EQ((*asks)[i].alone, test.alone);
    }
  }
}

TEST(CrossrefMirror, RefusesAsTheSourceDoes) {
  const CrossrefMirror mirror;
  const struct {
    std::string target;
    int status;
    std::string_view part;
  } cases[] = {
      {"/works/blblbl", 404, "Resource not found."},
      {"/works/10.1145%252F3448016.3452841x", 404, "Resource not found."},
      {"/nowhere", 404, "route-not-found"},
      {"/works/10.5555%2Fa?select=DOI", 400, "This route does not support select"},
      {"/works?filter=doi:10.5555%2Fa&select=DOI,language", 400, "short-container-title, short-title"},
      {"/works?filter=doi:10.5555%2Fa&rows=1001", 400, "less than or equal to 1000"},
      {"/works?filter=doi:10.5555%2Fa&rows=things", 400, "Integer specified as things"},
      {"/works", 400, "validation-failure"},
      {"/works?query.container-title=Mills", 400, "validation-failure"},
      {"/works?query=x&rows=1000&offset=9001", 400, "less than or equal to 10000"},
      {"/works?query=" + std::string(4100, 'x'), 414, "414"},
  };
  for (const auto& test : cases) {
    const auto asks = mirror.parse(get(test.target));
    ASSERT_FALSE(asks) << test.target;
    EXPECT_EQ(asks.error().kind, ErrorKind::rejected);
    const HttpResponse refusal = mirror.refusal(get(test.target), asks.error());
    EXPECT_EQ(refusal.status, test.status) << test.target;
    EXPECT_NE(refusal.body.find(test.part), std::string::npos) << refusal.body;
    if (test.status == 400) {
      EXPECT_TRUE(Json::parse(refusal.body)) << refusal.body;
    }
  }
}

TEST(CrossrefMirror, FindsProceedingsByWordsOfTheContainerAndTheYear) {
  SourceRecord record;
  record.work.type = WorkType::paper_conference;
  record.work.container_title = "Proceedings of the 3rd Conference on Mills";
  record.work.event = "MILLS '26";
  record.work.issued = PartialDate{2026, 4, 0};
  const CrossrefMirror mirror;
  EXPECT_TRUE(mirror.proceedings_match(ByProceedings("Conference on Mills MILLS", 2026), record));
  EXPECT_FALSE(mirror.proceedings_match(ByProceedings("Conference on Looms", 2026), record));
  EXPECT_FALSE(mirror.proceedings_match(ByProceedings("Conference on Mills", 2025), record));
  EXPECT_FALSE(mirror.proceedings_match(ByProceedings("Conference on Mills", 2026, 1), record)) << "there is one part";
  record.work.type = WorkType::collection;
  EXPECT_FALSE(mirror.proceedings_match(ByProceedings("Conference on Mills", 2026), record)) << "no paper";
}

TEST(CrossrefMirror, LeavesMissingDoisOutOfLists) {
  const CrossrefMirror mirror;
  const SourceRequest request = get("/works?filter=doi:10.5555/a,doi:10.5555/miss,doi:10.5555/b&rows=3");
  const std::vector<MirrorAnswer> answers = {known("10.5555/a"), MirrorAnswer(ByDoi(*Doi::parse("10.5555/miss"))),
                                             known("10.5555/b")};
  const HttpResponse composed = mirror.compose(request, answers);
  EXPECT_EQ(composed.status, 200);
  EXPECT_EQ(composed.headers.find("Content-Type"), "application/json");
  const auto json = Json::parse(composed.body);
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["message-type"].text(), "work-list");
  EXPECT_EQ((*json)["message"]["total-results"].integer(), 2);
  EXPECT_EQ((*json)["message"]["items-per-page"].integer(), 3);
  EXPECT_EQ((*json)["message"]["items"].first()["DOI"].text(), "10.5555/b");  // not the request's order
}

TEST(CrossrefMirror, CutsListsAtTwentyRowsUnlessTold) {
  const CrossrefMirror mirror;
  std::vector<MirrorAnswer> answers;
  std::string filter;
  std::vector<Ask> asks;
  for (int i = 0; i < 30; ++i) {
    answers.push_back(known("10.5555/" + std::to_string(i)));
    asks.emplace_back(answers.back().query);
    filter += (i == 0 ? "doi:10.5555/" : ",doi:10.5555/") + std::to_string(i);
  }
  const auto decoded = CrossrefCodec().decode(asks, mirror.compose(get("/works?filter=" + filter), answers));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(std::count_if(decoded->begin(), decoded->end(),
                          [](const KeyAnswer& answer) { return answer.state == KeyAnswer::State::cut_off; }),
            10);
}

TEST(CrossrefMirror, AnswersSinglesWithTheWorkOrPlainText) {
  const CrossrefMirror mirror;
  const std::vector<MirrorAnswer> found = {known("10.5555/a")};
  const HttpResponse work = mirror.compose(get("/works/10.5555%2Fa"), found);
  EXPECT_EQ(work.status, 200);
  EXPECT_EQ(work.body,
            R"({"status":"ok","message-type":"work","message-version":"1.0.0","message":{"DOI":"10.5555/a"}})");
  const std::vector<MirrorAnswer> missing = {MirrorAnswer(ByDoi(*Doi::parse("10.5555/b")))};
  const HttpResponse nothing = mirror.compose(get("/works/10.5555%2Fb"), missing);
  EXPECT_EQ(nothing.status, 404);
  EXPECT_EQ(nothing.headers.find("content-type"), "text/plain");
  EXPECT_EQ(nothing.body, "Resource not found.");
}

TEST(CrossrefMirror, SearchesABagOfWords) {
  const CrossrefMirror mirror;
  SourceRecord record;
  record.work.title = "Monkey: Optimal Navigable Key-Value Store";
  const struct {
    std::string_view title;
    bool matches;
  } cases[] = {
      {"Monkey: Optimal Navigable Key-Value Store Dayan", true},
      {"store navigable MONKEY", true},
      {"The Optimal Key-Value Store", true},
      {"Optimal", false},
      {"Attention Is All You Need", false},
      {"", false},
      {"the of and", false},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(mirror.search_matches(ByTitle(std::string(test.title)), record), test.matches) << test.title;
  }
  record.work.title.reset();
  EXPECT_FALSE(mirror.search_matches(ByTitle("Monkey"), record));
}

TEST(CrossrefMirror, KnowsWhichRecordASearchNames) {
  const CrossrefMirror mirror;
  SourceRecord record;
  record.work.title = "Monkey: Optimal Navigable Key-Value Store";
  for (const auto& [given, family] : {std::pair("Niv", "Dayan"), std::pair("Manos", "Athanassoulis")}) {
    Person author;
    author.name.given = given;
    author.name.family = family;
    record.work.authors.push_back(author);
  }
  record.work.container_title = "SIGMOD Conference";
  const struct {
    std::string_view text;
    bool names;
  } cases[] = {
      {"Monkey: Optimal Navigable Key-Value Store", true},
      {"Monkey: Optimal Navigable Key-Value Store Dayan", true},
      {"monkey optimal navigable key value store athanassoulis manos, in SIGMOD", true},
      {"Monkey: Optimal Navigable Key-Value Store Smith", false},
      {"Monkey: Optimal Navigable Key-Value Stores for the Rest of Us Dayan", false},
      {"Key-Value Store Dayan", false},
      {"", false},
  };
  for (const auto& test : cases)
    EXPECT_EQ(mirror.search_names(ByTitle(std::string(test.text)), record), test.names) << test.text;
  EXPECT_TRUE(mirror.search_names(ByTitle(*record.work.title, "Dayan"), record));
  EXPECT_FALSE(mirror.search_names(ByTitle("Dayan"), SourceRecord()));
}

}  // namespace
}  // namespace bibmill
