#include "pipeline/write/atomic_file.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace bibmill {
namespace {

namespace fs = std::filesystem;

/// A fresh folder, removed at the end.
class AtomicFileTest : public testing::Test {
 protected:
  AtomicFileTest() {
    std::string name = (fs::temp_directory_path() / "bibmill-atomic-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~AtomicFileTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  static std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(AtomicFileTest, AppearsWholeAndLeavesNothingBeside) {
  const fs::path path = folder_ / "a.jsonl";
  const std::string big(3u << 20, 'x');
  ASSERT_TRUE(write_file_atomically(path, big));
  EXPECT_EQ(text_of(path), big);
  EXPECT_EQ(files(), 1u);
  ASSERT_TRUE(write_file_atomically(path, ""));
  EXPECT_EQ(text_of(path), "");
}

TEST_F(AtomicFileTest, IsNotThereBeforeItIsCommitted) {
  const fs::path path = folder_ / "a";
  ASSERT_TRUE(write_file_atomically(path, "old"));
  {
    auto file = AtomicFile::create(path);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write(std::string(1u << 20, 'n')));
    EXPECT_EQ(text_of(path), "old");
  }
  EXPECT_EQ(text_of(path), "old");
  EXPECT_EQ(files(), 1u) << "an abandoned file is removed";
}

TEST_F(AtomicFileTest, DoesNotTouchAFileThatHasTheseBytes) {
  const fs::path path = folder_ / "a";
  for (const std::string& bytes : {std::string("same"), std::string(1u << 19, 'y')}) {
    ASSERT_TRUE(write_file_atomically(path, bytes));
    const auto before = fs::file_time_type() + std::chrono::hours(1);
    fs::last_write_time(path, before);
    ASSERT_TRUE(write_file_atomically(path, bytes));
    EXPECT_EQ(fs::last_write_time(path), before);
    EXPECT_EQ(files(), 1u);
  }
  std::string other(1u << 19, 'y');
  other.back() = 'z';
  ASSERT_TRUE(write_file_atomically(path, other));
  EXPECT_EQ(text_of(path), other) << "equal size is not equal content";
}

TEST_F(AtomicFileTest, TakesOverWhatAKilledRunLeft) {
  const fs::path path = folder_ / "a";
  std::ofstream(folder_ / ".a.part") << "half of a longer text";
  ASSERT_TRUE(write_file_atomically(path, "new"));
  EXPECT_EQ(text_of(path), "new");
  EXPECT_EQ(files(), 1u);
}

TEST_F(AtomicFileTest, KeepsTwoWritersApart) {
  auto first = AtomicFile::create(folder_ / "a");
  ASSERT_TRUE(first);
  const auto second = AtomicFile::create(folder_ / "a");
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find("another run"), std::string::npos) << second.error().message;
  ASSERT_TRUE(first->write("first"));
  ASSERT_TRUE(first->commit());
  EXPECT_EQ(text_of(folder_ / "a"), "first");
}

TEST_F(AtomicFileTest, FollowsALinkAndKeepsPermissions) {
  fs::create_directory(folder_ / "real");
  ASSERT_TRUE(write_file_atomically(folder_ / "real/a", "old"));
  ASSERT_EQ(::chmod((folder_ / "real/a").c_str(), 0600), 0);
  fs::create_symlink("real/a", folder_ / "link");
  ASSERT_TRUE(write_file_atomically(folder_ / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(text_of(folder_ / "real/a"), "new");
  EXPECT_EQ(fs::status(folder_ / "real/a").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(AtomicFileTest, SaysWhatToDoWhenItCannotWrite) {
  fs::create_directory(folder_ / "taken");
  std::ofstream(folder_ / "file") << "x";
  struct Row {
    fs::path path;
    std::string remedy;
  };
  for (const Row& row : {Row{folder_ / "taken", "a folder is in the way"}, Row{folder_ / "none/a", "make the folder"},
                         Row{folder_ / "file/a", "a file is in the way"}, Row{"/dev/null", "a file is in the way"}}) {
    const auto written = write_file_atomically(row.path, "x");
    ASSERT_FALSE(written) << row.path;
    EXPECT_EQ(written.error().kind, ErrorKind::storage);
    EXPECT_NE(written.error().message.find(row.path.string()), std::string::npos) << written.error().message;
    EXPECT_NE(written.error().message.find(row.remedy), std::string::npos) << written.error().message;
  }
}

TEST_F(AtomicFileTest, AdvisesTheFlagThatChoseTheFile) {
  for (const fs::path& path : {fs::path(folder_), folder_ / "none/stats.json", fs::path("/dev/full")}) {
    const auto written = write_file_atomically(path, "x", "file with --stats");
    ASSERT_FALSE(written) << path;
    EXPECT_NE(written.error().message.find(path.string()), std::string::npos) << written.error().message;
    EXPECT_NE(written.error().message.find("choose another file with --stats"), std::string::npos)
        << written.error().message;
    EXPECT_EQ(written.error().message.find("--out"), std::string::npos) << written.error().message;
  }
}

TEST_F(AtomicFileTest, LeavesTheOldFileWhenTheDiskIsFull) {
  const fs::path path = folder_ / "a";
  ASSERT_TRUE(write_file_atomically(path, "old"));
  // A limit on file size stands in for a full disk: write(2) fails half-way in both.
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit small = before;
  small.rlim_cur = 100'000;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto written = write_file_atomically(path, std::string(1u << 20, 'n'));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::storage);
  EXPECT_EQ(text_of(path), "old");
  EXPECT_EQ(files(), 1u);
}

TEST_F(AtomicFileTest, MakesTheOutputFolderWithItsParents) {
  ASSERT_TRUE(make_output_folder(folder_ / "out/list"));
  ASSERT_TRUE(make_output_folder(folder_ / "out/list")) << "an existing one is fine";
  EXPECT_TRUE(fs::is_directory(folder_ / "out/list"));
}

TEST_F(AtomicFileTest, RefusesAnOutputFolderThatCannotBeWritten) {
  std::ofstream(folder_ / "file") << "x";
  // Even root cannot make files in /proc.
  for (const fs::path& path : {folder_ / "file", folder_ / "file/out", fs::path("/proc/bibmill")}) {
    const auto made = make_output_folder(path);
    ASSERT_FALSE(made) << path;
    EXPECT_EQ(made.error().kind, ErrorKind::storage);
    EXPECT_NE(made.error().message.find("--out"), std::string::npos) << made.error().message;
  }
}

TEST_F(AtomicFileTest, RefusesAReadOnlyFolder) {
  if (::geteuid() == 0) GTEST_SKIP() << "root writes into read-only folders: run it as another user";
  fs::create_directory(folder_ / "closed");
  fs::permissions(folder_ / "closed", fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_FALSE(make_output_folder(folder_ / "closed"));
  EXPECT_FALSE(write_file_atomically(folder_ / "closed/a", "x"));
}

}  // namespace
}  // namespace bibmill
