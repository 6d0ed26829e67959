#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "pipeline/read/bibtex_file.h"
#include "pipeline/read/bibtex_reader.h"

namespace bibmill {
namespace {

using Kind = BibBlock::Kind;

std::vector<Kind> kinds(const BibFile& file) {
  std::vector<Kind> kinds;
  for (const BibBlock& block : file.blocks) kinds.push_back(block.kind);
  return kinds;
}

std::vector<std::string> keys(const BibFile& file) {
  std::vector<std::string> keys;
  for (const BibBlock& block : file.blocks) {
    if (block.kind == Kind::entry) keys.push_back(block.key);
  }
  return keys;
}

Entry read_one(const std::string& text) {
  const ReadResult result = read_bibtex(text, "x.bib");
  EXPECT_EQ(result.entries.size(), 1u);
  EXPECT_TRUE(result.rejects.empty()) << result.rejects.front().reason;
  return result.entries.empty() ? Entry{} : result.entries.front();
}

TEST(BibtexParser, TakesAFileApart) {
  const std::string text =
      "% a comment with @article{no, }\n@string{cup = {Cambridge} # \" UP\"}\n@preamble{\"\\x\"}\n@comment{jabref: "
      "@book{b,}}\n"
      "free text, me@example.org\n@Article(Key1,\n  title = {A {B} \\\"o},\n  month = jul # \"/\" # aug , year=1990)\n";
  const BibFile file = parse_bibtex(text);
  EXPECT_EQ(to_string(file), text);
  EXPECT_TRUE(file.errors.empty());
  EXPECT_EQ(kinds(file), (std::vector{Kind::text, Kind::string, Kind::text, Kind::preamble, Kind::text, Kind::comment,
                                      Kind::text, Kind::entry, Kind::text}));
  const BibBlock& entry = file.blocks[7];
  EXPECT_EQ(entry.type, "Article");
  EXPECT_EQ(entry.key, "Key1");
  EXPECT_EQ(entry.line, 6u);
  EXPECT_EQ(entry.column, 1u);
  ASSERT_EQ(entry.fields.size(), 3u);
  EXPECT_EQ(entry.fields[0].value, "{A {B} \\\"o}");
  EXPECT_EQ(entry.fields[1].value, "jul # \"/\" # aug");
  EXPECT_EQ(entry.fields[1].pieces,
            (std::vector<BibPiece>{
                {BibPiece::Kind::macro, "jul"}, {BibPiece::Kind::text, "/"}, {BibPiece::Kind::macro, "aug"}}));
  EXPECT_EQ(entry.fields[2].pieces, (std::vector<BibPiece>{{BibPiece::Kind::number, "1990"}}));
  EXPECT_EQ(entry.fields[1].line, 8u);
}

struct BrokenCase {
  const char* name;
  const char* text;
  std::vector<std::string> keys;  ///< of the entries that are read
  std::size_t line;
  std::size_t column;
  const char* message;  ///< a part of it
};

TEST(BibtexParser, ReportsWhereAnEntryIsBrokenAndGoesOn) {
  const std::vector<BrokenCase> cases = {
      {"value never closed",
       "@a{x, title = {A {B},\n year = 2000}\n@b{y, title={C}}\n",
       {"y"},
       3,
       1,
       "expected ',' or '}'"},
      {"escaped brace counts",
       "@a{x,\n note = {brace \\{ bad}, title={x}}\n\n@b{y, title={C}}",
       {"y"},
       4,
       1,
       "expected ','"},
      {"brace never closed",
       "@a{x,\n note = {brace {{{ bad}, title={x}}\n\n@b{y, title={C}}",
       {"y"},
       2,
       9,
       "never closed"},
      {"no equals sign", "@a{x, author ! {M}}\n@b{y, title={C}}", {"y"}, 1, 14, "expected '='"},
      {"no value", "@a{x, author = , title={T}}\n@b{y,}", {"y"}, 1, 16, "expected a value"},
      {"missing comma is forgiven", "@a{x, title={T} year=2000}\n@b{y,}", {"x", "y"}, 1, 16, "a ',' is missing"},
      {"brace too many", "@a{x, title={T}}, year=2000}\n@b{y,}", {"x", "y"}, 1, 19, "remove the '}'"},
      {"never ended", "@a{x, title={T},", {}, 1, 17, "never closed"},
      {"quote never closed", "@a{x, title=\"T},\n@b{y, title={U}}", {"y"}, 1, 15, "without '{'"},
      {"no brace", "@article foo\n@b{y,}", {"y"}, 1, 10, "expected '{'"},
      {"entry inside a value", "@a{x, title={T\n@b{y, title={C}}\n}}", {"x"}, 2, 1, "begins inside the value"},
  };
  for (const BrokenCase& c : cases) {
    SCOPED_TRACE(c.name);
    const BibFile file = parse_bibtex(c.text);
    EXPECT_EQ(to_string(file), c.text);
    EXPECT_EQ(keys(file), c.keys);
    ASSERT_FALSE(file.errors.empty());
    EXPECT_EQ(file.errors[0].line, c.line);
    EXPECT_EQ(file.errors[0].column, c.column);
    EXPECT_NE(file.errors[0].message.find(c.message), std::string::npos) << file.errors[0].message;
  }
}

TEST(BibtexParser, AcceptsWhatBibtexAccepts) {
  for (const char* text : {"@article(x, title = {A) b})", "@a{x}", "@a{x,}", "@ a { x , t = \"{\"}\" , }",
                           "@a{key:with/odd.chars+x-1_é, t={}}", "@a{x,t={a}#{b} # c # 1}", "@A{x, T = {% no comment}}",
                           "@comment plain words", "@a{x, t={a}, % comment\n u={b}}"}) {
    SCOPED_TRACE(text);
    const BibFile file = parse_bibtex(text);
    EXPECT_TRUE(file.errors.empty()) << file.errors[0].message;
    EXPECT_EQ(to_string(file), text);
  }
}

TEST(BibtexParser, ACommentWithoutEndIsOnlyTheWord) {
  const BibFile file = parse_bibtex("@comment{ open {\n@a{x, title={T}}\n");
  EXPECT_EQ(keys(file), std::vector<std::string>{"x"});
  EXPECT_TRUE(file.errors.empty());
}

TEST(BibtexParser, StaysLinearOnHostileText) {
  for (const std::string part :
       {"@a{x,t={\n", "@a(x,t=\"\n", "{", "}", "@", "@a{", "\n@a{{{", "@a{x,t=a#", "\n@comment{", "\"", "=,=,"}) {
    std::string text;
    while (text.size() < 60'000) text += part;
    EXPECT_EQ(to_string(parse_bibtex(text)), text);
  }
}

TEST(BibtexParser, SurvivesEveryPrefixAndEveryByte) {
  const std::string text =
      "@string{a = \"b\"}\n@article{k, title = {A {\\\"o} b}, x = a # \"q{\"}\" # 12,\n note = {n}}\n@comment{c} t";
  for (std::size_t i = 0; i <= text.size(); ++i) {
    EXPECT_EQ(to_string(parse_bibtex(text.substr(0, i))), text.substr(0, i));
    for (const char c : {'\0', '{', '}', '"', '@', '\xFF', '#', ',', '='}) {
      std::string changed = text;
      changed.insert(i, 1, c);
      EXPECT_EQ(to_string(parse_bibtex(changed)), changed);
      read_bibtex(changed, "x.bib");
    }
  }
}

std::string slurp(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TEST(BibtexParser, KeepsEveryByteOfTheTortureFiles) {
  const std::filesystem::path folder = std::filesystem::path(BIBMILL_SHARED_DIR) / "bench/bibtex";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared data: " << folder;
  std::size_t files = 0;
  for (const auto& item : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = item.path().extension().string();
    if (extension != ".bib" && extension != ".badbib") continue;
    SCOPED_TRACE(item.path().string());
    const std::string text = slurp(item.path());
    const BibFile file = parse_bibtex(text);
    EXPECT_EQ(to_string(file), text);
    ++files;
    const bool invalid = item.path().filename() == "incorrect_syntax.bib";
    EXPECT_EQ(file.errors.empty(), !invalid) << (file.errors.empty() ? "" : file.errors[0].message) << " at line "
                                             << (file.errors.empty() ? 0 : file.errors[0].line);
    const auto entries = static_cast<std::size_t>(std::count_if(
        file.blocks.begin(), file.blocks.end(), [](const BibBlock& block) { return block.kind == Kind::entry; }));
    const ReadResult result = read_bibtex(text, "x.bib");
    EXPECT_LE(result.entries.size(), entries);
    for (const Entry& entry : result.entries) EXPECT_FALSE(entry.raw.empty());
  }
  EXPECT_GE(files, 80u);
}

TEST(BibtexReader, FillsTheWorkAndKeepsTheFields) {
  const Entry entry = read_one(
      "@InProceedings{DBLP:conf/eurosys/Foo26,\n  Author = {Beethoven, Ludwig van and {\\'E}mile Zola and others},\n"
      "  title = {An {eBPF} Story: {\\'E}cole},\n  booktitle = {Proceedings of the 21st {EuroSys}},\n  series = "
      "{EuroSys '26},\n"
      "  pages = {1--15},\n  month = \"27~\" # apr, year = 2026,\n  doi = {10.1145/3767295.3769\\_1},\n"
      "  url = {https://arxiv.org/abs/2505.11432},\n  publisher = {ACM}, isbn = {978-3-16-148410-0}, note = {Best "
      "paper}\n}\n");
  EXPECT_EQ(entry.key, "DBLP:conf/eurosys/Foo26");
  EXPECT_EQ(entry.bibtex_type, "inproceedings");
  EXPECT_EQ(entry.line, 1u);
  EXPECT_EQ(entry.work.type, WorkType::paper_conference);
  EXPECT_EQ(entry.work.title, "An eBPF Story: École");
  ASSERT_EQ(entry.work.authors.size(), 2u);
  EXPECT_EQ(entry.work.authors[1].name.family, "Zola");
  EXPECT_TRUE(entry.work.authors_incomplete);
  EXPECT_EQ(entry.work.container_title, "Proceedings of the 21st EuroSys");
  EXPECT_EQ(entry.work.pages, "1-15");
  EXPECT_EQ(entry.work.issued, (PartialDate{2026, 4, 27}));
  EXPECT_EQ(entry.work.publisher, "ACM");
  EXPECT_EQ(entry.work.isbn.size(), 1u);
  EXPECT_EQ(entry.venue, "EuroSys");
  EXPECT_EQ(entry.year, 2026);
  ASSERT_EQ(entry.identifiers.size(), 3u);
  EXPECT_EQ(to_string(entry.identifiers[0]), "doi:10.1145/3767295.3769_1");
  EXPECT_EQ(to_string(entry.identifiers[1]), "arxiv:2505.11432");
  EXPECT_EQ(to_string(entry.identifiers[2]), "dblp:conf/eurosys/Foo26");
  ASSERT_EQ(entry.fields.size(), 12u);
  EXPECT_EQ(entry.fields[0].first, "Author");
  EXPECT_EQ(entry.fields[5].second, "\"27~\" # apr");
  EXPECT_EQ(entry.fields[6].second, "2026");
}

TEST(BibtexReader, UnderstandsBiblatexNames) {
  const Entry entry = read_one(
      "@article{x, title={T}, subtitle={S}, journaltitle={J}, date={2024-05-06/2024-05-08}, number={3}, "
      "eprint={2401.12345},"
      " eprinttype={arxiv}, eprintclass={cs.DC}, location={Rome}, issn={1572-9338}}");
  EXPECT_EQ(entry.work.title, "T: S");
  EXPECT_EQ(entry.work.container_title, "J");
  EXPECT_EQ(entry.work.issued, (PartialDate{2024, 5, 6}));
  EXPECT_EQ(entry.work.issue, "3");
  EXPECT_EQ(entry.work.primary_class, "cs.DC");
  EXPECT_EQ(entry.work.publisher_place, "Rome");
  EXPECT_EQ(entry.work.type, WorkType::article_journal);
  EXPECT_EQ(entry.work.issn.size(), 1u);
}

TEST(BibtexReader, TellsPreprintsFromJournals) {
  for (const char* text : {"@article{x, title={T}, journal={arXiv preprint arXiv:2502.13923}, year=2025}",
                           "@article{x, title={T}, journal={CoRR}, volume={abs/2502.13923}, year=2025}",
                           "@misc{x, title={T}, eprint={2502.13923}, archivePrefix={arXiv}, primaryClass={cs.CV}}",
                           "@misc{x, title={T}, howpublished={\\url{https://arxiv.org/abs/2502.13923}}}"}) {
    SCOPED_TRACE(text);
    const Entry entry = read_one(text);
    ASSERT_EQ(entry.identifiers.size(), 1u);
    EXPECT_EQ(to_string(entry.identifiers[0]), "arxiv:2502.13923");
    EXPECT_EQ(entry.work.type, WorkType::article);
    EXPECT_FALSE(entry.work.container_title);
    EXPECT_FALSE(entry.work.volume);
  }
}

TEST(BibtexReader, ReplacesMacrosInValuesOnly) {
  const ReadResult result = read_bibtex(
      "@string{acm = {ACM}}\n@string{proc = \"Proc. \" # acm # { X}}\n@inproceedings{a, title={T}, booktitle=PROC # \" "
      "2\", month=sep,"
      " journal=jacm, year=1999, note=unknown}",
      "x.bib");
  ASSERT_EQ(result.entries.size(), 1u);
  const Entry& entry = result.entries[0];
  EXPECT_EQ(entry.work.container_title, "Proc. ACM X 2");
  EXPECT_EQ(entry.work.issued, (PartialDate{1999, 9, std::nullopt}));
  EXPECT_EQ(entry.fields[1].second, "PROC # \" 2\"");
  ASSERT_EQ(entry.macros.size(), 1u);
  EXPECT_EQ(entry.macros[0].first, "proc");
  EXPECT_EQ(entry.macros[0].second, "{Proc. } # {ACM} # { X}");
}

TEST(BibtexReader, StopsMacrosThatGrowWithoutEnd) {
  std::string text = "@string{m0 = {0123456789}}\n";
  for (int i = 1; i < 60; ++i) {
    text += "@string{m" + std::to_string(i) + " = m" + std::to_string(i - 1) + " # m" + std::to_string(i - 1) + "}\n";
  }
  const ReadResult result = read_bibtex(text + "@misc{a, title = m59}", "x.bib");
  ASSERT_EQ(result.entries.size(), 1u);
  EXPECT_LT(result.entries[0].work.title->size(), 20'000u);
}

TEST(BibtexReader, InheritsThroughCrossrefAndXdata) {
  const ReadResult result = read_bibtex(
      "@inproceedings{a, title={T}, crossref={P}, xdata={m}}\n@proceedings{p, title={Proceedings of X}, year=2001, "
      "publisher={Q},"
      " doi={10.1000/parent}, crossref={a}}\n@xdata{m, address={Rome}, crossref={a}}",
      "x.bib");
  ASSERT_EQ(result.entries.size(), 2u);
  const Work& work = result.entries[0].work;
  EXPECT_EQ(work.container_title, "Proceedings of X");
  EXPECT_EQ(work.issued, (PartialDate{2001, std::nullopt, std::nullopt}));
  EXPECT_EQ(work.publisher, "Q");
  EXPECT_EQ(work.publisher_place, "Rome");
  EXPECT_FALSE(work.doi);
  EXPECT_EQ(result.entries[0].fields.size(), 3u);
}

TEST(BibtexReader, RejectsWithPlaceAndText) {
  const ReadResult result =
      read_bibtex("@misc{ok, title={T}}\n@misc{bad, title {T}}\n@misc{ok2, title={U}}\n", "my.bib");
  ASSERT_EQ(result.entries.size(), 2u);
  ASSERT_EQ(result.rejects.size(), 1u);
  EXPECT_EQ(result.rejects[0].file, "my.bib");
  EXPECT_EQ(result.rejects[0].line, 2u);
  EXPECT_EQ(result.rejects[0].column, 18u);
  EXPECT_EQ(result.rejects[0].text, "@misc{bad, title {T}}");
}

TEST(BibtexReader, ReadsLatin1) {
  const Entry entry = read_one(
      "@misc{a, title={Encyclop\xE9"
      "die \x96 Universalis}}");
  EXPECT_EQ(entry.work.title, "Encyclopédie – Universalis");
}

TEST(BibtexReader, SkipsNoopsort) {
  EXPECT_EQ(read_one("@book{a, title={T}, year={{\\noopsort{1973b}}1981}}").year, 1981);
}

}  // namespace
}  // namespace bibmill
