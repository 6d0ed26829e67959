#include "normalizers/ids/arxiv_id.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

struct Row {
  const char* text;
  const char* base;
  int version;  ///< 0 = none
};

TEST(ArxivId, ReadsTheVectorsOfTheFactSheet) {
  const Row rows[] = {
      {"arXiv:2505.11432v2 [cs.DC] 16 May 2025", "2505.11432", 2},
      {"https://arxiv.org/pdf/2505.11432v2.pdf", "2505.11432", 2},
      {"https://arxiv.org/html/2505.11432v1#S3", "2505.11432", 1},
      {"10.48550/ARXIV.2505.11432", "2505.11432", 0},
      {"math.GT/0309136v1", "math/0309136", 1},
      {"CoRR abs/2505.11432", "2505.11432", 0},
      {"journals/corr/abs-2505-11432", "2505.11432", 0},
      {"journals/corr/abs-0704-0001", "0704.0001", 0},
      {"cs/0112017", "cs/0112017", 0},
  };
  for (const Row& row : rows) {
    const auto id = ArxivId::parse(row.text);
    ASSERT_TRUE(id) << row.text;
    EXPECT_EQ(id->str(), row.base);
    EXPECT_EQ(id->version().value_or(0), row.version) << row.text;
  }
}

TEST(ArxivId, ReadsOtherFormsUsersWrite) {
  const Row rows[] = {
      {"2505.11432", "2505.11432", 0},
      {" 2505.11432V3 ", "2505.11432", 3},
      {"2505.11432 [cs.DC]", "2505.11432", 0},
      {"arxiv.org/abs/2505.11432", "2505.11432", 0},
      {"https://www.arxiv.org/abs/2505.11432?context=cs", "2505.11432", 0},
      {"http://export.arxiv.org/abs/hep-th/9901001v2", "hep-th/9901001", 2},
      {"http://xxx.lanl.gov/abs/quant-ph/0112017", "quant-ph/0112017", 0},
      {"http://de.arxiv.org/abs/0704.0001", "0704.0001", 0},
      {"https://arxiv.org/pdf/2505.11432", "2505.11432", 0},
      {"https://ar5iv.labs.arxiv.org/html/2505.11432", "2505.11432", 0},
      {"https://ar5iv.org/abs/2505.11432", "2505.11432", 0},
      {"https://www.alphaxiv.org/overview/2505.11432v1", "2505.11432", 1},
      {"https://huggingface.co/papers/2505.11432", "2505.11432", 0},
      {"https://www.semanticscholar.org/arxiv/2505.11432", "2505.11432", 0},
      {"https://doi.org/10.48550/arXiv.2505.11432v2", "2505.11432", 2},
      {"https://doi.org/10.48550%2FarXiv.math%2F0309136", "math/0309136", 0},
      {"doi:10.48550/arXiv.math/0309136", "math/0309136", 0},
      {"arXiv preprint arXiv:1706.03762 (2017)", "1706.03762", 0},
      {"arXiv preprint 1706.03762", "1706.03762", 0},
      {"See https://arxiv.org/abs/1706.03762, Section 3", "1706.03762", 0},
      {"[Paper](https://arxiv.org/abs/1706.03762)", "1706.03762", 0},
      {"CoRR, abs/1502.03167", "1502.03167", 0},
      {"abs/1502.03167", "1502.03167", 0},
      {"quantph/0112017", "quant-ph/0112017", 0},
      {"MATH/0309136", "math/0309136", 0},
      {"DBLP:journals/corr/abs-2505-11432", "2505.11432", 0},
      {"https://dblp.org/rec/journals/corr/abs-2505-11432.html", "2505.11432", 0},
      {"journals/corr/abs-cs-0501001", "cs/0501001", 0},
      {"journals/corr/cs-DB-0112017", "cs/0112017", 0},
      {"journals/corr/quant-ph-0112017", "quant-ph/0112017", 0},
      {"arXiv:1412.6980v9", "1412.6980", 9},
      {"astro-ph/9107001", "astro-ph/9107001", 0},
  };
  for (const Row& row : rows) {
    const auto id = ArxivId::parse(row.text);
    ASSERT_TRUE(id) << row.text;
    EXPECT_EQ(id->str(), row.base) << row.text;
    EXPECT_EQ(id->version().value_or(0), row.version) << row.text;
  }
}

TEST(ArxivId, RejectsWhatIsNone) {
  const char* rows[] = {
      "",
      "2513.00001",
      "2500.00001",
      "1501.0001",
      "1412.69800",
      "0703.0001",
      "2505.00000",
      "2505.114321",
      "2505.11432v0",
      "12505.11432",
      "2505.11432x",
      "2505.11432 pages",
      "math/0313136",
      "math/0704136",
      "math/9106001",
      "page/0309136",
      "math/030913",
      "https://github.com/someone/arxiv-2505.11432",
      "https://github.com/abs/2505.11432",
      "https://arxiv.org/list/cs.DC/recent",
      "https://arxiv.org/",
      "https://example.org/2505.11432",
      "https://huggingface.co/models/2505.11432",
      "arXiv",
      "arXiv: a history of 2505 papers",
      "10.1145/3448016.3452841",
      "journals/corr/IoffeS15",
      "journals/corr/abs-2513-00001",
      "conf/eurosys/HombalZBKAG26",
  };
  for (const char* text : rows) EXPECT_FALSE(ArxivId::parse(text)) << text;
}

TEST(ArxivId, VersionsOfOnePaperAreEqual) {
  EXPECT_EQ(ArxivId::parse("2505.11432v1"), ArxivId::parse("2505.11432v2"));
  EXPECT_NE(ArxivId::parse("2505.11432"), ArxivId::parse("2505.11433"));
}

TEST(ArxivId, GivesDoiAndUrl) {
  EXPECT_EQ(ArxivId::parse("2505.11432v2")->doi().str(), "10.48550/arxiv.2505.11432");
  EXPECT_EQ(ArxivId::parse("math.GT/0309136")->doi().str(), "10.48550/arxiv.math/0309136");
  EXPECT_EQ(ArxivId::parse("2505.11432v2")->url(), "https://arxiv.org/abs/2505.11432");
}

}  // namespace
}  // namespace bibmill
