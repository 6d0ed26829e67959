#include "pipeline/report/exit_code.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

TEST(ExitCode, FollowsTheContract) {
  struct Row {
    const char* what;
    RunReport report;
    Resolver::Tally tally;
    int code;
  };
  RunReport open;
  open.by_status[Status::ambiguous] = 1;
  RunReport rejected;
  rejected.rejects.resize(1);
  RunReport fine;
  fine.by_status[Status::resolved] = 3;
  RunReport told = open;
  told.only_new = true;
  told.since.emplace();
  RunReport news = told;
  news.newly_open = 1;
  RunReport first = open;
  first.only_new = true;
  Resolver::Tally silence;
  silence.asked = 2;
  const Row rows[] = {
      {"all resolved", fine, {}, kExitFine},
      {"an entry is open", open, {}, kExitAttention},
      {"a line was rejected", rejected, {}, kExitAttention},
      {"--attention new: told before", told, {}, kExitFine},
      {"--attention new: something new", news, {}, kExitAttention},
      {"--attention new: a first run", first, {}, kExitAttention},
      {"nobody answered", told, silence, kExitNoAnswer},
  };
  for (const Row& row : rows) EXPECT_EQ(exit_code(row.report, row.tally), row.code) << row.what;
}

}  // namespace
}  // namespace bibmill
