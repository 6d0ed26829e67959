#include "pipeline/write/bibtex.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/write/bibtex_expression.h"
#include "pipeline/write/bibtex_names.h"

namespace bibmill {
namespace {

Person person(std::string family, std::string given) {
  Person person;
  person.name.family = std::move(family);
  person.name.given = std::move(given);
  return person;
}

Record paper() {
  Record record;
  record.id = "Zola2026Flash";
  record.status = Status::resolved;
  Work& work = record.work;
  work.type = WorkType::paper_conference;
  work.title = "FlashPS: efficient & eBPF-based École";
  work.authors = {person("Zola", "Émile"), person("Øster Hansen", "Ib")};
  work.issued = PartialDate{2026, 4, 27};
  work.container_title = "Proceedings of the 21st European Conference on Computer Systems";
  work.collection_title = "EuroSys '26";
  work.publisher = "Association for Computing Machinery and Friends";
  work.pages = "728-743";
  work.doi = Doi::parse("10.1145/3767295.3769316");
  work.url = "https://doi.org/10.1145/3767295.3769316";
  Version preprint;
  preprint.kind = "preprint";
  preprint.arxiv_id = ArxivId::parse("2505.11432");
  record.versions = {preprint};
  work.primary_class = "cs.DC";
  record.entry.topics = {"LLM serving", "Caches, fast"};
  return record;
}

Record own_entry(std::string type, std::vector<std::pair<std::string, std::string>> fields) {
  Record record;
  record.id = "own";
  record.entry.key = "own";
  record.entry.bibtex_type = std::move(type);
  record.entry.fields = std::move(fields);
  return record;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(BibtexWriter, LeavesOutIsbnsThatBiberWarnsOf) {
  Record record = paper();
  record.work.isbn = {*Isbn::parse("9798400722127")};
  EXPECT_FALSE(contains(to_bibtex(record, {}), "isbn"));
  record.work.isbn = {*Isbn::parse("9781450392044")};
  EXPECT_TRUE(contains(to_bibtex(record, {}), "isbn          = {9781450392044}"));
  Record own = own_entry("book", {{"title", "{T}"}, {"isbn", "{9798400722127}"}});
  own.work.title = "T";
  own.work.isbn = {*Isbn::parse("9798400722127")};
  EXPECT_TRUE(contains(to_bibtex(own, {}), "9798400722127")) << "what the user wrote stays";
}

TEST(BibtexWriter, WritesAPaper) {
  EXPECT_EQ(to_bibtex(paper(), {}),
            "@inproceedings{Zola2026Flash,\n"
            "  author        = {Zola, Émile and {Øster Hansen}, Ib},\n"
            "  title         = {{FlashPS}: efficient \\& {eBPF}-based École},\n"
            "  booktitle     = {Proceedings of the 21st European Conference on Computer Systems},\n"
            "  series        = {EuroSys '26},\n"
            "  pages         = {728--743},\n"
            "  publisher     = {{Association for Computing Machinery and Friends}},\n"
            "  year          = {2026},\n"
            "  month         = apr,\n"
            "  doi           = {10.1145/3767295.3769316},\n"
            "  eprint        = {2505.11432},\n"
            "  archiveprefix = {arXiv},\n"
            "  primaryclass  = {cs.DC},\n"
            "  keywords      = {LLM serving, {Caches, fast}}\n"
            "}\n");
}

TEST(BibtexWriter, WritesSevenBitLatex) {
  const std::string text = to_bibtex(paper(), BibtexSettings{.unicode = false});
  for (const char c : text) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
  EXPECT_TRUE(contains(text, "Zola, {\\'E}mile")) << text;
}

TEST(BibtexWriter, StyleChoosesOptionalFields) {
  Record record = paper();
  record.work.abstract_text = "An abstract.";
  record.work.url = "https://example.org/a%20b_{c}";
  EXPECT_FALSE(contains(to_bibtex(record, {}), "abstract"));
  EXPECT_TRUE(
      contains(to_bibtex(record, BibtexSettings{.url = true}), "url           = {https://example.org/a%20b_%7Bc%7D}"));
  const BibtexSettings style{
      .abstract_field = true, .keywords = false, .url = false, .unicode = true, .max_authors = 1};
  const std::string text = to_bibtex(record, style);
  EXPECT_TRUE(contains(text, "abstract      = {An abstract.}"));
  EXPECT_FALSE(contains(text, "keywords"));
  EXPECT_FALSE(contains(text, "url "));
  EXPECT_TRUE(contains(text, "{Zola, Émile and others}"));
}

struct NameCase {
  PersonName name;
  const char* unicode;
};

PersonName name(std::string family, std::string given, std::string particle = "", std::string suffix = "",
                std::string literal = "") {
  return {.family = std::move(family),
          .given = std::move(given),
          .particle = std::move(particle),
          .suffix = std::move(suffix),
          .literal = std::move(literal)};
}

TEST(BibtexNames, AreOneNameWithTheirPartsForEveryReader) {
  const std::vector<NameCase> cases = {
      {name("Beethoven", "Ludwig", "van"), "van Beethoven, Ludwig"},
      {name("Berg", "Jan", "van der"), "van der Berg, Jan"},
      {name("Bruijn", "N. G.", "De"), "{De Bruijn}, N. G."},
      {name("Di Carlo", "Stefano"), "{Di Carlo}, Stefano"},
      {name("Ford", "Henry", "", "Jr."), "Ford, Jr., Henry"},
      {name("Ford", "", "", "Jr."), "{Ford Jr.}"},
      {name("", "", "", "", "The ABC and DEF Consortium"), "{The ABC and DEF Consortium}"},
      {name("Plato", ""), "Plato"},
      {name("Øster", "Ib"), "{Øster}, Ib"},
      {name("Tolkien", "J.R.R."), "Tolkien, J. R. R."},
      {name("others", "Many"), "{others}, Many"},
      {name("Alembert", "Jean", "d'"), "{d'Alembert}, Jean"},
      {name("al-Khwarizmi", "M."), "{al-Khwarizmi}, M."},
      {name("Nunez-Iglesias", "Juan"), "Nunez-Iglesias, Juan"},
      {name("A, B", "C, D"), "{A B}, C D"},
      {name("Doe and Roe", "X and Y"), "{Doe and Roe}, {X and Y}"},
      {name("family=x", "given = y"), "{family{=}x}, given {=} y"},
      {name("Ya\\n{g}", "%Li"), "Ya\\textbackslash{}n\\textbraceleft{}g\\textbraceright{}, \\%Li"},
      {name("", "Cher"), "{Cher}"},
      {name("", ""), ""},
  };
  for (const NameCase& c : cases) EXPECT_EQ(bibtex_name(c.name, LatexProfile::unicode), c.unicode);
  EXPECT_EQ(bibtex_name(name("Öz", "A"), LatexProfile::ascii), "{\\\"O}z, A");
}

TEST(BibtexExpression, NeedsNoMacroAndCannotLeaveItsField) {
  const MacroDefinitions macros = {{"acm", "{ACM } # {Press}"}, {"bad", "{x} }"}};
  EXPECT_EQ(own_expression("{A {B}}", macros), "{A {B}}");
  EXPECT_EQ(own_expression(" acm  # \"x {\"} y\" # jul # 12", macros), "{ACM } # {Press} # \"x {\"} y\" # jul # 12");
  EXPECT_EQ(own_expression("unknown", macros), "{unknown}");
  EXPECT_EQ(own_expression("bad", macros), "{bad}");
  EXPECT_EQ(own_expression(std::string("{a\0\x1b b}", 7), macros), "{a b}");
  for (const char* broken :
       {"", "{", "}", "{a}}", "\"a", "{a} {b}", "{a}, x = {b}", "{a} #", "a b", "{a}\n}\n@misc{x,", "\"a}\"", "#"}) {
    EXPECT_EQ(own_expression(broken, macros), std::nullopt) << broken;
  }
}

TEST(BibtexWriter, KeepsTheUsersOwnFieldsAsWritten) {
  Record record = own_entry("inproceedings", {{"Title", "{The {TCP} {\\O}ne}"},
                                              {"AUTHOR", "{Ada Lovelace}"},
                                              {"booktitle", "proc # { 2}"},
                                              {"year", "2001"},
                                              {"month", "jul # \"/\" # aug"},
                                              {"Note", "\"To appear\" # x"},
                                              {"volume", "3"},
                                              {"number", "4"},
                                              {"crossref", "{p}"},
                                              {"x-mine", "{50\\% {a}}"},
                                              {"broken", "{a}}, evil = {b"},
                                              {"note", "{again}"}});
  record.entry.macros = {{"proc", "{Proc.}"}};
  record.work.type = WorkType::paper_conference;
  record.work.title = record.entry.work.title = "The TCP Øne";
  record.work.authors = record.entry.work.authors = {person("Lovelace", "Ada")};
  record.work.container_title = record.entry.work.container_title = "Proc. 2";
  record.work.issued = record.entry.work.issued = PartialDate{2001, 7, std::nullopt};
  record.work.volume = record.entry.work.volume = "3";
  EXPECT_EQ(to_bibtex(record, {}),
            "@inproceedings{own,\n"
            "  author        = {Lovelace, Ada},\n"
            "  title         = {The {TCP} {\\O}ne},\n"
            "  booktitle     = {Proc.} # { 2},\n"
            "  volume        = {3},\n"
            "  year          = {2001},\n"
            "  month         = jul,\n"
            "  note          = \"To appear\" # {x},\n"
            "  issue         = 4,\n"
            "  x-mine        = {50\\% {a}},\n"
            "  broken        = {\\textbraceleft{}a\\textbraceright{}\\textbraceright{}, evil = \\textbraceleft{}b}\n"
            "}\n");
}

TEST(BibtexWriter, LosesNoUnresolvedEntry) {
  Record sparse;
  sparse.id = "flash2026";
  sparse.entry.work.title = sparse.work.title = "A system";
  sparse.entry.venue = "EuroSys";
  sparse.entry.year = 2026;
  sparse.entry.links = {{"Code", "https://github.com/x/y"}, {"Paper", "https://example.org/p.pdf"}};
  EXPECT_EQ(
      to_bibtex(sparse, {}),
      "@misc{flash2026,\n  title         = {A system},\n  howpublished  = {{EuroSys}},\n  year          = {2026},\n"
      "  url           = {https://example.org/p.pdf},\n  key           = {A system}\n}\n");
  Record bare;
  bare.id = "x1";
  bare.entry.identifiers = {*Doi::parse("10.1000/abc")};
  bare.work.doi = Doi::parse("10.1000/abc");
  EXPECT_EQ(
      to_bibtex(bare, {}),
      "@misc{x1,\n  doi           = {10.1000/abc},\n  howpublished  = {doi:10.1000/abc},\n  key           = {x1}\n}\n");
}

TEST(BibtexWriter, InventsNothingForAnEntryThatIsOnlyAKey) {
  Record only_a_key;
  only_a_key.id = "x1";
  only_a_key.entry.key = "x1";
  Record dated = only_a_key;
  dated.id = "x2";
  dated.entry.year = 2026;
  Record linked = only_a_key;
  linked.id = "x3";
  linked.entry.links = {{"Paper", "https://example.org/p.pdf"}};
  EXPECT_EQ(bibliography(std::vector{only_a_key, dated, linked}, {}),
            "@misc{x2,\n  year          = {2026},\n  key           = {x2}\n}\n\n"
            "@misc{x3,\n  url           = {https://example.org/p.pdf},\n"
            "  howpublished  = {https://example.org/p.pdf},\n  key           = {x3}\n}\n");
}

TEST(BibtexWriter, ChoosesTypesByWhatIsKnown) {
  const std::vector<std::pair<WorkType, std::string>> types = {
      {WorkType::article_journal, "article"},
      {WorkType::paper_conference, "inproceedings"},
      {WorkType::article, "misc"},
      {WorkType::book, "book"},
      {WorkType::chapter, "incollection"},
      {WorkType::collection, "proceedings"},
      {WorkType::thesis, "phdthesis"},
      {WorkType::report, "techreport"},
      {WorkType::dataset, "misc"},
      {WorkType::software, "misc"},
      {WorkType::standard, "misc"},
      {WorkType::entry, "incollection"},
      {WorkType::review, "misc"},
      {WorkType::periodical, "misc"},
      {WorkType::component, "misc"},
      {WorkType::document, "misc"},
  };
  for (const auto& [type, expected] : types) {
    Record record = paper();
    record.work.type = type;
    EXPECT_TRUE(to_bibtex(record, {}).starts_with("@" + expected + "{")) << to_string(type);
    record.work.authors.clear();
    record.work.issued.reset();
    EXPECT_TRUE(to_bibtex(record, {}).starts_with("@misc{")) << to_string(type);
  }
  Record chapter = paper();
  chapter.work.type = WorkType::chapter;
  chapter.entry.bibtex_type = "inbook";
  EXPECT_TRUE(to_bibtex(chapter, {}).starts_with("@inbook{"));
  chapter.entry.bibtex_type = "article";
  EXPECT_TRUE(to_bibtex(chapter, {}).starts_with("@incollection{"));
}

TEST(BibtexWriter, NeverWritesAcmsUnregisteredNumbers) {
  Record record = own_entry("misc", {{"doi", "{10.5555/123}"}});
  record.work.doi = record.entry.work.doi = Doi::parse("10.5555/123");
  EXPECT_FALSE(contains(to_bibtex(record, {}), "10.5555/123}"));
}

TEST(Bibliography, KeysAreUniqueIgnoringCaseAndSafe) {
  std::vector<Record> records(6);
  const std::vector<std::string> ids = {"Smith20", "smith20", "a b{c}", "{}", "Smith20-2", "\xC3\xA9"};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    records[i].id = ids[i];
    records[i].work.title = "T" + std::to_string(i);
  }
  const std::string text = bibliography(records, {});
  for (const char* key : {"@misc{Smith20,", "@misc{smith20-2,", "@misc{a-b-c-,", "@misc{entry,", "@misc{Smith20-2-2,",
                          "@misc{\xC3\xA9,"}) {
    EXPECT_TRUE(contains(text, key)) << key << "\n" << text;
  }
}

TEST(Bibliography, AnIdIsTheKeyAsItIs) {
  for (const char* id : {"jin2026fix-89ab", "m\xC3\xBCller2020-12ef", "DBLP:conf/x/Y26", "a[31mb", "o'neil&co=20"}) {
    Record record;
    record.id = id;
    record.work.title = "T";
    EXPECT_TRUE(to_bibtex(record, {}).starts_with("@misc{" + record.id + ",")) << to_bibtex(record, {});
  }
}

TEST(Bibliography, RepeatsNoWorkButKeepsItsKeys) {
  std::vector<Record> records = {paper(), own_entry("misc", {}), own_entry("misc", {})};
  records[1].same_as = records[2].same_as = "Zola2026Flash";
  records[2].entry.key = "other";
  const std::string text = bibliography(records, {});
  EXPECT_EQ(text.find("\n@"), std::string::npos);
  EXPECT_TRUE(contains(text, "ids           = {own,other}"));
}

// --- What nobody may smuggle in, and what the real programs say ---

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = {
      "\\input{/etc/passwd}",
      "}} @misc{evil, title={x}",
      "{{{",
      "a } b { c",
      "50% off @article{x, # $y$ ~ ^ _ &",
      "^^M^^5cinput ^^7d",
      std::string("nul \0 bell \a esc \x1b", 17),
      "line\nbreak\r\n@misc{z,}\n%",
      "\"quoted\" `` '' \\\" \\",
      "\xFF\xC0 broken utf-8 \xE2\x82",
      "\\write18{rm} \\catcode`\\@=11 \\def\\x{",
      "a = {b}, c # d",
      "\xE2\x80\xAE right to left \xE2\x80\x8B zero width \xC2\xAD",
      " and ",
      "x and others and",
      ",,,",
      "a, b, c, d, e",
      "family=x, given=y",
      "<i>markup</i> <script>",
      "$\\mathcal{O}(n)$",
  };
  return texts;
}

Record hostile(const std::string& text, std::size_t number, WorkType type) {
  Record record = paper();
  record.id = "hostile" + std::to_string(number);
  Work& work = record.work;
  work.type = type;
  work.title = text;
  work.authors = {person(text, text), person("Doe", "Jane")};
  work.authors.emplace_back().name = name("", "", "", "", text);
  work.authors.emplace_back().name = name(text, "X", text, text);
  work.editors = {person(text, "Y")};
  for (auto* field :
       {&work.container_title, &work.collection_title, &work.publisher, &work.publisher_place, &work.volume,
        &work.issue, &work.pages, &work.article_number, &work.abstract_text, &work.primary_class}) {
    *field = text;
  }
  work.url = "https://example.org/" + text;
  record.entry.topics = {text, "b"};
  record.entry.venue = text;
  return record;
}

std::vector<Record> hostile_records() {
  std::vector<Record> records;
  for (const WorkType type : {WorkType::paper_conference, WorkType::article_journal, WorkType::book}) {
    for (const std::string& text : hostile_texts()) records.push_back(hostile(text, records.size(), type));
  }
  return records;
}

TEST(BibtexWriter, NothingASourceSendsBecomesTex) {
  for (const bool unicode : {true, false}) {
    for (const Record& record : hostile_records()) {
      const std::string text =
          to_bibtex(record, BibtexSettings{.abstract_field = true, .url = true, .unicode = unicode});
      SCOPED_TRACE(text);
      EXPECT_TRUE(is_balanced(text));
      EXPECT_EQ(text.find("\n@"), std::string::npos);
      for (const char* command : {"\\input", "\\write", "\\catcode", "\\def", "^^"})
        EXPECT_FALSE(contains(text, command));
      for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
      std::size_t lines = 0;
      for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) ++lines;
      std::size_t fields = 0;
      for (std::size_t at = text.find(",\n  "); at != std::string::npos; at = text.find(",\n  ", at + 1)) ++fields;
      EXPECT_EQ(lines, fields + 2) << "one line a field";
    }
  }
}

