#include "pipeline/report/conflict_sentence.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

TEST(ConflictSentence, NamesBothValuesAndWhoSaysTheOther) {
  struct Row {
    Conflict conflict;
    const char* sentence;
  };
  const Row rows[] = {
      {{"title", "A", "B", SourceId::input, "title_differs"}, "kept 'A'; the list says 'B'"},
      {{"issued", "2025", "2026", SourceId::crossref, "issued_differs"}, "kept '2025'; crossref says '2026'"},
      {{"issued", "", "2026", SourceId::crossref, "issued_differs"}, "crossref says '2026'"},
      {{"doi", "10.1/a", "10.1/b", SourceId::input, "refuted"}, "'10.1/b' is another paper's; taken is '10.1/a'"},
      {{"doi", "", "10.1/b", SourceId::input, "refuted"}, "'10.1/b' is another paper's"},
  };
  for (const Row& row : rows) {
    const auto quoted = [](std::string_view value) { return "'" + std::string(value) + "'"; };
    EXPECT_EQ(conflict_sentence(row.conflict, quoted), row.sentence);
  }
}

}  // namespace
}  // namespace bibmill
