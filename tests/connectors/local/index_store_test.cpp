#include "connectors/local/index_store.h"

#include <filesystem>
#include <fstream>

#include "connectors/local/obtain_dump.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

auto writing(const std::string& text) {
  return [text](const fs::path& folder) -> Result<IndexMeta> {
    std::ofstream(folder / "content") << text;
    return IndexMeta();
  };
}

auto failing() {
  return [](const fs::path& folder) -> Result<IndexMeta> {
    std::ofstream(folder / "content") << "half";
    return fail(ErrorKind::transport, "the connection was closed");
  };
}

std::size_t entries_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(IndexStore, PutsAnIndexInItsPlaceAndThenAnotherOne) {
  const TemporaryFolder folder;
  const IndexStore store(folder.path() / "data/index");
  EXPECT_TRUE(store.names().empty());
  ASSERT_TRUE(store.replace("dblp", writing("first")));
  EXPECT_EQ(store.names(), Names{"dblp"});
  ASSERT_TRUE(store.replace("dblp", writing("second")));
  EXPECT_EQ(read_text(store.place_of("dblp") / "content"), "second");
  EXPECT_EQ(entries_in(store.folder()), 1u);
}

TEST(IndexStore, KeepsTheGoodIndexWhenABuildFails) {
  const TemporaryFolder folder;
  const IndexStore store(folder.path());
  ASSERT_TRUE(store.replace("dblp", writing("good")));
  const Result<IndexMeta> failed = store.replace("dblp", failing());
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message, "the connection was closed");
  EXPECT_EQ(read_text(store.place_of("dblp") / "content"), "good");
  EXPECT_EQ(entries_in(folder.path()), 1u);
}

TEST(IndexStore, ClearsAwayWhatAKilledBuildHasLeft) {
  const TemporaryFolder folder;
  folder.write(".building-abcdef/records.xml", "half");
  const IndexStore store(folder.path());
  EXPECT_TRUE(store.names().empty());
  const auto build = [&](const fs::path& place) -> Result<IndexMeta> {
    EXPECT_TRUE(store.replace("other", writing("meanwhile")));  // leaves a build that goes on alone
    EXPECT_TRUE(fs::exists(place));
    return writing("good")(place);
  };
  ASSERT_TRUE(store.replace("dblp", build));
  EXPECT_EQ(store.names(), (Names{"dblp", "other"}));
  EXPECT_EQ(entries_in(folder.path()), 2u);
}

TEST(IndexStore, RemovesOnlyWhatIsThere) {
  const TemporaryFolder folder;
  const IndexStore store(folder.path() / "index");
  ASSERT_TRUE(store.replace("dblp", writing("good")));
  folder.write("precious/file", "mine");
  for (const char* name : {"ror", "", ".", "..", "../precious"}) {
    const Result<bool> removed = store.remove(name);
    ASSERT_TRUE(removed) << name;
    EXPECT_FALSE(*removed) << name;
  }
  EXPECT_TRUE(*store.remove("dblp"));
  EXPECT_TRUE(store.names().empty());
  EXPECT_EQ(read_text(folder.file("precious/file")), "mine");
}

TEST(IndexStore, SaysWhatToDoWhereItCannotWrite) {
  const TemporaryFolder folder;
  const IndexStore store(folder.write("file", "not a folder"));
  const Result<IndexMeta> failed = store.replace("dblp", writing("x"));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::storage);
  EXPECT_NE(failed.error().message.find("paths.index"), std::string::npos);
}

TEST(ObtainDump, ReadsTheSumBesideAFile) {
  const TemporaryFolder folder;
  const std::string dump = folder.write("dblp.xml", "<dblp></dblp>");
  EXPECT_EQ(obtain_dump(dump, folder.path(), {})->md5, std::nullopt);
  folder.write("dblp.xml.md5", "0123456789ABCDEF0123456789abcdef  dblp.xml\n");
  const Result<ObtainedDump> obtained = obtain_dump(dump, folder.path(), {});
  ASSERT_TRUE(obtained);
  EXPECT_EQ(obtained->md5, "0123456789abcdef0123456789abcdef");
  EXPECT_TRUE(check_md5(*obtained, "0123456789abcdef0123456789abcdef"));
  const Result<void> other = check_md5(*obtained, std::string(32, '0'));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::input);
  EXPECT_NE(other.error().message.find("download it again"), std::string::npos);
}

TEST(ObtainDump, TakesOnlySafeAddresses) {
  const TemporaryFolder folder;
  const Result<ObtainedDump> plain = obtain_dump("http://example.org/dblp.xml.gz", folder.path() / "download", {});
  ASSERT_FALSE(plain);
  EXPECT_NE(plain.error().message.find("https://"), std::string::npos);
}

}  // namespace
}  // namespace bibmill