std::vector<Record> ordinary_records() {
  std::vector<Record> records;
  for (const WorkType type : {WorkType::article_journal, WorkType::paper_conference, WorkType::article, WorkType::book,
                              WorkType::chapter, WorkType::collection, WorkType::thesis, WorkType::report,
                              WorkType::dataset, WorkType::software, WorkType::standard, WorkType::document}) {
    for (int variant = 0; variant < 5; ++variant) {
      Record record = paper();
      record.id = "r" + std::to_string(records.size());
      record.work.type = type;
      record.work.volume = "12";
      record.work.issue = "3";
      record.work.publisher_place = "Edinburgh and London";
      if (variant == 1) record.work.authors.clear();
      if (variant == 2) record.work.container_title.reset();
      if (variant == 3) record.work.volume.reset();
      if (variant == 4) record.work.editors = {person("Müller", "Ä.")};
      records.push_back(std::move(record));
    }
  }
  Record own = own_entry("inproceedings",
                         {{"note", "{To appear}"}, {"number", "7"}, {"volume", "2"}, {"organization", "{USENIX}"}});
  own.work = paper().work;
  own.entry.work.volume = own.work.volume = "2";
  records.push_back(std::move(own));
  Record title_only;
  title_only.id = "sparse";
  title_only.work.title = title_only.entry.work.title = "Only a title";
  records.push_back(std::move(title_only));
  Record nothing;
  nothing.id = "nothing";
  records.push_back(std::move(nothing));
  return records;
}

