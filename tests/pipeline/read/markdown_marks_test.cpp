#include "pipeline/read/markdown_marks.h"

#include "normalizers/names/person_name.h"
#include "pipeline/read/markdown_authors.h"
#include "pipeline/read/markdown_links.h"
#include "pipeline/read/markdown_page.h"

namespace bibmill::markdown {
namespace {

TEST(MarkdownMarks, VenueTokens) {
  const std::tuple<const char*, const char*, int> rows[] = {
      {"SOSP 2023", "SOSP", 2023},
      {"SIGCOMM 2016", "SIGCOMM", 2016},
      {"EuroSys' 26", "EuroSys", 2026},
      {"EuroSys '24", "EuroSys", 2024},
      {"EuroSys'24", "EuroSys", 2024},
      {"ATC’18", "ATC", 2018},
      {"ACM SoCC'21", "ACM SoCC", 2021},
      {"OSDI 25", "OSDI", 2025},
      {"ASPLOS26", "ASPLOS", 2026},
      {"SOSP2019", "SOSP", 2019},
      {"DSN-S 2025", "DSN-S", 2025},
      {"Eurosys'19", "Eurosys", 2019},
      {"NIPS 18, System for ML", "NIPS", 2018},
      {"Thinking Machines Lab Blog, 2025-10", "Thinking Machines Lab Blog", 2025},
      {"ISPA/IUCC/BDCloud/SocialCom/SustainCom 2018", "ISPA/IUCC/BDCloud/SocialCom/SustainCom", 2018},
      {"NeurIPS Systems for ML Workshop 2018", "NeurIPS Systems for ML Workshop", 2018},
      {"arxiv'25", "arXiv", 2025},
  };
  for (const auto& [text, venue, year] : rows) {
    const auto mark = parse_venue_mark(text);
    ASSERT_TRUE(mark) << text;
    EXPECT_EQ(mark->venue, venue) << text;
    EXPECT_EQ(mark->year, year) << text;
  }
}

TEST(MarkdownMarks, ArxivMarksGiveTheIdentifier) {
  for (const char* text :
       {"arXiv 2312.07104", "arXiv: 2312.07104", "arXiv:2312.07104", "arXiv preprint arXiv:2312.07104 (2023)."}) {
    const auto mark = parse_venue_mark(text);
    ASSERT_TRUE(mark && mark->arxiv) << text;
    EXPECT_EQ(mark->arxiv->str(), "2312.07104") << text;
  }
}

TEST(MarkdownMarks, OtherTextIsNoVenue) {
  for (const char* text : {"", "2023", "LLMs", "May 2023", "now only contain multi-tenant", "3D 12", "Llama 2",
                           "PaLM 2 Technical Report", "GPT-4", "arXiv", "Preprint", "In 2019", "a survey of 2020"}) {
    const auto mark = parse_venue_mark(text);
    EXPECT_FALSE(mark && (mark->year || mark->arxiv)) << text;
  }
}

TEST(MarkdownMarks, AffiliationLines) {
  for (const char* text : {"PKU & ByteDance", "SIAT, CAS & UCAS & UCSD & University of Macau",
                           "Stevens Institute of Technology & Waterloo", "Amazon", "ÉTS & Inria & OVHcloud & CNRS",
                           "Petuum Inc.", "清华大学 & 北京大学", "Hanyang University & SK hynix & KAIST"}) {
    EXPECT_TRUE(is_affiliation_line(text)) << text;
  }
  for (const char* text : {"The Hong Kong University of Science and Technology (Guangzhou)",
                           "Institute of Parallel and Distributed Systems, School of Computer Science, SJTU",
                           "PKU & THU (equal contribution)", "imec & KU Leuven", "MIT; CMU", "MIT / CMU", "Univ. of X.",
                           "University \"La Sapienza\" of Rome", "3M & 360"}) {
    EXPECT_TRUE(is_affiliation_line(text)) << text;
  }
  for (const char* text : {"", "Live GPU job migration", "Axis: Workload resilience", "Released for commercial use.",
                           "优化的调度", "Industry Paper", "vLLM; PagedAttention", "2022-09"}) {
    EXPECT_FALSE(is_affiliation_line(text)) << text;
  }
  for (const char* text : {"vivo", "360", "Prefill / Decode", "batching & Caching", "Orca (iteration-level scheduling)",
                           "Efficient Memory Management for Large Language Model Serving on Systems",
                           "\"Attention\" & \"Memory\"", "Runs on Google Cloud.", "&", " & ", ";", " / "}) {
    EXPECT_FALSE(is_affiliation_line(text)) << text;
  }
}

TEST(MarkdownMarks, LinesThatMayBeAffiliations) {
  for (const char* text : {"vivo", "PKU", "ByteDance seed & PKU", "iFlytek research & Huawei"})
    EXPECT_TRUE(resembles_affiliation_line(text)) << text;
  for (const char* text : {"", "360", "interesting.", "live migration", "优化的调度", "Industry Paper", "2022-09",
                           "combines batching & caching for models", "Axis: PKU & THU", "It uses Google Cloud."}) {
    EXPECT_FALSE(resembles_affiliation_line(text)) << text;
  }
}

std::string printed(const std::optional<AuthorList>& list) {
  if (!list) return "none";
  std::string text;
  for (const Person& person : list->people) text += display_name(person.name) + "; ";
  return text + (list->others ? "et al." : "");
}

TEST(MarkdownMarks, AuthorLines) {
  const std::pair<const char*, const char*> rows[] = {
      {"Ada Lovelace, Alan Turing, and Grace Hopper", "Ada Lovelace; Alan Turing; Grace Hopper; "},
      {"Lovelace, Ada, Alan Turing, and Grace Hopper.", "Ada Lovelace; Alan Turing; Grace Hopper; "},
      {"Lovelace, A., Turing, A.M. and Hopper, G., 2019, May.", "A. Lovelace; A.M. Turing; G. Hopper; "},
      {"Lovelace, Ada, et al.", "Ada Lovelace; et al."},
      {"A Lovelace, et al", "A Lovelace; et al."},
      {"SIAT, CAS", "none"},
      {"PKU & ByteDance", "none"},
      {"Bandung Institute of Technology, Indonesia", "none"},
      {"Fast, Small, Cheap", "none"},
      {"Stanford University, Peking University", "none"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(printed(parse_author_line(text)), expected) << text;
}

TEST(MarkdownMarks, LinkRoles) {
  EXPECT_EQ(link_label("[Paper]"), "Paper");
  for (const char* label : {"Paper", "arXiv", "pdf", "MIT short paper", "DOI"})
    EXPECT_EQ(link_role(label), LinkRole::paper) << label;
  for (const char* label : {"Code", "GitHub", "Personal Notes", "Paper List", "Hugging Face", "Slides", "PaLM API"}) {
    EXPECT_EQ(link_role(label), LinkRole::companion) << label;
  }
  for (const char* label : {"", "中文官网", "How to Read a Paper"})
    EXPECT_EQ(link_role(label), LinkRole::unknown) << label;
}

TEST(MarkdownMarks, AcceptanceRatesInThreeForms) {
  EXPECT_EQ(parse_acceptance_rate("Spring: 19.6% (= 79 / 404)"),
            (AcceptanceRate{"Spring", "19.6% (= 79 / 404)", 19.6, 79, 404}));
  EXPECT_EQ(parse_acceptance_rate("26.8% (= 135 / 504)"), (AcceptanceRate{"", "26.8% (= 135 / 504)", 26.8, 135, 504}));
  EXPECT_EQ(parse_acceptance_rate("Acceptance rate: 17.7% (= 65 / 368)"),
            (AcceptanceRate{"", "17.7% (= 65 / 368)", 17.7, 65, 368}));
  EXPECT_EQ(parse_acceptance_rate("about a fifth"), std::nullopt);
  EXPECT_EQ(parse_acceptance_rate("saves up to 40% of energy"), std::nullopt);
}

}  // namespace
}  // namespace bibmill::markdown
