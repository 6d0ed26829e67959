#include "connectors/crossref/record.h"

#include <gtest/gtest.h>

#include "connectors/crossref/dates.h"

namespace bibmill {
namespace {

SourceRecord read(const std::string& members) {
  const auto record = read_crossref_work(std::string_view(R"({"DOI":"10.5555/Synthetic.1")" + members + "}"));
  EXPECT_TRUE(record) << members;
  return record ? *record : SourceRecord{};
}

Work work(const std::string& members) { return read(members).work; }

Doi doi(std::string_view text) { return *Doi::parse(text); }

TEST(CrossrefWork, ReadsAFullRecord) {
  const SourceRecord record = read(R"(,"type":"proceedings-article","title":["A <i>Fast</i> Index"],
    "subtitle":["Of Things"],"container-title":["Proceedings of Things"],"short-container-title":["Proc. Things"],
    "event":{"name":"EuroSys '26: Conference","acronym":"EuroSys '26"},
    "author":[{"given":"Ada","family":"Lovelace","sequence":"additional","ORCID":"http://orcid.org/0000-0002-1825-0097",
               "affiliation":[{"name":"X &amp; Y Lab","id":[{"id":"https://ror.org/05dxps055","id-type":"ROR"}]},{}]},
              {"name":"The ABC Consortium","sequence":"first","affiliation":[]}],
    "editor":[{"given":"E.","family":"Ditor"}],"publisher":"ACM","publisher-location":"New York, NY, USA",
    "issued":{"date-parts":[[2026,4,27]]},"volume":"12","issue":"3","page":"1386–1399","article-number":"42",
    "ISSN":["2049-3630"],"ISBN":["http://id.crossref.org/isbn/978-0-306-40615-7"],
    "license":[{"URL":"https://example.org/tdm","content-version":"tdm"},{"URL":"https://example.org/am","content-version":"am"},
               {"URL":"https://example.org/vor","content-version":"vor"}],
    "abstract":"<jats:title>Abstract</jats:title><jats:p>Text &amp; more</jats:p>","language":"EN",
    "resource":{"primary":{"URL":"https://example.org/a"}},"score":31.2,"created":null,"subject":[])");
  EXPECT_EQ(record.source, SourceId::crossref);
  EXPECT_EQ(record.record_id, "10.5555/synthetic.1");
  const Work& read_work = record.work;
  EXPECT_EQ(read_work.type, WorkType::paper_conference);
  EXPECT_EQ(read_work.title, "A Fast Index: Of Things");
  ASSERT_EQ(read_work.authors.size(), 2U);
  EXPECT_EQ(read_work.authors[0].name.family, "Lovelace");
  EXPECT_EQ(read_work.authors[0].orcid, Orcid::parse("0000-0002-1825-0097"));
  ASSERT_EQ(read_work.authors[0].affiliations.size(), 1U);
  EXPECT_EQ(read_work.authors[0].affiliations[0].name, "X & Y Lab");
  EXPECT_EQ(read_work.authors[0].affiliations[0].ror, "https://ror.org/05dxps055");
  EXPECT_EQ(read_work.authors[1].name.literal, "The ABC Consortium");
  EXPECT_EQ(read_work.editors.size(), 1U);
  EXPECT_EQ(read_work.issued, (PartialDate{2026, 4, 27}));
  EXPECT_EQ(read_work.container_title, "Proceedings of Things");
  EXPECT_EQ(read_work.container_title_short, "Proc. Things");
  EXPECT_EQ(read_work.event, "EuroSys '26: Conference");
  EXPECT_EQ(read_work.publisher_place, "New York, NY, USA");
  EXPECT_EQ(read_work.pages, "1386-1399");
  EXPECT_EQ(read_work.article_number, "42");
  EXPECT_EQ(read_work.isbn, std::vector{*Isbn::parse("9780306406157")});
  EXPECT_EQ(read_work.issn, std::vector{*Issn::parse("2049-3630")});
  EXPECT_EQ(read_work.license, "https://example.org/vor");
  EXPECT_EQ(read_work.abstract_text, "Text & more");
  EXPECT_EQ(read_work.language, "en");
  EXPECT_EQ(read_work.url, "https://example.org/a");
}

TEST(CrossrefWork, NeedsNothingButADoi) {
  const SourceRecord record = read("");
  EXPECT_EQ(record.work.doi, doi("10.5555/synthetic.1"));
  Work only_doi;
  only_doi.doi = doi("10.5555/synthetic.1");
  EXPECT_EQ(record.work, only_doi);
  for (const std::string_view json :
       {"{}", "[]", "7", R"({"DOI":null})", R"({"DOI":"  "})", R"({"title":["x"]})", "{"}) {
    const auto nothing = read_crossref_work(json);
    ASSERT_FALSE(nothing) << json;
    EXPECT_EQ(nothing.error().kind, ErrorKind::decode);
  }
}

TEST(CrossrefWork, SkipsMalformedParts) {
  Work only_doi;
  only_doi.doi = doi("10.5555/synthetic.1");
  const SourceRecord record =
      read(R"(,"type":null,"title":[null,{},""],"subtitle":7,"author":[null,"x",{},{"family":" "}],
    "issued":{"date-parts":[[null]]},"container-title":[],"event":[],"page":"n/a-n/a","volume":null,"issue":{},
    "ISBN":["123"],"ISSN":"nonsense","license":[{}],"relation":[],"updated-by":[{}],"update-to":[{}],"aliases":[7],
    "abstract":{},"language":"aa","resource":{"primary":"x"},"publisher":"-","publisher-location":[])");
  EXPECT_EQ(record.work, only_doi);
  EXPECT_FALSE(record.is_notice);
  EXPECT_TRUE(record.relations.empty() && record.updates.empty() && record.aliases.empty());
}

TEST(CrossrefWork, KeepsADoiWithinADoi) {
  const auto record =
      read_crossref_work(std::string_view(R"({"DOI":"10.5424/http://dx.doi.org/10.5424/sjar/20110903-330-10"})"));
  ASSERT_TRUE(record);
  EXPECT_EQ(record->record_id, "10.5424/http://dx.doi.org/10.5424/sjar/20110903-330-10");
  EXPECT_TRUE(!record->work.doi || record->work.doi->str() == record->record_id);
}

TEST(CrossrefWork, MapsTypes) {
  const struct {
    std::string_view members;
    std::optional<WorkType> type;
  } cases[] = {
      {R"(,"type":"journal-article")", WorkType::article_journal},
      {R"(,"type":"posted-content","subtype":"preprint")", WorkType::article},
      {R"(,"type":"book-chapter")", WorkType::chapter},
      {R"(,"type":"book-chapter","event":{"name":"SAFECOMP"})", WorkType::paper_conference},
      {R"(,"type":"proceedings")", WorkType::collection},
      {R"(,"type":"monograph")", WorkType::book},
      {R"(,"type":"dissertation")", WorkType::thesis},
      {R"(,"type":"report-component")", WorkType::report},
      {R"(,"type":"journal-issue")", WorkType::periodical},
      {R"(,"type":"peer-review")", WorkType::review},
      {R"(,"type":"component")", WorkType::component},
      {R"(,"type":"database")", WorkType::dataset},
      {R"(,"type":"never-seen")", WorkType::document},
      {R"(,"type":"")", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& test : cases) EXPECT_EQ(work(std::string(test.members)).type, test.type) << test.members;
}

TEST(CrossrefWork, JoinsSubtitlesAndKeepsTranslations) {
  EXPECT_EQ(work(R"(,"title":["Main: Sub"],"subtitle":["Sub"])").title, "Main: Sub");
  EXPECT_EQ(work(R"(,"title":["Monkey"],"subtitle":["Optimal Store"])").title, "Monkey: Optimal Store");
  EXPECT_EQ(work(R"(,"title":["  A\n      long   title.  "])").title, "A long title");
  const Work translated = work(R"(,"title":["Titel","Title"],"original-title":["Titel"],"short-title":["T"])");
  EXPECT_EQ(translated.title, "Titel");
  EXPECT_EQ(translated.other_titles, (std::vector<std::string>{"Title", "T"}));
  EXPECT_EQ(work(R"(,"title":["Analysis of the Movie <Konggi-Inhyung (A Sex Doll)>"])").title,
            "Analysis of the Movie <Konggi-Inhyung (A Sex Doll)>");
}

TEST(CrossrefWork, ReadsPeopleInArrayOrder) {
  const Work names =
      work(R"(,"author":[{"family":"Second","given":"B","sequence":"first"},{"family":"First","sequence":"first"},
    {"given":"Plato"},{"family":"van der Berg","given":"J. C."},{"family":"Henry","given":"Ford","suffix":"Jr."}])");
  ASSERT_EQ(names.authors.size(), 5U);
  EXPECT_EQ(names.authors[0].name.family, "Second");
  EXPECT_EQ(names.authors[1].name.family, "First");
  EXPECT_EQ(names.authors[2].name.family, "Plato");
  EXPECT_EQ(names.authors[3].name.family, "Berg");
  EXPECT_EQ(names.authors[3].name.particle, "van der");
  EXPECT_EQ(names.authors[4].name.suffix, "Jr.");
}

TEST(CrossrefDates, TellWhenAWorkCameOut) {
  const struct {
    std::string_view members;
    std::optional<PartialDate> issued;
  } cases[] = {
      {R"(,"issued":{"date-parts":[[2021]]})", PartialDate{2021, std::nullopt, std::nullopt}},
      {R"(,"issued":{"date-parts":[[2021,6]]})", PartialDate{2021, 6, std::nullopt}},
      {R"(,"issued":{"date-parts":[["2021","6"]]})", PartialDate{2021, 6, std::nullopt}},
      {R"(,"issued":{"date-parts":[[null]]},"published-online":{"date-parts":[[2020,2,3]]})", PartialDate{2020, 2, 3}},
      {R"(,"issued":{"date-parts":[[]]},"posted":{"date-parts":[[2019]]})",
       PartialDate{2019, std::nullopt, std::nullopt}},
      {R"(,"issued":{"date-parts":[[null]]},"created":{"date-parts":[[2020,2,3]]})", std::nullopt},
      {R"(,"issued":{"date-parts":null})", std::nullopt},
      {R"(,"issued":7)", std::nullopt},
      // An article of a printed issue is cited by the issue's year, whenever it went online.
      {R"(,"type":"journal-article","volume":"5","issued":{"date-parts":[[2015,12]]},"published-print":{"date-parts":[[2016,1]]})",
       PartialDate{2016, 1, std::nullopt}},
      {R"(,"type":"proceedings-article","volume":"5","issued":{"date-parts":[[2015]]},"published-print":{"date-parts":[[2016]]})",
       PartialDate{2015, std::nullopt, std::nullopt}},
  };
  for (const auto& test : cases) EXPECT_EQ(work(std::string(test.members)).issued, test.issued) << test.members;
}

TEST(CrossrefWork, TellsBookFromSeries) {
  const struct {
    std::string_view members;
    std::string_view book;
    std::optional<std::string> series;
  } cases[] = {
      {R"("book-chapter","container-title":["Lecture Notes in Computer Science","Advances in Things"])",
       "Advances in Things", "Lecture Notes in Computer Science"},
      {R"("book-chapter","container-title":["Cryptography and Coding","Lecture Notes in Computer Science"])",
       "Cryptography and Coding", "Lecture Notes in Computer Science"},
      {R"("proceedings-article","container-title":["Balisage Series on Markup","Proceedings of Balisage 2019"])",
       "Proceedings of Balisage 2019", "Balisage Series on Markup"},
      {R"("journal-article","container-title":["J Investig Dermatol","Journal of Investigative Dermatology"])",
       "Journal of Investigative Dermatology", std::nullopt},
      {R"("journal-article","container-title":["Environmental Microbiology","Environ Microbiol"])",
       "Environmental Microbiology", std::nullopt},
      {R"("journal-article","container-title":["R &amp; D"])", "R & D", std::nullopt},
  };
  for (const auto& test : cases) {
    const Work contained = work(R"(,"type":)" + std::string(test.members));
    EXPECT_EQ(contained.container_title, test.book);
    EXPECT_EQ(contained.collection_title, test.series);
  }
}

TEST(CrossrefWork, KeepsPagesAsPrinted) {
  const struct {
    std::string_view page;
    std::optional<std::string> pages;
  } cases[] = {
      {"685", "685"},
      {"e0182346", "e0182346"},
      {"474S-477S", "474S-477S"},
      {"1308-1309.e1", "1308-1309.e1"},
      {"III-318", "III-318"},
      {"e1245, S137", "e1245, S137"},
      {"111-128_1", "111-128_1"},
      {"1\\u20132", "1-2"},
      {"1--2", "1-2"},
      {"no-no", std::nullopt},
      {"n/a-n/a", std::nullopt},
      {"", std::nullopt},
      {"198-a-198", "198-a-198"},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(work(R"(,"page":")" + std::string(test.page) + "\"").pages, test.pages) << test.page;
  }
}

TEST(CrossrefRelations, LinkVersions) {
  const SourceRecord record = read(R"(,"relation":{
    "has-preprint":[{"id-type":"doi","id":"10.1101/097196","asserted-by":"subject"},{"id-type":"doi","id":"10.1101/097196"}],
    "is-preprint-of":{"id-type":"doi","id":"10.5555/PUBLISHED"},
    "is-version-of":[{"id-type":"doi","id":"10.5555/synthetic.1"},{"id-type":"doi","id":"10.5555/other"}],
    "has-review":[{"id-type":"doi","id":"10.5555/r"}],"cites":[],
    "is-same-as":[{"id-type":"uri","id":"https://doi.org/10.48550/arXiv.2505.11432"}],
    "is-supplement-to":[{"id-type":"issn","id":"1234-5678"},{"id-type":"arxiv","id":"2505.11432"}],"is-review-of":[null,7]})");
  const std::vector<Relation> expected = {
      {"preprint", doi("10.1101/097196")},
      {"published", doi("10.5555/published")},
      {"version", doi("10.5555/other")},
      {"same_as", *ArxivId::parse("2505.11432")},
      {"supplement", *ArxivId::parse("2505.11432")},
  };
  EXPECT_EQ(record.relations, expected);
}

TEST(CrossrefRelations, TellNoticesFromWhatTheyAreAbout) {
  const SourceRecord retracted = read(R"(,"updated-by":[
    {"DOI":"10.5555/c","type":"correction","label":"Correction","source":"publisher","updated":{"date-parts":[[2004,3,6]]}},
    {"DOI":"10.5555/r","type":"retraction","source":"retraction-watch","record-id":"123","updated":{"date-parts":[[2010]]}},
    {"DOI":"10.5555/synthetic.1","type":"new_version"},{"DOI":"10.5555/v2","type":"new_version"}])");
  ASSERT_EQ(retracted.updates.size(), 2U);
  EXPECT_EQ(retracted.updates[0], (Update{"correction", doi("10.5555/c"), PartialDate{2004, 3, 6}}));
  EXPECT_EQ(retracted.updates[1].type, "retraction");
  EXPECT_EQ(retracted.relations, (std::vector<Relation>{{"version", doi("10.5555/v2")}}));
  EXPECT_FALSE(retracted.is_notice);

  const SourceRecord correction = read(R"(,"update-to":[{"DOI":"10.5555/a","type":"correction"}])");
  EXPECT_TRUE(correction.is_notice);
  EXPECT_EQ(correction.relations, (std::vector<Relation>{{"update_to", doi("10.5555/a")}}));
  EXPECT_TRUE(read(R"(,"update-to":[{"DOI":"10.5555/a","type":"err"}])").is_notice);
  EXPECT_FALSE(read(R"(,"update-to":[{"DOI":"10.5555/SYNTHETIC.1","type":"new_version"}])").is_notice);
  EXPECT_FALSE(read(R"(,"update-to":[{"DOI":"10.5555/a","type":"new_edition"}])").is_notice);
  EXPECT_EQ(read(R"(,"updated-by":[{"type":"err"}])").updates,
            (std::vector<Update>{{"erratum", std::nullopt, std::nullopt}}));
}

TEST(CrossrefRelations, KeepAliases) {
  EXPECT_EQ(read(R"(,"aliases":["10.5555/OLD","10.5555/synthetic.1"])").aliases, std::vector{doi("10.5555/old")});
}

}  // namespace
}  // namespace bibmill