bool have(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

class RealTools : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("bibmill_bibtex_test_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  /// What the program printed, out and err together.
  std::string run(const std::string& command) const {
    const int status = std::system(("cd '" + folder_.string() + "' && " + command + " >out.txt 2>&1").c_str());
    std::ifstream stream(folder_ / "out.txt", std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    return text + (status == 0 ? "" : "\n(failed)");
  }

  std::filesystem::path folder_;
};

std::vector<Record> all_records() {
  std::vector<Record> records = ordinary_records();
  for (Record& record : hostile_records()) records.push_back(std::move(record));
  return records;
}

TEST_P(RealTools, BibtexReadsTheFileWithoutAWarning) {
  if (!have("bibtex")) GTEST_SKIP() << "no bibtex here; it comes with texlive-binaries";
  write("r.bib",
        bibliography(all_records(), BibtexSettings{.abstract_field = true, .url = true, .unicode = GetParam()}));
  for (const std::string style : {"plain", "unsrt"}) {
    write("x.aux", "\\relax\n\\citation{*}\n\\bibdata{r}\n\\bibstyle{" + style + "}\n");
    const std::string output = run("bibtex x");
    if (contains(output, "couldn't open style file"))
      GTEST_SKIP() << "no " << style << ".bst here; it comes with texlive-latex-base";
    EXPECT_FALSE(contains(output, "arning")) << output.substr(0, 4000);
    EXPECT_FALSE(contains(output, "error")) << output.substr(0, 4000);
    EXPECT_FALSE(contains(output, "(failed)")) << output.substr(0, 4000);
  }
}

TEST_P(RealTools, BiberReadsTheFileWithoutAWarning) {
  if (!have("biber")) GTEST_SKIP() << "no biber here; it comes with the package biber";
  write("r.bib", bibliography(all_records(), BibtexSettings{.url = true, .unicode = GetParam()}));
  const std::string output = run("biber --tool --nolog --output-file=out.bib r.bib");
  EXPECT_FALSE(contains(output, "WARN")) << output.substr(0, 4000);
  EXPECT_FALSE(contains(output, "ERROR")) << output.substr(0, 4000);
  EXPECT_FALSE(contains(output, "(failed)")) << output.substr(0, 4000);
}

TEST_P(RealTools, BibersDataModelKnowsEveryField) {
  if (!have("biber")) GTEST_SKIP() << "no biber here; it comes with the package biber";
  std::vector<Record> complete;
  for (Record& record : ordinary_records()) {
    // biblatex wants the editors of a collection, which sources seldom know.
    const bool editors_wanted = record.work.type == WorkType::chapter && record.work.editors.empty();
    if (!editors_wanted && !record.work.authors.empty() && record.work.issued && record.id != "own")
      complete.push_back(std::move(record));
  }
  write("r.bib", bibliography(complete, BibtexSettings{.url = true, .unicode = GetParam()}));
  const std::string output = run("biber --tool --validate-datamodel --nolog --output-file=out.bib r.bib");
  EXPECT_FALSE(contains(output, "WARN")) << output.substr(0, 6000);
}

INSTANTIATE_TEST_SUITE_P(Profiles, RealTools, testing::Bool(), [](const auto& profile) {
  return profile.param ? std::string("unicode") : std::string("ascii");
});

}  // namespace
}  // namespace bibmill
