#include "pipeline/state/recall.h"

namespace bibmill {
namespace {

TEST(Recall, AnEntryIsAskedForWhenNewChangedOrDue) {
  EntryState known;
  known.input = "i";
  known.decider = "d";
  known.attempted = 100;
  known.due = 200;
  known.record = 1;
  EntryState without_record = known;
  without_record.record.reset();
  struct Row {
    const char* what;
    const EntryState* known;
    const char* input;
    const char* decider;
    std::int64_t now;
    Recall recall;
  };
  const Row rows[] = {
      {"never seen", nullptr, "i", "d", 150, Recall::ask},
      {"its first attempt never ended", &without_record, "i", "d", 150, Recall::ask},
      {"not due", &known, "i", "d", 199, Recall::keep},
      {"due", &known, "i", "d", 200, Recall::ask},
      {"changed", &known, "other", "d", 150, Recall::ask},
      {"decided otherwise now", &known, "i", "other", 150, Recall::recompute},
      {"decided otherwise, and due", &known, "i", "other", 201, Recall::ask},
      {"attempted in the future: the clock was wrong", &known, "i", "d", 99, Recall::ask},
  };
  for (const Row& row : rows) EXPECT_EQ(recall_for(row.known, row.input, row.decider, row.now), row.recall) << row.what;
}

}  // namespace
}  // namespace bibmill
