#include "connectors/dblp/dblp_xml.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

std::vector<SourceRecord> decoded(std::string_view xml) {
  const auto records = decode_dblp_xml(xml);
  EXPECT_TRUE(records) << records.error().message;
  return records.value_or(std::vector<SourceRecord>());
}

SourceRecord article(std::string_view fields, std::string_view key = "journals/mill/Molen26",
                     std::string_view attributes = "") {
  const auto record = decode_dblp_element("<article mdate=\"2026-01-01\" key=\"" + std::string(key) + "\" " +
                                          std::string(attributes) + ">" + std::string(fields) + "</article>");
  EXPECT_TRUE(record) << record.error().message;
  return record.value_or(SourceRecord());
}

TEST(DblpXml, ReadsARecordOfTheDump) {
  const auto records = decoded(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<!DOCTYPE dblp SYSTEM \"C:\\users\\x\\dblp.dtd\">\n<dblp "
      "mdate=\"2026-11-01\">\n"
      "<inproceedings mdate=\"2026-05-01\" key=\"conf/mills/MolenB26\">\n<author orcid=\"0000-0002-1825-0097\">Ada van "
      "der Molen"
      "</author>\n<author>J&uuml;rgen M&#252;ller 0002</author>\n<title>A Mill for <i>B<sub>2</sub></i>ooks.</title>\n"
      "<pages>1:1-1:15</pages>\n<year>2026</year>\n<booktitle>Mills (1)</booktitle>\n<ee "
      "type=\"oa\">https://doi.org/10.1145/A.1</ee>\n"
      "<ee>https://www.wikidata.org/entity/Q1</ee>\n<crossref>conf/mills/2026-1</crossref>\n<url>db/conf/mills/"
      "mills2026.html#MolenB26"
      "</url>\n</inproceedings><proceedings key=\"conf/mills/2026-1\">\n<editor>Wei Wang "
      "0001</editor><title>Proceedings of Mills."
      "</title><publisher>ACM</publisher><year>2026</year><isbn>978-0-306-40615-7</isbn><series>LNM</series></"
      "proceedings>\n"
      "<www key=\"homepages/1/2\"><author>Ada van der Molen</author><title>Home Page</title></www>\n</dblp>\n");
  ASSERT_EQ(records.size(), 2U) << "persons are no works";
  const SourceRecord& paper = records[0];
  EXPECT_EQ(paper.source, SourceId::dblp_index);
  EXPECT_EQ(paper.record_id, "conf/mills/MolenB26");
  EXPECT_EQ(paper.work.type, WorkType::paper_conference);
  EXPECT_EQ(paper.work.title, "A Mill for B2ooks");
  EXPECT_EQ(paper.work.container_title_short, "Mills (1)");
  EXPECT_EQ(paper.work.pages, "1:1-1:15");
  EXPECT_EQ(paper.work.doi, Doi::parse("10.1145/a.1"));
  EXPECT_EQ(paper.work.url, "https://doi.org/10.1145/A.1");
  ASSERT_EQ(paper.work.authors.size(), 2U);
  EXPECT_EQ(paper.work.authors[0].orcid, Orcid::parse("0000-0002-1825-0097"));
  EXPECT_EQ(paper.work.authors[1].name.given + " " + paper.work.authors[1].name.family, "Jürgen Müller");
  EXPECT_EQ(paper.work.authors[1].dblp_person, "Jürgen Müller 0002");
  const SourceRecord& volume = records[1];
  EXPECT_EQ(volume.work.type, WorkType::collection);
  EXPECT_EQ(volume.work.editors.at(0).dblp_person, "Wei Wang 0001");
  EXPECT_EQ(volume.work.publisher, "ACM");
  EXPECT_EQ(volume.work.collection_title, "LNM");
  EXPECT_EQ(volume.work.isbn.size(), 1U);
}

