#include "pipeline/read/read.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "normalizers/text/unicode.h"

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
      {"a.md", "10.1000/1\narXiv:1706.03762\nconf/nips/VaswaniSPUJGKP17\nhttps://doi.org/10.1000/2\n",
       InputFormat::identifiers},
      {"a.md", "# mine\n\n10.1000/1\nhttps://example.org/\nAttention Is All You Need\n", InputFormat::identifiers},
      {"a.md", "# Links\n\nSome prose\nof two lines.\n\nhttps://doi.org/10.1000/1\n", InputFormat::markdown},
      {"a.md", "# Links\n\n- 10.1000/1\n", InputFormat::markdown},
      {"a.md", "10.1000/1\n\n| a | b |\n|---|---|\n", InputFormat::markdown},
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

TEST_F(ReadInputs, NamesStandardInputThatCannotBeRead) {
  ASSERT_NE(std::freopen(folder_.c_str(), "r", stdin), nullptr);
  const Result<InputsRead> result = read_inputs(std::vector<std::string>{"-"}, std::cin);
  ASSERT_NE(std::freopen("/dev/null", "r", stdin), nullptr);
  std::cin.clear();
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::input);
  EXPECT_NE(result.error().message.find("standard input: it is a directory"), std::string::npos)
      << result.error().message;
}

TEST_F(ReadInputs, RejectsFilesThatAreNoTextAndGoesOn) {
  std::string gzip("\x1F\x8B\x08\0\0\0\0\0", 8);
  for (int i = 0; i < 1000; ++i) gzip += static_cast<char>(i * 37);
  std::istringstream in;
  for (const auto& [bytes, kind] : {std::pair(gzip, "gzip"),
                                    {std::string("%PDF-1.7\nsome text\n"), "PDF"},
                                    {std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), "image"},
                                    {std::string(5000, '\0'), "binary"},
                                    {std::string("PK\x03\x04\x14\0\x06\0", 8), "archive"},
                                    {std::string("\xFF\xFE\0\0a\0\0\0", 8), "UTF-32"},
                                    {std::string("\xFF\xFE@\0m", 5), "UTF-16"}}) {
    for (const char* name : {"a.bib", "a.md", "a.jsonl", "a.txt"}) {
      SCOPED_TRACE(std::string(kind) + " as " + name);
      const std::vector<std::string> paths = {write(name, bytes), write("b.bib", "@misc{b,title={B}}")};
      const Result<InputsRead> result = read_inputs(paths, in);
      ASSERT_TRUE(result.has_value());
      EXPECT_EQ(result->entries.size(), 1u);
      ASSERT_EQ(result->rejects.size(), 1u);
      EXPECT_EQ(result->rejects[0].file, paths[0]);
      EXPECT_NE(result->rejects[0].reason.find(kind), std::string::npos) << result->rejects[0].reason;
    }
  }
}

std::string utf16(std::string_view ascii, bool little_endian) {
  std::string bytes;
  for (const char c : ascii) bytes += little_endian ? std::string{c, '\0'} : std::string{'\0', c};
  return bytes;
}

TEST_F(ReadInputs, ReadsUtf16WithAndWithoutAMark) {
  const std::string text = "@misc{b, title={Notes on Everything}}\r\n";
  // A title in Chinese letters, U+4E00 among them: a zero on the other side.
  const std::string chinese_le =
      utf16("@misc{c, title={", true) + std::string("\x00\x4E\x2D\x4E", 4) + utf16("}}", true);
  std::istringstream in;
  for (const std::string& bytes : {"\xFF\xFE" + utf16(text, true), "\xFE\xFF" + utf16(text, false), utf16(text, true),
                                   utf16(text, false), chinese_le}) {
    const Result<InputsRead> result = read_inputs(std::vector<std::string>{write("a.bib", bytes)}, in);
    ASSERT_TRUE(result.has_value());
    EXPECT_TRUE(result->rejects.empty());
    ASSERT_EQ(result->entries.size(), 1u);
    EXPECT_EQ(result->entries[0].work.title, bytes == chinese_le ? "\xE4\xB8\x80\xE4\xB8\xAD" : "Notes on Everything");
  }
}

