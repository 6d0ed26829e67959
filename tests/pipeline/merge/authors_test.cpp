#include "pipeline/merge/authors.h"

#include <array>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

Work list(std::string_view names) {
  const NameList parsed = parse_bibtex_names(names);
  Work work;
  for (const PersonName& name : parsed.names) work.authors.emplace_back().name = name;
  work.authors_incomplete = parsed.others;
  return work;
}

struct Row {
  std::string_view why;
  std::string_view first;
  std::string_view second;
  std::size_t chosen;
};

TEST(Authors, ChoosesOneWholeList) {
  for (const Row& row : {
           Row{"the preferred source's", "Kim, Ana and Lee, Bo", "Kim, Ana and Lee, Bo", 0},
           Row{"the complete one", "Kim, Ana and others", "Kim, Ana and Lee, Bo", 1},
           Row{"never the incomplete one", "Kim, Ana", "Kim, Ana and Lee, Bo and others", 0},
           Row{"the one that is not cut short", "Kim, Ana", "Kim, Ana and Lee, Bo and Moe, Cy", 1},
           Row{"not a longer list of other people", "Kim, Ana", "Roe, Dan and Lee, Bo", 0},
           Row{"the one with diacritics", "Muller, Jorg and Lee, Bo", "Müller, Jörg and Lee, Bo", 1},
           Row{"the one with given names", "Kim, A. and Lee, B.", "Kim, Ana and Lee, Bo", 1},
           Row{"not one that cuts the same name elsewhere", "Gomez Ruiz, Ana and Lee, Bo",
               "Ruiz, Ana Gomez and Lee, Bo", 0},
           Row{"nor that one, whichever comes first", "Ruiz, Ana Gomez and Lee, Bo", "Gomez Ruiz, Ana and Lee, Bo", 0},
           Row{"not one in another order", "Kim, A. and Lee, B.", "Lee, Bo and Kim, Ana", 0},
       }) {
    const Work first = list(row.first);
    const Work second = list(row.second);
    const std::array<const Work*, 2> works{&first, &second};
    EXPECT_EQ(choose_author_list(works), row.chosen) << row.why;
  }
}

TEST(Authors, LendsIdentifiersToTheSamePerson) {
  Work ours = list("Kim, A. and Lee, Bo");
  Work theirs = list("Kim, Ana and Lee, Bo");
  theirs.authors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  theirs.authors[0].dblp_person = "95/7448-1";
  theirs.authors[1].affiliations = {{"ByteDance", {}}};
  lend_identifiers(ours.authors, theirs.authors);
  EXPECT_EQ(ours.authors[0].name.given, "A.") << "the name stays the list's own";
  EXPECT_EQ(ours.authors[0].orcid, theirs.authors[0].orcid);
  EXPECT_EQ(ours.authors[0].dblp_person, "95/7448-1");
  EXPECT_EQ(ours.authors[1].affiliations, theirs.authors[1].affiliations);
}

TEST(Authors, LendsInListsOfOtherLengthOnlyWhereTheNameIsTheOnlyOne) {
  Work ours = list("Wang, Hao and Lee, Bo");
  Work theirs = list("Wang, Hao and Wang, Hao and Lee, Bo");
  theirs.authors[0].dblp_person = "1/1-1";
  theirs.authors[1].dblp_person = "1/1-2";
  theirs.authors[2].dblp_person = "2/2";
  lend_identifiers(ours.authors, theirs.authors);
  EXPECT_FALSE(ours.authors[0].dblp_person) << "two homonyms: nobody knows which";
  EXPECT_EQ(ours.authors[1].dblp_person, "2/2");
}

TEST(Authors, GivesHomonymsTheIdentifiersOfTheirPositions) {
  Work ours = list("Wang, Hao and Wang, Hao");
  Work theirs = ours;
  theirs.authors[0].dblp_person = "1/1-1";
  theirs.authors[1].dblp_person = "1/1-2";
  lend_identifiers(ours.authors, theirs.authors);
  EXPECT_EQ(ours.authors[0].dblp_person, "1/1-1");
  EXPECT_EQ(ours.authors[1].dblp_person, "1/1-2");
}

TEST(Authors, NeverGivesOneIdentifierToTwoPeople) {
  Work ours = list("Wang, Hao and Wang, H.");
  ours.authors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  Work theirs = list("Roe, Dan and Wang, H.");
  theirs.authors[1].orcid = Orcid::parse("0000-0002-1825-0097");
  lend_identifiers(ours.authors, theirs.authors);
  EXPECT_FALSE(ours.authors[1].orcid);
}

TEST(Authors, KeepsWhatAPersonHas) {
  Work ours = list("Kim, Ana");
  ours.authors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  Work theirs = list("Kim, Ana");
  theirs.authors[0].orcid = Orcid::parse("0000-0001-5109-3700");
  const auto before = ours.authors[0].orcid;
  lend_identifiers(ours.authors, theirs.authors);
  EXPECT_EQ(ours.authors[0].orcid, before);
}

}  // namespace
}  // namespace bibmill
