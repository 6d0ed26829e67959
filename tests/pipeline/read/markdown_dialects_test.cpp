// Lists without headings, and what people write in a bullet about a paper and about anything else.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "normalizers/names/person_name.h"
#include "pipeline/read/markdown.h"

namespace bibmill {
namespace {

using Strings = std::vector<std::string>;

/// "title | identifiers | first author + how many more | venue | year"
std::string summary_of(const Entry& entry) {
  std::string text = entry.work.title.value_or("-") + " |";
  for (const Identifier& identifier : entry.identifiers) text += " " + to_string(identifier);
  text += " |";
  if (!entry.work.authors.empty()) {
    text += " " + display_name(entry.work.authors.front().name);
    if (entry.work.authors.size() > 1) text += " +" + std::to_string(entry.work.authors.size() - 1);
    if (entry.work.authors_incomplete) text += " …";
  }
  text += " | " + entry.venue.value_or("-");
  const auto year = entry.work.issued ? std::optional(entry.work.issued->year) : entry.year;
  return text + " | " + (year ? std::to_string(*year) : "-");
}

Strings summaries(const std::string& page) {
  Strings lines;
  for (const Entry& entry : read_markdown(page, "a.md").entries) lines.push_back(summary_of(entry));
  return lines;
}

struct Dialect {
  const char* line;
  const char* paper;
};

TEST(MarkdownDialects, ABulletAloneIsReadWithoutAnyHeading) {
  for (const Dialect& c : {
           Dialect{"- [Attention Is All You Need](https://arxiv.org/abs/1706.03762)",
                   "Attention Is All You Need | arxiv:1706.03762 | | - | -"},
           {"* Attention Is All You Need https://arxiv.org/abs/1706.03762",
            "Attention Is All You Need | arxiv:1706.03762 | | - | -"},
           {"* **Attention Is All You Need** https://arxiv.org/abs/1706.03762",
            "Attention Is All You Need | arxiv:1706.03762 | | - | -"},
           {"* Title With Angle Address <https://arxiv.org/abs/1512.03385>",
            "Title With Angle Address | arxiv:1512.03385 | | - | -"},
           {"* Orca: A Distributed Serving System — https://www.usenix.org/conference/osdi22/presentation/yu",
            "Orca: A Distributed Serving System | | | - | -"},
           {"* Efficient Memory Management, doi:10.1145/3600006.3613165.",
            "Efficient Memory Management | doi:10.1145/3600006.3613165 | | - | -"},
           {"* Efficient Memory Management (DOI: 10.1145/3600006.3613165)",
            "Efficient Memory Management | doi:10.1145/3600006.3613165 | | - | -"},
           {"* 10.1145/3600006.3613165", "- | doi:10.1145/3600006.3613165 | | - | -"},
           {"* arXiv:1706.03762", "- | arxiv:1706.03762 | | - | -"},
           {"* <https://doi.org/10.1145/3600006.3613165>", "- | doi:10.1145/3600006.3613165 | | - | -"},
           {"* conf/nips/VaswaniSPUJGKP17", "- | dblp:conf/nips/VaswaniSPUJGKP17 | | - | -"},
           {"- 2017 - [Attention Is All You Need](https://arxiv.org/abs/1706.03762)",
            "Attention Is All You Need | arxiv:1706.03762 | | - | 2017"},
           {"- **2022** [Orca: A Distributed System](https://www.usenix.org/conference/osdi22/presentation/yu)",
            "Orca: A Distributed System | | | - | 2022"},
           {"- 2023: Efficient Memory Management [[paper]](https://doi.org/10.1145/3600006.3613165)",
            "Efficient Memory Management | doi:10.1145/3600006.3613165 | | - | 2023"},
           {"- 2017 | NeurIPS | [Attention Is All You Need](https://arxiv.org/abs/1706.03762) | Google",
            "Attention Is All You Need | arxiv:1706.03762 | | NeurIPS | 2017"},
           {"- Kwon et al. 2023, [Efficient Memory Management](https://doi.org/10.1145/3600006.3613165)",
            "Efficient Memory Management | doi:10.1145/3600006.3613165 | Kwon … | - | 2023"},
           {"- Ashish Vaswani, Noam Shazeer: [Attention Is All You Need](https://arxiv.org/abs/1706.03762)",
            "Attention Is All You Need | arxiv:1706.03762 | Ashish Vaswani +1 | - | -"},
           {"- \"Attention Is All You Need\" ([arXiv](https://arxiv.org/abs/1706.03762))",
            "Attention Is All You Need | | | arXiv | -"},
           {"- :star: [Generative Adversarial Nets](https://papers.nips.cc/paper/5423-x) (NIPS 2014)",
            "Generative Adversarial Nets | | | NIPS | 2014"},
           {"- Vaswani, A., Shazeer, N., & Parmar, N. (2017). Attention is all you need. In *X*. "
            "https://doi.org/10.1145/1.2",
            "Attention is all you need | doi:10.1145/1.2 | A. Vaswani +2 | - | 2017"},
           {"- Lamport, L. (1978). Time, clocks, and the ordering of events. *CACM*, 21(7). doi:10.1145/359545.359563",
            "Time, clocks, and the ordering of events | doi:10.1145/359545.359563 | L. Lamport | - | 1978"},
           {"- D. P. Kingma and J. Ba. Adam: A method for stochastic optimization. ICLR 2015. arXiv:1412.6980",
            "Adam: A method for stochastic optimization | arxiv:1412.6980 | D. P. Kingma +1 | ICLR | 2015"},
           {"- Kingma, D., Ba, J. Adam: A method for stochastic optimization. ICLR 2015. arXiv:1412.6980",
            "Adam: A method for stochastic optimization | arxiv:1412.6980 | D. Kingma +1 | ICLR | 2015"},
           {"- Adam: A Method for Stochastic Optimization. Diederik P. Kingma, Jimmy Ba. ICLR 2015.",
            "Adam: A Method for Stochastic Optimization | | Diederik P. Kingma +1 | ICLR | 2015"},
           {"- G. Yu et al., \"Orca: A Distributed System,\" in OSDI, 2022, pp. 521-538. doi: 10.1145/1.2.",
            "Orca: A Distributed System | doi:10.1145/1.2 | G. Yu … | - | -"},
           {"- Attention Is All You Need  \n  Ashish Vaswani, Noam Shazeer  \n  NeurIPS 2017  \n  "
            "https://arxiv.org/abs/1706.03762",
            "Attention Is All You Need | arxiv:1706.03762 | Ashish Vaswani +1 | NeurIPS | 2017"},
           {"- Generative Adversarial Nets\n  - [pdf](https://arxiv.org/pdf/1406.2661)\n  - A fine paper.",
            "Generative Adversarial Nets | arxiv:1406.2661 | | - | -"},
           {"- Deep Residual Learning\n  - Kaiming He, Xiangyu Zhang\n  - CVPR 2016",
            "Deep Residual Learning | | Kaiming He +1 | CVPR | 2016"},
       }) {
    EXPECT_EQ(summaries(c.line), Strings{c.paper}) << c.line;
  }
}

TEST(MarkdownDialects, AListOfTitlesWithAffiliationsNeedsNoHeading) {
  EXPECT_EQ(summaries("* Attention Is All You Need\n  * Google Brain & UToronto\n"
                      "* Orca: A Distributed Serving System\n  * SNU & FriendliAI\n  * Iteration-level scheduling.\n"
                      "* Efficient Memory Management for LLM Serving\n  * UC Berkeley\n"),
            (Strings{"Attention Is All You Need | | | - | -", "Orca: A Distributed Serving System | | | - | -",
                     "Efficient Memory Management for LLM Serving | | | - | -"}));
}

TEST(MarkdownDialects, TitlesInSmallLettersCountWhereNearlyAllHaveAnAddress) {
  EXPECT_EQ(summaries("* attention is all you need, https://arxiv.org/abs/1706.03762\n"
                      "* deep residual learning for images: https://arxiv.org/abs/1512.03385\n"),
            (Strings{"attention is all you need | arxiv:1706.03762 | | - | -",
                     "deep residual learning for images | arxiv:1512.03385 | | - | -"}));
}

TEST(MarkdownDialects, SeveralAddressesBelowATopicArePapersOfIt) {
  const ReadResult result = read_markdown(
      "- Papers Worth Reading Again\n  - https://arxiv.org/abs/1706.03762\n  - https://arxiv.org/abs/1512.03385\n",
      "a.md");
  ASSERT_EQ(result.entries.size(), 2U);
  for (const Entry& entry : result.entries) EXPECT_EQ(entry.topics, Strings{"Papers Worth Reading Again"});
}

TEST(MarkdownDialects, ProseCalendarsAndToolsGiveNone) {
  for (const char* line : {
           "- It builds on [Transformers](https://arxiv.org/abs/1706.03762), which were new then.",
           "- See the [original paper](https://doi.org/10.1145/3600006.3613165) for details.",
           "- The [DOI](https://doi.org/10.1145/3600006.3613165)",
           "- We follow the [paper](https://doi.org/10.1145/3600006.3613165) closely here.",
           "- [Ring Attention](https://arxiv.org/abs/2310.01889) is used for long inputs.",
           "- For comparison see https://arxiv.org/abs/2309.06180.",
           "- Thanks to the authors of https://arxiv.org/abs/1706.03762 for help",
           "- Design doc: https://doi.org/10.1145/3600006.3613165",
           "- **Fast path**. Reads hit the cache. See [Attention Is All You Need](https://arxiv.org/abs/1706.03762).",
           "- Ada Lovelace, Alan Turing. They wrote it.",
           "- 2020: We Moved The Office To Berlin",
           "- 10.1 Release notes",
           "- [OSDI 2022](https://www.usenix.org/conference/osdi22)",
           "- [Program of the conference](https://www.usenix.org/conference/osdi22/technical-sessions)",
           "- OSDI '22 will be held in Carlsbad: https://www.usenix.org/conference/osdi22",
           "- ICML 2026 ([OpenReview](https://openreview.net/group?id=ICML.cc/2026))",
           "- [Last year's proceedings as one volume](https://dl.acm.org/doi/proceedings/10.1145/3718958)",
           "- SOSP 2025 ([papers](https://dl.acm.org/doi/proceedings/10.1145/3731569))",
           "- [Ray](https://github.com/ray-project/ray) - Distributed Computing, Machine Learning. Great.",
           "- Key designs for the scheduler\n  - Batching\n- Built on Kubernetes & etcd\n  - Raft",
           "- Supported by Google & Meta\n  - Google Cloud",
           "# Papers\n\n## Notes\n\n- I like these",
       }) {
    EXPECT_EQ(summaries(line), Strings{}) << line;
  }
}

}  // namespace
}  // namespace bibmill
