#include "pipeline/organisations/resolve.h"

#include <algorithm>

#include "pipeline/organisations/directories.h"

namespace bibmill {
namespace {

constexpr const char* kRows = R"(organisation = [
  {name = "Tsinghua University", ror = "https://ror.org/0aaaaaa11", country = "CN", acronyms = ["THU"]},
  {name = "Institute for AI Industry Research", country = "CN", acronyms = ["AIR"], parent = "Tsinghua University"},
  {name = "Nanyang Technological University", ror = "https://ror.org/0bbbbbb22", country = "SG", acronyms = ["NTU"], usual = {NTU = 0.8}},
  {name = "National Taiwan University", ror = "https://ror.org/0cccccc33", country = "TW", acronyms = ["NTU"], usual = {NTU = 0.2}},
])";

OrganisationDirectories directories(const std::string& local = "") {
  return OrganisationDirectories(parse_organisations(local, "local.toml"), parse_organisations(kRows, "rows.toml"));
}

Record record_with(std::vector<std::string> affiliations, std::vector<std::string> printed = {}) {
  Record record;
  for (std::string& text : affiliations) record.affiliations.push_back({std::move(text), "unknown", {}, {}, {}});
  for (std::string& text : printed) {
    Person author;
    author.affiliations.push_back({std::move(text), {}});
    record.work.authors.push_back(author);
  }
  return record;
}

const OrganisationRecord* find(const std::vector<OrganisationRecord>& list, const std::string& id) {
  const auto found = std::ranges::find(list, id, &OrganisationRecord::id);
  return found == list.end() ? nullptr : &*found;
}

TEST(ResolveAffiliations, FillsWhatTheStringsMean) {
  const OrganisationDirectories known = directories();
  Record record = record_with({"THU", "AIR, THU", "NTU", "Nobody"});
  resolve_affiliations(record, known.resolver(nullptr));
  EXPECT_EQ(record.affiliations[0],
            (EntryAffiliation{"THU", "matched", "https://ror.org/0aaaaaa11", "Tsinghua University", {}}));
  // A unit without a record of its own is reported under its parent's, by its own name.
  EXPECT_EQ(
      record.affiliations[1],
      (EntryAffiliation{"AIR, THU", "matched", "https://ror.org/0aaaaaa11", "Institute for AI Industry Research", {}}));
  EXPECT_EQ(record.affiliations[2].status, "ambiguous");
  EXPECT_EQ(record.affiliations[2].candidates,
            (std::vector<std::string>{"https://ror.org/0bbbbbb22", "https://ror.org/0cccccc33"}));
  EXPECT_EQ(record.affiliations[3], (EntryAffiliation{"Nobody", "unknown", {}, {}, {}}));
}

TEST(ResolveAffiliations, PrintedAffiliationsDecideAndGetTheirIds) {
  const OrganisationDirectories known = directories();
  Record record = record_with({"NTU"}, {"Dept. of EE, National Taiwan University, Taipei, Taiwan"});
  resolve_affiliations(record, known.resolver(nullptr));
  EXPECT_EQ(record.affiliations[0].ror, "https://ror.org/0cccccc33");
  EXPECT_EQ(record.work.authors[0].affiliations[0].ror, "https://ror.org/0cccccc33");
}

TEST(ResolveAffiliations, TheIdThatASourceGivesStays) {
  const OrganisationDirectories known = directories();
  Record record = record_with({}, {"Tsinghua University"});
  record.work.authors[0].affiliations[0].ror = "https://ror.org/0dddddd44";
  resolve_affiliations(record, known.resolver(nullptr));
  EXPECT_EQ(record.work.authors[0].affiliations[0].ror, "https://ror.org/0dddddd44");
}

TEST(ResolveOrganisations, CollectsTheStringsOfEach) {
  const OrganisationDirectories known = directories();
  std::vector<Record> records = {record_with({"THU", "NTU"}, {"Tsinghua University, Beijing, China"}),
                                 record_with({"THU", "AIR, THU"})};
  const auto organisations = resolve_organisations(records, known.resolver(nullptr));
  const OrganisationRecord* tsinghua = find(organisations, "https://ror.org/0aaaaaa11");
  ASSERT_NE(tsinghua, nullptr);
  EXPECT_EQ(tsinghua->ror, "https://ror.org/0aaaaaa11");
  EXPECT_EQ(tsinghua->country, "CN");
  ASSERT_EQ(tsinghua->strings.size(), 2u);
  EXPECT_EQ(tsinghua->strings[0], (OrganisationString{"THU", 2, "acronym"}));
  const OrganisationRecord* unit = find(organisations, "org:institute for ai industry research");
  ASSERT_NE(unit, nullptr);
  EXPECT_FALSE(unit->ror);
  EXPECT_EQ(unit->parents, std::vector<std::string>{"https://ror.org/0aaaaaa11"});
  const OrganisationRecord* open = find(organisations, "as-written:NTU");
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->strings[0].reason, "shared_acronym");
}

TEST(OrganisationDirectories, TheUsersRowsWin) {
  const OrganisationDirectories known = directories(R"(organisation = [
    {name = "Northern Test University", country = "NO", acronyms = ["NTU"]},
  ])");
  const AffiliationVerdict verdict = known.resolver(nullptr).resolve("NTU");
  ASSERT_EQ(verdict.status, AffiliationStatus::matched);
  EXPECT_EQ(verdict.organisations.front().name, "Northern Test University");
  EXPECT_EQ(known.resolver(nullptr).resolve("THU").status, AffiliationStatus::matched);
}

TEST(OrganisationDirectories, TheShippedTableDecidesUsualAcronyms) {
  const OrganisationDirectories shipped = OrganisationDirectories::shipped();
  const OrganisationResolver resolver = shipped.resolver(nullptr);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"GMU", "George Mason University"},
      {"IS, CAS", "Institute of Software, Chinese Academy of Sciences"},
      {"HKUST", "Hong Kong University of Science and Technology"},
      {"HKUST(GZ)", "Hong Kong University of Science and Technology (Guangzhou)"},
      {"AT&T", "AT&T"},
      {"Texas A&M", "Texas A&M University"},
      {"UvA", "University of Amsterdam"},
  };
  for (const auto& [text, name] : cases) {
    const AffiliationVerdict verdict = resolver.resolve(text);
    ASSERT_EQ(verdict.status, AffiliationStatus::matched) << text;
    EXPECT_EQ(verdict.organisations.front().name, name) << text;
  }
  for (const char* shared : {"NTU", "UW", "PSU", "OSU", "NEU"})
    EXPECT_EQ(resolver.resolve(shared).status, AffiliationStatus::ambiguous) << shared;
}

}  // namespace
}  // namespace bibmill
