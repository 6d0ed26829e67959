#include "pipeline/read/read.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace bibmill {
namespace {

namespace fs = std::filesystem;

struct FormatCase {
  const char* name;
  const char* text;
  InputFormat format;
};

TEST(InputFormat, IsChosenByExtensionAndContent) {
  const std::vector<FormatCase> cases = {
      {"a.bib", "", InputFormat::bibtex},
      {"a.txt", "% x\n@article{a,\n}", InputFormat::bibtex},
      {"a.md", "@article{a,\n}", InputFormat::bibtex},
      {"a.md", "# Page\n\n- paper\n\n```\n@article{a,\n}\n```\n", InputFormat::markdown},
      {"a.md", "", InputFormat::markdown},
      {"README", "# List\n\n* [A](http://x)\n", InputFormat::markdown},
      {"a.txt", "{\"title\": \"A\"}", InputFormat::jsonl},
      {"a.json", "[\n{}]", InputFormat::jsonl},
      {"a.jsonl", "", InputFormat::jsonl},
      {"a.bib", "{\"title\": \"A\"}", InputFormat::jsonl},
      {"ids.txt", "# mine\n10.1000/1\nme@example.org {\n", InputFormat::identifiers},
      {"-", "10.1000/1", InputFormat::jsonl},
      {"dir.bib/ids", "10.1000/1", InputFormat::identifiers},
  };
  for (const FormatCase& c : cases) {
    SCOPED_TRACE(std::string(c.name) + ": " + c.text);
    EXPECT_EQ(input_format(c.name, c.text), c.format);
  }
}

class ReadInputs : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("bibmill_read_test_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }

  fs::path folder_;
};

TEST_F(ReadInputs, NumbersEntriesOverAllInputs) {
  const std::vector<std::string> paths = {write("a.bib", "\xEF\xBB\xBF@misc{a,title={A}}\n@misc{b,title={B}}"), "-",
                                          write("ids.txt", "10.1000/1\nhttps://example.org/\n")};
  std::istringstream in("{\"title\": \"C\"}\n");
  const Result<ReadResult> result = read_inputs(paths, in);
  ASSERT_TRUE(result.has_value());
  ASSERT_EQ(result->entries.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(result->entries[i].ordinal, i);
  EXPECT_EQ(result->entries[2].file, "-");
  EXPECT_EQ(result->entries[3].file, paths[2]);
  ASSERT_EQ(result->rejects.size(), 1u);
  EXPECT_EQ(result->rejects[0].line, 2u);
}

TEST_F(ReadInputs, NamesThePathThatCannotBeRead) {
  std::istringstream in;
  const std::string missing = (folder_ / "missing.bib").string();
  for (const auto& [path, why] : {std::pair(missing, "no such file"), std::pair(folder_.string(), "directory")}) {
    const Result<ReadResult> result = read_inputs(std::vector<std::string>{write("a.bib", ""), path}, in);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().kind, ErrorKind::input);
    EXPECT_NE(result.error().message.find(path), std::string::npos);
    EXPECT_NE(result.error().message.find(why), std::string::npos) << result.error().message;
  }
}

TEST_F(ReadInputs, SaysWhenAFileIsUtf16) {
  std::istringstream in;
  const Result<ReadResult> result =
      read_inputs(std::vector<std::string>{write("a.bib", std::string("\xFF\xFE@\0m\0", 6))}, in);
  ASSERT_TRUE(result.has_value());
  ASSERT_EQ(result->rejects.size(), 1u);
  EXPECT_NE(result->rejects[0].reason.find("UTF-16"), std::string::npos);
}

TEST_F(ReadInputs, AcceptsEmptyFiles) {
  std::istringstream in;
  for (const char* name : {"a.bib", "a.md", "a.jsonl", "a.txt"}) {
    const Result<ReadResult> result = read_inputs(std::vector<std::string>{write(name, "")}, in);
    ASSERT_TRUE(result.has_value());
    EXPECT_TRUE(result->entries.empty());
    EXPECT_TRUE(result->rejects.empty());
  }
}

}  // namespace
}  // namespace bibmill
