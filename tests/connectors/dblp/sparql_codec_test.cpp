#include "connectors/dblp/sparql_codec.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "connectors/dblp/sparql_mirror.h"
#include "connectors/wire/url.h"
#include "tests/connectors/dblp/sparql_sample.h"
#include "tests/connectors/wire/codec_laws.h"

namespace bibmill {
namespace {

using namespace dblp_sample;
using State = KeyAnswer::State;

Ask ask_doi(std::string_view doi) { return Ask(ByDoi(*Doi::parse(doi))); }
Ask ask_key(std::string_view key) { return Ask(ByDblpKey(*DblpKey::parse(key))); }
Ask ask_title(std::string title) { return Ask(ByTitle(std::move(title))); }
Ask ask_toc() { return Ask(ByToc("conf/mills/mills2026")); }

std::string query_of(const std::vector<Ask>& asks) {
  const Encoded encoded = DblpSparqlCodec().encode(asks);
  EXPECT_EQ(encoded.taken, asks.size());
  EXPECT_EQ(encoded.request.accept, "application/sparql-results+json");
  return std::string(parse_target(encoded.request.target).find("query").value_or(""));
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::vector<KeyAnswer> decoded(const std::vector<Ask>& asks, const std::vector<std::string>& rows) {
  const auto answers = DblpSparqlCodec().decode(asks, response(results(rows)));
  EXPECT_TRUE(answers) << answers.error().message;
  return answers.value_or(std::vector<KeyAnswer>(asks.size()));
}

SourceRecord only_record(const std::vector<std::string>& rows) {
  const auto answers = decoded({ask_toc()}, rows);
  EXPECT_EQ(answers.at(0).records.size(), 1U);
  return answers.at(0).records.empty() ? SourceRecord() : answers.at(0).records.front();
}

TEST(DblpSparqlLane, EachKindHasItsOwn) {
  const DblpSparqlCodec codec(50, 10);
  EXPECT_EQ(codec.lane(ask_toc()), (Lane{"toc", "list", 1}));
  EXPECT_EQ(codec.lane(ask_doi("10.1145/1.2")), (Lane{"doi", "list", 50}));
  EXPECT_EQ(codec.lane(ask_key("conf/mills/A26")), (Lane{"dblp_key", "list", 50}));
  EXPECT_EQ(codec.lane(ask_title("A")), (Lane{"title", "list", 10}));
  EXPECT_EQ(codec.lane(Ask(ByProceedings("Mills", 2026))), (Lane{"proceedings", "list", 1}));
  EXPECT_FALSE(codec.answers(QueryKind::arxiv_id));
  EXPECT_FALSE(codec.answers(QueryKind::agency));
}

TEST(DblpSparqlEncode, SelectsWhatIsAsked) {
  EXPECT_TRUE(holds(query_of({ask_toc()}), "?pub dblp:listedOnTocPage <https://dblp.org/db/conf/mills/mills2026> ."));
  EXPECT_TRUE(holds(query_of({Ask(ByProceedings("Mills & \"Co\"", 2026))}),
                    R"(?pub dblp:publishedIn "Mills & \"Co\"" ; dblp:yearOfPublication "2026"^^<)"));
  EXPECT_TRUE(holds(query_of({ask_key("conf/mills/A26"), ask_key("journals/x/B")}),
                    "VALUES ?pub { <https://dblp.org/rec/conf/mills/A26> <https://dblp.org/rec/journals/x/B> }"));
  EXPECT_TRUE(holds(query_of({ask_doi("10.1145/abc.1"), ask_doi("10.48550/arxiv.2505.11432")}),
                    "VALUES ?asked { <https://doi.org/10.1145/ABC.1> <https://doi.org/10.48550/ARXIV.2505.11432> }"));
  EXPECT_TRUE(holds(query_of({ask_doi("10.1002/(sici)1(1999)9:1<1::aid>3.0.co;2-1")}),
                    "<https://doi.org/10.1002/(SICI)1(1999)9:1%3C1::AID%3E3.0.CO;2-1>"));
  const std::string titles = query_of({ask_title("Toward Interactive Training and Evaluation"), ask_title("Spark")});
  EXPECT_TRUE(holds(
      titles,
      R"(FILTER(?t >= "toward interactive training and evaluati" && ?t < "toward interactive training and evaluatj"))"))
      << titles;
  EXPECT_TRUE(holds(titles, R"(FILTER(?t >= "spark" && ?t < "sparl"))"));
}

TEST(DblpSparqlEncode, TitlesCannotBreakOutOfTheQuery) {
  const std::string query = query_of({ask_title("Robert\"); DROP <x> } \\")});
  EXPECT_FALSE(holds(query, "DROP"));
  EXPECT_TRUE(holds(query, "\"robert drop x\""));
  EXPECT_TRUE(holds(query_of({ask_title("!!!")}), "VALUES ?pub { }"));
}

TEST(DblpSparqlEncode, TakesWhatFitsIntoTheRequestLine) {
  std::vector<Ask> asks;
  for (int i = 0; i < 50; ++i) asks.push_back(ask_doi("10.1145/" + std::string(200, 'x') + std::to_string(i)));
  const Encoded encoded = DblpSparqlCodec().encode(asks);
  EXPECT_LT(encoded.taken, 50U);
  EXPECT_GT(encoded.taken, 10U);
  EXPECT_LE(request_line_length(encoded.request.target), 8000U);
}

TEST(DblpSparqlDecode, PutsRowsTogetherInOrderOfTheOrdinals) {
  const Columns base = paper("conf/mills/MolenB26", "A Mill for Books.") +
                       Columns{{"booktitle", "Proceedings of Mills 2026, Sluis, July 1-2, 2026."},
                               {"publisher", "ACM"},
                               {"pages", "1:1-1:15"},
                               {"primary", "https://doi.org/10.1145/1.2"}};
  const Columns first = author(1, "Ada van der Molen") + Columns{{"pers", "https://dblp.org/pid/95/7448-1"},
                                                                 {"orcid", "https://orcid.org/0000-0002-1825-0097"}};
  const Columns second = author(2, "Wei Wang 0001");
  std::vector<std::string> rows;
  for (const char* doi :
       {"https://doi.org/10.1145/1.2", "http://dx.doi.org/10.1145/1.2", "https://doi.org/10.1145/0.9"}) {
    for (const char* isbn : {"978-1-4503-0000-0", "9780306406157"}) {
      for (const Columns& person : {second, first, author(10, "Tenth Author"), author(3, "Third Author")}) {
        rows.push_back(row(base + person + Columns{{"doi", doi}, {"isbn", isbn}}));
      }
    }
  }
  const SourceRecord record = only_record(rows);
  EXPECT_EQ(record.source, SourceId::dblp_sparql);
  EXPECT_EQ(record.record_id, "conf/mills/MolenB26");
  EXPECT_EQ(record.work.dblp_key, DblpKey::parse("conf/mills/MolenB26"));
  EXPECT_EQ(record.work.type, WorkType::paper_conference);
  EXPECT_EQ(record.work.title, "A Mill for Books");
  EXPECT_EQ(record.work.container_title, "Proceedings of Mills 2026, Sluis, July 1-2, 2026");
  EXPECT_EQ(record.work.container_title_short, "Mills");
  EXPECT_EQ(record.work.publisher, "ACM");
  EXPECT_EQ(record.work.pages, "1:1-1:15");
  EXPECT_EQ(record.work.issued, parse_partial_date("2026"));
  EXPECT_EQ(record.work.doi, Doi::parse("10.1145/1.2")) << "the primary link's";
  EXPECT_EQ(record.aliases, (std::vector{*Doi::parse("10.1145/0.9")}));
  EXPECT_EQ(record.work.url, "https://doi.org/10.1145/1.2");
  EXPECT_EQ(record.work.isbn.size(), 1U) << "the other one's check digit is wrong";
  ASSERT_EQ(record.work.authors.size(), 4U);
  EXPECT_EQ(record.work.authors[0].name.family, "Molen");
  EXPECT_EQ(record.work.authors[0].dblp_person, "95/7448-1");
  EXPECT_EQ(record.work.authors[0].orcid, Orcid::parse("0000-0002-1825-0097"));
  EXPECT_EQ(record.work.authors[1].name.given + " " + record.work.authors[1].name.family, "Wei Wang");
  EXPECT_EQ(record.work.authors[1].dblp_person, "Wei Wang 0001");
  EXPECT_EQ(record.work.authors[2].name.given, "Third");
  EXPECT_FALSE(record.work.authors[2].dblp_person);
  std::reverse(rows.begin(), rows.end());
  EXPECT_EQ(only_record(rows), record) << "the order of rows does not matter";
}

TEST(DblpSparqlDecode, ToleratesMissingColumns) {
  const SourceRecord record = only_record({R"({"pub":{"type":"uri","value":"https://dblp.org/rec/conf/mills/A26"}})"});
  EXPECT_EQ(record.record_id, "conf/mills/A26");
  EXPECT_FALSE(record.work.title);
  EXPECT_FALSE(record.work.type);
  const SourceRecord unordered = only_record({row(paper("conf/mills/A26", "T.") + Columns{{"name", "Zoe Zoll"}}),
                                              row(paper("conf/mills/A26", "T.") + Columns{{"name", "Ada Molen"}})});
  ASSERT_EQ(unordered.work.authors.size(), 2U);
  EXPECT_EQ(unordered.work.authors[0].name.family, "Zoll") << "without ordinals the rows' order is all there is";
}

TEST(DblpSparqlDecode, TypesComeFromClassAndBibtexType) {
  const std::string bibtex = "http://purl.org/net/nknouf/ns/bibtex#";
  const std::string schema = "https://dblp.org/rdf/schema#";
  const struct {
    std::string type;
    std::string kind;
    WorkType expected;
  } cases[] = {
      {"Inproceedings", "", WorkType::paper_conference},
      {"Article", "", WorkType::article_journal},
      {"Article", "Informal", WorkType::article},
      {"Proceedings", "Editorship", WorkType::collection},
      {"Book", "Editorship", WorkType::collection},
      {"Book", "", WorkType::book},
      {"Incollection", "", WorkType::chapter},
      {"Incollection", "Reference", WorkType::entry},
      {"Phdthesis", "", WorkType::thesis},
      {"Misc", "Data", WorkType::dataset},
  };
  for (const auto& test : cases) {
    Columns columns = {{"pub", "https://dblp.org/rec/conf/mills/A26"},
                       {"title", "T."},
                       {"type", bibtex + test.type},
                       {"ord", "1"},
                       {"name", "Ada Molen"}};
    if (!test.kind.empty()) columns.emplace_back("kind", schema + test.kind);
    const SourceRecord record = only_record({row(columns)});
    EXPECT_EQ(record.work.type, test.expected) << test.type << " " << test.kind;
    const bool edited = test.expected == WorkType::collection;
    EXPECT_EQ(record.work.editors.size(), edited ? 1U : 0U);
    EXPECT_EQ(record.work.authors.size(), edited ? 0U : 1U);
  }
  const SourceRecord withdrawn =
      only_record({row(paper("conf/mills/A26", "T.") + Columns{{"kind", schema + "Withdrawn"}})});
  EXPECT_TRUE(withdrawn.withdrawn);
}

TEST(DblpSparqlDecode, CorrRecordsAreArxivPapers) {
  const struct {
    std::string key;
    std::string volume;
    std::string doi;
    std::string id;
  } cases[] = {
      {"journals/corr/abs-2505-11432", "abs/2505.11432", "https://doi.org/10.48550/ARXIV.2505.11432", "2505.11432"},
      {"journals/corr/abs-0704-0001", "abs/0704.0001", "", "0704.0001"},
      {"journals/corr/IoffeS15", "abs/1502.03167", "", "1502.03167"},
  };
  for (const auto& test : cases) {
    Columns columns = {{"pub", "https://dblp.org/rec/" + test.key},
                       {"title", "T."},
                       {"venue", "CoRR"},
                       {"volume", test.volume},
                       {"type", "http://purl.org/net/nknouf/ns/bibtex#Article"}};
    if (!test.doi.empty()) columns.emplace_back("doi", test.doi);
    const SourceRecord record = only_record({row(columns)});
    EXPECT_EQ(record.work.type, WorkType::article);
    EXPECT_EQ(record.work.arxiv_id, ArxivId::parse(test.id));
    EXPECT_FALSE(record.work.doi);
    EXPECT_FALSE(record.work.volume);
  }
  const std::vector<Ask> asks = {ask_doi("10.48550/arxiv.2505.11432")};
  const auto answers = decoded(
      asks,
      {row({{"pub", "https://dblp.org/rec/journals/corr/abs-2505-11432"}, {"title", "T."}, {"doi", cases[0].doi}})});
  EXPECT_EQ(answers.at(0).state, State::found);
}

TEST(DblpSparqlDecode, DoisThatAreNotTheWorksOwn) {
  const SourceRecord record =
      only_record({row(paper("conf/mills/A26", "T.") + Columns{{"doi", "https://doi.org/10.5555/3295222"}}),
                   row(paper("conf/mills/A26", "T.") + Columns{{"doi", "https://doi.org/10.48550/ARXIV.2505.11432"}})});
  EXPECT_FALSE(record.work.doi);
  EXPECT_FALSE(record.work.arxiv_id);
  EXPECT_EQ(record.relations, (std::vector{Relation{"preprint", *ArxivId::parse("2505.11432")}}));
}

TEST(DblpSparqlDecode, GivesEachKeyItsOwnRecords) {
  const std::vector<std::string> rows = {
      row(paper("conf/mills/B26", "B.") + Columns{{"doi", "https://doi.org/10.1145/B"}}),
      row(paper("conf/mills/A26", "A.") + Columns{{"doi", "https://doi.org/10.1145/A"}}),
      row(paper("conf/mills/C26", "C.") + Columns{{"primary", "https://doi.acm.org/10.1145/C"}})};
  auto answers = decoded({ask_doi("10.1145/a"), ask_doi("10.1145/nobody"), ask_doi("10.1145/c")}, rows);
  EXPECT_EQ(answers.at(0).records.at(0).record_id, "conf/mills/A26");
  EXPECT_EQ(answers.at(0).slices.size(), 1U);
  EXPECT_EQ(answers.at(1).state, State::absent);
  EXPECT_EQ(answers.at(2).records.at(0).record_id, "conf/mills/C26");
  answers = decoded({ask_key("conf/mills/B26"), ask_key("conf/mills/D26")}, rows);
  EXPECT_EQ(answers.at(0).records.at(0).work.title, "B");
  EXPECT_EQ(answers.at(1).state, State::absent);
  EXPECT_EQ(decoded({ask_toc()}, rows).at(0).records.size(), 3U);
  EXPECT_EQ(decoded({ask_toc()}, {}).at(0).state, State::absent);
}

TEST(DblpSparqlDecode, ATitleGetsWhatBeginsLikeIt) {
  const std::vector<std::string> rows = {
      row(paper("conf/mills/A26", "Grinding-Books at Scale: An Experience Report from Sluis.")),
      row(paper("conf/mills/B26", "Grinding Books at Scale: An Experience Report.")),
      row(paper("conf/mills/C26", "Grinding Cheese."))};
  const auto answers =
      decoded({ask_title("Grinding books at scale: an experience report from Damme"), ask_title("Cheese")}, rows);
  ASSERT_EQ(answers.at(0).records.size(), 2U);
  EXPECT_EQ(answers.at(0).records[0].record_id, "conf/mills/A26");
  EXPECT_EQ(answers.at(1).state, State::absent);
}

TEST(DblpSparqlDecode, AFullRangeProvesNothingUnlessAnEqualTitleIsInIt) {
  std::vector<std::string> rows;
  for (int i = 0; i < 50; ++i)
    rows.push_back(row(paper("conf/mills/A" + std::to_string(i), "Deep Milling " + std::to_string(i) + ".")));
  EXPECT_EQ(decoded({ask_title("Deep milling")}, rows).at(0).state, State::cut_off);
  rows.push_back(row(paper("conf/mills/Z", "Deep Milling.")));
  const auto answers = decoded({ask_title("Deep milling")}, rows);
  EXPECT_EQ(answers.at(0).state, State::found);
  EXPECT_EQ(answers.at(0).records.size(), 50U) << "what its own range gives, however many rows others brought";
}

TEST(DblpSparqlDecode, ErrorsAreToldApart) {
  const std::string exception = R"({"exception":"Parse error at line 1","status":"ERROR"})";
  const std::string good = results({row(paper("conf/mills/A26", "T."))});
  const struct {
    std::string body;
    int status;
    ErrorKind kind;
  } cases[] = {
      {exception, 400, ErrorKind::rejected},
      {exception, 200, ErrorKind::server},
      {"not JSON", 400, ErrorKind::rejected},
      {"<html>not a bot?</html>", 200, ErrorKind::decode},
      {"", 200, ErrorKind::decode},
      {"{}", 200, ErrorKind::decode},
      {R"({"results":{"bindings":{}}})", 200, ErrorKind::decode},
      {R"({"results":{"bindings":[{}]}})", 200, ErrorKind::decode},
      {R"({"results":{"bindings":[1,"x",null]}})", 200, ErrorKind::decode},
      {good.substr(0, good.size() - 3), 200, ErrorKind::decode},
  };
  const std::vector<Ask> asks = {ask_toc()};
  for (const auto& test : cases) {
    const auto answers = DblpSparqlCodec().decode(asks, response(test.body, test.status));
    ASSERT_FALSE(answers) << test.body;
    EXPECT_EQ(answers.error().kind, test.kind) << test.body;
  }
  const auto answers = DblpSparqlCodec().decode(asks, response(exception, 400));
  EXPECT_NE(answers.error().message.find("Parse error"), std::string::npos);
}

TEST(DblpSparqlLaws, AnswersDoNotDependOnBatches) {
  laws::World world;
  std::vector<Query> queries;
  const auto rows = [](int i, const Columns& more) {
    const Columns base = paper("conf/mills/P" + std::to_string(i), "Milling paper " + std::to_string(i) + ".") + more;
    return std::vector<std::string>{row(base + author(2, "Bea Second")), row(base + author(1, "Ada First 0001"))};
  };
  for (int i = 0; i < 110; ++i) {
    const ByDoi by(*Doi::parse("10.1145/33." + std::to_string(i)));
    queries.emplace_back(by);
    if (i % 3 != 0) world.knows(by, rows(i, {{"doi", "https://doi.org/10.1145/33." + std::to_string(i)}}));
  }
  for (int i = 0; i < 60; ++i) {
    const ByDblpKey by(*DblpKey::parse("conf/mills/P" + std::to_string(i)));
    queries.emplace_back(by);
    if (i % 4 != 0) world.knows(by, rows(i, {}));
  }
  for (int i = 0; i < 26; ++i) {
    const std::string title =
        "Paper " + std::string(1, static_cast<char>('a' + i)) + " of the twenty-six about the grinding of books";
    queries.emplace_back(ByTitle(title));
    std::vector<std::string> found;
    for (int copy = 0; copy < i % 5; ++copy) {
      found.push_back(row(paper("conf/mills/T" + std::to_string(100 * i + copy),
                                title + std::string(static_cast<std::size_t>(copy), '!'))));
    }
    // The endpoint knows the range only, which is the beginning of the title.
    const auto request = DblpSparqlCodec().encode(std::vector<Ask>{Ask(queries.back())}).request;
    if (!found.empty()) world.knows(DblpSparqlMirror().parse(request)->at(0).query, std::move(found));
  }
  for (const char* page : {"conf/mills/mills2025", "conf/mills/mills2026"}) queries.emplace_back(ByToc(page));
  world.knows(ByToc("conf/mills/mills2026"), rows(7, {}));
  queries.emplace_back(ByProceedings("Mills", 2026));
  world.knows(ByProceedings("Mills", 2026), rows(9, {}));
  laws::expect_answers_do_not_depend_on_batches(DblpSparqlCodec(), DblpSparqlMirror(), world, queries, 8000);
}

}  // namespace
}  // namespace bibmill
