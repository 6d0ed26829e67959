// Pace and circuit as a file that processes share.
#include "connectors/http/pace_file.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "connectors/http/pacer.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using Wall = Clock::WallTime;

constexpr Wall kNow = Wall(1'800'000'000s);

TEST(PaceFile, PrintsAndReadsBack) {
  PaceState state;
  state.next = {{"list", kNow + 333ms}, {"single", kNow}};
  state.open_until = kNow + 6h;
  state.pauses = 2;
  const PaceState read = parse_pace(print_pace(state));
  EXPECT_EQ(read.next, state.next);
  EXPECT_EQ(read.open_until, state.open_until);
  EXPECT_EQ(read.pauses, 2);
}

TEST(PaceFile, DamagedTextIsAnEmptyState) {
  const std::string good = print_pace(PaceState{{{"list", kNow}}, kNow, 1});
  const std::vector<std::string> texts = {"",
                                          "\n",
                                          "bibmill-pace 2\ncircuit 1 1\n",
                                          "bibmill-pace 1\nlist\n",
                                          "bibmill-pace 1\nlist x\n",
                                          "bibmill-pace 1\nlist -5\n",
                                          "bibmill-pace 1\nlist 99999999999999999999\n",
                                          "bibmill-pace 1\nlist 9223372036854775807\n",
                                          "bibmill-pace 1\ncircuit 5\n",
                                          "bibmill-pace 1\ncircuit 5 -1\n",
                                          std::string(5000, '\0'),
                                          good + std::string("\0\xff", 2)};
  for (const std::string& text : texts) {
    const PaceState state = parse_pace(text);
    EXPECT_TRUE(state.next.empty()) << text;
    EXPECT_EQ(state.open_until, Wall()) << text;
    EXPECT_EQ(state.pauses, 0) << text;
  }
}

TEST(PaceFile, KeepsWhatItIsTold) {
  const TemporaryFolder folder;
  PaceFile file(folder.path() / "deep" / "pace" / "crossref");
  ASSERT_TRUE(file.update([](PaceState& state) { state.next["list"] = kNow; }));
  PaceFile again(folder.path() / "deep" / "pace" / "crossref");
  PaceState seen;
  ASSERT_TRUE(again.update([&](PaceState& state) { seen = state; }));
  EXPECT_EQ(seen.next, (std::map<std::string, Wall>{{"list", kNow}}));
}

TEST(PaceFile, ALongerFileLeavesNoRestBehind) {
  const TemporaryFolder folder;
  const std::string path = folder.write("crossref", "bibmill-pace 1\n" + std::string(3000, 'x') + "\n");
  PaceFile file(path);
  ASSERT_TRUE(file.update([](PaceState& state) { state.next["list"] = kNow; }));
  EXPECT_EQ(read_text(path), print_pace(PaceState{{{"list", kNow}}, {}, 0}));
}

TEST(PaceFile, AFolderThatCannotBeUsedIsAStorageError) {
  const TemporaryFolder folder;
  const std::string path = folder.write("in-the-way", "x");
  const auto updated = PaceFile(std::filesystem::path(path) / "crossref").update([](PaceState&) {});
  ASSERT_FALSE(updated);
  EXPECT_EQ(updated.error().kind, ErrorKind::storage);
  EXPECT_NE(updated.error().message.find("paths.pace"), std::string::npos);
}

/// Four processes reserve fifty starts each: no two of the two hundred are the same.
TEST(PaceFile, ProcessesShareOnePace) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "crossref";
  constexpr int kProcesses = 4;
  constexpr int kEach = 50;
  std::vector<pid_t> children;
  for (int i = 0; i < kProcesses; ++i) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      bool good = true;
      for (int j = 0; j < kEach; ++j) {
        good = good && PaceFile(path)
                           .update([](PaceState& state) {
                             Pacer pacer(1s, 1, state.next["list"]);
                             pacer.reserve(kNow);
                             state.next["list"] = pacer.next();
                           })
                           .has_value();
      }
      _exit(good ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  Wall next;
  ASSERT_TRUE(PaceFile(path).update([&](PaceState& state) { next = state.next["list"]; }));
  EXPECT_EQ(next, kNow + kProcesses * kEach * 1s);
}

}  // namespace
}  // namespace bibmill
