#include "connectors/local/dblp_index.h"

#include <algorithm>
#include <filesystem>

#include "connectors/dblp/dblp_xml.h"
#include "connectors/local/index_builder.h"
#include "tests/support/dblp_dump.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

std::vector<std::string> keys_of(const std::vector<SourceRecord>& records) {
  std::vector<std::string> keys;
  for (const SourceRecord& record : records) keys.push_back(record.record_id);
  return keys;
}

Result<IndexMeta> build(const TemporaryFolder& folder, const std::string& dump, std::size_t run_length = 1u << 20,
                        std::size_t threads = 2) {
  BuildRequest request;
  request.dump = folder.write("dblp.xml", dump);
  request.folder = folder.path() / ("index-" + std::to_string(run_length) + "-" + std::to_string(threads));
  std::filesystem::create_directories(request.folder);
  request.source = "dblp.xml";
  request.threads = threads;
  request.run_length = run_length;
  return build_dblp_index(request);
}

/// The index of the composed dump.
class DblpIndexTest : public testing::Test {
 protected:
  void SetUp() override {
    const Result<IndexMeta> built = build(folder_, dblp_dump());
    ASSERT_TRUE(built) << built.error().message;
    Result<DblpIndex> opened = DblpIndex::open(place_);
    ASSERT_TRUE(opened) << opened.error().message;
    index_.emplace(std::move(*opened));
  }

  std::vector<std::string> titled(std::string_view title, std::string_view family = {}) const {
    return keys_of(index_->by_title(title, family, 8));
  }

  TemporaryFolder folder_;
  std::filesystem::path place_ = folder_.path() / "index-1048576-2";
  std::optional<DblpIndex> index_;
};

using Keys = std::vector<std::string>;

TEST_F(DblpIndexTest, SaysWhatItIs) {
  const IndexMeta& meta = index_->meta();
  EXPECT_EQ(meta.records, kDumpRecords);
  EXPECT_EQ(meta.persons, 1u);
  EXPECT_EQ(meta.unreadable, 0u);
  EXPECT_EQ(meta.released, "2026-11-01");
  EXPECT_EQ(meta.source, "dblp.xml");
  EXPECT_EQ(meta.md5.size(), 32u);
  EXPECT_TRUE(index_->verify());
}

TEST_F(DblpIndexTest, FindsByKeyDoiArxivIdAndTableOfContents) {
  EXPECT_EQ(keys_of(index_->by_key(*DblpKey::parse("conf/eurosys/Mueller26"))), Keys{"conf/eurosys/Mueller26"});
  EXPECT_EQ(keys_of(index_->by_doi(*Doi::parse("10.1145/1111111.3333333"))), Keys{"conf/eurosys/Fictitious26"});
  EXPECT_EQ(keys_of(index_->by_arxiv_id(*ArxivId::parse("2505.11111"))), Keys{"journals/corr/abs-2505-11111"});
  EXPECT_EQ(keys_of(index_->by_toc("conf/eurosys/eurosys2026")),
            (Keys{"conf/eurosys/2026", "conf/eurosys/Mueller26", "conf/eurosys/Fictitious26"}));
  EXPECT_TRUE(index_->has_toc("conf/eurosys/eurosys2026"));
  EXPECT_TRUE(index_->by_key(*DblpKey::parse("conf/eurosys/Nobody26")).empty());
  EXPECT_TRUE(index_->by_doi(*Doi::parse("10.1145/1111111.4444444")).empty());
  EXPECT_TRUE(index_->by_toc("conf/eurosys/eurosys2025").empty());
  EXPECT_FALSE(index_->has_toc("conf/eurosys/eurosys2025"));
}

TEST_F(DblpIndexTest, FindsByAuthorAndYear) {
  EXPECT_EQ(keys_of(index_->by_author_and_year("Invented", 2026)), Keys{"conf/eurosys/Mueller26"});
  EXPECT_EQ(keys_of(index_->by_author_and_year("M\xC3\xBCller", 2025)), Keys{"journals/corr/abs-2505-11111"});
  EXPECT_TRUE(index_->by_author_and_year("Fictitious", 2025).empty());
}

