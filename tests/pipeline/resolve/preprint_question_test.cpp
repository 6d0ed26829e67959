#include "pipeline/resolve/preprint_question.h"

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

TEST(PreprintQuestion, NamesTheDoiAndTheEndsOfTheListOfAuthors) {
  const struct {
    const char* doi;
    std::vector<std::string> authors;
    bool incomplete;
    const char* key;  ///< empty: there is nothing to ask by
  } cases[] = {
      {"10.1145/1.2",
       {"Ada Lovelace", "Boris Cherny", "Mary Somerville"},
       false,
       "10.1145/1.2|ada lovelace|mary somerville"},
      {"10.1145/1.2",
       {"Ada Lovelace", "Boris Cherny", "Mary Somerville"},
       true,
       "10.1145/1.2|ada lovelace|boris cherny"},
      {"10.1145/1.2", {"Ada Lovelace"}, false, "10.1145/1.2"},
      {"10.1145/1.2", {}, false, "10.1145/1.2"},
      {"", {"Ada Lovelace", "Boris Cherny"}, false, "|ada lovelace|boris cherny"},
      {"", {"Ada Lovelace"}, false, ""},
  };
  for (const auto& test : cases) {
    Work work;
    work.doi = Doi::parse(test.doi);
    work.authors_incomplete = test.incomplete;
    for (const std::string& name : test.authors) work.authors.push_back({parse_name(name), {}, {}, {}});
    const auto question = preprint_question(work);
    EXPECT_EQ(question ? canonical_key(*question) : "", test.key);
  }
}

TEST(PreprintQuestion, PassesOverOrganisations) {
  Work work;
  Person consortium;
  consortium.name.literal = "The Invented Consortium";
  work.authors = {{parse_name("Ada Lovelace"), {}, {}, {}}, {parse_name("Boris Cherny"), {}, {}, {}}, consortium};
  EXPECT_EQ(canonical_key(*preprint_question(work)), "|ada lovelace|boris cherny");
}

}  // namespace
}  // namespace bibmill
