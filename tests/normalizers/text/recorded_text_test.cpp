// The text functions against real records: what sources send must come through without losing a word.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "normalizers/ids/doi.h"
#include "normalizers/ids/orcid.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/latex.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kShared = BIBMILL_SHARED_DIR;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<json> load_works() {
  std::vector<json> works;
  for (const char* folder : {"recorded/crossref/works", "recorded/crossref/works-sliced"}) {
    if (!fs::exists(kShared / folder)) continue;
    for (const auto& file : fs::directory_iterator(kShared / folder)) {
      const json body = json::parse(read_file(file.path()), nullptr, false);
      if (body.is_object() && body.contains("message") && body["message"].is_object()) works.push_back(body["message"]);
    }
  }
  return works;
}

/// The "message" of every recorded work; read at the first use only, since each test may run as a process of its own.
const std::vector<json>& recorded_works() {
  static const std::vector<json> kWorks = load_works();
  return kWorks;
}

std::vector<std::string> strings_of(const json& work, const char* name) {
  std::vector<std::string> out;
  if (!work.contains(name)) return out;
  const json& value = work[name];
  if (value.is_string()) out.push_back(value.get<std::string>());
  if (!value.is_array()) return out;
  for (const json& item : value) {
    if (item.is_string()) out.push_back(item.get<std::string>());
  }
  return out;
}

class Recorded : public ::testing::Test {
 protected:
  void SetUp() override {
    if (works_.empty()) GTEST_SKIP() << "no recorded works in " << kShared;
  }
  const std::vector<json>& works_ = recorded_works();
};

TEST_F(Recorded, DoisAreCanonicalAndReadBackFromTheirUrl) {
  std::size_t seen = 0;
  for (const json& work : works_) {
    for (const std::string& text : strings_of(work, "DOI")) {
      if (text.find('/') == std::string::npos) continue;
      const auto doi = Doi::parse(text);
      ASSERT_TRUE(doi) << text;
      EXPECT_EQ(doi->str(), ascii_lower(text));
      EXPECT_EQ(Doi::parse(doi->url()), doi) << doi->url();
      ++seen;
    }
  }
  EXPECT_GT(seen, 100U);
}

TEST_F(Recorded, OrcidsAreRead) {
  std::size_t seen = 0;
  std::size_t bad = 0;
  for (const json& work : works_) {
    if (!work.contains("author") || !work["author"].is_array()) continue;
    for (const json& author : work["author"]) {
      if (!author.is_object() || !author.contains("ORCID") || !author["ORCID"].is_string()) continue;
      ++seen;
      if (!Orcid::parse(author["ORCID"].get<std::string>())) ++bad;
    }
  }
  // Records with a made-up iD exist: a wrong check digit is refused.
  EXPECT_LE(bad * 100, seen);
}

/// Words of `text` outside anything in angle brackets and outside entities.
std::vector<std::string> words_outside_markup(const std::string& text) {
  std::string plain;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') ++depth;
    if (depth == 0) plain.push_back(text[i]);
    if (depth > 0 && text[i] == '>') {
      --depth;
      plain.push_back(' ');
    }
  }
  return fold_words(decode_entities(plain));
}

bool holds_formula(const std::string& text) {
  return text.find("math") != std::string::npos || text.find("<tex") != std::string::npos ||
         text.find("&lt;") != std::string::npos;
}

std::string glued(const std::string& text) {
  std::string folded = fold_title(text);
  std::erase(folded, ' ');
  return folded;
}

TEST_F(Recorded, PlainTextLosesNoWord) {
  std::size_t seen = 0;
  for (const json& work : works_) {
    for (const char* name : {"title", "subtitle", "container-title", "abstract"}) {
      for (const std::string& text : strings_of(work, name)) {
        const std::string plain = plain_text(text);
        EXPECT_TRUE(is_valid_utf8(plain));
        EXPECT_EQ(plain_text(plain), plain) << text;
        if (holds_formula(text)) continue;
        const std::string all = glued(plain);
        for (const std::string& word : words_outside_markup(text)) {
          if (word == "abstract" || word == "summary") continue;  // headings
          EXPECT_NE(all.find(word), std::string::npos) << word << " in " << text.substr(0, 300);
        }
        ++seen;
      }
    }
  }
  EXPECT_GT(seen, 100U);
}

TEST_F(Recorded, TitlesSurviveLatex) {
  for (const json& work : works_) {
    for (const std::string& raw : strings_of(work, "title")) {
      const std::string title = strip_final_stop(plain_text(raw));
      for (const LatexProfile profile : {LatexProfile::unicode, LatexProfile::ascii}) {
        const std::string back = latex_to_unicode(title_to_latex(title, profile));
        EXPECT_EQ(fold_title(back), fold_title(title)) << title_to_latex(title, profile);
      }
    }
  }
}

TEST(UniCharsTable, AccentedLatinLettersAgree) {
  const std::string table = read_file(kShared / "bench/names/pylatexenc_uni_chars_test.txt");
  if (table.empty()) GTEST_SKIP() << "no table of characters in " << kShared;
  std::istringstream lines(table);
  std::size_t seen = 0;
  std::size_t wrong = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto bar = line.find('|');
    if (bar == std::string::npos || line.find("LATIN") == std::string::npos || line.find(" WITH ") == std::string::npos)
      continue;
    std::string character = "&#x" + line.substr(2, 4) + ";";
    const std::string latex = line.substr(bar + 1, line.rfind('|') - bar - 1);
    ++seen;
    if (fold_title(latex_to_unicode(latex)) != fold_title(decode_entities(character))) ++wrong;
  }
  // The table spells a few letters that are no accented ones by look (stroke as macron) or by font position.
  EXPECT_GT(seen, 150U);
  EXPECT_LE(wrong * 20, seen);
}

}  // namespace
}  // namespace bibmill
