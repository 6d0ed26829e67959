#include "pipeline/merge/agreement.h"

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

Work with(WorkField field, const std::string& text) {
  Work work;
  switch (field) {
    case WorkField::title: work.title = text; break;
    case WorkField::issued: work.issued = parse_partial_date(text); break;
    case WorkField::pages: work.pages = text; break;
    case WorkField::volume: work.volume = text; break;
    case WorkField::doi: work.doi = Doi::parse(text); break;
    case WorkField::isbn: work.isbn = {*Isbn::parse(text)}; break;
    case WorkField::authors:
      for (const PersonName& name : parse_bibtex_names(text).names) {
        work.authors.emplace_back().name = name;
      }
      work.authors_incomplete = parse_bibtex_names(text).others;
      break;
    default: ADD_FAILURE() << "no row uses this field";
  }
  return work;
}

struct Row {
  WorkField field;
  std::string a;
  std::string b;
  bool same;
};

TEST(Agreement, TellsTheSameValueFromAContradiction) {
  for (const auto& [field, a, b, same] : {
           Row{WorkField::title, "Attention is all you need", "Attention Is All You Need", true},
           Row{WorkField::title, "FlashPS", "FlashPS: Efficient Generative Image Editing", true},
           Row{WorkField::title, "Multi-Source Models", "Multi Source Models", true},
           Row{WorkField::title, "Multi-Source Models", "Multisource Models", true},
           Row{WorkField::title, "A Survey of Caches", "A Survey of Caches in Practice", false},
           Row{WorkField::title, "Slow Caches", "Fast Caches", false},
           Row{WorkField::issued, "2026", "2026-04-27", true},
           Row{WorkField::issued, "2026-04", "2026-04-27", true},
           Row{WorkField::issued, "2025", "2026-04-27", false},
           Row{WorkField::issued, "2026-03", "2026-04-27", false},
           Row{WorkField::pages, "728--743", "728-743", true},
           Row{WorkField::pages, "728-43", "728\u2013743", true},
           Row{WorkField::pages, "728", "728-743", true},
           Row{WorkField::pages, "1-12", "728-743", false},
           Row{WorkField::pages, "728-740", "728-743", false},
           Row{WorkField::volume, "03", "3", true},
           Row{WorkField::volume, "3", "4", false},
           Row{WorkField::doi, "10.1145/1234567", "https://doi.org/10.1145/1234567", true},
           Row{WorkField::doi, "10.1145/1234567", "10.1145/1234568", false},
           Row{WorkField::isbn, "1939133041", "978-1-939133-04-5", true},
           Row{WorkField::authors, "Kim, A. and Lee, Bo", "Kim, Ana and Lee, Bo", true},
           Row{WorkField::authors, "Kim, Ana and others", "Kim, Ana and Lee, Bo", true},
           Row{WorkField::authors, "Lee, Bo and Kim, Ana", "Kim, Ana and Lee, Bo", false},
           Row{WorkField::authors, "Kim, Ana and Moe, X.", "Kim, Ana and Lee, Bo", false},
       }) {
    EXPECT_EQ(same_value(with(field, a), with(field, b), field), same) << a << " / " << b;
    EXPECT_EQ(same_value(with(field, b), with(field, a), field), same) << b << " / " << a;
  }
}

TEST(Agreement, KnowsWhichFormSaysMore) {
  struct Pair {
    WorkField field;
    std::string more;
    std::string less;
  };
  for (const auto& [field, more, less] : {
           Pair{WorkField::issued, "2026-04-27", "2026-04"},
           Pair{WorkField::title, "FlashPS: Efficient Editing", "FlashPS"},
           Pair{WorkField::title, "Attention is All You Need", "ATTENTION IS ALL YOU NEED"},
           Pair{WorkField::pages, "728-743", "728"},
           Pair{WorkField::authors, "Kim, Ana and Lee, Bo", "Kim, Ana"},
       }) {
    EXPECT_TRUE(says_more(with(field, more), with(field, less), field)) << more;
    EXPECT_FALSE(says_more(with(field, less), with(field, more), field)) << less;
  }
}

TEST(Agreement, TakesCapitalsForShoutingOnlyInLongTitles) {
  EXPECT_TRUE(is_all_caps("ATTENTION IS ALL YOU NEED"));
  EXPECT_FALSE(is_all_caps("GPT-4 API"));
  EXPECT_FALSE(is_all_caps("SUPERCALIFRAGILISTIC"));
  EXPECT_FALSE(is_all_caps("Attention IS ALL YOU NEED"));
}

}  // namespace
}  // namespace bibmill