TEST_F(ReadInputs, CountsLinesThatEndInCr) {
  std::istringstream in;
  for (const auto& [name, text] : {std::pair("a.txt", "10.1000/1\r\r10.1000/2\rhttps://example.org/\r"),
                                   {"a.bib", "% x\r\r@misc{b,title={B}}\r@misc{c, title={C}\r, oops\r"},
                                   {"a.md", "# L\r\r- [A Title of Several Words](https://doi.org/10.1000/1)\r"},
                                   {"a.jsonl", "{\"title\":\"A\"}\r\r{\"title\":\"B\"}\r{\r"}}) {
    SCOPED_TRACE(name);
    const Result<InputsRead> result = read_inputs(std::vector<std::string>{write(name, text)}, in);
    ASSERT_TRUE(result.has_value());
    ASSERT_FALSE(result->entries.empty());
    EXPECT_EQ(result->entries.back().line, 3u);
    if (std::string_view(name) == "a.md") continue;
    ASSERT_EQ(result->rejects.size(), 1u);
    EXPECT_GE(result->rejects[0].line, 4u);
  }
}

TEST_F(ReadInputs, KeepsLinesThatEndInCrAndLfAsOne) {
  std::istringstream in;
  const Result<InputsRead> result =
      read_inputs(std::vector<std::string>{write("a.txt", "10.1000/1\r\n\r\r\n10.1000/2\r\n")}, in);
  ASSERT_TRUE(result.has_value());
  ASSERT_EQ(result->entries.size(), 2u);
  EXPECT_EQ(result->entries[1].line, 3u);
}

TEST_F(ReadInputs, NamesInputsThatGaveNothing) {
  std::istringstream in;
  const std::vector<std::string> paths = {write("a.bib", ""), write("b.md", "Prose.\n"), write("c.txt", "10.1000/1"),
                                          "-"};
  const Result<InputsRead> result = read_inputs(paths, in);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->without_papers, (std::vector<std::string>{paths[0], paths[1], "-"}));
}

TEST_F(ReadInputs, KeepsKeysAsWritten) {
  std::istringstream in("{\"title\":\"A\",\"key\":\"j\\u202eson\"}\n");
  const std::vector<std::string> paths = {write("a.bib", "@misc{a\x1B[31mb\xC2\x9B,title={A}}\n@misc{\x1B,title={B}}"),
                                          "-"};
  const Result<InputsRead> result = read_inputs(paths, in);
  ASSERT_TRUE(result.has_value());
  ASSERT_EQ(result->entries.size(), 3u);
  EXPECT_EQ(result->entries[0].key, "a\x1B[31mb\xC2\x9B");
  EXPECT_EQ(result->entries[1].key, "\x1B");
  EXPECT_EQ(result->entries[2].key, "j\xE2\x80\xAEson");
}

struct DoiCase {
  const char* file;
  const char* text;
};

TEST_F(ReadInputs, ReportsADoiThatMayBeCutAndKeepsItAsWritten) {
  std::istringstream in;
  for (const DoiCase& c : {DoiCase{"a.bib", "@misc{a,title={A},doi={10.1145/3448016. 3452841}}"},
                           {"b.bib", "@misc{a,title={A},doi=\"https://doi.org/10.1145/3448016\" # {.\n3452841}}"},
                           {"c.bib", "@misc{a,title={A},doi={10/gf4gqc}}"},
                           {"a.jsonl", "{\"title\":\"A\",\"DOI\":\"10.1145/3448016. 3452841\"}"}}) {
    SCOPED_TRACE(c.text);
    const Result<InputsRead> result = read_inputs(std::vector<std::string>{write(c.file, c.text)}, in);
    ASSERT_TRUE(result.has_value());
    ASSERT_EQ(result->entries.size(), 1u);
    EXPECT_TRUE(result->entries[0].identifiers.empty());
    EXPECT_EQ(ascii_lower(result->entries[0].fields[1].first), "doi");
    ASSERT_EQ(result->rejects.size(), 1u);
    EXPECT_EQ(result->rejects[0].line, 1u);
    EXPECT_NE(result->rejects[0].reason.find("looked for without it"), std::string::npos);
  }
}

TEST_F(ReadInputs, TakesADoiWithARemarkWithoutAWord) {
  std::istringstream in;
  for (const DoiCase& c : {DoiCase{"a.bib", "@misc{a,title={A},doi={10.1145/3.4 (accessed 2024)}}"},
                           {"b.bib", "@misc{a,title={A},doi={10.1145/{3}\\.4.}}"},
                           {"c.bib", "@misc{a,title={A},doi={}}"},
                           {"d.bib", "@misc{a,title={A},doi={10.48550/arXiv.2505.11432v2}}"},
                           {"a.jsonl", "{\"title\":\"A\",\"doi\":\"https://doi.org/10.1145/3.4?x=1\"}"},
                           {"a.txt", "10.1145/3.4 (accessed 2024)"}}) {
    SCOPED_TRACE(c.text);
    const Result<InputsRead> result = read_inputs(std::vector<std::string>{write(c.file, c.text)}, in);
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->entries.size(), 1u);
    EXPECT_TRUE(result->rejects.empty());
  }
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
