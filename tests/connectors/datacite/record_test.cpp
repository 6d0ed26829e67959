#include "connectors/datacite/record.h"

#include <gtest/gtest.h>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

SourceRecord read(const std::string& attributes, std::string_view doi = "10.5281/Zenodo.1") {
  const std::string json =
      R"({"id":"x","type":"dois","attributes":{"doi":")" + std::string(doi) + "\"" + attributes + "}}";
  const auto record = read_datacite_record(std::string_view(json));
  EXPECT_TRUE(record) << json;
  return record ? *record : SourceRecord{};
}

Work work(const std::string& attributes) { return read(attributes).work; }

std::vector<std::string> names(const Work& work) {
  std::vector<std::string> printed;
  for (const Person& person : work.authors) printed.push_back(display_name(person.name));
  return printed;
}

TEST(DataciteRecord, ReadsAFullRecord) {
  const SourceRecord record = read(R"(,"creators":[{"name":"Lovelace, Ada","nameType":"Personal","givenName":"Ada",
      "familyName":"Lovelace","affiliation":[{"name":"(X Lab) ","affiliationIdentifier":"https://ror.org/05dxps055"},"Y"],
      "nameIdentifiers":[{"nameIdentifier":"https://orcid.org/0000-0002-1825-0097","nameIdentifierScheme":"ORCID"}]
}],
    "contributors":[{"name":"Ditor, E.","contributorType":"Editor"},{"name":"Other, O.","contributorType":"DataCurator"}],
    "titles":[{"title":"Sub","titleType":"Subtitle"},{"title":"Main"},{"title":"Haupt","titleType":"TranslatedTitle"}],
    "publisher":{"name":"Zenodo"},"publicationYear":2023,"dates":[{"date":"2023-11-11","dateType":"Issued"}],
    "container":{"type":"Series","title":"Journal of Things","identifier":"2049-3630","identifierType":"ISSN","volume":"1",
                 "issue":"2","firstPage":"3","lastPage":"9"},
    "types":{"resourceTypeGeneral":"JournalArticle","citeproc":"article-journal"},"language":"EN",
    "rightsList":[{"rights":"x"},{"rightsUri":"https://creativecommons.org/licenses/by/4.0/","rightsIdentifier":"cc-by-4.0"}],
    "descriptions":[{"description":"Methods","descriptionType":"Methods"},{"description":"<p>Text</p>","descriptionType":"Abstract"}],
    "url":"https://zenodo.org/records/1","xml":"PHhtbC8+")");
  EXPECT_EQ(record.source, SourceId::datacite);
  EXPECT_EQ(record.record_id, "10.5281/zenodo.1");
  const Work& read_work = record.work;
  EXPECT_EQ(read_work.type, WorkType::article_journal);
  EXPECT_EQ(read_work.title, "Main: Sub");
  EXPECT_EQ(read_work.other_titles, std::vector<std::string>{"Haupt"});
  ASSERT_EQ(read_work.authors.size(), 1U);
  EXPECT_EQ(read_work.authors[0].orcid, Orcid::parse("0000-0002-1825-0097"));
  EXPECT_EQ(read_work.authors[0].affiliations,
            (std::vector<AuthorAffiliation>{{"X Lab", "https://ror.org/05dxps055"}, {"Y", std::nullopt}}));
  ASSERT_EQ(read_work.editors.size(), 1U);
  EXPECT_EQ(read_work.editors[0].name.family, "Ditor");
  EXPECT_EQ(read_work.issued, (PartialDate{2023, 11, 11}));
  EXPECT_EQ(read_work.container_title, "Journal of Things");
  EXPECT_EQ(read_work.volume, "1");
  EXPECT_EQ(read_work.issue, "2");
  EXPECT_EQ(read_work.pages, "3-9");
  EXPECT_EQ(read_work.issn, std::vector{*Issn::parse("2049-3630")});
  EXPECT_EQ(read_work.publisher, "Zenodo");
  EXPECT_EQ(read_work.license, "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(read_work.abstract_text, "Text");
  EXPECT_EQ(read_work.language, "en");
  EXPECT_EQ(read_work.url, "https://zenodo.org/records/1");
}

