#include "normalizers/ids/doi_field.h"

#include <gtest/gtest.h>

#include "normalizers/ids/doi.h"

namespace bibmill {
namespace {

struct Row {
  const char* value;
  const char* doi;  ///< what parse() makes of it
};

TEST(DoiField, KeepsTheDoiOfAValueWithJunkAroundIt) {
  const Row rows[] = {
      {"10.1145/3.4", "10.1145/3.4"},
      {"10.1145/3.4.", "10.1145/3.4"},
      {"10.1145/3.4;", "10.1145/3.4"},
      {"\"10.1145/3.4\",", "10.1145/3.4"},
      {"(10.1145/3.4)", "10.1145/3.4"},
      {"{10.1145/3.4}", "10.1145/3.4"},
      {"doi:10.1145/3.4", "10.1145/3.4"},
      {"DOI: 10.1145/3.4", "10.1145/3.4"},
      {"doi: https://doi.org/10.1145/3.4", "10.1145/3.4"},
      {"10.1145/3.4 (accessed 2024)", "10.1145/3.4"},
      {"10.1145/3.4 (2024)", "10.1145/3.4"},
      {"10.1145/3.4. Accessed: 2024-01-05", "10.1145/3.4"},
      {"10.1145/3.4 [online]", "10.1145/3.4"},
      {"10.1145/3.4, 10.1145/3.5", "10.1145/3.4"},
      {"10.1145/3.4;10.1145/3.5", "10.1145/3.4"},
      {"10.1145/3.4 https://example.org/1", "10.1145/3.4"},
      {"10.1145/3.4?download=true", "10.1145/3.4"},
      {"10.1007/s00778-021-00677-2&domain=pdf", "10.1007/s00778-021-00677-2"},
      {"https://doi.org/10.1145/3.4?nosfx=y", "10.1145/3.4"},
      {"https://doi.org/10.1145/3.4#abstract", "10.1145/3.4"},
      {"https://doi.org/10.1145%2F3.4", "10.1145/3.4"},
      {"10.1145%2F3.4", "10.1145/3.4"},
      {"https://dl.acm.org/doi/pdf/10.1145/3.4?download=true", "10.1145/3.4"},
      {"https://link.springer.com/content/pdf/10.1007/s00778-021-00677-2.pdf", "10.1007/s00778-021-00677-2"},
      {"<a href=\"https://doi.org/10.1145/3.4\">DOI</a>", "10.1145/3.4"},
      {"10.1007/978-3-030-02671-4\\_7", "10.1007/978-3-030-02671-4_7"},
      {"10.1016/0004-3702(94)90040-X", "10.1016/0004-3702(94)90040-x"},
      {"10.1002/(SICI)1096-8644(199601)99:1&lt;1::AID-AJPA1&gt;3.0.CO;2-1",
       "10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-1"},
      {"10.1006/rwei.1999?.0001", "10.1006/rwei.1999?.0001"},
      {"10.48550/arXiv.2505.11432v2", "10.48550/arxiv.2505.11432"},
      {"10.36652/0202-3350-2023-24-9-403-413/", "10.36652/0202-3350-2023-24-9-403-413/"},
  };
  for (const Row& row : rows) {
    const auto doi = Doi::parse(row.value);
    ASSERT_TRUE(doi) << row.value;
    EXPECT_EQ(doi->str(), row.doi) << row.value;
    EXPECT_FALSE(may_cut_doi(row.value)) << row.value;
  }
}

TEST(DoiField, RefusesAValueOfWhichParseWouldLeaveOutAPart) {
  for (const char* value : {
           "10.1145/3448016. 3452841",
           "10.1145/3448016 .3452841",
           "10.1145/3448016.\n3452841",
           "https://doi.org/10.1145/3448016%203452841",
           "https://doi.org/10.1145/3448016 3452841",
           "10.1016/0004-3702 (94)90040-X",
           "10.1016/j. cell.2020.01.001",
           "10.1007/978-3-030-02671- chapter",
           "10.1016/s0004)3702",
           "10.1016/s0004\"3702",
           "https://doi.org/10.1006/rwei.1999#.0001",
           "10.1145/3.4 2024",
       }) {
    EXPECT_TRUE(may_cut_doi(value)) << value;
  }
}

TEST(DoiField, SaysNothingOfTextWithoutADoi) {
  for (const char* value : {"", "none", "10.1145/", "10/gf4gqc", "https://example.org/10", "2505.11432"})
    EXPECT_FALSE(may_cut_doi(value)) << value;
}

}  // namespace
}  // namespace bibmill
