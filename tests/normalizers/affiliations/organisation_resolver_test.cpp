#include "normalizers/affiliations/organisation_resolver.h"

#include "normalizers/affiliations/directory_builder.h"

namespace bibmill {
namespace {

using Kind = OrganisationNameKind;

Organisation make(std::string id, std::string name, std::string country, std::string city,
                  std::vector<OrganisationName> names = {}, std::vector<std::string> parents = {}) {
  Organisation organisation;
  organisation.id = std::move(id);
  organisation.ror = organisation.id;
  organisation.name = std::move(name);
  organisation.countries = {std::move(country)};
  organisation.cities = {std::move(city)};
  organisation.names = std::move(names);
  organisation.names.push_back({organisation.name, Kind::label, 0});
  organisation.parents = std::move(parents);
  organisation.education = organisation.name.find("University") != std::string::npos;
  return organisation;
}

Organisation preferred(Organisation organisation) {
  organisation.preferred = true;
  return organisation;
}

std::vector<Organisation> table_rows() {
  std::vector<Organisation> rows;
  rows.push_back(
      preferred(make("ntu-sg", "Nanyang Technological University", "SG", "", {{"NTU", Kind::acronym, 0.8}})));
  rows.push_back(preferred(make("ntu-tw", "National Taiwan University", "TW", "", {{"NTU", Kind::acronym, 0.2}})));
  rows.push_back(preferred(make("gmason", "George Mason University", "US", "", {{"GMU", Kind::acronym, 0.97}})));
  rows.push_back(preferred(make("cas", "Chinese Academy of Sciences", "CN", "", {{"CAS", Kind::acronym, 0.95}})));
  rows.push_back(preferred(
      make("siat", "Shenzhen Institutes of Advanced Technology", "CN", "", {{"SIAT", Kind::acronym, 0}}, {"cas"})));
  rows.push_back(preferred(make("uva-us", "University of Virginia", "US", "", {{"UVA", Kind::acronym, 0.92}})));
  rows.push_back(preferred(make("uva-nl", "University of Amsterdam", "NL", "", {{"UvA", Kind::acronym, 0.98}})));
  rows.push_back(preferred(
      make("hkust", "Hong Kong University of Science and Technology", "HK", "", {{"HKUST", Kind::acronym, 0}})));
  rows.push_back(preferred(make("hkust-gz", "Hong Kong University of Science and Technology (Guangzhou)", "CN", "",
                                {{"HKUST(GZ)", Kind::alias, 0}, {"HKUST (Guangzhou)", Kind::alias, 0}})));
  rows.push_back(preferred(make("cuhk", "Chinese University of Hong Kong", "HK", "", {{"CUHK", Kind::acronym, 0}})));
  rows.push_back(preferred(
      make("cuhk-sz", "Chinese University of Hong Kong, Shenzhen", "CN", "", {{"CUHK-Shenzhen", Kind::alias, 0}})));
  rows.push_back(preferred(make("shandong", "Shandong University", "CN", "")));
  rows.push_back(preferred(make("tsinghua", "Tsinghua University", "CN", "")));
  rows.push_back(preferred(make("tsigs", "Tsinghua Shenzhen International Graduate School", "CN", "",
                                {{"Tsinghua University, Shenzhen", Kind::alias, 0}}, {"tsinghua"})));
  return rows;
}

std::vector<Organisation> index_records() {
  std::vector<Organisation> records;
  records.push_back(make("gmedical", "Gulf Medical University", "AE", "Ajman", {{"GMU", Kind::acronym, 0}}));
  records.push_back(make("glasgow-ca", "General Medical Union", "CA", "Ottawa", {{"GMU", Kind::acronym, 0}}));
  records.push_back(make("oslo", "University of Oslo", "NO", "Oslo"));
  records.push_back(make("york-uk", "University of York", "GB", "York"));
  records.push_back(make("york-ca", "York University", "CA", "Toronto"));
  records.push_back(make("physics-pl", "Institute of Physics", "PL", "Warsaw", {}, {"pan"}));
  records.push_back(make("physics-cz", "Institute of Physics", "CZ", "Prague", {}, {"avcr"}));
  records.push_back(make("pan", "Polish Academy of Sciences", "PL", "Warsaw"));
  records.push_back(make("peking", "Peking University", "CN", "Beijing"));
  records.push_back(make("newhaven", "University of New Haven", "US", "West Haven"));
  records.push_back(make("yale", "Yale University", "US", "New Haven"));
  records.push_back(make("bytedance", "ByteDance (China)", "CN", "Beijing"));
  records.push_back(make("sussex", "University of Sussex", "GB", "Brighton"));
  records.push_back(make("unicorn", "University of Corning", "US", "Corning", {{"UNICORN", Kind::acronym, 0}}));
  records.push_back(make("arts-no", "Academy of Arts of Norway", "NO", "Oslo"));
  records.push_back(
      make("arts-dk", "Academy of Arts", "DK", "Copenhagen", {{"Academy of Arts of Norway", Kind::alias, 0}}));
  return records;
}

class Resolving : public ::testing::Test {
 protected:
  std::vector<std::byte> table_image_ = build_directory(table_rows());
  std::vector<std::byte> index_image_ = build_directory(index_records());
  OrganisationDirectory table_ = OrganisationDirectory::over(table_image_).value();
  OrganisationDirectory index_ = OrganisationDirectory::over(index_image_).value();
  OrganisationResolver alone_{{&table_}};
  OrganisationResolver both_{{&table_, &index_}};
};

/// "id (reason)", "? (reason)".
std::string said(const AffiliationVerdict& verdict) {
  const std::string id =
      verdict.organisations.empty() ? std::string(to_string(verdict.status)) : verdict.organisations.front().id;
  return id + " " + std::string(verdict.reason);
}

TEST_F(Resolving, DecidesShortNamesByTheTableAndLeavesTheRestOpen) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"GMU", "gmason usual_acronym"},
      {"NTU", "ambiguous shared_acronym"},
      {"NTU, Singapore", "ntu-sg acronym_and_country"},
      {"CAS", "cas acronym"},
      {"SIAT, CAS", "siat unit_of_parent"},
      {"LSEC, CAS", "cas parent_named"},
      {"UVA", "uva-us acronym"},
      {"UvA", "uva-nl acronym"},
      {"HKUST", "hkust acronym"},
      {"HKUST(GZ)", "hkust-gz exact_name"},
      {"HKUST (Guangzhou)", "hkust-gz exact_name"},
      {"Nanyang Technol. Univ.", "ntu-sg exact_name"},
      {"ByteDance Inc.", "bytedance exact_name"},
      {"UNICORN", "unicorn acronym"},
      {"unicorn", "unicorn acronym"},
      {"Nowhere Labs", "unknown unknown_name"},
      {"", "unknown unknown_name"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(said(both_.resolve(text)), expected) << text;
  EXPECT_EQ(said(alone_.resolve("GMU")), "gmason acronym");
}

TEST_F(Resolving, ACountryInANameIsPartOfTheName) {
  const std::vector<std::string> campus = {
      "CUHK-Shenzhen",
      "CUHK, Shenzhen",
      "CUHK (Shenzhen)",
      "Chinese University of Hong Kong-Shenzhen",
      "Chinese University of Hong Kong, Shenzhen",
      "Chinese University of Hong Kong (Shenzhen)",
      "The Chinese University of Hong Kong, Shenzhen",
      "The Chinese University of Hong Kong (Shenzhen)",
      "The Chinese University of Hong Kong - Shenzhen",
      "Chinese Univ. of Hong Kong (Shenzhen), China",
      "School of Data Science, The Chinese University of Hong Kong, Shenzhen",
      "School of Data Science, The Chinese University of Hong Kong (Shenzhen), Shenzhen, China",
  };
  for (const std::string& text : campus)
    EXPECT_TRUE(said(both_.resolve(text)).starts_with("cuhk-sz ")) << text << ": " << said(both_.resolve(text));
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Chinese University of Hong Kong (Shenzhen)", "cuhk-sz exact_name"},
      {"The Chinese University of Hong Kong", "cuhk exact_name"},
      {"Chinese University of Hong Kong, Hong Kong", "cuhk exact_name"},
      {"Chinese University of Hong Kong, Shatin, Hong Kong", "cuhk name_and_country"},
      {"Academy of Arts of Norway", "arts-no exact_name"},
      {"University of Oslo, Oslo, Sweden", "unknown unknown_name"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(said(both_.resolve(text)), expected) << text;
}

TEST_F(Resolving, ACampusWithARecordIsItAndOneWithoutIsItsUniversity) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Tsinghua University (Shenzhen)", "tsigs exact_name"},
      {"Tsinghua University, Shenzhen", "tsigs exact_name"},
      {"Tsinghua University", "tsinghua exact_name"},
      {"Tsinghua University, Beijing", "tsinghua name_in_text"},
      {"Shandong University (Weihai)", "shandong name_in_text"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(said(both_.resolve(text)), expected) << text;
}

TEST_F(Resolving, LetsThePaperDecideASharedAcronym) {
  AffiliationContext printed;
  printed.organisations = {"ntu-tw"};
  EXPECT_EQ(said(both_.resolve("NTU", printed)), "ntu-tw printed_affiliation");
  AffiliationContext beside;
  beside.countries = {"SG"};
  EXPECT_EQ(said(both_.resolve("NTU", beside)), "ntu-sg acronym_and_country_of_others");
  beside.countries = {"TW"};
  EXPECT_EQ(said(both_.resolve("NTU", beside)), "ambiguous shared_acronym");
  const AffiliationVerdict open = both_.resolve("NTU");
  ASSERT_EQ(open.candidates.size(), 2u);
  EXPECT_EQ(open.candidates.front().id, "ntu-sg");
  EXPECT_NEAR(open.candidates.front().probability, 0.8, 1e-6);
}

TEST_F(Resolving, ReadsPrintedAffiliations) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Department of Physics, University of Oslo, Oslo, Norway", "oslo name_and_city"},
      {"Dept. of Phys., Univ. Oslo, Norway", "oslo name_and_country"},
      {"University of Oslo, Oslo, Sweden", "unknown unknown_name"},
      {"Peking University Third Hospital, Beijing, China", "unknown unknown_name"},
      {"School of Medicine, Peking University Health Science Center, Beijing", "unknown unknown_name"},
      {"Department of Applied Science, Yale University, New Haven, Connecticut", "yale name_and_city"},
      {"Institute of Physics, Polish Academy of Sciences, Warsaw, Poland", "pan name_and_city"},
      {"Institute of Physics, University of Oslo, Norway", "oslo name_and_country"},
      {"Institute of Physics, Somewhere", "unknown unknown_name"},
      {"Dept. of Math., Sussex Univ., Brighton, UK", "sussex name_and_city"},
      {"Department of Chemistry, York University, Toronto, Canada", "york-ca name_and_city"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(said(both_.resolve(text)), expected) << text;
}

TEST_F(Resolving, GivesEveryOrganisationOfAPrintedLine) {
  const AffiliationVerdict verdict = both_.resolve("University of Oslo, Norway; University of York, York, UK");
  ASSERT_EQ(verdict.organisations.size(), 2u);
  EXPECT_EQ(verdict.organisations[0].id, "oslo");
  EXPECT_EQ(verdict.organisations[1].id, "york-uk");
  EXPECT_TRUE(both_.is_known("University of Oslo"));
  EXPECT_FALSE(both_.is_known("University of Nowhere"));
}

TEST(OrganisationDirectory, RefusesBytesThatAreNoImage) {
  const std::vector<std::byte> image = build_directory(index_records());
  ASSERT_TRUE(OrganisationDirectory::over(image));
  EXPECT_FALSE(OrganisationDirectory::over({}));
  for (const std::size_t size : {std::size_t{7}, std::size_t{40}, image.size() / 2, image.size() - 1})
    EXPECT_FALSE(OrganisationDirectory::over(std::span(image).first(size))) << size;
  std::vector<std::byte> other = image;
  other[0] ^= std::byte{1};
  EXPECT_FALSE(OrganisationDirectory::over(other));
}

TEST(OrganisationDirectory, FindsById) {
  const std::vector<std::byte> image = build_directory(index_records());
  const OrganisationDirectory directory = OrganisationDirectory::over(image).value();
  EXPECT_EQ(directory.organisation(directory.find("yale")).name, "Yale University");
  EXPECT_EQ(directory.find("nobody"), directory::kNone);
  EXPECT_EQ(build_directory(index_records()), image);
}

}  // namespace
}  // namespace bibmill