TEST(DblpXml, NamedEntitiesAreThoseOfTheDtd) {
  EXPECT_EQ(replace_dblp_entities("&Agrave;&szlig;&yuml;&times;&reg;&micro;&ETH;&eth;&THORN;"), "Àßÿ×®µÐðÞ");
  EXPECT_EQ(replace_dblp_entities("&amp;&lt;&#252;&unknown;&;& &uuml"), "&amp;&lt;&#252;&unknown;&;& &uuml");
  EXPECT_EQ(article("<title>&amp;uuml; in &lt;HTML&gt;.</title>").work.title, "&uuml; in <HTML>") << "decoded once";
}

TEST(DblpXml, TheFinalStopIsNotPartOfTheTitle) {
  EXPECT_EQ(article("<title>Potential and peril.</title>").work.title, "Potential and peril");
  EXPECT_EQ(article("<title>Who Mills?</title>").work.title, "Who Mills?");
  EXPECT_EQ(article("<title>No Stop</title>").work.title, "No Stop");
  EXPECT_EQ(article("<title>Wrapped\n        title.\n        </title>").work.title, "Wrapped title");
}

TEST(DblpXml, DoisComeFromAnyHost) {
  const struct {
    std::string_view links;
    std::string_view doi;
  } cases[] = {
      {"<ee>https://doi.org/10.1145/A.1</ee>", "10.1145/a.1"},
      {"<ee>http://dx.doi.org/10.1007/BF03036466</ee>", "10.1007/bf03036466"},
      {"<ee>http://doi.acm.org/10.1145/1400214.1400231</ee>", "10.1145/1400214.1400231"},
      {"<ee>https://doi.ieeecomputersociety.org/10.1109/ICTAI.2012.57</ee>", "10.1109/ictai.2012.57"},
      {"<ee>https://www.wikidata.org/entity/Q1</ee><ee>https://doi.org/10.1145/A.1</ee>", "10.1145/a.1"},
  };
  for (const auto& test : cases) EXPECT_EQ(article(test.links).work.doi, Doi::parse(test.doi)) << test.links;
  const SourceRecord twice =
      article("<ee>https://doi.org/10.1109/X.1</ee><ee>https://doi.ieeecomputersociety.org/10.1109/x.1</ee>");
  EXPECT_TRUE(twice.aliases.empty());
  EXPECT_FALSE(article("<ee>https://doi.org/10.5555/12345</ee>").work.doi);
  EXPECT_EQ(article("<ee>db/labs/ibm/RJ909.html</ee>").work.url, "https://dblp.org/db/labs/ibm/RJ909.html");
}

TEST(DblpXml, CorrRecordsAreArxivPapers) {
  const struct {
    std::string_view key;
    std::string_view fields;
    std::string_view id;
  } cases[] = {
      {"journals/corr/abs-2402-17944",
       "<volume>abs/2402.17944</volume><ee>https://doi.org/10.48550/arXiv.2402.17944</ee>", "2402.17944"},
      {"journals/corr/IoffeS15", "<volume>abs/1502.03167</volume><ee>http://arxiv.org/abs/1502.03167</ee>",
       "1502.03167"},
      {"journals/corr/cs-DB-0112017", "<volume>cs.DB/0112017</volume>", "cs/0112017"},
  };
  for (const auto& test : cases) {
    const SourceRecord record =
        article("<title>T.</title><journal>CoRR</journal>" + std::string(test.fields), test.key);
    EXPECT_EQ(record.work.arxiv_id, ArxivId::parse(test.id)) << test.key;
    EXPECT_EQ(record.work.type, WorkType::article);
    EXPECT_FALSE(record.work.doi);
  }
  EXPECT_EQ(
      article("<ee>https://spectreattack.com/spectre.pdf</ee>", "tr/meltdown/s18", "publtype=\"informal publication\"")
          .work.type,
      WorkType::article);
  EXPECT_TRUE(article("", "journals/corr/abs-2402-17944", "publtype=\"informal withdrawn\"").withdrawn);
}

TEST(DblpXml, RepeatedFieldsGiveTheFirst) {
  const SourceRecord record =
      article("<year>2021</year><year>2022</year><journal></journal><journal>Mill J.</journal><cite>...</cite>");
  EXPECT_EQ(record.work.issued, parse_partial_date("2021"));
  EXPECT_EQ(record.work.container_title_short, "Mill J.");
}

