#include "pipeline/state/inheritance.h"

#include <algorithm>

namespace bibmill {
namespace {

EntryFacts facts(std::string identity, std::string key, std::vector<std::string> identifiers, std::string title,
                 std::string file = "/list.md") {
  return {std::move(identity), std::move(key), std::move(identifiers), std::move(title), std::move(file)};
}

/// Identities of the continued ones, "-" for none.
std::vector<std::string> continued(const std::vector<EntryFacts>& added, const std::vector<EntryFacts>& vanished) {
  std::vector<std::string> names;
  for (const auto& index : continued_entries(added, vanished))
    names.push_back(index ? vanished[*index].identity : std::string("-"));
  return names;
}

TEST(Inheritance, AChangedEntryIsKnownAgain) {
  struct Row {
    const char* what;
    EntryFacts added;
    EntryFacts vanished;
    bool same;
  };
  const Row rows[] = {
      {"by the user's key", facts("n", "kim26", {}, "new"), facts("v", "kim26", {"doi:10.1/a"}, "old"), true},
      {"by an identifier", facts("n", "", {"arxiv:1", "doi:10.1/a"}, "new"), facts("v", "", {"doi:10.1/a"}, "old"),
       true},
      {"by title and list", facts("n", "", {}, "same"), facts("v", "", {}, "same"), true},
      {"not by the title in another list", facts("n", "", {}, "same"), facts("v", "", {}, "same", "/b.md"), false},
      {"not by having no title", facts("n", "", {}, ""), facts("v", "", {}, ""), false},
      {"not by having no key", facts("n", "", {}, "new"), facts("v", "", {}, "old"), false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(continued({row.added}, {row.vanished})[0], row.same ? "v" : "-") << row.what;
  }
}

TEST(Inheritance, TheStrongerTieCountsAndEachIsContinuedOnce) {
  const std::vector<EntryFacts> vanished = {facts("v1", "k", {}, "t"), facts("v2", "", {"doi:10.1/a"}, "t")};
  const std::vector<EntryFacts> added = {facts("n1", "", {}, "t"), facts("n2", "", {"doi:10.1/a"}, "x"),
                                         facts("n3", "k", {"doi:10.1/a"}, "t")};
  EXPECT_EQ(continued(added, vanished), (std::vector<std::string>{"-", "v2", "v1"}));
}

TEST(Inheritance, DoesNotDependOnOrder) {
  std::vector<EntryFacts> vanished = {facts("v1", "", {}, "t"), facts("v2", "", {}, "t"), facts("v3", "", {}, "t")};
  std::vector<EntryFacts> added = {facts("n1", "", {}, "t"), facts("n2", "", {}, "t")};
  EXPECT_EQ(continued(added, vanished), (std::vector<std::string>{"v1", "v2"}));
  std::ranges::reverse(vanished);
  std::ranges::reverse(added);
  EXPECT_EQ(continued(added, vanished), (std::vector<std::string>{"v2", "v1"}));
}

TEST(Inheritance, FactsAreWhatSurvivesAnEdit) {
  Entry entry;
  entry.key = "k";
  entry.work.title = "The Gödel Machine!";
  entry.identifiers = {*Doi::parse("10.1145/1.2")};
  const EntryFacts found = facts_of(entry, "id", "/list.md");
  EXPECT_EQ(found.user_key, "k");
  EXPECT_EQ(found.identifiers, std::vector<std::string>{"doi:10.1145/1.2"});
  entry.work.title = "the godel machine";
  EXPECT_EQ(facts_of(entry, "id", "").title, found.title);
}

}  // namespace
}  // namespace bibmill
