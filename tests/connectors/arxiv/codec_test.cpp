#include "connectors/arxiv/codec.h"

#include <gtest/gtest.h>

#include "connectors/arxiv/mirror.h"
#include "connectors/wire/url.h"
#include "tests/connectors/wire/codec_laws.h"

namespace bibmill {
namespace {

using State = KeyAnswer::State;

Ask ask_id(std::string_view id) { return Ask(ByArxivId(*ArxivId::parse(id))); }
Ask ask_doi(std::string_view doi) { return Ask(ByDoi(*Doi::parse(doi))); }
Ask ask_title(std::string title) { return Ask(ByTitle(std::move(title))); }

std::string entry(std::string_view id, std::string_view title, std::string_view more = "") {
  return "<entry><id>http://arxiv.org/abs/" + std::string(id) + "</id><title>" + std::string(title) + "</title>" +
         std::string(more) + "</entry>";
}

std::string feed(std::string_view entries, int total) {
  return "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" "
         "xmlns=\"http://www.w3.org/2005/Atom\"><title>arXiv Query: x</title><opensearch:totalResults>" +
         std::to_string(total) + "</opensearch:totalResults>" + std::string(entries) + "</feed>";
}

HttpResponse response(std::string body, int status = 200) {
  HttpResponse answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

std::vector<KeyAnswer> decoded(const std::vector<Ask>& asks, const std::string& body) {
  const auto answers = ArxivCodec().decode(asks, response(body));
  EXPECT_TRUE(answers) << answers.error().message;
  return answers.value_or(std::vector<KeyAnswer>());
}

std::string parameter(const Encoded& encoded, std::string_view name) {
  return std::string(parse_target(encoded.request.target).find(name).value_or("(none)"));
}

TEST(ArxivLane, IdsTitlesAndDoisGoApart) {
  const ArxivCodec codec(100, 20);
  EXPECT_EQ(codec.lane(ask_id("2505.01234v3")), (Lane{"id", "list", 100}));
  EXPECT_EQ(codec.lane(ask_title("A")), (Lane{"title", "list", 20}));
  EXPECT_EQ(codec.lane(ask_doi("10.1145/1.2")), (Lane{"doi", "list", 100}));
  EXPECT_EQ(codec.lane(ask_doi("10.48550/arXiv.2505.01234")).name, "id") << "arXiv's own DOIs are not searchable";
  for (const QueryKind kind : {QueryKind::arxiv_id, QueryKind::title, QueryKind::doi}) EXPECT_TRUE(codec.answers(kind));
  for (const QueryKind kind : {QueryKind::toc, QueryKind::dblp_key, QueryKind::agency})
    EXPECT_FALSE(codec.answers(kind));
}

TEST(ArxivEncode, AsksForTheNewestVersionOfAllIdsOnOnePage) {
  const std::vector<Ask> asks = {ask_id("2505.01234v3"), ask_id("math/0309136"), ask_doi("10.48550/arxiv.1706.03762")};
  const Encoded encoded = ArxivCodec().encode(asks);
  EXPECT_EQ(encoded.taken, 3U);
  EXPECT_EQ(parameter(encoded, "id_list"), "2505.01234,math/0309136,1706.03762");
  EXPECT_EQ(parameter(encoded, "max_results"), "3");
  EXPECT_EQ(encoded.request.accept, "application/atom+xml");
}

TEST(ArxivEncode, OrsTitlesAsPhrasesWithoutPunctuationAndDiacritics) {
  const std::vector<Ask> asks = {ask_title("Gödel-Machines: A \"Study\""), ask_title("Mills (and Books)")};
  const Encoded encoded = ArxivCodec().encode(asks);
  EXPECT_EQ(parameter(encoded, "search_query"), "ti:\"godel machines a study\" OR ti:\"mills and books\"");
  EXPECT_EQ(parameter(encoded, "max_results"), "100");
  EXPECT_EQ(parameter(encoded, "sortBy"), "relevance");
  EXPECT_EQ(encoded.request.target.find_first_of("\" ()"), std::string::npos);
}

TEST(ArxivEncode, OrsDois) {
  const std::vector<Ask> asks = {ask_doi("10.1145/1.2"), ask_doi("10.1016/j.x(1)")};
  EXPECT_EQ(parameter(ArxivCodec().encode(asks), "search_query"), "doi:\"10.1145/1.2\" OR doi:\"10.1016/j.x(1)\"");
}

TEST(ArxivEncode, AsksForPreprintsByDoiAndPeople) {
  const std::vector<Ask> asks = {Ask(ByPreprintOf(Doi::parse("10.1145/1.2"), {"Ada Lovelace", "Günther Müller"})),
                                 Ask(ByPreprintOf(std::nullopt, {"Ada Lovelace"})),
                                 Ask(ByPreprintOf(Doi::parse("10.1145/3.4"), {}))};
  EXPECT_EQ(ArxivCodec().lane(asks[0]), (Lane{"preprint", "list", 100}));
  EXPECT_EQ(parameter(ArxivCodec().encode(asks), "search_query"),
            "(doi:\"10.1145/1.2\" OR (au:\"ada lovelace\" AND au:\"gunther muller\")) OR (au:\"ada lovelace\") OR "
            "(doi:\"10.1145/3.4\")");
  EXPECT_EQ(parameter(ArxivCodec().encode(asks), "max_results"), "500");
}

TEST(ArxivEncode, TakesWhatFitsIntoTheRequestLine) {
  std::string long_words;
  for (int i = 0; i < 14; ++i) long_words += " incomprehensib";
  std::vector<Ask> asks;
  for (int i = 0; i < 30; ++i) asks.push_back(ask_title("number " + std::to_string(i) + " of" + long_words));
  const Encoded encoded = ArxivCodec().encode(asks);
  EXPECT_LE(request_line_length(encoded.request.target), 4000U);
  EXPECT_GT(encoded.taken, 10U);
  EXPECT_LT(encoded.taken, 20U);
  std::string endless;
  for (int i = 0; i < 5000; ++i) endless += "word ";
  asks = {ask_title(endless)};
  EXPECT_LE(request_line_length(ArxivCodec().encode(asks).request.target), 4000U);
}

TEST(ArxivDecode, AnswersByIdWhateverTheOrder) {
  const auto answers = decoded({ask_id("2505.00001"), ask_id("2505.00002v1"), ask_id("2505.00003")},
                               feed(entry("2505.00003v1", "C") + entry("2505.00001v4", "A"), 2));
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0].state, State::found);
  EXPECT_EQ(answers[0].records.at(0).record_id, "2505.00001v4");
  EXPECT_EQ(answers[1].state, State::absent) << "unknown ids are left out silently";
  EXPECT_EQ(answers[2].records.at(0).work.title, "C");
}

TEST(ArxivDecode, OfSeveralVersionsTheNewestAnswers) {
  const auto answers =
      decoded({ask_id("2505.00001")}, feed(entry("2505.00001v2", "Old") + entry("2505.00001v10", "New"), 2));
  ASSERT_EQ(answers.at(0).records.size(), 1U);
  EXPECT_EQ(answers[0].records[0].record_id, "2505.00001v10");
}

TEST(ArxivDecode, AnIncompletePageProvesNothingAbsent) {
  const std::vector<Ask> asks = {ask_id("2505.00001"), ask_id("2505.00002")};
  auto answers = decoded(asks, feed(entry("2505.00001v1", "A"), 2));
  EXPECT_EQ(answers.at(0).state, State::found);
  EXPECT_EQ(answers.at(1).state, State::cut_off);
  answers = decoded(asks, feed("", 0));
  EXPECT_EQ(answers.at(0).state, State::absent);
}

TEST(ArxivDecode, AnEmptyPageThatAnnouncesResultsIsAFaultOfTheWholeRequest) {
  const std::vector<Ask> asks = {ask_id("2505.00001"), ask_id("2505.00002")};
  HttpResponse response;
  response.status = 200;
  response.body = feed("", 2);
  const auto answers = ArxivCodec().decode(asks, response);
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().kind, ErrorKind::server) << "worth another attempt as it is, not one for each question";
}