TEST_F(DblpIndexTest, FindsTitlesHoweverTheyAreWritten) {
  const std::string paper = "conf/eurosys/Mueller26";
  const struct {
    const char* how;
    const char* title;
  } cases[] = {
      {"as it is", "Squirrel: Multi-Source Caching of Invented Workloads in Shared Clusters"},
      {"lower case", "squirrel multi source caching of invented workloads in shared clusters"},
      {"other hyphenation", "Squirrel: Multisource Caching of Invented Work-loads in Shared Clusters"},
      {"a letter left out", "Squirrel: Multi-Source Cachng of Invented Workloads in Shared Clusters"},
      {"a letter added", "Squirrel: Multi-Source Caching of Invvented Workloads in Shared Clusters"},
      {"letters swapped", "Squirrel: Multi-Source Caching of Inevnted Workloads in Shared Clusters"},
      {"a wrong letter", "Squirrel: Multi-Source Caching of Invented Workloads in Sharet Clusters"},
      {"only the system", "Squirrel"},
      {"without the system", "Multi-Source Caching of Invented Workloads in Shared Clusters"},
      {"reworded subtitle", "Squirrel: A Cache for Shared Clusters"},
      {"a few words missing", "Multi-Source Caching of Workloads in Clusters"},
  };
  for (const auto& one : cases) {
    const Keys found = titled(one.title);
    EXPECT_NE(std::ranges::find(found, paper), found.end()) << one.how;
  }
}

TEST_F(DblpIndexTest, CorrectsTheOnlyWordsOfAShortTitle) {
  EXPECT_EQ(titled("Editorail").size(), 2u);
  EXPECT_EQ(titled("Latin Bites"), Keys{"conf/inv/Latin20"});
}

TEST_F(DblpIndexTest, GivesNothingForATitleThatSharesLittle) {
  EXPECT_TRUE(titled("Quantum Gravity of Imaginary Bananas and Their Peels in Orbit").empty());
  EXPECT_TRUE(titled("").empty());
  EXPECT_TRUE(titled("?!").empty());
}

TEST_F(DblpIndexTest, PutsTheAuthorsRecordFirstAmongEqualTitles) {
  EXPECT_EQ(titled("Editorial"), (Keys{"journals/inv/One24", "journals/inv/Two24"}));
  EXPECT_EQ(titled("Editorial", "Erfunden"), (Keys{"journals/inv/Two24", "journals/inv/One24"}));
}

TEST_F(DblpIndexTest, GivesPapersWhatTheirProceedingsSay) {
  const std::vector<SourceRecord> found = index_->by_key(*DblpKey::parse("conf/eurosys/Mueller26"));
  ASSERT_EQ(found.size(), 1u);
  const Work& work = found.front().work;
  EXPECT_EQ(found.front().source, SourceId::dblp_index);
  EXPECT_EQ(found.front().retrieved, "2026-11-01");
  EXPECT_EQ(
      work.container_title,
      "Proceedings of the 21st European Conference on Invented Systems, EuroSys 2026, Nowhere, April 27-30, 2026");
  EXPECT_EQ(work.container_title_short, "EuroSys");
  EXPECT_EQ(work.publisher, "ACM");
  ASSERT_EQ(work.editors.size(), 2u);
  EXPECT_EQ(work.editors.front().name.family, "Beispiel");
  ASSERT_EQ(work.isbn.size(), 1u);
  EXPECT_EQ(work.isbn.front(), *Isbn::parse("978-3-16-148410-0"));
  ASSERT_EQ(work.authors.size(), 2u);
  EXPECT_EQ(work.authors.front().name.family, "M\xC3\xBCller");
  EXPECT_EQ(work.authors.front().dblp_person, "J\xC3\xB6rg M\xC3\xBCller 0001");
}

TEST_F(DblpIndexTest, ReadsMonthsAndLatinBytes) {
  const auto editorial = index_->by_key(*DblpKey::parse("journals/inv/One24"));
  ASSERT_EQ(editorial.size(), 1u);
  EXPECT_EQ(editorial.front().work.issued, (PartialDate{2024, 3, std::nullopt}));
  const auto latin = index_->by_author_and_year("Invent\xC3\xA9", 2020);
  ASSERT_EQ(latin.size(), 1u);
  EXPECT_EQ(latin.front().work.authors.front().name.given, "Fran\xC3\xA7ois");
}

TEST_F(DblpIndexTest, HoldsTheSameBytesHoweverItWasBuilt) {
  ASSERT_TRUE(build(folder_, dblp_dump(), 16, 1));
  for (const char* name : {"records.xml", "records.at", "terms.u64", "terms.at", "matches.u32", "words.u64"}) {
    EXPECT_EQ(read_text(place_ / name), read_text(folder_.path() / "index-16-1" / name)) << name;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "index-16-1"))
    EXPECT_FALSE(entry.path().filename().string().starts_with("run-")) << entry.path();
}