TEST(DataciteRecord, NeedsNothingButADoi) {
  const auto bare = read_datacite_record(std::string_view(R"({"doi":"10.5281/A","titles":[{"title":"T"}]})"));
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->work.title, "T");
  for (const std::string_view json : {"{}", "[]", "null", R"({"id":7})", R"({"attributes":{}})", "{"}) {
    EXPECT_FALSE(read_datacite_record(json)) << json;
  }
  Work only_doi;
  only_doi.doi = Doi::parse("10.5281/zenodo.1");
  EXPECT_EQ(work(R"(,"creators":[null,7,{}],"titles":[{"title":null},null],"publisher":null,"publicationYear":"",
    "dates":null,"container":{},"types":{},"contributors":null,"language":null,"rightsList":[{}],"descriptions":[null],
    "relatedIdentifiers":[null,{}],"relatedItems":null,"identifiers":null,"url":null)"),
            only_doi);
}

TEST(DataciteRecord, ReadsNamesOfEveryForm) {
  const struct {
    std::string_view creators;
    std::vector<std::string> names;
  } cases[] = {
      {R"({"name":"Lovelace, Ada"})", {"Ada Lovelace"}},
      {R"({"name":"Ada Lovelace","nameType":null})", {"Ada Lovelace"}},
      {R"({"name":"CERN, Geneva","nameType":"Organizational"})", {"CERN, Geneva"}},
      {R"({"name":"(:Unav) "},{"name":":(unav) "},{"name":"(:Unkn) Unknown"},{"name":"(:Tba) "},{"name":"Unknown"},{"name":"[Unknown]"})",
       {}},
      {R"({"name":", Manju"})", {"Manju"}},
      {R"({"name":"Lovelace, Ada; Hopper, Grace"})", {"Ada Lovelace", "Grace Hopper"}},
      {R"({"name":"Info Flora","nameType":"Personal","familyName":"Info Flora"})", {"Info Flora"}},
      {R"({"name":"Del Duca, Vittorio","givenName":"Vittorio","familyName":"Del Duca"})", {"Vittorio Del Duca"}},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(names(work(R"(,"creators":[)" + std::string(test.creators) + "]")), test.names) << test.creators;
  }
}

TEST(DataciteRecord, ReadsOrcidsOfEveryForm) {
  for (const std::string_view id :
       {R"({"nameIdentifier":"0000-0002-1825-0097","nameIdentifierScheme":"ORCID"})",
        R"({"nameIdentifier":"https://orcid.org/0000-0002-1825-0097","nameIdentifierScheme":"https://orcid.org/"})",
        R"({"nameIdentifier":"0000-0002-1825-0097","nameIdentifierScheme":null,"schemeUri":"http://orcid.org"})"}) {
    const Work read_work = work(R"(,"creators":[{"name":"A, B","nameIdentifiers":[{"nameIdentifierScheme":"ORCID"},
      {"nameIdentifier":"118540238","nameIdentifierScheme":"GND"},)" +
                                std::string(id) + "]}]");
    EXPECT_EQ(read_work.authors.at(0).orcid, Orcid::parse("0000-0002-1825-0097")) << id;
  }
}

TEST(DataciteRecord, TellsWhenAWorkCameOut) {
  const struct {
    std::string_view attributes;
    std::optional<PartialDate> issued;
  } cases[] = {
      {R"("publicationYear":2018)", PartialDate{2018, std::nullopt, std::nullopt}},
      {R"("publicationYear":"2018")", PartialDate{2018, std::nullopt, std::nullopt}},
      {R"("publicationYear":2018,"dates":[{"date":"2018","dateType":"Issued"},{"date":"2018-05","dateType":"Available"}])",
       PartialDate{2018, 5, std::nullopt}},
      {R"("publicationYear":2018,"dates":[{"date":"2017-05-01","dateType":"Issued"}])",
       PartialDate{2018, std::nullopt, std::nullopt}},
      {R"("publicationYear":null,"dates":[{"date":"2010-09-06/2010-11-30","dateType":"Issued"}])",
       PartialDate{2010, 9, 6}},
      {R"("dates":[{"date":"uuuu","dateType":"Issued"},{"date":"\n 2014-04-25\n","dateType":"Issued"}])",
       PartialDate{2014, 4, 25}},
      {R"("dates":[{"date":"2014-04-25","dateType":"Updated"}],"published":"2015")",
       PartialDate{2015, std::nullopt, std::nullopt}},
      {R"("dates":[{"date":"Err","dateType":"Issued"}])", std::nullopt},
  };
  for (const auto& test : cases)
    EXPECT_EQ(work("," + std::string(test.attributes)).issued, test.issued) << test.attributes;
}