TEST(ArxivDecode, ATitleGetsItsOwnEntriesOnly) {
  const std::string body =
      feed(entry("2505.00009v1", "FlashMill: Grinding Fast") + entry("2505.00002v1", "Grinding Fast") +
               entry("2505.00001v1", "On Grinding Faster") + entry("2505.00003v1", "Bread"),
           4);
  const auto answers = decoded({ask_title("Grinding fast!"), ask_title("Bread."), ask_title("Cheese")}, body);
  ASSERT_EQ(answers.at(0).records.size(), 2U);
  EXPECT_EQ(answers[0].records[0].record_id, "2505.00002v1") << "by arXiv id, not by place";
  EXPECT_EQ(answers[0].records[1].record_id, "2505.00009v1");
  EXPECT_EQ(answers.at(1).records.size(), 1U);
  EXPECT_EQ(answers.at(2).state, State::absent);
}

TEST(ArxivDecode, ASearchThatIsCutOffIsAskedInSmallerPieces) {
  const std::string body = feed(entry("2505.00001v1", "Grinding"), 7);
  const auto answers = decoded({ask_title("Grinding"), ask_title("Bread")}, body);
  EXPECT_EQ(answers.at(0).state, State::cut_off) << "there may be more of it";
  EXPECT_EQ(answers.at(1).state, State::cut_off);
  EXPECT_EQ(decoded({ask_title("Grinding")}, body).at(0).state, State::cut_off)
      << "fewer than announced and no full page";
}