TEST_F(DblpIndexTest, NoticesDamage) {
  std::string records = read_text(place_ / "records.xml");
  records[records.size() / 2] ^= 1;
  folder_.write("index-1048576-2/records.xml", records);
  const Result<DblpIndex> changed = DblpIndex::open(place_);
  ASSERT_TRUE(changed);
  const Result<void> verified = changed->verify();
  ASSERT_FALSE(verified);
  EXPECT_NE(verified.error().message.find("records.xml has changed"), std::string::npos);

  folder_.write("index-1048576-2/records.xml", records.substr(1));
  const Result<DblpIndex> shorter = DblpIndex::open(place_);
  ASSERT_FALSE(shorter);
  EXPECT_NE(shorter.error().message.find("build it again"), std::string::npos);
}

TEST_F(DblpIndexTest, IsRefusedInAnotherFormat) {
  std::string meta = read_text(place_ / "meta.json");
  meta.replace(meta.find("\"format\": 1"), 11, "\"format\": 0");
  folder_.write("index-1048576-2/meta.json", meta);
  const Result<DblpIndex> opened = DblpIndex::open(place_);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::storage);
  const std::string remedy = "build it again with 'bibmill index " + place_.filename().string() + " FILE'";
  EXPECT_NE(opened.error().message.find(remedy), std::string::npos) << opened.error().message;
}

TEST(IndexBuilder, RefusesADumpWithoutWorksOrWithDamagedRecords) {
  const TemporaryFolder folder;
  const struct {
    const char* dump;
    const char* says;
  } cases[] = {
      {"<dblp></dblp>", "holds no records"},
      {"<dblp><www key=\"homepages/1/1\"><title>Home Page</title></www></dblp>", "holds no records"},
      {"<dblp><article key=\"journals/a/1\"><title>A</title></article><article><title>B</title></article></dblp>",
       "1 of 2 records cannot be read"},
  };
  for (const auto& one : cases) {
    const Result<IndexMeta> built = build(folder, one.dump);
    ASSERT_FALSE(built) << one.dump;
    EXPECT_EQ(built.error().kind, ErrorKind::input);
    EXPECT_NE(built.error().message.find(one.says), std::string::npos) << built.error().message;
  }
}

TEST(IndexBuilder, TellsItsProgress) {
  const TemporaryFolder folder;
  BuildRequest request;
  request.dump = folder.write("dblp.xml", dblp_dump());
  request.folder = folder.path() / "index";
  std::filesystem::create_directories(request.folder);
  std::uint64_t bytes = 0;
  std::uint64_t records = 0;
  request.progress = [&](const BuildProgress& progress) {
    bytes = progress.bytes_read;
    records = progress.records;
    EXPECT_EQ(progress.bytes, dblp_dump().size());
  };
  ASSERT_TRUE(build_dblp_index(request));
  EXPECT_EQ(bytes, dblp_dump().size());
  EXPECT_EQ(records, kDumpRecords);
}

/// Pieces of the real dump that other people keep (../shared/recorded/README.md), those that are whole.
TEST(IndexBuilder, IndexesTheRecordedPieces) {
  const std::filesystem::path pieces = std::filesystem::path(BIBMILL_SHARED_DIR) / "recorded/dblp/dump-sample";
  if (!std::filesystem::exists(pieces)) GTEST_SKIP() << pieces << " is not there";
  std::size_t indexed = 0;
  for (const auto& piece : std::filesystem::directory_iterator(pieces)) {
    const TemporaryFolder folder;
    BuildRequest request;
    request.dump = piece.path();
    request.folder = folder.path();
    request.source = piece.path().filename().string();
    const Result<IndexMeta> built = build_dblp_index(request);
    if (!built) {
      EXPECT_EQ(built.error().kind, ErrorKind::input) << piece.path();
      continue;
    }
    ++indexed;
    const Result<DblpIndex> index = DblpIndex::open(folder.path());
    ASSERT_TRUE(index) << piece.path();
    const Result<void> verified = index->verify();
    EXPECT_TRUE(verified) << piece.path() << ": " << verified.error().message;
    EXPECT_GT(built->records, 0u) << piece.path();
  }
  EXPECT_GE(indexed, 10u);
}

}  // namespace
}  // namespace bibmill
