// Other people's lists, read in place: how many papers a person counts there, and some entries whole.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "normalizers/names/person_name.h"
#include "pipeline/read/markdown.h"

namespace bibmill {
namespace {

const std::filesystem::path kLists = std::filesystem::path(BIBMILL_SHARED_DIR) / "lists";

ReadResult read_list_file(const std::string& name) {
  std::ifstream file(kLists / name, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return read_markdown(text.str(), name);
}

const Entry& at_line(const ReadResult& result, std::size_t line) {
  static const Entry none;
  const auto entry = std::ranges::find(result.entries, line, &Entry::line);
  EXPECT_NE(entry, result.entries.end()) << "no entry at line " << line;
  return entry == result.entries.end() ? none : *entry;
}

std::vector<std::string> authors(const Entry& entry) {
  std::vector<std::string> names;
  for (const Person& person : entry.work.authors) names.push_back(display_name(person.name));
  return names;
}

std::vector<std::string> identifiers(const Entry& entry) {
  std::vector<std::string> texts;
  for (const Identifier& identifier : entry.identifiers) texts.push_back(to_string(identifier));
  return texts;
}

using Strings = std::vector<std::string>;

class MarkdownLists : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kLists)) GTEST_SKIP() << "the shared folder of lists is absent";
  }
};

TEST_F(MarkdownLists, CountsAreThoseOfAPerson) {
  const std::pair<std::string, std::size_t> counts[] = {
      {"awesome-papers/paper-list_research-skills.md", 21},
      {"awesome-papers/paper-list_systems-for-ml_llm.md", 29},
      {"awesome-papers/paper-list_systems-for-ml_resource-scheduler.md", 28},
      {"awesome-papers/reading-notes_conference_README.md", 0},  // a calendar
      {"awesome-papers/reading-notes_conference_eurosys-2024_README.md", 2},
      {"awesome-papers/reading-notes_conference_osdi-2022_README.md", 8},
      {"awesome-papers/reading-notes_conference_osdi-2022_orca.md", 0},  // prose
      {"awesome-papers/reading-notes_conference_socc-2023.md", 14},
      {"awesome-papers/reading-notes_conference_sosp-2023_README.md", 5},
      {"ai-system-school_inference.md", 42},  // and 19 tools
      {"awesome-llm_README.md", 62},          // table rows; every bullet is a tool, model or post
      {"awesome-llm_evaluation.md", 26},
      {"papers-we-love_caching.md", 3},
      {"papers-we-love_concurrency.md", 8},
      {"README.md", 0},
  };
  for (const auto& [name, count] : counts) EXPECT_EQ(read_list_file(name).entries.size(), count) << name;
}

TEST_F(MarkdownLists, TitleAsLinkWithSeveralLinksInOneBracket) {
  const ReadResult result = read_list_file("awesome-papers/reading-notes_conference_osdi-2022_README.md");
  const Entry& entry = at_line(result, 25);
  EXPECT_EQ(entry.work.title, "Microsecond-scale Preemption for Concurrent GPU-accelerated DNN Inferences");
  EXPECT_EQ(entry.venue, "OSDI");
  EXPECT_EQ(entry.year, 2022);
  EXPECT_EQ(entry.topics, Strings{"Model Serving"});
  EXPECT_EQ(entry.links,
            (std::vector<Link>{{"", "https://www.usenix.org/conference/osdi22/presentation/han"},
                               {"Code", "https://github.com/SJTU-IPADS/reef"},
                               {"Benchmark", "https://github.com/SJTU-IPADS/disb"},
                               {"Artifact", "https://github.com/SJTU-IPADS/reef-artifacts/tree/osdi22-ae"}}));
  EXPECT_TRUE(entry.identifiers.empty());
  EXPECT_EQ(at_line(result, 37).links[1], (Link{"中文官网", "https://www.mnn.zone/m/0.3/"}));
  EXPECT_EQ(result.pages.front().homepage, "https://www.usenix.org/conference/osdi22");
}

TEST_F(MarkdownLists, LinkedVenueMarkBesideTheTitle) {
  const ReadResult result = read_list_file("awesome-papers/paper-list_systems-for-ml_llm.md");
  const Entry& entry = at_line(result, 36);
  EXPECT_EQ(entry.work.title, "SpotServe: Serving Generative Large Language Models on Preemptible Instances");
  EXPECT_EQ(entry.venue, "ASPLOS");
  EXPECT_EQ(entry.year, 2024);
  EXPECT_EQ(entry.affiliations, (Strings{"CMU", "PKU", "CUHK"}));
  EXPECT_EQ(identifiers(entry), Strings{"arxiv:2311.15566"});
  EXPECT_EQ(entry.links.front().label, "Personal Notes");
  EXPECT_EQ(entry.summary.size(), 5U);
  const Entry& online = at_line(result, 95);
  EXPECT_EQ(online.topics, (Strings{"LLM Inference", "Speculative Decoding"}));
  EXPECT_EQ(online.venue, "arXiv");
  EXPECT_EQ(identifiers(online), Strings{"arxiv:2310.07177"});
}

