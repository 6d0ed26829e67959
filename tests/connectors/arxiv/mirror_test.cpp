#include "connectors/arxiv/mirror.h"

#include <gtest/gtest.h>

#include "connectors/arxiv/codec.h"
#include "connectors/arxiv/entry.h"
#include "connectors/arxiv/feed.h"

namespace bibmill {
namespace {

std::vector<std::string> questions(std::string_view target) {
  std::vector<std::string> names;
  const auto asks = ArxivMirror().parse({std::string(target), ""});
  EXPECT_TRUE(asks) << target;
  if (!asks) return names;
  for (const Ask& ask : *asks)
    names.push_back(std::string(to_string(kind_of(ask.query))) + " " + canonical_key(ask.query));
  return names;
}

std::string entry(std::string_view id, std::string_view title) {
  return "<entry><id>http://arxiv.org/abs/" + std::string(id) + "</id><title>" + std::string(title) +
         "</title></entry>";
}

using Names = std::vector<std::string>;

TEST(ArxivMirror, ReadsTheDocumentedFormsOfRequests) {
  const struct {
    std::string_view target;
    Names asked;
  } cases[] = {
      {"/api/query?id_list=2505.11432,1706.03762v5,math/0307200&max_results=3",
       {"arxiv_id 2505.11432", "arxiv_id 1706.03762", "arxiv_id math/0307200"}},
      {"/api/query?max_results=1&id_list=hep-ex%2F0307015", {"arxiv_id hep-ex/0307015"}},
      {"/api/query?search_query=cat:cs.DC&id_list=2505.11432", {"arxiv_id 2505.11432"}},
      {"/api/query?search_query=ti:%22attention+is+all+you+need%22+AND+au:vaswani",
       {"title attention is all you need|vaswani"}},
      {"/api/query?search_query=ti:%22grinding%20books%22%20OR%20ti:%22on+bread%22",
       {"title grinding books|", "title on bread|"}},
      {"/api/query?search_query=%28ti:%22grinding+books%22+OR+ti:bread%29&sortBy=relevance",
       {"title grinding books|", "title bread|"}},
      {"/api/query?search_query=doi:%2210.1145/1.2%22+OR+doi:10.1016/j.x", {"doi 10.1145/1.2", "doi 10.1016/j.x"}},
      {"/api/query?search_query=id:2505.11432", {"arxiv_id 2505.11432"}},
      {"/api/query?search_query=au:del_maestro+AND+ti:checkerboard", {"title checkerboard|del maestro"}},
      {"/api/query?search_query=ti:bread+ANDNOT+ti:butter", {"title bread|"}},
      {"/api/query?search_query=all:electron", {"title electron|"}},
      {"/api/query?search_query=electron+proton", {"title electron|", "title proton|"}},
      {"/api/query?search_query=cat:cs.DC+AND+submittedDate:[202611220000+TO+202611222359]", {}},
      {"/api/query?search_query=%22unbalanced", {"title unbalanced|"}},
      {"/api/query?search_query=au:%22ada+lovelace%22+AND+au:babbage_c", {"preprint_of |ada lovelace|babbage c"}},
      {"/api/query?search_query=%28doi:%2210.1145/1.2%22+OR+%28au:%22ada+lovelace%22+AND+au:%22m+k%22%29%29",
       {"preprint_of 10.1145/1.2|ada lovelace|m k"}},
      {"/api/query?search_query=%28doi:%2210.1145/1.2%22%29+OR+%28au:lovelace%29",
       {"preprint_of 10.1145/1.2", "preprint_of |lovelace"}},
      {"/api/query?search_query=%28doi:%2210.1145/1.2%22+OR+doi:%2210.1145/3.4%22%29",
       {"doi 10.1145/1.2", "doi 10.1145/3.4"}},
      {"/api/query?search_query=%28ti:%22on+bread%22%29+AND+au:lovelace", {"title on bread|lovelace"}},
  };
  for (const auto& test : cases) EXPECT_EQ(questions(test.target), test.asked) << test.target;
}

TEST(ArxivMirror, RejectsWhatArxivRejectsInItsWords) {
  const struct {
    std::string_view target;
    std::string_view message;
    int status;
  } cases[] = {
      {"/api/query?id_list=2505.11432,abc", "incorrect id format for abc", 400},
      {"/api/query?id_list=2505.11432&start=x", "start must be an integer", 400},
      {"/api/query?id_list=2505.11432&start=-1", "start must be non-negative", 400},
      {"/api/query?id_list=2505.11432&max_results=x", "max_results must be an integer", 400},
      {"/api/query?id_list=2505.11432&max_results=-1", "max_results must be non-negative", 400},
      {"/api/query", "search_query or id_list must be given", 400},
      {"/abs/2505.11432", "unknown route /abs/2505.11432", 404},
  };
  const ArxivMirror mirror;
  for (const auto& test : cases) {
    const SourceRequest request{std::string(test.target), ""};
    const auto asks = mirror.parse(request);
    ASSERT_FALSE(asks) << test.target;
    EXPECT_EQ(asks.error().kind, ErrorKind::rejected);
    EXPECT_EQ(asks.error().message, test.message);
    const HttpResponse refusal = mirror.refusal(request, asks.error());
    EXPECT_EQ(refusal.status, test.status);
    if (test.status != 400) continue;
    const std::vector<Ask> one = {Ask(ByArxivId(*ArxivId::parse("2505.11432")))};
    const auto answers = ArxivCodec().decode(one, refusal);
    ASSERT_FALSE(answers);
    EXPECT_EQ(answers.error().message, "arXiv: " + std::string(test.message));
  }
}

std::vector<MirrorAnswer> papers(int count) {
  std::vector<MirrorAnswer> answers;
  for (int i = 0; i < count; ++i) {
    const std::string id = "2505." + std::to_string(10000 + i);
    MirrorAnswer answer{Query(ByArxivId(*ArxivId::parse(id)))};
    answer.found = true;
    answer.slices = {entry(id + "v1", "T" + std::to_string(i))};
    answers.push_back(std::move(answer));
  }
  return answers;
}

TEST(ArxivMirror, PagesAsArxivDoes) {
  const struct {
    std::string_view parameters;
    std::size_t entries;
  } cases[] = {{"", 10},         {"&max_results=25", 12},        {"&start=10", 2},
               {"&start=12", 0}, {"&start=99&max_results=5", 0}, {"&max_results=0", 0}};
  for (const auto& test : cases) {
    const SourceRequest request{"/api/query?id_list=x" + std::string(test.parameters), ""};
    const HttpResponse response = ArxivMirror().compose(request, papers(12));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.find("content-type"), "application/atom+xml; charset=utf-8");
    const auto feed = read_arxiv_feed(response.body);
    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->total, 12) << "of the whole result, not of the page";
    EXPECT_EQ(feed->entries.size(), test.entries) << test.parameters;
  }
}

