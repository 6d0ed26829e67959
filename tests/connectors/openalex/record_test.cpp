#include "connectors/openalex/record.h"

#include <gtest/gtest.h>

#include "connectors/openalex/abstract.h"
#include "normalizers/names/person_name.h"
#include "tests/connectors/openalex/sample.h"

namespace bibmill {
namespace {

SourceRecord read(std::string_view members, std::string_view doi = "10.1145/1111111.2222222") {
  const std::string json = openalex_sample::work(doi, members);
  const auto record = read_openalex_work(std::string_view(json));
  EXPECT_TRUE(record) << json;
  return record ? *record : SourceRecord{};
}

Work work(std::string_view members) { return read(members).work; }

constexpr std::string_view kFull = R"(,
  "publication_year":2021,"publication_date":"2021-06-09","type":"article","language":"EN","is_retracted":true,
  "biblio":{"volume":"3","issue":"2","first_page":"1386","last_page":"1399"},
  "primary_location":{"id":"doi:10.1145/1111111.2222222"},
  "locations":[
    {"id":"pmh:oai:arXiv.org:2105.11111","landing_page_url":"http://arxiv.org/abs/2105.11111","version":"submittedVersion",
     "source":{"display_name":"ArXiv.org",
                           "type" : "repository"
}
, "license" : "cc-by"
},
    {"id":"doi:10.1145/1111111.2222222","landing_page_url":"https://doi.org/10.1145/1111111.2222222",
     "version":"publishedVersion","license":"cc-by-sa","raw_type":"proceedings-article","source":null,
     "raw_source_name":"Proceedings of the 1st Conference on Invented Things"},
    {"id":"doi:10.65215/copy.1","landing_page_url":"https://doi.org/10.65215/copy.1","version":"submittedVersion"},
    {"id":"pmid:1","landing_page_url":"https://pubmed.ncbi.nlm.nih.gov/1"}],
  "authorships":[
    {"raw_author_name":"A. Invented","raw_orcid":null,
     "author":{"display_name":"Ada Invented","orcid":"https://orcid.org/0000-0002-1825-0097"},
     "institutions":[{"id":"I1","ror":"https://ror.org/01an7q238","lineage":["I1"]},
                     {"id":"I2","ror":"https://ror.org/02jbv0t02","lineage":["I1","I2"]},
                     {"id":"I3","ror":"https://ror.org/05qghxh33","lineage":["I3"]}],
     "affiliations":[{"raw_affiliation_string":"Lab &amp; Co","institution_ids":["I1","I2"]},
                     {"raw_affiliation_string":"Two places","institution_ids":["I1","I3"]},
                     {"raw_affiliation_string":"Nowhere","institution_ids":[]}]},
    {"raw_author_name":null,"author":{"display_name":"Boris Fictitious","orcid":null},
     "raw_affiliation_strings":["Somewhere"]}],
  "abstract_inverted_index":{"We":[0,3],"invent.":[4],"It":[1],"works.":[2]})";

TEST(OpenalexRecord, ReadsAFullWork) {
  const SourceRecord record = read(kFull);
  EXPECT_EQ(record.source, SourceId::openalex);
  EXPECT_EQ(record.record_id, "W1");
  const Work& full = record.work;
  EXPECT_EQ(full.title, "T");
  EXPECT_EQ(full.type, WorkType::paper_conference);
  EXPECT_EQ(full.issued, (PartialDate{2021, 6, 9}));
  EXPECT_EQ(full.container_title, "Proceedings of the 1st Conference on Invented Things");
  EXPECT_EQ(full.volume, "3");
  EXPECT_EQ(full.issue, "2");
  EXPECT_EQ(full.pages, "1386-1399");
  EXPECT_EQ(full.license, "cc-by-sa");
  EXPECT_EQ(full.language, "en");
  EXPECT_EQ(full.abstract_text, "We It works. We invent.");
  EXPECT_EQ(full.arxiv_id, std::nullopt) << "the preprint's, which is another version";
}

TEST(OpenalexRecord, NamesPeopleAsTheWorkPrintsThem) {
  const Work full = work(kFull);
  ASSERT_EQ(full.authors.size(), 2U);
  EXPECT_EQ(display_name(full.authors[0].name), "A. Invented");
  EXPECT_EQ(display_name(full.authors[1].name), "Boris Fictitious");
  EXPECT_EQ(full.authors[0].orcid, Orcid::parse("0000-0002-1825-0097"));
  EXPECT_EQ(full.authors[1].affiliations, (std::vector<AuthorAffiliation>{{"Somewhere", std::nullopt}}));
}

TEST(OpenalexRecord, GivesARorIdOnlyWhereALineMeansOneInstitution) {
  const std::vector<AuthorAffiliation> expected = {
      {"Lab & Co", "https://ror.org/02jbv0t02"}, {"Two places", std::nullopt}, {"Nowhere", std::nullopt}};
  EXPECT_EQ(work(kFull).authors.at(0).affiliations, expected);
}

TEST(OpenalexRecord, PrefersThePublishersOrcidToTheGuessedOne) {
  const Work one = work(R"(,"authorships":[{"raw_author_name":"A B","raw_orcid":"https://orcid.org/0000-0001-5109-3700",
    "author":{"orcid":"https://orcid.org/0000-0002-1825-0097"}}])");
  EXPECT_EQ(one.authors.at(0).orcid, Orcid::parse("0000-0001-5109-3700"));
}

