#include "pipeline/read/identifiers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bibmill {
namespace {

struct LineCase {
  const char* line;
  std::vector<std::string> identifiers;
  const char* title;
};

TEST(Identifiers, ReadsEveryFormOfALine) {
  const std::vector<LineCase> cases = {
      {"10.1145/3448016.3452841", {"doi:10.1145/3448016.3452841"}, ""},
      {"doi:10.1145/3448016.3452841", {"doi:10.1145/3448016.3452841"}, ""},
      {"DOI: 10.1145/3448016.3452841", {"doi:10.1145/3448016.3452841"}, ""},
      {"https://doi.org/10.1145/3448016.3452841", {"doi:10.1145/3448016.3452841"}, ""},
      {"2505.11432", {"arxiv:2505.11432"}, ""},
      {"arXiv:2505.11432v2", {"arxiv:2505.11432"}, ""},
      {"arXiv:2505.11432 [cs.DC] 16 May 2025", {"arxiv:2505.11432"}, ""},
      {"https://arxiv.org/pdf/2505.11432", {"arxiv:2505.11432"}, ""},
      {"conf/eurosys/HombalZBKAG26", {"dblp:conf/eurosys/HombalZBKAG26"}, ""},
      {"DBLP:conf/eurosys/HombalZBKAG26", {"dblp:conf/eurosys/HombalZBKAG26"}, ""},
      {"https://dblp.org/rec/conf/eurosys/HombalZBKAG26.html", {"dblp:conf/eurosys/HombalZBKAG26"}, ""},
      {"Attention Is All You Need", {}, "Attention Is All You Need"},
      {"  Attention Is   All You Need\r", {}, "Attention Is All You Need"},
      {"A Title. https://doi.org/10.1145/3448016.3452841", {"doi:10.1145/3448016.3452841"}, "A Title."},
      {"TeXbook", {}, "TeXbook"},
  };
  for (const LineCase& c : cases) {
    SCOPED_TRACE(c.line);
    const ReadResult result = read_identifiers(c.line, "ids.txt");
    EXPECT_TRUE(result.rejects.empty());
    ASSERT_EQ(result.entries.size(), 1u);
    std::vector<std::string> identifiers;
    for (const Identifier& identifier : result.entries[0].identifiers) identifiers.push_back(to_string(identifier));
    EXPECT_EQ(identifiers, c.identifiers);
    EXPECT_EQ(result.entries[0].work.title.value_or(""), c.title);
  }
}

TEST(Identifiers, SkipsCommentsAndBlankLinesAndKeepsLineNumbers) {
  const ReadResult result = read_identifiers("# list\n\n10.1000/1\n   \n# x\n10.1000/2", "ids.txt");
  ASSERT_EQ(result.entries.size(), 2u);
  EXPECT_EQ(result.entries[0].line, 3u);
  EXPECT_EQ(result.entries[1].line, 6u);
  EXPECT_EQ(result.entries[1].file, "ids.txt");
  EXPECT_EQ(result.entries[1].work.doi->str(), "10.1000/2");
}

TEST(Identifiers, RejectsWhatIsNeitherIdentifierNorTitle) {
  for (const char* line : {"https://example.org/page", "arXiv:2513.99999", "doi:11.foo"}) {
    SCOPED_TRACE(line);
    const ReadResult result = read_identifiers(std::string("x\n") + line, "ids.txt");
    EXPECT_EQ(result.entries.size(), 1u);
    ASSERT_EQ(result.rejects.size(), 1u);
    EXPECT_EQ(result.rejects[0].line, 2u);
    EXPECT_EQ(result.rejects[0].text, line);
  }
}

TEST(Identifiers, TakesARemarkBesideAnIdentifierForNoTitle) {
  for (const char* remark : {"(accessed 2024)", "[pdf]", "# read this first"}) {
    SCOPED_TRACE(remark);
    const ReadResult result = read_identifiers(std::string("10.1145/3448016.3452841 ") + remark, "ids.txt");
    ASSERT_EQ(result.entries.size(), 1u);
    EXPECT_EQ(result.entries[0].identifiers.size(), 1u);
    EXPECT_FALSE(result.entries[0].work.title);
    EXPECT_EQ(result.entries[0].notes, std::vector<std::string>{remark});
  }
}

TEST(Identifiers, RefusesADoiThatMayGoOnBehindABlank) {
  for (const char* line : {"10.1145/3448016. 3452841", "doi:10.1016/0004-3702 (94)90040-X", "10.1016/a1234)b"}) {
    SCOPED_TRACE(line);
    const ReadResult result = read_identifiers(line, "ids.txt");
    EXPECT_TRUE(result.entries.empty());
    ASSERT_EQ(result.rejects.size(), 1u);
    EXPECT_EQ(result.rejects[0].text, line);
  }
}

TEST(Identifiers, RejectsWhatIsNoText) {
  const ReadResult result = read_identifiers(std::string("A Title\n\x89PNG\x1a\x01 bytes\nA\0B\n10.1000/1", 34), "x");
  EXPECT_EQ(result.entries.size(), 2u);
  ASSERT_EQ(result.rejects.size(), 2u);
  EXPECT_EQ(result.rejects[0].line, 2u);
  EXPECT_NE(result.rejects[0].reason.find("no text"), std::string::npos);
}

TEST(Identifiers, SurvivesBytesOfAnyKind) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  read_identifiers(all + "\n" + all, "x");
  read_identifiers(std::string(1'000'000, 'x'), "x");
  read_identifiers(std::string(100, '\0'), "x");
}

}  // namespace
}  // namespace bibmill
