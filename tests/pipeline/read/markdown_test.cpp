// The dialects of fixtures/lists, and pages that no person would write.
#include "pipeline/read/markdown.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

ReadResult read_fixture(const std::string& name) {
  std::ifstream file(std::filesystem::path(BIBMILL_SOURCE_DIR) / "fixtures/lists" / name, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return read_markdown(text.str(), name);
}

/// What a test compares: "line title | venue year | topic > topic".
std::vector<std::string> outline(const ReadResult& result) {
  std::vector<std::string> lines;
  for (const Entry& entry : result.entries) {
    std::string line = std::to_string(entry.line) + " " + entry.work.title.value_or("-").substr(0, 20) + " | " +
                       entry.venue.value_or("-") + " " + (entry.year ? std::to_string(*entry.year) : "-") + " |";
    for (const std::string& topic : entry.topics) line += " " + topic;
    lines.push_back(std::move(line));
  }
  return lines;
}

using Strings = std::vector<std::string>;

TEST(Markdown, BarSuffixesAndDetails) {
  const ReadResult result = read_fixture("bar-suffix.md");
  EXPECT_EQ(outline(result),
            (Strings{"11 SkyWalker: A Localit | EuroSys 2026 | Serving", "12 Efficient Memory Man | - 2026 | Serving",
                     "13 Orca: A Distributed  | OSDI 2022 | Serving",
                     "20 TokenFlow: Responsiv | EuroSys 2026 | Serving Others"}));
  EXPECT_EQ(result.entries[1].affiliations, (Strings{"UC Berkeley", "Stanford"}));
  EXPECT_EQ(result.entries[0].work.title, "SkyWalker: A Locality-Aware Cross-Region Load Balancer for LLM Inference");
  EXPECT_EQ(result.entries[2].work.title, "Orca: A Distributed Serving System for Transformer-Based Generative Models");
}

TEST(Markdown, VenueMarksBeforeInsideAndGluedToTitles) {
  const ReadResult result = read_fixture("bracketed-venue.md");
  EXPECT_EQ(
      outline(result),
      (Strings{"5 LoRAFusion: Efficien | EuroSys 2026 | Training", "7 Unity: Accelerating  | OSDI 2022 | Training",
               "8 FlashPS: Efficient G | arXiv 2025 | Training", "10 MegaScale-MoE: Large | arXiv 2025 | Training",
               "11 Gandiva: Introspecti | OSDI 2018 | Training Scheduling",
               "12 Serverless in the Wi | ATC 2020 | Training", "13 Efficient Memory Man | SOSP 2023 | Training"}));
  EXPECT_EQ(result.entries[2].work.title,
            "FlashPS: Efficient Generative Image Editing with Mask-aware Caching and Scheduling");
  EXPECT_EQ(result.entries[4].summary, Strings{"splits time between jobs"});
  EXPECT_EQ(result.entries[6].notes, Strings{"Awarded Best Paper!"});
  EXPECT_EQ(result.entries[6].links[1], (Link{"code", "https://github.com/vllm-project/vllm"}));
}

TEST(Markdown, TablesOfPapersButNoCalendar) {
  const ReadResult result = read_fixture("tables.md");
  EXPECT_EQ(outline(result),
            (Strings{"7 Efficient Memory Man | - - | Inference", "8 Orca: A Distributed  | - - | Inference",
                     "14 Pollux: Co-adaptive  | OSDI 2021 | Best papers", "20 - | SIGCOMM 2022 | Without titles"}));
  EXPECT_EQ(result.entries[0].affiliations, (Strings{"UC Berkeley", "Stanford"}));
  EXPECT_EQ(result.entries[0].work.issued->str(), "2023-09");
  ASSERT_EQ(result.rejects.size(), 1U);
  EXPECT_EQ(result.rejects[0].line, 21U);
  EXPECT_EQ(result.rejects[0].file, "tables.md");
}

TEST(Markdown, HeadingsOfPapersButNotOfSections) {
  const ReadResult result = read_fixture("headings.md");
  EXPECT_EQ(outline(result),
            (Strings{"7 MegaScale-Omni: A Hy | - - | Serving", "21 Orca: A Distributed  | - 2022 | OSDI",
                     "25 Looking Beyond GPUs  | - 2022 | OSDI"}));
  EXPECT_EQ(result.entries[0].work.authors.size(), 2U);
  EXPECT_EQ(to_string(result.entries[0].identifiers.at(0)), "arxiv:2605.08962");
}

TEST(Markdown, TaskListsWithIdentifierLinesAndHints) {
  const ReadResult result = read_fixture("tasks.md");
  EXPECT_EQ(outline(result), (Strings{"12 Optimus: An Efficien | EuroSys 2018 |", "14 Crimson: Collaborati | - - |"}));
  EXPECT_EQ(to_string(result.entries[0].identifiers.at(0)), "doi:10.1145/3190508.3190517");
  EXPECT_TRUE(result.entries[0].work.authors_incomplete);
}

TEST(Markdown, VenueParagraphsAndRemarksInChinese) {
  const ReadResult result = read_fixture("remarks.md");
  EXPECT_EQ(outline(result),
            (Strings{"7 QoServe: Breaking th | ASPLOS 2026 | Large Language Models (LLMs) LLM Inference Scheduling",
                     "11 STARC: Selective Tok | ASPLOS 2026 | Large Language Models (LLMs) LLM Inference Linkless",
                     "19 ElasGNN: An Elastic  | PPoPP 2026 | GNN"}));
  EXPECT_EQ(result.entries[1].affiliations, (Strings{"RPI", "UMass Amherst", "IBM Research"}));
}

TEST(Markdown, PlainBulletsAreNoPapersOutsideASectionOfPapers) {
  const ReadResult result = read_markdown(
      "# Design\n\n* Key designs\n  * Schedule one iteration at a time\n* Built on Kubernetes & etcd\n  * Raft\n",
      "a.md");
  EXPECT_TRUE(result.entries.empty());
}

TEST(Markdown, TopicsWhosePapersHaveNoDetailsAreNoPapers) {
  const ReadResult result = read_markdown(
      "# OSDI 2022\n\n* Serving\n  * [Orca: A Distributed Serving "
      "System](https://www.usenix.org/conference/osdi22/presentation/yu)\n  * Walle & Friends\n",
      "a.md");
  ASSERT_EQ(result.entries.size(), 1U);
  EXPECT_EQ(result.entries[0].topics, Strings{"Serving"});
}

TEST(Markdown, ABulletWithoutItsBlankIsAnItemOfItsOwn) {
  const ReadResult result = read_markdown(
      "- 23_Eurosys_A First Title [[paper]](https://doi.org/10.1145/1.1)\n"
      "-24_DSN_A Second Title [[paper]](https://doi.org/10.1145/2.2)\n"
      "- 22_OSDI_A Third Title\n"
      "-[A Fourth Title](https://doi.org/10.1145/4.4)\n\n"
      "1.[A Fifth Title](https://doi.org/10.1145/5.5)\n2. [A Sixth Title](https://doi.org/10.1145/6.6)\n",
      "a.md");
  EXPECT_EQ(outline(result), (Strings{"1 A First Title | Eurosys 2023 |", "2 A Second Title | DSN 2024 |",
                                      "3 A Third Title | OSDI 2022 |", "4 A Fourth Title | - - |",
                                      "6 A Fifth Title | - - |", "7 A Sixth Title | - - |"}));
  for (const Entry& entry : result.entries) EXPECT_LE(entry.identifiers.size(), 1U) << entry.raw;
  ASSERT_EQ(result.entries.size(), 6U);
  EXPECT_EQ(result.entries[1].raw, "-24_DSN_A Second Title [[paper]](https://doi.org/10.1145/2.2)");
  EXPECT_EQ(to_string(result.entries[1].identifiers.at(0)), "doi:10.1145/2.2");
}

TEST(Markdown, ADashInsideProseOrCodeIsNoBullet) {
  const ReadResult result = read_markdown(
      "# OSDI 2022\n\nA temperature of\n-5 degrees\n\n```\n- a\n-b of words (OSDI 2022)\n```\n\n"
      "* A title *of many* words (OSDI 2022)\n*[x]* y\n",
      "a.md");
  ASSERT_EQ(result.entries.size(), 1U);
  EXPECT_EQ(result.entries[0].line, 11U);
}

TEST(Markdown, AffiliationsWithoutTheirPaperAreRejectedAndHideNoPaper) {
  const ReadResult result = read_markdown(
      "# EuroSys 2026\n\n## Papers\n\n* Serving\n  * UC Berkeley & MIT\n  * A First Paper of Words\n    * PKU & THU\n"
      "  * A Second Paper of Words\n    * CMU\n\n### Flat\n\n* SIAT, CAS & PKU\n* A Third Paper of Words\n  * MIT\n",
      "a.md");
  EXPECT_EQ(outline(result), (Strings{"7 A First Paper of Wor | EuroSys 2026 | Serving",
                                      "9 A Second Paper of Wo | EuroSys 2026 | Serving",
                                      "15 A Third Paper of Wor | EuroSys 2026 | Flat"}));
  ASSERT_EQ(result.rejects.size(), 2U);
  EXPECT_EQ(result.rejects[0].line, 6U);
  EXPECT_EQ(result.rejects[1].line, 14U);
  EXPECT_EQ(result.rejects[1].text, "SIAT, CAS & PKU");
  EXPECT_EQ(result.rejects[1].file, "a.md");
}

/// "title <- affiliation & … { summary }" of every entry, then "! line" of every reject.
Strings account(const ReadResult& result) {
  Strings lines;
  for (const Entry& entry : result.entries) {
    std::string line = entry.work.title.value_or("-") + " <-";
    for (const std::string& affiliation : entry.affiliations) line += " [" + affiliation + "]";
    for (const std::string& summary : entry.summary) line += " {" + summary + "}";
    lines.push_back(std::move(line));
  }
  for (const Reject& reject : result.rejects) lines.push_back("! " + std::to_string(reject.line));
  return lines;
}

TEST(Markdown, APaperIsToldByItsLeavesWhateverItsFirstLineSays) {
  const std::pair<const char*, const char*> rows[] = {
      {"PKU & THU (equal contribution)", "[PKU] [THU (equal contribution)]"},
      {"imec & KU Leuven", "[imec] [KU Leuven]"},
      {"MIT; CMU", "[MIT; CMU]"},
      {"[MIT](https://mit.edu) & CMU", "[MIT] [CMU]"},
      {"[KU Leuven](https://kuleuven.be) & CMU", "[KU Leuven] [CMU]"},
      {"vivo", "[vivo]"},
      {"We show that this helps.", "{We show that this helps.}"},
      {"Keeps the state of jobs", "{Keeps the state of jobs}"},
  };
  for (const auto& [line, read] : rows) {
    const std::string paper = std::string("* A Broken Title of Words\n    * ") + line + "\n";
    const std::string beside = "# SOSP 2025\n\n## Papers\n\n* Topic\n  * A Fine Title of Words\n    * PKU\n  " + paper;
    EXPECT_EQ(account(read_markdown(beside, "a.md")),
              (Strings{"A Fine Title of Words <- [PKU]", std::string("A Broken Title of Words <- ") + read}))
        << line;
    const std::string unheaded =
        "* Kindling of Many Fires\n    * Univ. of X.\n* Flames of Few Words\n    * MIT & CMU\n";
    EXPECT_EQ(account(read_markdown(unheaded + paper, "a.md")).back(),
              std::string("A Broken Title of Words <- ") + read)
        << line;
  }
}

TEST(Markdown, APaperAloneOnItsPageNeedsNoAffiliations) {
  for (const char* line : {"vivo", "We show that this helps.", "**Best Paper Award!**", "MIT / CMU", "Univ. of X."}) {
    const ReadResult result =
        read_markdown(std::string("# SOSP 2025\n\n## Papers\n\n* A Title of Some Words\n  * ") + line + "\n", "a.md");
    ASSERT_EQ(result.entries.size(), 1U) << line;
    EXPECT_TRUE(result.rejects.empty()) << line;
  }
}

TEST(Markdown, LinesOfNoPaperAndNoTopicAreRejected) {
  const ReadResult result = read_markdown(
      "# SOSP 2025\n\n## Papers\n\n* Serving\n  * This topic is hot\n  * A Fine Title of Words\n    * PKU\n"
      "* Storage\n  * Bare: A Title of Words\n  * Barer: A Title of Words\n* Misc\n",
      "a.md");
  EXPECT_EQ(account(result), (Strings{"A Fine Title of Words <- [PKU]", "! 6", "! 9", "! 10", "! 11", "! 12"}));
}

TEST(Markdown, VenueMarksInCodeAreSpokenOf) {
  EXPECT_TRUE(
      read_markdown("# Forms\n\n- `(SIGCOMM 2016)` plain: 49\n- other: `(OSDI 2022)`, `/ GKD (ICLR 2024)`\n", "a.md")
          .entries.empty());
  EXPECT_EQ(read_markdown("- A Study of `f(x)` in Practice (OSDI 2022)\n", "a.md").entries.size(), 1U);
}

TEST(Markdown, APaperKeepsRemarksThatHaveRemarks) {
  const ReadResult result = read_markdown(
      "# OSDI 2022\n\n* A First Paper of Words\n  * PKU & THU\n  * Compared with other systems\n    * Orca & FlexGen\n",
      "a.md");
  ASSERT_EQ(result.entries.size(), 1U);
  EXPECT_EQ(result.entries[0].affiliations, (Strings{"PKU", "THU"}));
  EXPECT_TRUE(result.rejects.empty());
}

TEST(Markdown, RawIsTheFirstLineAsWritten) {
  const ReadResult result =
      read_markdown("# OSDI 2022\n\n* A *fine* title \\[[Paper](https://doi.org/10.1145/3544216.3544224)]\n", "a.md");
  ASSERT_EQ(result.entries.size(), 1U);
  EXPECT_EQ(result.entries[0].raw, "* A *fine* title \\[[Paper](https://doi.org/10.1145/3544216.3544224)]");
  EXPECT_EQ(result.entries[0].work.title, "A fine title");
}

TEST(Markdown, DeepNestingIsReportedAndTheRestRead) {
  std::string list;
  for (int i = 0; i < 10000; ++i) list += "* ";
  const std::string paper = "\n\ntext\n\n* A title of some length (OSDI 2022)\n";
  for (const std::string& text : {list + "x" + paper, std::string(10000, '>') + "x" + paper}) {
    const ReadResult result = read_markdown(text, "a.md");
    EXPECT_EQ(result.entries.size(), 1U);
    EXPECT_EQ(result.rejects.size(), 1U);
  }
}

TEST(Markdown, NestingByIndentationIsBounded) {
  std::string list;
  for (std::size_t i = 0; i < 1000; ++i) list += std::string(2 * i, ' ') + "* level\n";
  EXPECT_EQ(read_markdown(list, "a.md").rejects.size(), 1U);
}

TEST(Markdown, HugeLinesAreRejectedAndTheRestRead) {
  const ReadResult result =
      read_markdown("* T" + std::string(10'000'000, 'x') + "\n* A title of some length (OSDI 2022)\n", "a.md");
  ASSERT_EQ(result.entries.size(), 1U);
  EXPECT_EQ(result.entries[0].line, 2U);
  ASSERT_EQ(result.rejects.size(), 1U);
  EXPECT_LE(result.rejects[0].text.size(), 210U);
}

TEST(Markdown, BadBytesDoNotMoveLines) {
  using namespace std::string_literals;
  const ReadResult result =
      read_markdown("\xEF\xBB\xBF# OSDI 2022\r\n\r\nA\0B \xFF\xFE\r* A title\0 of \xC3( words (SOSP 2023)\n"s, "a.md");
  ASSERT_EQ(result.entries.size(), 1U);
  EXPECT_EQ(result.entries[0].line, 4U);
  EXPECT_EQ(result.entries[0].venue, "SOSP");
}

TEST(Markdown, EmptyAndBrokenPagesGiveOnePage) {
  for (const char* text : {"", "\n\r\r\n", "---\n", "{% hint %}\n* a", "<details><details><summary>",
                           "</details></details>", "| Paper |\n|---|\n||\n", "* \n  * \n", "#\n##\n", "* [](",
                           "* [[[]]]()", "* ()[]", "* |", "* **", "* \"", "* [a]: b\n[a]: <"}) {
    const ReadResult result = read_markdown(text, "a.md");
    EXPECT_EQ(result.pages.size(), 1U) << text;
    EXPECT_TRUE(result.entries.empty()) << text;
  }
}

TEST(Markdown, EveryCutOfAPageIsRead) {
  std::ifstream file(std::filesystem::path(BIBMILL_SOURCE_DIR) / "fixtures/lists/bracketed-venue.md", std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  const std::string page = text.str();
  for (std::size_t size = 0; size < page.size(); size += 3)
    EXPECT_LE(read_markdown(page.substr(0, size), "a.md").entries.size(), 8U);
}

}  // namespace
}  // namespace bibmill
