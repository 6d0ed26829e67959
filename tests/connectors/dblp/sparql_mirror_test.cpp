#include "connectors/dblp/sparql_mirror.h"

#include <gtest/gtest.h>

#include "connectors/dblp/sparql_codec.h"
#include "connectors/dblp/title_range.h"
#include "connectors/wire/url.h"
#include "tests/connectors/dblp/sparql_sample.h"

namespace bibmill {
namespace {

using Names = std::vector<std::string>;

SourceRequest request(std::string_view query) { return {"/sparql?query=" + percent_encode(query), ""}; }

Names questions(std::string_view query) {
  Names names;
  const auto asks = DblpSparqlMirror().parse(request(query));
  EXPECT_TRUE(asks) << query;
  if (!asks) return names;
  for (const Ask& ask : *asks)
    names.push_back(std::string(to_string(kind_of(ask.query))) + " " + canonical_key(ask.query));
  return names;
}

TEST(DblpSparqlMirror, ReadsQueriesOfAnyLayout) {
  const std::string prefix = "PREFIX dblp: <https://dblp.org/rdf/schema#>\n";
  const struct {
    std::string query;
    Names asked;
  } cases[] = {
      {prefix + "SELECT ?doi ?pub WHERE { VALUES ?doi { <https://doi.org/10.1145/3448016.3452841> "
                "<https://doi.org/10.48550/ARXIV.2505.11432> } ?pub dblp:doi ?doi . }",
       {"doi 10.1145/3448016.3452841", "doi 10.48550/arxiv.2505.11432"}},
      {prefix + "select * where{values ?x{<http://dx.doi.org/10.1145/A>}?p dblp:doi ?x}", {"doi 10.1145/a"}},
      {prefix + "SELECT ?pub WHERE { ?pub dblp:doi <https://doi.org/10.1002/(SICI)1:1%3C1::AID%3E3.0.CO;2-1> }",
       {"doi 10.1002/(sici)1:1<1::aid>3.0.co;2-1"}},
      {prefix +
           "SELECT ?pub ?t WHERE { ?pub dblp:title ?t . FILTER(?t >= \"toward interactive training and eva\" && ?t < "
           "\"toward interactive training and evb\") } LIMIT 100",
       {"title toward interactive training and eva|"}},
      {prefix + "SELECT ?p { ?p dblp:title ?t FILTER('bread'<=?t && ?t<'breae') }", {"title bread|"}},
      {prefix + "SELECT ?p { VALUES ?t { \"Bread.\" \"On \\\"Mills\\\".\" } ?p dblp:title ?t }",
       {"title bread|", "title on mills|"}},
      {"# a comment with <https://doi.org/10.1145/NOT>\n" + prefix +
           "SELECT ?pub ?title WHERE { VALUES ?pub { <https://dblp.org/rec/conf/cikm/DruckM11> } ?pub dblp:title "
           "?title . }",
       {"dblp_key conf/cikm/DruckM11"}},
      {prefix + "SELECT * WHERE { ?pub dblp:listedOnTocPage <https://dblp.org/db/conf/eurosys/eurosys2026> . }",
       {"toc conf/eurosys/eurosys2026"}},
      {prefix + "SELECT * WHERE { ?pub dblp:listedOnTocPage <https://dblp.org/db/conf/eurosys/eurosys2026.html> }",
       {"toc conf/eurosys/eurosys2026"}},
      {prefix + "SELECT * WHERE { ?s ?p ?o }", {}},
      {"SELECT \"unfinished", {}},
      {"<<<>>>\"\"\"\\", {}},
  };
  for (const auto& test : cases) EXPECT_EQ(questions(test.query), test.asked) << test.query;
}

TEST(DblpSparqlMirror, ReadsWhatTheCodecWrites) {
  const DblpSparqlCodec codec;
  const std::vector<std::vector<Ask>> batches = {
      {Ask(ByDoi(*Doi::parse("10.1145/1.2"))), Ask(ByDoi(*Doi::parse("10.1002/(sici)1:1<1::aid>3.0.co;2-1")))},
      {Ask(ByDblpKey(*DblpKey::parse("conf/mills/A26"))),
       Ask(ByDblpKey(*DblpKey::parse("journals/corr/abs-2505-11432")))},
      {Ask(ByToc("conf/mills/mills2026"))},
      {Ask(ByProceedings("Mills \\ \"Co\"", 2026))},
      {Ask(ByTitle("Spark")), Ask(ByTitle("GPT-4")), Ask(ByTitle("题目"))},
      {Ask(ByTitle("!!!"))},
  };
  for (const auto& asks : batches) {
    const auto parsed = DblpSparqlMirror().parse(codec.encode(asks).request);
    ASSERT_TRUE(parsed);
    Names written;
    Names read;
    for (const Ask& ask : asks) {
      if (canonical_key(ask.query) != "|") written.push_back(canonical_key(ask.query));
    }
    for (const Ask& ask : *parsed) read.push_back(canonical_key(ask.query));
    EXPECT_EQ(read, written);
  }
}

TEST(DblpSparqlMirror, ComposesResultsWithTheProjectedVariables) {
  using namespace dblp_sample;
  MirrorAnswer answer{Query(ByToc("conf/mills/mills2026"))};
  answer.found = true;
  answer.slices = {row(paper("conf/mills/A26", "T.")), row(paper("conf/mills/A26", "T."))};
  const HttpResponse response =
      DblpSparqlMirror().compose(request("SELECT DISTINCT ?pub ?title WHERE { }"), std::span(&answer, 1));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.find("Content-Type"), "application/sparql-results+json");
  EXPECT_TRUE(response.body.starts_with(R"({"head":{"vars":["pub","title"]},"results":{"bindings":[{)"))
      << response.body;
  const std::vector<Ask> asks = {Ask(ByToc("conf/mills/mills2026"))};
  EXPECT_EQ(DblpSparqlCodec().decode(asks, response)->at(0).slices.size(), 1U) << "equal rows stand once";
  const HttpResponse none = DblpSparqlMirror().compose(request("SELECT * { }"), {});
  EXPECT_EQ(DblpSparqlCodec().decode(asks, none)->at(0).state, KeyAnswer::State::absent);
}

TEST(DblpSparqlMirror, AVenueIsFoundByItsShortNameAndYear) {
  SourceRecord record;
  record.work.container_title = "Proceedings of the 3rd Conference on Mills";
  record.work.container_title_short = "Mills";
  record.work.issued = PartialDate{2026, 0, 0};
  const DblpSparqlMirror mirror;
  EXPECT_TRUE(mirror.proceedings_match(ByProceedings("Mills", 2026), record));
  EXPECT_FALSE(mirror.proceedings_match(ByProceedings("MILLS", 2026), record)) << "literals are compared as they are";
  EXPECT_FALSE(mirror.proceedings_match(ByProceedings("Mills", 2025), record));
}

TEST(DblpSparqlMirror, RefusesAsTheEndpointDoes) {
  const DblpSparqlMirror mirror;
  for (const auto& [target, status] :
       {std::pair("/sparql", 400), std::pair("/sparql?query=", 400), std::pair("/api", 404)}) {
    const SourceRequest bad{target, ""};
    const auto asks = mirror.parse(bad);
    ASSERT_FALSE(asks);
    EXPECT_EQ(asks.error().kind, ErrorKind::rejected);
    EXPECT_EQ(mirror.refusal(bad, asks.error()).status, status);
  }
}

TEST(TitleRange, EndsInALetterThatCanBeIncremented) {
  const struct {
    std::string_view title;
    std::string_view from;
    std::string_view below;
    bool exact;
  } cases[] = {
      {"Toward Interactive Training and Evaluation", "toward interactive training and evaluati",
       "toward interactive training and evaluatj", false},
      {"Spark", "spark", "sparl", false},
      {"A Quiz about Quartz, Blitz, Topaz and a Buzz", "a quiz about quartz blitz topaz and a bu",
       "a quiz about quartz blitz topaz and a bv", false},
      {"Mills that have a very long story in 20200 parts", "mills that have a very long story in",
       "mills that have a very long story io", false},
      {"Jazz in the Quartz Quiz of the Razzmatazz", "jazz in the quartz quiz of the razzmata",
       "jazz in the quartz quiz of the razzmatb", false},
      {"Grinding books in 1999", "grinding books in", "grinding books io", false},
      {"GPT-4", "gpt 4", "gpt 4a", true},
      {"题目", "题目", "题目a", true},
      {"1984", "1984", "1984a", true},
  };
  for (const auto& test : cases) {
    const auto range = title_range(test.title);
    ASSERT_TRUE(range) << test.title;
    EXPECT_EQ(range->from, test.from);
    EXPECT_EQ(range->below, test.below);
    EXPECT_EQ(range->exact, test.exact);
    EXPECT_TRUE(in_range(*range, test.title)) << test.title;
  }
  EXPECT_FALSE(title_range("!!!"));
  EXPECT_FALSE(title_range(""));
}

TEST(TitleRange, BlanksPunctuationAndAccentsDoNotMatter) {
  const auto range = title_range("Gödel-Machines");
  ASSERT_TRUE(range);
  EXPECT_TRUE(in_range(*range, "GODEL MACHINES for all."));
  EXPECT_TRUE(in_range(*range, "Gödelmachines"));
  EXPECT_FALSE(in_range(*range, "Godel"));
  EXPECT_FALSE(in_range(*title_range("GPT-4"), "GPT-4 Technical Report"));
}

}  // namespace
}  // namespace bibmill
