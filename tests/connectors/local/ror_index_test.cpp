#include "connectors/local/ror_index.h"

#include <zlib.h>

#include <fstream>

#include "connectors/local/index_store.h"
#include "normalizers/affiliations/affiliation_words.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDump = R"([
{"id": "https://ror.org/0aaaaaa11", "status": "active", "types": ["education"],
 "names": [{"types": ["ror_display", "label"], "value": "University of X"}, {"types": ["acronym"], "value": "UX"}],
 "locations": [{"geonames_details": {"country_code": "NO", "name": "Xby"}}], "relationships": []},
{"id": "https://ror.org/0bbbbbb22", "status": "inactive", "types": ["education"],
 "names": [{"types": ["ror_display", "label"], "value": "Old X College"}], "locations": [],
 "relationships": [{"type": "successor", "id": "https://ror.org/0aaaaaa11", "label": "University of X"}]}
])";

void put(std::string& bytes, std::uint64_t value, int count) {
  for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::string deflated(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

/// An archive of one member (APPNOTE.TXT 4.3).
std::string zip_of(const std::string& name, const std::string& text, bool pack) {
  const std::string body = pack ? deflated(text) : text;
  const auto common = [&](std::string& bytes) {
    put(bytes, 20, 2);
    put(bytes, 0, 2);
    put(bytes, pack ? 8 : 0, 2);
    put(bytes, 0, 4);
    put(bytes, crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())), 4);
    put(bytes, body.size(), 4);
    put(bytes, text.size(), 4);
    put(bytes, name.size(), 2);
    put(bytes, 0, 2);
  };
  std::string bytes = "PK\x03\x04";
  common(bytes);
  bytes += name + body;
  const std::size_t directory = bytes.size();
  bytes += "PK\x01\x02";
  put(bytes, 20, 2);
  common(bytes);
  put(bytes, 0, 2);
  put(bytes, 0, 2);
  put(bytes, 0, 2);
  put(bytes, 0, 4);
  put(bytes, 0, 4);
  bytes += name;
  const std::size_t size = bytes.size() - directory;
  bytes += "PK\x05\x06";
  put(bytes, 0, 4);
  put(bytes, 1, 2);
  put(bytes, 1, 2);
  put(bytes, size, 4);
  put(bytes, directory, 4);
  put(bytes, 0, 2);
  return bytes;
}

fs::path write(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

class RorIndexTest : public ::testing::Test {
 protected:
  Result<IndexMeta> build(const fs::path& dump) {
    fs::create_directories(index_);
    RorBuildRequest request;
    request.dump = dump;
    request.folder = index_;
    request.source = dump.filename().string();
    return build_ror_index(request);
  }

  TemporaryFolder folder_;
  fs::path index_ = folder_.path() / "index";
};

TEST_F(RorIndexTest, IsBuiltFromEveryFormOfTheDump) {
  const std::vector<fs::path> dumps = {
      write(folder_.path() / "v9.9-2026-06-23-ror-data.json", kDump),
      write(folder_.path() / "v9.9-2026-06-23-ror-data.zip", zip_of("dump.json", kDump, true)),
      write(folder_.path() / "stored-2026-06-23.zip", zip_of("dump.json", kDump, false)),
  };
  for (const fs::path& dump : dumps) {
    SCOPED_TRACE(dump.filename());
    const Result<IndexMeta> meta = build(dump);
    ASSERT_TRUE(meta) << meta.error().message;
    EXPECT_EQ(meta->name, kRorIndex);
    EXPECT_EQ(meta->released, "2026-06-23");
    EXPECT_EQ(meta->records, 1u);
    const Result<RorIndex> index = RorIndex::open(index_);
    ASSERT_TRUE(index) << index.error().message;
    EXPECT_TRUE(index->verify());
    const OrganisationDirectory& directory = index->directory();
    EXPECT_EQ(directory.organisation(directory.find("https://ror.org/0aaaaaa11")).name, "University of X");
    EXPECT_EQ(directory.names(name_key("Old X College").key).size(), 1u);
  }
}

TEST_F(RorIndexTest, RefusesWhatIsNoDump) {
  const std::string dump = kDump;
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"empty.json", ""},
      {"other.json", R"([{"a": 1}, {"a": 2}])"},
      {"cut.json", dump.substr(0, dump.size() - 3)},
      {"no.zip", "not a zip"},
      {"no-json.zip", zip_of("readme.txt", "x", true)},
      {"cut.zip", zip_of("dump.json", kDump, true).substr(0, 100)},
  };
  for (const auto& [name, bytes] : cases) {
    const Result<IndexMeta> meta = build(write(folder_.path() / name, bytes));
    ASSERT_FALSE(meta) << name;
    EXPECT_EQ(meta.error().kind, ErrorKind::input) << name;
  }
}

TEST_F(RorIndexTest, FindsDamage) {
  ASSERT_TRUE(build(write(folder_.path() / "dump.json", kDump)));
  const fs::path image = index_ / "organisations.bin";
  fs::permissions(image, fs::perms::owner_all);
  std::fstream file(image, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(-4, std::ios::end);
  file << 'x';
  file.close();
  const Result<RorIndex> index = RorIndex::open(index_);
  ASSERT_TRUE(index);
  EXPECT_FALSE(index->verify());
  fs::resize_file(image, 100);
  EXPECT_FALSE(RorIndex::open(index_));
}

}  // namespace
}  // namespace bibmill