TEST_F(MarkdownLists, AwardsAndKindsAreNotes) {
  const ReadResult result = read_list_file("awesome-papers/reading-notes_conference_socc-2023.md");
  EXPECT_EQ(at_line(result, 50).notes, Strings{"Best Paper Award!"});
  EXPECT_EQ(at_line(result, 23).notes, Strings{"Industry Paper"});
  EXPECT_EQ(at_line(result, 23).work.title,
            "Gödel: Unified large-scale resource management and scheduling at ByteDance");
  EXPECT_EQ(at_line(result, 69).affiliations, (Strings{"ISCAS", "ICT, CAS"}));
}

TEST_F(MarkdownLists, BylinesBecomeAuthors) {
  const ReadResult result = read_list_file("awesome-papers/paper-list_research-skills.md");
  EXPECT_EQ(at_line(result, 13).work.title, "The Ph.D. Grind");
  EXPECT_EQ(authors(at_line(result, 13)), Strings{"Philip J. Guo"});
  EXPECT_EQ(at_line(result, 27).links.front().url, "https://www.cell.com/matter/fulltext/S2590-2385(22)00543-4");
  EXPECT_EQ(authors(at_line(result, 24)), (Strings{"Roy Levin", "David D. Redell"}));
  const ReadResult caching = read_list_file("papers-we-love_caching.md");
  EXPECT_EQ(authors(at_line(caching, 3)), (Strings{"Ketan Shah", "Anirban Mitra", "Dhruv Matani"}));
}

TEST_F(MarkdownLists, AuthorLinesInThreeStyles) {
  const ReadResult result = read_list_file("ai-system-school_inference.md");
  EXPECT_EQ(authors(at_line(result, 34)), (Strings{"Vikram Sreekanti", "Harikaran Subbaraj", "Chenggang Wu",
                                                   "Joseph E. Gonzalez", "Joseph M. Hellerstein"}));
  EXPECT_EQ(identifiers(at_line(result, 34)), Strings{"arxiv:2007.05832"});
  EXPECT_EQ(authors(at_line(result, 37)).front(), "A. Gujarati");
  EXPECT_EQ(at_line(result, 37).venue, "OSDI");
  const Entry& pretzel = at_line(result, 58);
  EXPECT_EQ(pretzel.work.title, "PRETZEL: Opening the Black Box of Machine Learning Prediction Serving Systems");
  EXPECT_EQ(authors(pretzel).size(), 6U);
  EXPECT_EQ(pretzel.year, 2018);
  const Entry& mlperf = at_line(result, 8);
  EXPECT_EQ(mlperf.work.title, "Mlperf inference benchmark");
  EXPECT_EQ(authors(mlperf), Strings{"Vijay Janapa Reddi"});
  EXPECT_TRUE(mlperf.work.authors_incomplete);
  EXPECT_EQ(at_line(result, 86).venue, "SoCC");  // no link at all: authors and venue tell
  EXPECT_EQ(authors(at_line(result, 67)), Strings{"Daniel Crankshaw"});
}

TEST_F(MarkdownLists, TableRowsAreDatedPapers) {
  const ReadResult result = read_list_file("awesome-llm_README.md");
  const Entry& entry = at_line(result, 64);
  EXPECT_EQ(entry.work.title,
            "Using Deep and Megatron to Train Megatron-Turing NLG 530B, A Large-Scale Generative Language Model");
  EXPECT_EQ(entry.work.issued->str(), "2022-01");
  EXPECT_EQ(entry.affiliations, Strings{"Microsoft&NVIDIA"});
  EXPECT_EQ(entry.topics, Strings{"Milestone Papers"});
  EXPECT_EQ(identifiers(entry), Strings{"arxiv:2201.11990"});
}

TEST_F(MarkdownLists, QuotedRemarksAreSummaries) {
  const ReadResult result = read_list_file("awesome-llm_evaluation.md");
  const Entry& entry = at_line(result, 13);
  EXPECT_EQ(entry.work.title, "Is ChatGPT A Good Translator? A Preliminary Study");
  EXPECT_EQ(entry.work.issued->str(), "2023-01");
  EXPECT_EQ(entry.year, std::nullopt);
  EXPECT_EQ(entry.summary.size(), 1U);
  EXPECT_EQ(entry.links[1].label, "code");
  EXPECT_EQ(identifiers(entry), Strings{"arxiv:2301.08745"});
}

}  // namespace
}  // namespace bibmill
