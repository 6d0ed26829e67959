#include "pipeline/match/venue.h"

#include <gtest/gtest.h>

#include "normalizers/text/fold.h"
#include "pipeline/match/acronym.h"

namespace bibmill {
namespace {

VenueNames names_of(const std::string& text) {
  VenueNames names;
  add_venue(names, text, nullptr);
  return names;
}

struct VenueCase {
  std::string a;
  std::string b;
  bool agree;
};

TEST(Venue, AgreesAcrossAcronymsEditionsAndAbbreviations) {
  const std::vector<VenueCase> cases = {
      {"EuroSys", "Proceedings of the 21st European Conference on Computer Systems", true},
      {"EuroSys", "EUROSYS '26", true},
      {"EuroSys 2026", "EUROSYS '26: 21st European Conference on Computer Systems", true},
      {"SOSP", "Proceedings of the ACM SIGOPS 31st Symposium on Operating Systems Principles", true},
      {"OSDI", "19th USENIX Symposium on Operating Systems Design and Implementation", true},
      {"NSDI", "USENIX Symposium on Networked Systems Design and Implementation", true},
      {"AAAI", "Proceedings of the Twenty-Fourth AAAI Conference on Artificial Intelligence, AAAI 2010, Atlanta", true},
      {"ICML", "International Conference on Machine Learning", true},
      {"NeurIPS", "Advances in Neural Information Processing Systems 36", true},
      {"SIGCOMM", "Proceedings of the ACM SIGCOMM 2020 Conference", true},
      {"J. Mach. Learn. Res.", "Journal of Machine Learning Research", true},
      {"EuroSys", "Proceedings of the 30th ACM Symposium on Operating Systems Principles", false},
      {"EuroSys", "Journal of Applied Gardening", false},
      {"SOSP", "EUROSYS '26", false},
      {"EuroSys", "", false},
      {"EuroSys", "arXiv preprint arXiv:2505.11432", false},
  };
  for (const auto& [a, b, agree] : cases) {
    EXPECT_EQ(names_agree(names_of(a), names_of(b)), agree) << a << " / " << b;
    EXPECT_EQ(names_agree(names_of(b), names_of(a)), agree) << b << " / " << a;
  }
}

TEST(Venue, TheTableJoinsWhatLettersCannot) {
  const VenueTable table({{"WWW", {"The Web Conference"}, "", true, {}}});
  VenueNames a;
  VenueNames b;
  add_venue(a, "WWW", &table);
  add_venue(b, "The Web Conference 2024", &table);
  EXPECT_TRUE(names_agree(a, b));
}

TEST(Venue, ReadsTheYearOfAnEdition) {
  EXPECT_EQ(year_in_venue("EUROSYS '26"), 2026);
  EXPECT_EQ(year_in_venue("SOSP ’99"), 1999);
  EXPECT_EQ(year_in_venue("AAAI 2010, Atlanta, July 11-15"), 2010);
  EXPECT_EQ(year_in_venue("21st European Conference"), std::nullopt);
  EXPECT_EQ(year_in_venue("ISO 26262 Workshop"), std::nullopt);
}

TEST(Acronym, StandsForOrganisations) {
  const auto stands = [](const char* acronym, const char* name) {
    return abbreviates(acronym, fold_words(name), AcronymOf::organisation);
  };
  EXPECT_TRUE(stands("pku", "Peking University"));
  EXPECT_TRUE(stands("thu", "Tsinghua University"));
  EXPECT_TRUE(stands("hkust", "The Hong Kong University of Science and Technology"));
  EXPECT_TRUE(stands("sjtu", "Shanghai Jiao Tong University"));
  EXPECT_FALSE(stands("pku", "University of Toronto"));
  EXPECT_FALSE(stands("mit", "Peking University"));
}

}  // namespace
}  // namespace bibmill