TEST(DataciteRecord, MapsTypes) {
  const struct {
    std::string_view types;
    std::optional<WorkType> type;
  } cases[] = {
      {R"({"resourceTypeGeneral":"Preprint","citeproc":"article"})", WorkType::article},
      {R"({"resourceTypeGeneral":"ConferencePaper"})", WorkType::paper_conference},
      {R"({"resourceTypeGeneral":"Text","citeproc":"article-journal"})", WorkType::article_journal},
      {R"({"resourceTypeGeneral":"Text","citeproc":"thesis"})", WorkType::thesis},
      {R"({"resourceTypeGeneral":"Text"})", WorkType::document},
      {R"({"resourceTypeGeneral":"Software","citeproc":"article"})", WorkType::software},
      {R"({"resourceTypeGeneral":"Image","citeproc":"graphic"})", WorkType::document},
      {R"({"citeproc":"dataset"})", WorkType::dataset},
      {R"({"citeproc":"article","bibtex":"misc"})", WorkType::document},
      {R"({"citeproc":"article","bibtex":"phdthesis"})", WorkType::thesis},
      {R"({})", std::nullopt},
  };
  for (const auto& test : cases)
    EXPECT_EQ(work(R"(,"types":)" + std::string(test.types)).type, test.type) << test.types;
}

TEST(DataciteRecord, TakesOnlyPagesForPages) {
  EXPECT_FALSE(work(R"(,"container":{"type":"Journal","title":"J","firstPage":"Bd. 28 Nr. 2 (2001) "})").pages);
  EXPECT_FALSE(work(R"(,"container":{"title":"J","firstPage":"Korea"})").pages);
  EXPECT_EQ(work(R"(,"container":{"title":"J","firstPage":"xiv"})").pages, "xiv");
  EXPECT_EQ(work(R"(,"container":{"title":"J","firstPage":"5","lastPage":"5"})").pages, "5");
}

TEST(DataciteRecord, ReadsContainersOfRelatedItems) {
  const Work contained = work(R"(,"container":{},"relatedItems":[{"relationType":"Cites","titles":[{"title":"No"}]},
    {"relationType":"IsPublishedIn","titles":[{"title":"Proceedings"}],"volume":"7","firstPage":"1","lastPage":"2"}])");
  EXPECT_EQ(contained.container_title, "Proceedings");
  EXPECT_EQ(contained.volume, "7");
  EXPECT_EQ(contained.pages, "1-2");
}

TEST(DataciteRecord, KnowsArxiv) {
  for (const std::string_view id : {"0905.0097", "hep-th/9603183"}) {
    const SourceRecord record = read(R"(,"types":{"resourceTypeGeneral":"Text","citeproc":"article-journal"},
      "identifiers":[{"identifier":")" + std::string(id) +
                                         R"(","identifierType":"arXiv"}],"publisher":"arXiv",
      "relatedIdentifiers":[{"relationType":"IsVersionOf","relatedIdentifier":"10.1007/JHEP01(2010)042","relatedIdentifierType":"DOI"}])",
                                     "10.48550/arXiv." + std::string(id));
    EXPECT_EQ(record.work.type, WorkType::article);
    EXPECT_EQ(record.work.arxiv_id, ArxivId::parse(id));
    EXPECT_EQ(record.relations, (std::vector<Relation>{{"published", *Doi::parse("10.1007/jhep01(2010)042")}}));
  }
}

TEST(DataciteRecord, LinksVersions) {
  const SourceRecord record = read(R"(,"relatedIdentifiers":[
    {"relationType":"IsVersionOf","relatedIdentifier":"https://doi.org/10.5281/zenodo.2","relatedIdentifierType":"DOI"},
    {"relationType":"IsVersionOf","relatedIdentifier":"10.5281/ZENODO.1","relatedIdentifierType":"DOI"},
    {"relationType":"IsIdenticalTo","relatedIdentifier":"2505.11432","relatedIdentifierType":"arXiv"},
    {"relationType":"IsSupplementTo","relatedIdentifier":"https://arxiv.org/abs/2505.11432v2","relatedIdentifierType":"URL"},
    {"relationType":"IsTranslationOf","relatedIdentifier":"10.5281/t","relatedIdentifierType":"DOI"},
    {"relationType":"References","relatedIdentifier":"10.5281/r","relatedIdentifierType":"DOI"},
    {"relationType":"IsPartOf","relatedIdentifier":"2049-3630","relatedIdentifierType":"ISSN"}])");
  const std::vector<Relation> expected = {{"version", *Doi::parse("10.5281/zenodo.2")},
                                          {"same_as", *ArxivId::parse("2505.11432")},
                                          {"supplement", *ArxivId::parse("2505.11432")},
                                          {"translation", *Doi::parse("10.5281/t")}};
  EXPECT_EQ(record.relations, expected);
}

}  // namespace
}  // namespace bibmill