TEST(DblpXml, BytesMayBeLatin1) {
  EXPECT_EQ(article("<author>J\xFCrgen M&uuml;ller</author>").work.authors.at(0).name.given, "Jürgen");
  EXPECT_EQ(article("<author>Jürgen M&uuml;ller</author>").work.authors.at(0).name.family, "Müller");
}

TEST(DblpXml, WhatCannotBeReadIsAnErrorWithItsPlace) {
  for (const char* xml :
       {"<dblp><article key=\"a/b/C\"><title>T", "<dblp><article key=\"a/b/C\"></article><artic",
        "<dblp><article></article></dblp>", "<dblp><article key=\"a/b/C\"><title></article></dblp>"}) {
    const auto records = decode_dblp_xml(xml);
    ASSERT_FALSE(records) << xml;
    EXPECT_EQ(records.error().kind, ErrorKind::decode);
    EXPECT_NE(records.error().message.find("(byte "), std::string::npos) << records.error().message;
  }
  EXPECT_TRUE(decoded("").empty());
  EXPECT_TRUE(decoded("<dblp></dblp>").empty());
  EXPECT_TRUE(decoded("no XML at all").empty());
}

TEST(DblpXml, DeepNestingDoesNoHarm) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<i>";
  deep += "T";
  for (int i = 0; i < 200'000; ++i) deep += "</i>";
  EXPECT_EQ(article("<title>" + deep + "</title>").work.title, "T");
}

TEST(DblpXml, PassesOnWhereARecordIsListedAndWhatItIsPartOf) {
  const auto fields = read_dblp_element(
      "<inproceedings mdate=\"2026-05-01\" key=\"conf/eurosys/A26\"><title>A.</title><year>2026</year>"
      "<crossref>conf/eurosys/2026</crossref><url>db/conf/eurosys/eurosys2026.html#A26</url></inproceedings>");
  ASSERT_TRUE(fields);
  EXPECT_EQ(fields->crossref, "conf/eurosys/2026");
  EXPECT_EQ(fields->toc, "conf/eurosys/eurosys2026");
  EXPECT_EQ(fields->changed, "2026-05-01");
  const auto elsewhere = read_dblp_element("<article key=\"a/b/C\"><url>https://example.org/x.html</url></article>");
  ASSERT_TRUE(elsewhere);
  EXPECT_EQ(elsewhere->toc, "");
}

TEST(DblpXml, ReadsMonthsInWords) {
  const struct {
    const char* month;
    PartialDate date;
  } cases[] = {{"April", {2024, 4, std::nullopt}},
               {"January/February", {2024, 1, std::nullopt}},
               {"Dec.", {2024, 12, std::nullopt}},
               {"Third Quarter", {2024, std::nullopt, std::nullopt}}};
  for (const auto& one : cases) {
    const std::string fields = "<year>2024</year><month>" + std::string(one.month) + "</month>";
    EXPECT_EQ(article(fields).work.issued, one.date) << one.month;
  }
}

TEST(DblpXml, FillsAPaperFromItsProceedings) {
  DblpFields volume;
  volume.title = "Proceedings of Invented Systems.";
  volume.editors = {{"Edda Beispiel", "", ""}};
  volume.publisher = "ACM";
  volume.isbns = {"978-3-16-148410-0"};
  volume.series = "Lecture Notes";
  volume.volume = "12";
  DblpFields bare;
  add_proceedings(bare, volume);
  EXPECT_EQ(bare.booktitle, volume.title);
  EXPECT_EQ(bare.editors.size(), 1u);
  EXPECT_EQ(bare.publisher, "ACM");
  EXPECT_EQ(bare.isbns, volume.isbns);
  EXPECT_EQ(bare.series, "Lecture Notes");
  EXPECT_EQ(bare.volume, "12");
  DblpFields own;
  own.publisher = "IEEE";
  own.series = "Notes";
  own.volume = "3";
  add_proceedings(own, volume);
  EXPECT_EQ(own.publisher, "IEEE");
  EXPECT_EQ(own.series, "Notes");
  EXPECT_EQ(own.volume, "3");
}

}  // namespace
}  // namespace bibmill