TEST(OpenalexRecord, TurnsOtherLocationsIntoRelations) {
  const std::vector<Relation> expected = {{"preprint", *ArxivId::parse("2105.11111")},
                                          {"preprint", *Doi::parse("10.65215/copy.1")}};
  EXPECT_EQ(read(kFull).relations, expected) << "whether a registrant is believed is not the connector's to say";
  const SourceRecord archived = read(R"(,"type":"preprint","locations":[
    {"id":"pmh:oai:arXiv.org:2105.11111","landing_page_url":"http://arxiv.org/abs/2105.11111"},
    {"id":"doi:10.1145/1.2","version":"publishedVersion"}])",
                                     "10.48550/arXiv.2105.11111");
  EXPECT_EQ(archived.work.arxiv_id, ArxivId::parse("2105.11111"));
  EXPECT_EQ(archived.relations, (std::vector<Relation>{{"version", *Doi::parse("10.1145/1.2")}}));
}

TEST(OpenalexRecord, ARetractionIsAnUpdateAndItsNoticeIsANotice) {
  EXPECT_EQ(read(kFull).updates, (std::vector<Update>{{"retraction", std::nullopt, std::nullopt}}));
  EXPECT_TRUE(read(R"(,"is_retracted":false)").updates.empty());
  const SourceRecord notice = read(R"(,"type":"retraction","is_retracted":true)");
  EXPECT_TRUE(notice.is_notice);
  EXPECT_TRUE(notice.updates.empty());
}

TEST(OpenalexRecord, NeedsNothingButAnId) {
  Work bare;
  bare.doi = Doi::parse("10.1145/1111111.2222222");
  bare.title = "T";
  EXPECT_EQ(
      work(R"(,"authorships":[null,7,{},{"author":null}],"biblio":null,"primary_location":null,"locations":[null,{}],
    "publication_year":null,"publication_date":"","type":null,"abstract_inverted_index":null,"is_retracted":null)"),
      bare);
  const auto without_doi = read_openalex_work(std::string_view(R"({"id":"https://openalex.org/W7","doi":null})"));
  ASSERT_TRUE(without_doi);
  EXPECT_EQ(without_doi->work, Work());
  for (const std::string_view json :
       {"{}", "[]", "null", R"({"id":7})", R"({"id":"https://openalex.org/A7"})", R"({"id":"W"})", "{"}) {
    EXPECT_FALSE(read_openalex_work(json)) << json;
  }
}

TEST(OpenalexRecord, TheFirstOfJanuaryIsAYear) {
  const struct {
    std::string_view members;
    std::optional<PartialDate> issued;
  } cases[] = {
      {R"("publication_year":2015,"publication_date":"2015-01-01")", PartialDate{2015, {}, {}}},
      {R"("publication_year":2015,"publication_date":"2015-01-02")", PartialDate{2015, 1, 2}},
      {R"("publication_year":2016,"publication_date":"2015-03-02")", PartialDate{2016, {}, {}}},
      {R"("publication_date":"2015-03-02")", PartialDate{2015, 3, 2}},
      {R"("publication_year":2015)", PartialDate{2015, {}, {}}},
      {R"("publication_year":0)", std::nullopt},
  };
  for (const auto& test : cases) EXPECT_EQ(work("," + std::string(test.members)).issued, test.issued) << test.members;
}

TEST(OpenalexRecord, TellsTypesByTheRegistrantsWordFirst) {
  const struct {
    std::string_view type;
    std::string_view raw_type;
    std::string_view host;
    std::optional<WorkType> expected;
  } cases[] = {
      {"article", "proceedings-article", "", WorkType::paper_conference},
      {"preprint", "journal-article", "journal", WorkType::article_journal},  // merged with its preprint
      {"other", "posted-content", "", WorkType::article},
      {"conference-paper", "book-chapter", "book series", WorkType::paper_conference},
      {"book-chapter", "book-chapter", "book series", WorkType::chapter},
      {"review", "journal-article", "journal", WorkType::article_journal},
      {"peer-review", "peer-review", "", WorkType::review},
      {"dissertation", "doctoral thesis", "repository", WorkType::thesis},
      {"article", "", "journal", WorkType::article_journal},
      {"article", "", "", std::nullopt},
      {"novelty", "", "", std::nullopt},
  };
  for (const auto& test : cases) {
    const std::string members =
        R"(,"type":")" + std::string(test.type) + R"(","locations":[{"id":"doi:10.1145/1111111.2222222","raw_type":")" +
        std::string(test.raw_type) + R"(","source":{"type":")" + std::string(test.host) + R"("}}])";
    EXPECT_EQ(work(members).type, test.expected) << test.type << ' ' << test.raw_type << ' ' << test.host;
  }
}

