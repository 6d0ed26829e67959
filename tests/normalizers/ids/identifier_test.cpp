#include "normalizers/ids/identifier.h"

#include <gtest/gtest.h>

#include <string>

namespace bibmill {
namespace {

std::string parsed(const char* text) {
  const auto identifier = parse_identifier(text);
  return identifier ? to_string(*identifier) : "";
}

TEST(Identifier, TellsKindsApart) {
  const std::pair<const char*, const char*> rows[] = {
      {"https://doi.org/10.1145/3448016.3452841", "doi:10.1145/3448016.3452841"},
      {"10.1145/3448016.3452841", "doi:10.1145/3448016.3452841"},
      {"https://dl.acm.org/doi/10.1145/3448016.3452841", "doi:10.1145/3448016.3452841"},
      {"https://doi.org/10.48550/arXiv.2505.11432", "arxiv:2505.11432"},
      {"10.48550/arXiv.2505.11432v2", "arxiv:2505.11432"},
      {"https://arxiv.org/abs/2505.11432", "arxiv:2505.11432"},
      {"https://arxiv.org/pdf/2505.11432v3", "arxiv:2505.11432"},
      {"2505.11432", "arxiv:2505.11432"},
      {"https://dblp.org/rec/conf/eurosys/HombalZBKAG26", "dblp:conf/eurosys/HombalZBKAG26"},
      {"DBLP:conf/eurosys/HombalZBKAG26", "dblp:conf/eurosys/HombalZBKAG26"},
      {"https://dblp.org/rec/journals/corr/abs-2505-11432", "arxiv:2505.11432"},
      {"10.48550/other.123", "doi:10.48550/other.123"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(parsed(text), expected) << text;
}

TEST(Identifier, LinksThatHoldNoneGiveNone) {
  const char* rows[] = {
      "https://github.com/owner/repository",
      "https://github.com/owner/2505.11432",
      "https://github.com/owner/conf/eurosys/X26",
      "https://gitlab.com/doi/10.1145/3448016.3452841",
      "https://www.usenix.org/conference/osdi26/presentation/someone",
      "https://www.usenix.org/system/files/osdi26-someone.pdf",
      "https://hal.science/hal-01234567v2",
      "https://hal.science/hal-04512345/document",
      "https://openreview.net/forum?id=abcDEF123",
      "https://ieeexplore.ieee.org/document/1234567",
      "https://dblp.org/pid/95/7448-1.html",
      "https://dblp.org/db/conf/eurosys/eurosys2026.html",
      "https://2026.eurosys.org/",
      "https://people.example.edu/~someone/papers/2505.pdf",
      "slides.pdf",
      "EuroSys 2026",
      "Efficient Things: A Study of 10 Systems",
      "",
  };
  for (const char* text : rows) EXPECT_EQ(parsed(text), "") << text;
}

TEST(Identifier, ADblpKeyIsNoArxivIdForItsParts) {
  EXPECT_EQ(parsed("https://dblp.org/rec/conf/mills/arXiv.2505.11432v2"), "dblp:conf/mills/arXiv.2505.11432v2");
  EXPECT_EQ(parsed("dblp:conf/mills/arXiv.2505.11432v2"), "dblp:conf/mills/arXiv.2505.11432v2");
}

TEST(Identifier, AnArxivDoiIsAnArxivIdOnAnyHost) {
  EXPECT_EQ(parsed("https://doi.example.org/10.48550/arXiv.2505.11432v2"), "arxiv:2505.11432");
  EXPECT_EQ(parsed("https://library.example.org/10.48550/arXiv.2505.11432v2"), "arxiv:2505.11432");
}

}  // namespace
}  // namespace bibmill
