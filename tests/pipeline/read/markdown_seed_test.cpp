// The reading list that started the project, read in place and compared with its truth, and the bundled list compared
// with it.
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "pipeline/read/markdown.h"

namespace bibmill {
namespace {

const std::filesystem::path kSeed = std::filesystem::path(BIBMILL_SHARED_DIR) / "seed";
const std::filesystem::path kBundled = std::filesystem::path(BIBMILL_SOURCE_DIR) / "fixtures/eurosys-2026.md";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> strings(simdjson::dom::array array) {
  std::vector<std::string> values;
  for (std::string_view value : array) values.emplace_back(value);
  return values;
}

std::vector<Link> links(simdjson::dom::array array) {
  std::vector<Link> values;
  for (simdjson::dom::object link : array) {
    const std::string_view label = link["label"];
    const std::string_view url = link["url"];
    values.push_back({std::string(label), std::string(url)});
  }
  return values;
}

void expect_equals_truth(const Entry& entry, simdjson::dom::object truth) {
  const std::string_view title = truth["title"];
  const std::string_view venue = truth["venue"];
  const std::int64_t year = truth["year"];
  const std::uint64_t line = truth["seed_line"];
  EXPECT_EQ(entry.work.title, std::optional<std::string>(title));
  EXPECT_EQ(entry.line, line);
  EXPECT_EQ(entry.topics, strings(truth["topic_path"]));
  EXPECT_EQ(entry.affiliations, strings(truth["affiliations_seed"]));
  EXPECT_EQ(entry.links, links(truth["links"]));
  EXPECT_EQ(entry.notes.size(), simdjson::dom::array(truth["notes"]).size());
  EXPECT_EQ(entry.summary, strings(truth["summary"]));
  EXPECT_EQ(entry.venue, std::optional<std::string>(venue));
  EXPECT_EQ(entry.year, std::optional<int>(static_cast<int>(year)));
}

TEST(MarkdownSeed, EveryPaperIsAsInTheTruth) {
  if (!std::filesystem::exists(kSeed)) GTEST_SKIP() << "the shared seed folder is absent";
  const ReadResult result = read_markdown(read_file(kSeed / "eurosys-2026.md"), "list.md");
  simdjson::dom::parser parser;
  const std::string truths = read_file(kSeed / "entries.jsonl");
  std::size_t index = 0;
  for (simdjson::dom::element truth : parser.parse_many(truths.data(), truths.size(), 1 << 20)) {
    ASSERT_LT(index, result.entries.size());
    SCOPED_TRACE(result.entries[index].work.title.value_or(""));
    expect_equals_truth(result.entries[index++], truth);
  }
  EXPECT_EQ(index, 42U);
  EXPECT_EQ(result.entries.size(), 42U);
  EXPECT_TRUE(result.rejects.empty());
}

TEST(MarkdownSeed, FiguresAreThoseOfTheList) {
  if (!std::filesystem::exists(kSeed)) GTEST_SKIP() << "the shared seed folder is absent";
  const ReadResult result = read_markdown(read_file(kSeed / "eurosys-2026.md"), "list.md");
  std::size_t uses = 0, link_count = 0, with_link = 0, summaries = 0, notes = 0;
  std::set<std::string> affiliations;
  std::set<std::vector<std::string>> topics;
  for (const Entry& entry : result.entries) {
    uses += entry.affiliations.size();
    affiliations.insert(entry.affiliations.begin(), entry.affiliations.end());
    topics.insert(entry.topics);
    link_count += entry.links.size();
    with_link += entry.links.empty() ? 0U : 1U;
    summaries += entry.summary.size();
    notes += entry.notes.size();
  }
  EXPECT_EQ(uses, 116U);
  EXPECT_EQ(affiliations.size(), 76U);
  EXPECT_EQ(topics.size(), 19U);
  EXPECT_EQ(link_count, 12U);
  EXPECT_EQ(with_link, 8U);
  EXPECT_EQ(summaries, 10U);
  EXPECT_EQ(notes, 1U);
}

TEST(MarkdownSeed, BundledListDiffersInSummariesOnly) {
  if (!std::filesystem::exists(kSeed)) GTEST_SKIP() << "the shared seed folder is absent";
  ReadResult seed = read_markdown(read_file(kSeed / "eurosys-2026.md"), "list.md");
  ReadResult bundled = read_markdown(read_file(kBundled), "list.md");
  ASSERT_EQ(seed.entries.size(), bundled.entries.size());
  for (std::size_t i = 0; i < seed.entries.size(); ++i) {
    Entry& a = seed.entries[i];
    Entry& b = bundled.entries[i];
    ASSERT_EQ(a.summary.size(), b.summary.size()) << a.raw;
    for (std::size_t k = 0; k < a.summary.size(); ++k) {
      EXPECT_NE(a.summary[k], b.summary[k]);
      EXPECT_EQ(a.summary[k].find("**"), b.summary[k].find("**")) << a.raw;
    }
    a.summary.clear();
    b.summary.clear();
    EXPECT_EQ(a, b) << a.raw;
  }
  EXPECT_EQ(seed.pages, bundled.pages);
}

TEST(MarkdownBundledList, PageSaysWhatItSays) {
  const ReadResult result = read_markdown(read_file(kBundled), "list.md");
  ASSERT_EQ(result.pages.size(), 1U);
  const Page& page = result.pages.front();
  EXPECT_EQ(page.title, "EuroSys 2026");
  EXPECT_EQ(page.venue, "EuroSys");
  EXPECT_EQ(page.year, 2026);
  EXPECT_EQ(page.homepage, "https://2026.eurosys.org");
  EXPECT_EQ(page.paper_list, "https://2026.eurosys.org/papers.html");
  ASSERT_EQ(page.acceptance_rates.size(), 1U);
  EXPECT_EQ(page.acceptance_rates.front(), (AcceptanceRate{"Spring", "19.6% (= 79 / 404)", 19.6, 79, 404}));
  ASSERT_EQ(page.glossary.size(), 3U);
  EXPECT_EQ(page.glossary[2], (std::pair<std::string, std::string>("LoRA", "Low-Rank Adaptation")));
}

/// Rewrites a page line by line.
template <typename Rewrite>
std::string each_line(const std::string& text, Rewrite rewrite) {
  std::stringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) result += rewrite(line);
  return result;
}

std::size_t indent(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

std::string dashes(std::string line) {
  if (const std::size_t at = indent(line); line.compare(at, 2, "* ") == 0) line[at] = '-';
  return line + "\n";
}

std::string four_spaces(const std::string& line) { return std::string(indent(line), ' ') + line + "\n"; }

std::string bare_brackets(std::string line) {
  for (std::size_t at = line.find("\\["); at != std::string::npos; at = line.find("\\[")) line.erase(at, 1);
  return line + "\n";
}

std::string outer_links(std::string line) {
  for (std::size_t at = line.find("\\[["); at != std::string::npos; at = line.find("\\[[")) {
    const std::size_t middle = line.find("](", at);
    const std::size_t end = line.find(")]", middle);
    line.replace(end, 2, ")");
    line.replace(middle, 2, "]](");
    line.replace(at, 3, "[[");
  }
  return line + "\n";
}

std::string linked_homepage(std::string line) {
  const std::size_t at = line.find('<');
  if (at == std::string::npos) return line + "\n";
  const std::string url = line.substr(at + 1, line.size() - at - 2);
  return line.substr(0, at) + "[" + url + "](" + url + ")\n";
}

void expect_same_entries(const std::string& text, const std::string& name) {
  const auto clean = [](Entry entry) {
    entry.raw.clear();
    entry.line = 0;
    std::erase_if(entry.summary, [](const std::string& line) { return line.starts_with("关于"); });
    return entry;
  };
  const ReadResult expected = read_markdown(read_file(kBundled), "list.md");
  const ReadResult result = read_markdown(text, "list.md");
  ASSERT_EQ(result.entries.size(), expected.entries.size()) << name;
  for (std::size_t i = 0; i < result.entries.size(); ++i)
    EXPECT_EQ(clean(result.entries[i]), clean(expected.entries[i])) << name;
  EXPECT_EQ(result.pages, expected.pages) << name;
}

TEST(MarkdownBundledList, DialectsGiveTheSameEntries) {
  const std::string list = read_file(kBundled);
  expect_same_entries(each_line(list, dashes), "dashes");
  expect_same_entries(each_line(list, four_spaces), "four spaces");
  expect_same_entries(each_line(each_line(list, dashes), four_spaces), "dashes and four spaces");
  expect_same_entries(each_line(list, bare_brackets), "bare brackets");
  expect_same_entries(each_line(list, outer_links), "links around brackets");
  expect_same_entries(each_line(list, linked_homepage), "linked homepage");
  expect_same_entries(each_line(list, [](const std::string& line) { return line + "\r\n"; }), "CRLF");
  expect_same_entries("---\ndescription: papers\n---\n\n" + list, "front matter");
}

TEST(MarkdownBundledList, NoAffiliationLineThatIsOddlyWrittenLosesItsPaper) {
  const std::string list = read_file(kBundled);
  const std::size_t papers = read_markdown(list, "list.md").entries.size();
  for (const char* odd : {"vivo", "We show that this helps.", "Some Words of a Remark on it"}) {
    std::size_t line_number = 0;
    std::stringstream lines(list);
    for (std::string line; std::getline(lines, line);) {
      ++line_number;
      if (line.find(" & ") == std::string::npos || line.find(':') != std::string::npos) continue;
      std::size_t at = 0;
      const std::string text = each_line(list, [&](const std::string& each) {
        return (++at == line_number ? std::string(indent(each), ' ') + "* " + odd : each) + "\n";
      });
      const ReadResult result = read_markdown(text, "list.md");
      EXPECT_TRUE(result.entries.size() == papers || !result.rejects.empty()) << odd << " at line " << line_number;
    }
  }
}

TEST(MarkdownBundledList, InterleavedRemarksChangeNoEntry) {
  const std::string list = read_file(kBundled);
  const auto remark = [](const std::string& line) {
    return std::string(indent(line), ' ') + "* 关于调度的说明，很短。\n";
  };
  const auto is_detail = [](const std::string& line) {
    return line.find(" & ") != std::string::npos && line.find(':') == std::string::npos;
  };
  const auto after = [&](const std::string& line) { return line + "\n" + (is_detail(line) ? remark(line) : ""); };
  const auto before = [&](const std::string& line) { return (is_detail(line) ? remark(line) : "") + line + "\n"; };
  expect_same_entries(each_line(list, after), "after the affiliations");
  expect_same_entries(each_line(list, before), "before the affiliations");
}

}  // namespace
}  // namespace bibmill