TEST(ArxivDecode, ALonePhraseIsAnsweredByAFullPage) {
  std::string entries;
  for (int i = 0; i < 100; ++i) entries += entry("2505." + std::to_string(10000 + i) + "v1", "Deep Learning");
  const std::string body = feed(entries, 5000);
  const auto answers = decoded({ask_title("Deep learning")}, body);
  EXPECT_EQ(answers.at(0).state, State::found);
  EXPECT_EQ(answers.at(0).records.size(), 100U);
  EXPECT_EQ(decoded({ask_title("Deep learning"), ask_title("Bread")}, body).at(0).state, State::cut_off);
}

TEST(ArxivDecode, ADoiSelectsTheEntriesThatNameIt) {
  const std::string body = feed(entry("2505.00001v1", "A", "<arxiv:doi>10.1145/1.2 10.1016/j.X</arxiv:doi>") +
                                    entry("2505.00002v1", "B", "<arxiv:doi>10.1145/1.20</arxiv:doi>"),
                                2);
  const auto answers = decoded({ask_doi("10.1016/j.x"), ask_doi("10.1145/1.2"), ask_doi("10.1145/1.200")}, body);
  EXPECT_EQ(answers.at(0).records.at(0).work.title, "A");
  ASSERT_EQ(answers.at(1).records.size(), 1U);
  EXPECT_EQ(answers.at(1).records.at(0).work.title, "A");
  EXPECT_EQ(answers.at(2).state, State::absent);
}

