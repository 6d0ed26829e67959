#include "pipeline/report/organisations_report.h"

namespace bibmill {
namespace {

TEST(DescribeOrganisations, TellsWhatIsMergedKeptApartAndOpen) {
  std::vector<OrganisationRecord> organisations(5);
  organisations[0] = {"as-written:NTU", {}, "NTU", {}, {}, {{"NTU", 3, "shared_acronym"}}};
  organisations[1] = {"as-written:Foo", {}, "Foo", {}, {}, {{"Foo", 1, "unknown_name"}}};
  organisations[2] = {"r:1", "r:1", "Tsinghua University",
                      "CN",  {},    {{"THU", 2, "acronym"}, {"Tsinghua", 1, "exact_name"}}};
  organisations[3] = {"r:2", "r:2", "Northeastern University", "CN", {}, {{"NEU, China", 1, "acronym_and_country"}}};
  organisations[4] = {"r:3", "r:3", "Northeastern University", "US", {}, {{"NEU, USA", 1, "acronym_and_country"}}};
  EXPECT_EQ(describe_organisations(organisations),
            "3 organisations; 1 strings ambiguous, 1 unknown\n\n"
            "Merged: several strings, one organisation (1)\n"
            "     3  Tsinghua University <r:1>: \"THU\", \"Tsinghua\"\n\n"
            "Kept apart: one name, several organisations (1)\n"
            "     2  Northeastern University <r:2> | Northeastern University <r:3>\n\n"
            "Ambiguous (1)\n"
            "     3  NTU (shared_acronym)\n\n"
            "Unknown (1)\n"
            "     1  Foo (unknown_name)\n");
}

}  // namespace
}  // namespace bibmill