TEST(OpenalexRecord, KnowsWhatIsNoContainer) {
  const struct {
    std::string_view location;
    std::optional<std::string> container;
    std::optional<std::string> series;
  } cases[] = {
      {R"("raw_type":"journal-article","source":{"type":"journal","display_name":"Things"},"raw_source_name":"THINGS")",
       "Things", std::nullopt},
      {R"("raw_type":"proceedings-article","source":null,"raw_source_name":"Proc. of Things")", "Proc. of Things",
       std::nullopt},
      {R"("raw_type":"book-chapter","source":{"type":"book series","display_name":"Lecture notes in things"},
          "raw_source_name":"Lecture Notes in Things")",
       std::nullopt, "Lecture notes in things"},
      {R"("source":{"type":"repository","display_name":"ArXiv.org"},"raw_source_name":"arXiv")", std::nullopt,
       std::nullopt},
      {R"("raw_type":"proceedings-article","source":null,"raw_source_name":"ArXiv.org")", std::nullopt, std::nullopt},
      {R"("raw_type":"monograph","source":{"type":"ebook platform","display_name":"Some eBooks"})", std::nullopt,
       std::nullopt},
  };
  for (const auto& test : cases) {
    const Work read_work =
        work(R"(,"locations":[{"id":"doi:10.1145/1111111.2222222",)" + std::string(test.location) + "}]");
    EXPECT_EQ(read_work.container_title, test.container) << test.location;
    EXPECT_EQ(read_work.collection_title, test.series) << test.location;
  }
}

TEST(OpenalexRecord, ACopyInARepositoryIsNotWhereItAppeared) {
  const Work copied = work(R"(,"type":"article","primary_location":{"id":"pmh:oai:x","source":{"type":"repository",
    "display_name":"Some Repository","host_organization_name":"Some University"},"license":"cc0"})");
  EXPECT_EQ(copied.container_title, std::nullopt);
  EXPECT_EQ(copied.publisher, std::nullopt);
  EXPECT_EQ(copied.license, std::nullopt);
}

std::optional<std::string> unfold(const std::string& index) {
  const auto json = Json::parse(index);
  return json ? read_inverted_abstract(json->root()) : std::nullopt;
}

TEST(InvertedAbstract, ComesBackInOrder) {
  const struct {
    std::string index;
    std::optional<std::string> text;
  } cases[] = {
      {R"({"An":[0,2],"index":[1]})", "An index An"},
      {R"({"late":[70],"early":[5]})", "early late"},
      {R"({"b":[1],"a":[1]})", "a b"},
      {R"({"a":[-1,0,"x",null],"b":7})", "a b"},
      {R"({"<b>bold</b>":[0],"R&amp;D":[1]})", "bold R&D"},
      {R"({"ünïcödé":[0],"日本":[1]})", "ünïcödé 日本"},
      {R"({})", std::nullopt},
      {R"([])", std::nullopt},
      {"null", std::nullopt},
  };
  for (const auto& test : cases) EXPECT_EQ(unfold(test.index), test.text) << test.index;
}

TEST(InvertedAbstract, AnAbstractThatUnfoldsWithoutEndIsNone) {
  std::string positions = "0";
  for (int i = 1; i < 2000; ++i) positions += "," + std::to_string(i);
  EXPECT_FALSE(unfold(R"({")" + std::string(100, 'x') + R"(":[)" + positions + "]}"));
}

}  // namespace
}  // namespace bibmill