TEST(ArxivDecode, AnErrorFeedIsARefusalWhateverTheStatus) {
  for (const std::string_view id : {"http://arxiv.org/api/errors#incorrect_id_format_for_x",
                                    "https://arxiv.org/api/errors#incorrect_id_format_for_x"}) {
    const std::string body = feed("<entry><id>" + std::string(id) +
                                      "</id><title>Error</title><summary>incorrect id format for "
                                      "x\x1b[31m</summary></entry>",
                                  1);
    for (const int status : {200, 400}) {
      const std::vector<Ask> asks = {ask_id("2505.00001")};
      const auto answers = ArxivCodec().decode(asks, response(body, status));
      ASSERT_FALSE(answers);
      EXPECT_EQ(answers.error().kind, ErrorKind::rejected);
      EXPECT_TRUE(answers.error().message.starts_with("arXiv: incorrect id format for x")) << answers.error().message;
      EXPECT_EQ(answers.error().message.find('\x1b'), std::string::npos);
    }
  }
  const std::vector<Ask> asks = {ask_id("2505.00001")};
  EXPECT_EQ(ArxivCodec().decode(asks, response("no XML", 400)).error().kind, ErrorKind::rejected);
  EXPECT_EQ(ArxivCodec().decode(asks, response(feed("", 0), 404)).error().kind, ErrorKind::rejected);
}

TEST(ArxivDecode, APaperCalledErrorIsAPaper) {
  EXPECT_EQ(decoded({ask_id("2505.00001")}, feed(entry("2505.00001v1", "Error"), 1)).at(0).state, State::found);
}

TEST(ArxivDecode, WhatIsNoFeedCannotBeRead) {
  const std::string whole = feed(entry("2505.00001v1", "A"), 1);
  for (const std::string& body :
       {std::string(), std::string("Rate exceeded."), std::string("<html><body>Maintenance</body></html>"),
        whole.substr(0, whole.size() - 8), feed("<entry><id>junk</id><title>A</title></entry>", 1),
        std::string("\0\xFF<", 3)}) {
    const std::vector<Ask> asks = {ask_id("2505.00001")};
    const auto answers = ArxivCodec().decode(asks, response(body));
    ASSERT_FALSE(answers) << body;
    EXPECT_EQ(answers.error().kind, ErrorKind::decode);
  }
}

TEST(ArxivDecode, TheXmlDeclarationSaysTheEncoding) {
  std::string body = feed(entry("2505.00001v1",
                                "W\xFC"
                                "bben"),
                          1);
  body.replace(body.find("UTF-8"), 5, "ISO-8859-1");
  EXPECT_EQ(decoded({ask_id("2505.00001")}, body).at(0).records.at(0).work.title, "Wübben");
}

TEST(ArxivLaws, AnswersDoNotDependOnBatches) {
  laws::World world;
  std::vector<Query> queries;
  for (int i = 0; i < 120; ++i) {
    const ArxivId id = *ArxivId::parse("2505." + std::to_string(10000 + i));
    queries.emplace_back(ByArxivId(id));
    if (i % 3 == 0) continue;  // unknown
    world.knows(ByArxivId(id), {entry(id.str() + "v2", "Paper number " + std::to_string(i))});
  }
  for (int i = 0; i < 60; ++i) {
    const std::string title = "Grinding books number " + std::to_string(i);
    queries.emplace_back(ByTitle(title));
    if (i % 4 == 0) continue;
    std::vector<std::string> found;
    for (int copy = 0; copy <= i % 9; ++copy) {
      found.push_back(entry("2401." + std::to_string(10000 + 100 * i + copy) + "v1", "Copy: " + title));
    }
    world.knows(ByTitle(title), std::move(found));
  }
  for (int i = 0; i < 60; ++i) {
    const std::string doi = "10.1145/77." + std::to_string(i);
    queries.emplace_back(ByDoi(*Doi::parse(doi)));
    if (i % 2 == 0) continue;
    world.knows(ByDoi(*Doi::parse(doi)),
                {entry("2312." + std::to_string(10000 + i) + "v1", "P", "<arxiv:doi>" + doi + "</arxiv:doi>")});
  }
  laws::expect_answers_do_not_depend_on_batches(ArxivCodec(), ArxivMirror(), world, queries, 4000);
}

}  // namespace
}  // namespace bibmill
