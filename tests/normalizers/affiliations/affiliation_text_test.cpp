#include "normalizers/affiliations/affiliation_text.h"

#include "normalizers/affiliations/countries.h"

namespace bibmill {
namespace {

using Texts = std::vector<std::string>;

struct SplitCase {
  std::string text;
  Texts organisations;
};

TEST(SplitOrganisations, SplitsOnlyBetweenOrganisations) {
  const std::vector<SplitCase> cases = {
      {"SJTU & TeleAI & Huawei", {"SJTU", "TeleAI", "Huawei"}},
      {"SIAT, CAS", {"SIAT, CAS"}},
      {"AT&T Labs", {"AT&T Labs"}},
      {"Texas A & M University", {"Texas A & M University"}},
      {"Texas A&M University", {"Texas A&M University"}},
      {"Johnson & Johnson", {"Johnson & Johnson"}},
      {"Procter & Gamble", {"Procter & Gamble"}},
      {"College of Intelligence & Computing, Tianjin University",
       {"College of Intelligence & Computing, Tianjin University"}},
      {"University of Oslo; Norwegian Computing Center", {"University of Oslo", "Norwegian Computing Center"}},
      {"University of Oslo and Norwegian Computing Center", {"University of Oslo", "Norwegian Computing Center"}},
      {"Univ. of Science and Technology of China", {"Univ. of Science and Technology of China"}},
      {"University of the West Indies, Trinidad and Tobago", {"University of the West Indies, Trinidad and Tobago"}},
      {"ETH Zurich / Disney Research Institute", {"ETH Zurich", "Disney Research Institute"}},
      {"1 Tsinghua University, 2 Microsoft Research", {"Tsinghua University", "Microsoft Research"}},
      {"1Peking University, 2ByteDance Seed", {"Peking University", "ByteDance Seed"}},
      {"¹Peking University\n²ByteDance Seed", {"Peking University", "ByteDance Seed"}},
      {"21st Century Institute", {"21st Century Institute"}},
      {"School of Physics and Astronomy, University of Leeds",
       {"School of Physics and Astronomy, University of Leeds"}},
      {"AT&amp;T Bell Laboratories", {"AT&T Bell Laboratories"}},
      {"; ,", {}},
      {"", {}},
  };
  for (const SplitCase& one : cases) EXPECT_EQ(split_organisations(one.text), one.organisations) << one.text;
}

TEST(SplitOrganisations, AKnownNameIsNeverSplit) {
  const IsKnownName known = [](std::string_view name) { return name == "Rensselaer & Rutgers" || name == "HP & Co"; };
  EXPECT_EQ(split_organisations("Rensselaer & Rutgers", known), Texts{"Rensselaer & Rutgers"});
  const IsKnownName sides = [](std::string_view name) { return name == "Alibaba" || name == "Tencent"; };
  EXPECT_EQ(split_organisations("Alibaba & Tencent", sides), (Texts{"Alibaba", "Tencent"}));
}

TEST(CleanAffiliation, DropsWhatIsNoName) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"1Department of Physics, University of Oslo", "Department of Physics, University of Oslo"},
      {"*†Tsinghua University,", "Tsinghua University"},
      {"Harvard Medical School, USA jane@partners.example", "Harvard Medical School, USA"},
      {"Foo Institute https://foo.example/x", "Foo Institute"},
      {"3M Company", "3M Company"},
      {"  Univ.  of\tLeeds ", "Univ. of Leeds"},
  };
  for (const auto& [text, cleaned] : cases) EXPECT_EQ(clean_affiliation(text), cleaned) << text;
}

TEST(ParseAffiliation, FindsTheParts) {
  const AffiliationParts parts = parse_affiliation(
      "School of Computer Science, Institute of Software, Chinese Academy of Sciences, Beijing 100190, P.R. China");
  EXPECT_EQ(parts.units, Texts{"School of Computer Science"});
  EXPECT_EQ(parts.organisations, (Texts{"Institute of Software", "Chinese Academy of Sciences"}));
  EXPECT_EQ(parts.city, "Beijing");
  EXPECT_EQ(parts.post_code, "100190");
  EXPECT_EQ(parts.country_codes, "CN");
}

TEST(ParseAffiliation, ReadsShortNamesAndStates) {
  const AffiliationParts mit = parse_affiliation("MIT, Cambridge, MA 02139, USA");
  EXPECT_EQ(mit.organisations, Texts{"MIT"});
  EXPECT_EQ(mit.city, "Cambridge");
  EXPECT_EQ(mit.country_codes, "US");
  const AffiliationParts inspur = parse_affiliation("Inspur, Jinan");
  EXPECT_EQ(inspur.organisations, Texts{"Inspur"});
  EXPECT_EQ(inspur.city, "Jinan");
}

TEST(Countries, AreFoundInEveryUsualForm) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"p r china", "CN"},  {"usa", "US"},    {"u s a", "US"},    {"england", "GB"},
      {"georgia", "GE US"}, {"macau", "MO"},  {"viet nam", "VN"}, {"czechia", "CZ"},
      {"turkiye", "TR"},    {"atlantis", ""}, {"korea", "KP KR"}, {"south korea", "KR"}};
  for (const auto& [name, codes] : cases) {
    const std::string_view found = country_codes(name);
    EXPECT_TRUE(found == codes || (name == "korea" && names_country(found, "KR"))) << name << ": " << found;
  }
  EXPECT_TRUE(names_country("CN", "HK"));
  EXPECT_FALSE(names_country("HK", "CN"));
  EXPECT_EQ(country_of_postal_code("MA"), "US");
  EXPECT_EQ(country_of_postal_code("ON"), "CA");
  EXPECT_EQ(country_of_postal_code("ma"), "");
}

TEST(Words, AbbreviationsAndLanguagesMeetInOneStem) {
  for (const char* word : {"university", "univ", "universitat", "universidade", "uniwersytet"})
    EXPECT_EQ(stem_of(word), "university") << word;
  EXPECT_EQ(stem_of("technol"), stem_of("technologies"));
  EXPECT_EQ(stem_of("tsinghua"), "tsinghua");
  EXPECT_TRUE(is_filler("of"));
  EXPECT_FALSE(is_filler("tsinghua"));
}

}  // namespace
}  // namespace bibmill