TEST(ArxivMirror, UnknownIdsAreLeftOutAndEntriesStandOnce) {
  std::vector<MirrorAnswer> answers = papers(2);
  answers.push_back(answers[0]);
  answers.emplace_back(Query(ByArxivId(*ArxivId::parse("2505.99999"))));
  const auto feed = read_arxiv_feed(ArxivMirror().compose({"/api/query?id_list=x&max_results=9", ""}, answers).body);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->total, 2);
}

TEST(ArxivMirror, EchoesTheQueryEscaped) {
  const HttpResponse response =
      ArxivMirror().compose({"/api/query?search_query=ti:%22a%3Cb%26c%22&max_results=3", ""}, {});
  EXPECT_NE(
      response.body.find("<title>arXiv Query: search_query=ti:&quot;a&lt;b&amp;c&quot;&amp;id_list=&amp;start=0&amp;"
                         "max_results=3</title>"),
      std::string::npos)
      << response.body;
}

TEST(ArxivMirror, SearchMatchesPhrasesOfWholeWords) {
  const auto record = decode_arxiv_entry(
      "<entry><id>2505.00001v1</id><title>FlashMill: Gödel-Grinding of Books</title>"
      "<author><name>Adrian Del Maestro</name></author></entry>");
  ASSERT_TRUE(record);
  const struct {
    ByTitle query;
    bool matches;
  } cases[] = {
      {ByTitle("FlashMill: Gödel-Grinding of Books"), true},
      {ByTitle("godel grinding"), true},
      {ByTitle("grinding godel"), false},
      {ByTitle("lash mill"), false},
      {ByTitle("grind"), false},
      {ByTitle(""), false},
      {ByTitle("of books", "del Maestro"), true},
      {ByTitle("of books", "Vaswani"), false},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(ArxivMirror().search_matches(test.query, *record), test.matches) << test.query.title;
  }
}

TEST(ArxivMirror, FindsPreprintsByTheDoiTheyNameOrByAllTheirPeople) {
  const auto record = decode_arxiv_entry(
      "<entry><id>2505.00001v1</id><title>Of Books</title><arxiv:doi>10.1145/1.2</arxiv:doi>"
      "<author><name>Günther Müller</name></author><author><name>Ada Lovelace</name></author></entry>");
  ASSERT_TRUE(record);
  const auto doi = Doi::parse("10.1145/1.2");
  const auto other = Doi::parse("10.1145/3.4");
  const struct {
    ByPreprintOf query;
    bool matches;
  } cases[] = {
      {ByPreprintOf(doi, {}), true},
      {ByPreprintOf(doi, {"Somebody Else"}), true},
      {ByPreprintOf(other, {"Gunther Muller", "Ada Lovelace"}), true},
      {ByPreprintOf(std::nullopt, {"Ada Lovelace"}), true},
      {ByPreprintOf(other, {"Gunther Muller", "Somebody Else"}), false},
      {ByPreprintOf(other, {"Lovelace Ada"}), false},
      {ByPreprintOf(other, {}), false},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(ArxivMirror().preprint_matches(test.query, *record), test.matches) << canonical_key(test.query);
  }
}

}  // namespace
}  // namespace bibmill
