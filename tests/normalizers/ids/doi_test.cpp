#include "normalizers/ids/doi.h"

#include <gtest/gtest.h>

#include <string>

namespace bibmill {
namespace {

struct Row {
  const char* text;
  const char* doi;  ///< "" = none
};

std::string parsed(const std::string& text) {
  const auto doi = Doi::parse(text);
  return doi ? doi->str() : "";
}

TEST(Doi, ReadsTheVectorsOfTheFactSheet) {
  const Row rows[] = {
      {"https://doi.org/10.1145/3448016.3452841", "10.1145/3448016.3452841"},
      {"DOI: 10.1016/0004-3702(94)90040-X.", "10.1016/0004-3702(94)90040-x"},
      {"http://dx.doi.org/10.1002%2F%28SICI%291096-8644%28199601%2999%3A1%3C1%3A%3AAID-AJPA1%3E3.0.CO%3B2-1",
       "10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-1"},
      {"doi.org/10.48550/arXiv.2505.11432v2", "10.48550/arxiv.2505.11432"},
      {"10.36652/0202-3350-2023-24-9-403-413/", "10.36652/0202-3350-2023-24-9-403-413/"},
      {"https://dl.acm.org/doi/pdf/10.1145/3448016.3452841?download=true", "10.1145/3448016.3452841"},
  };
  for (const Row& row : rows) EXPECT_EQ(parsed(row.text), row.doi) << row.text;
}

TEST(Doi, ReadsBareDoisAndTheirPrefixes) {
  const Row rows[] = {
      {"10.1145/3767295.3769331", "10.1145/3767295.3769331"},
      {"  10.1006/JMBI.1998.2354 ", "10.1006/jmbi.1998.2354"},
      {"doi:10.1006/jmbi.1998.2354", "10.1006/jmbi.1998.2354"},
      {"DOI 10.1006/jmbi.1998.2354", "10.1006/jmbi.1998.2354"},
      {"info:doi/10.1006/jmbi.1998.2354", "10.1006/jmbi.1998.2354"},
      {"urn:doi:10.1006/jmbi.1998.2354", "10.1006/jmbi.1998.2354"},
      {"http://doi.org/urn:doi:10.1234/456", "10.1234/456"},
      {"doi = {10.1007/978-3-030-02671-4\\_7}", "10.1007/978-3-030-02671-4_7"},
      {"10.1007/978-3-030-02671-4{\\_}7", "10.1007/978-3-030-02671-4_7"},
      {"10.1000.10/123456", "10.1000.10/123456"},
      {"10.1145%2F3448016.3452841", "10.1145/3448016.3452841"},
  };
  for (const Row& row : rows) EXPECT_EQ(parsed(row.text), row.doi) << row.text;
}

TEST(Doi, DropsProseAroundIt) {
  const Row rows[] = {
      {"(see 10.1145/3767295.3769331).", "10.1145/3767295.3769331"},
      {"10.1145/3767295.3769331).", "10.1145/3767295.3769331"},
      {"<https://doi.org/10.1145/3767295.3769331>", "10.1145/3767295.3769331"},
      {"[Paper](https://doi.org/10.1145/3767295.3769331), [Code](https://github.com/a/b)", "10.1145/3767295.3769331"},
      {"\\url{https://doi.org/10.1145/3767295.3769331}", "10.1145/3767295.3769331"},
      {"<a href=\"https://doi.org/10.1145/3767295.3769331\">DOI</a>", "10.1145/3767295.3769331"},
      {"Proc. X, 2026, https://doi.org/10.1145/3767295.3769331. Accessed today", "10.1145/3767295.3769331"},
      {"“10.1145/3767295.3769331”", "10.1145/3767295.3769331"},
      {"10.1016/a1234;10.1016/b1234", "10.1016/a1234"},
      {"10.1016/a1234, 10.1016/b1234", "10.1016/a1234"},
      {"*10.1145/3767295.3769331*", "10.1145/3767295.3769331"},
      {"other 10.1006/jmbi.1998.2354\xEF\xBF\xBD", "10.1006/jmbi.1998.2354"},
  };
  for (const Row& row : rows) EXPECT_EQ(parsed(row.text), row.doi) << row.text;
}

TEST(Doi, KeepsBalancedBracketsAndOddCharacters) {
  const Row rows[] = {
      {"10.1016/0004-3702(94)90040-X", "10.1016/0004-3702(94)90040-x"},
      {"10.1890/0012-9658(2006)87[2832:TIOPMA]2.0.CO;2", "10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2"},
      {"10.1016/s1569(13)62170(3)", "10.1016/s1569(13)62170(3)"},
      {"https://doi.org/10.1175/1520-0493(2002)130<1913:EDAWPO>2.0.CO;2",
       "10.1175/1520-0493(2002)130<1913:edawpo>2.0.co;2"},
      {"10.1002/(SICI)1096-8644(199601)99:1&lt;1::AID-AJPA1&gt;3.0.CO;2-1",
       "10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-1"},
      {"http://dx.doi.org/10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-#",
       "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-#"},
      {"http://doi.org/10.1006/rwei.1999%23.0001", "10.1006/rwei.1999#.0001"},
      {"http://doi.org/10.1006/rwei.1999%25.0001", "10.1006/rwei.1999%.0001"},
      {"http://doi.org/10.1006/rwei.1999%3F.0001", "10.1006/rwei.1999?.0001"},
      {"10.1000/456#789", "10.1000/456#789"},
      {"10.18730/117k*", "10.18730/117k*"},
      {"10.5424/http://dx.doi.org/10.5424/sjar/20110903-330-10",
       "10.5424/http://dx.doi.org/10.5424/sjar/20110903-330-10"},
      {"10.1000/a\xE2\x80\x8B"
       "b\xC2\xAD"
       "c",
       "10.1000/abc"},
  };
  for (const Row& row : rows) EXPECT_EQ(parsed(row.text), row.doi) << row.text;
}

TEST(Doi, ReadsResolversProxiesAndPublisherUrls) {
  const Row rows[] = {
      {"https://dx.doi.org/10.2307%2F1990888", "10.2307/1990888"},
      {"https://doi.org/10.1145/3448016.3452841#abstract", "10.1145/3448016.3452841"},
      {"http://dx.doi.org//10.3233/SW-2012-0085", "10.3233/sw-2012-0085"},
      {"http://doi.acm.org/10.1145/1294928.1294933", "10.1145/1294928.1294933"},
      {"https://doi.ieeecomputersociety.org/10.1109/SP.2019.00001", "10.1109/sp.2019.00001"},
      {"https://doi-org.proxy.example.edu/10.1145/1294928.1294933", "10.1145/1294928.1294933"},
      {"https://doi.org.proxy.example.edu/10.1145/1294928.1294933", "10.1145/1294928.1294933"},
      {"https://dl-acm-org.proxy.example.edu/doi/10.1145/1294928.1294933", "10.1145/1294928.1294933"},
      {"https://login.proxy.example.edu/login?url=https%3A%2F%2Fdoi.org%2F10.1145%2F1294928.1294933",
       "10.1145/1294928.1294933"},
      {"https://dl.acm.org/doi/abs/10.1145/3767295.3769331", "10.1145/3767295.3769331"},
      {"https://dl.acm.org/doi/10.1145/3767295.3769331#sec-ref", "10.1145/3767295.3769331"},
      {"dl.acm.org/doi/fullHtml/10.1145/3767295.3769331", "10.1145/3767295.3769331"},
      {"https://link.springer.com/chapter/10.1007/978-3-030-02671-4_7", "10.1007/978-3-030-02671-4_7"},
      {"https://link.springer.com/content/pdf/10.1007/s00778-021-00677-2.pdf", "10.1007/s00778-021-00677-2"},
      {"https://link.springer.com/article/10.1007/s00778-021-00677-2/fulltext.html", "10.1007/s00778-021-00677-2"},
      {"https://onlinelibrary.wiley.com/doi/full/10.1002/spe.2983", "10.1002/spe.2983"},
      {"https://onlinelibrary.wiley.com/doi/10.1002/spe.2983/abstract", "10.1002/spe.2983"},
      {"https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf", "10.1101/2020.01.02.123456"},
      {"https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full", "10.3389/fnins.2020.00001"},
      {"https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000001", "10.1371/journal.pone.0000001"},
      {"https://www.scitepress.org/Link.aspx?doi=10.5220/0010404301780189", "10.5220/0010404301780189"},
      {"https://www.nature.com/articles/s41586-020-2649-2", "10.1038/s41586-020-2649-2"},
      {"https://www.nature.com/articles/nature14539.pdf", "10.1038/nature14539"},
      {"https://academic.oup.com/bioinformatics/article/doi/10.1093/bioinformatics/btz682/5564117",
       "10.1093/bioinformatics/btz682"},
      {"https://api.crossref.org/works/10.1145%2F3448016.3452841", "10.1145/3448016.3452841"},
      {"https://aclanthology.org/10.18653/v1/N19-1423", "10.18653/v1/n19-1423"},
  };
  for (const Row& row : rows) EXPECT_EQ(parsed(row.text), row.doi) << row.text;
}

TEST(Doi, IsNotMadeFromOtherText) {
  const char* rows[] = {
      "",
      " ",
      "hello",
      "10",
      "10.",
      "10.1145",
      "10.1145/",
      "10.1145/ ",
      "10.1145/...",
      "10.12/abc",
      "10/gf4gqc",
      "https://doi.org/d8dn",
      "10.1.1.1.123",
      "110.1145/123456",
      "v10.1145/123456",
      "1.10.1145/123456",
      "10.1145/nnnnnnn.nnnnnnn",
      "10.1145/XXXXXXX.XXXXXXX",
      "https://arxiv.org/abs/2505.11432",
      "https://github.com/owner/10.1145/3448016.3452841",
      "https://www.usenix.org/conference/osdi26/presentation/someone",
      "https://hal.science/hal-01234567",
      "https://ieeexplore.ieee.org/document/1234567",
      "https://www.sciencedirect.com/science/article/pii/S0004370294900407",
      "https://www.nature.com/articles/",
      "http://",
      "https://doi.org/",
      "https://doi.org/10.1145",
      "%",
      "\xFF\xFE\x00",
  };
  for (const char* text : rows) EXPECT_EQ(parsed(text), "") << text;
}

TEST(Doi, SurvivesHugeAndMalformedText) {
  EXPECT_EQ(parsed(std::string(2'000'000, '(')), "");
  EXPECT_EQ(parsed(std::string("10.1145/a\0b", 11)), "10.1145/ab");
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "10.";
  EXPECT_EQ(parsed(many), "");
  EXPECT_NE(parsed("10.1145/" + std::string(100'000, 'a')), "");
}

TEST(Doi, UrlEncodesWhatMustBeEncoded) {
  EXPECT_EQ(Doi::parse("10.1145/3448016.3452841")->url(), "https://doi.org/10.1145/3448016.3452841");
  EXPECT_EQ(Doi::parse("10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1")->url(),
            "https://doi.org/10.1002/(sici)1096-8644(199601)99:1%3C1::aid-ajpa1%3E3.0.co;2-1");
  EXPECT_EQ(Doi::parse("10.1000/456#789")->url(), "https://doi.org/10.1000/456%23789");
}

TEST(Doi, UrlReadsBackAsTheSameDoi) {
  for (const char* text : {"10.1000/456#789", "10.1006/rwei.1999%.0001", "10.1006/rwei.1999?.0001", "10.36652/413/",
                           "10.1890/0012(2006)87[2832:T]2.0.CO;2", "10.1000/a|b^c`d"}) {
    const auto doi = Doi::parse(text);
    ASSERT_TRUE(doi) << text;
    EXPECT_EQ(Doi::parse(doi->url()), doi) << doi->url();
  }
}

TEST(Doi, HoldsNoControlCharacter) {
  EXPECT_FALSE(Doi::parse("https://link.springer.com/article/10.1007/s00453-%020-1"));
  EXPECT_EQ(Doi::parse("10.1145/a\x7F.1")->str(), "10.1145/a.1") << "not printed, so not meant";
}

TEST(Doi, CanonicalTextReadsBackAsTheSameDoi) {
  const auto doi = Doi::parse("10.48550/arXiv.2505.112v2432v2");
  ASSERT_TRUE(doi);
  EXPECT_EQ(Doi::parse(doi->str()), doi);
}

TEST(Doi, HasAPrefix) { EXPECT_EQ(Doi::parse("10.1145/1.2")->prefix(), "10.1145"); }

}  // namespace
}  // namespace bibmill
