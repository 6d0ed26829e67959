#include "connectors/local/dump_reader.h"

#include "connectors/wire/xml.h"
#include "tests/support/dblp_dump.h"
#include "tests/support/gzip.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using testing_support::gzip;

struct Read {
  std::vector<std::string> keys;
  std::string failure;
  std::string md5;
  std::string released;
};

Read read_dump(const std::string& file) {
  Read read;
  Result<DumpReader> reader = DumpReader::open(file);
  if (!reader) return {{}, reader.error().message, "", ""};
  while (true) {
    const Result<std::optional<std::string>> block = reader->next_block();
    if (!block) {
      read.failure = block.error().message;
      return read;
    }
    if (!*block) break;
    std::size_t from = 0;
    while (const auto element = next_xml_element(**block, from, kDblpRecordElements)) {
      EXPECT_TRUE(element->complete());
      const std::string_view text = std::string_view(**block).substr(element->begin);
      const std::size_t key = text.find("key=\"") + 5;
      read.keys.emplace_back(text.substr(key, text.find('"', key) - key));
      from = element->end;
    }
  }
  read.md5 = reader->md5();
  read.released = reader->released();
  return read;
}

/// Many records, so that blocks end inside the document.
std::string long_dump(std::size_t records) {
  std::string dump = "<?xml version=\"1.0\"?>\n<dblp>";
  for (std::size_t i = 0; i < records; ++i) {
    dump += "<article key=\"journals/inv/" + std::to_string(i) + "\"><author>Ada Invented</author><title>On Number " +
            std::to_string(i) + std::string(500, 'x') + ".</title><year>2020</year></article>";
  }
  return dump + "</dblp>";
}

TEST(DumpReader, GivesEveryRecordOnceAndInOrderPlainOrGzip) {
  const TemporaryFolder folder;
  const Read plain = read_dump(folder.write("dblp.xml", dblp_dump()));
  ASSERT_EQ(plain.failure, "");
  EXPECT_EQ(plain.keys.size(), kDumpRecords + 1);
  EXPECT_EQ(plain.keys.front(), "conf/eurosys/2026");
  EXPECT_EQ(plain.keys.back(), "homepages/01/1");
  EXPECT_EQ(plain.released, "2026-11-01");
  const Read packed = read_dump(folder.write("dblp.xml.gz", gzip(dblp_dump())));
  EXPECT_EQ(packed.keys, plain.keys);
}

TEST(DumpReader, EndsBlocksBetweenRecords) {
  const TemporaryFolder folder;
  constexpr std::size_t kRecords = 6000;
  const Read read = read_dump(folder.write("dblp.xml.gz", gzip(long_dump(kRecords))));
  ASSERT_EQ(read.failure, "");
  ASSERT_EQ(read.keys.size(), kRecords);
  for (std::size_t i = 0; i < kRecords; ++i) EXPECT_EQ(read.keys[i], "journals/inv/" + std::to_string(i));
}

TEST(DumpReader, ReadsGzipFilesOfSeveralMembers) {
  const TemporaryFolder folder;
  const std::string dump = dblp_dump();
  const std::string half = dump.substr(0, dump.size() / 2);
  const Read read = read_dump(folder.write("dblp.xml.gz", gzip(half) + gzip(dump.substr(half.size()))));
  EXPECT_EQ(read.failure, "");
  EXPECT_EQ(read.keys.size(), kDumpRecords + 1);
}

TEST(DumpReader, ComputesTheSumOfTheFileAsItLies) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_dump(folder.write("a.xml", "<dblp><article key=\"journals/a/1\"></article></dblp>")).md5,
            "43e7e6edb61b40d6bb682b97857048e4");
}

TEST(DumpReader, RefusesWhatIsNotAWholeDump) {
  const std::string dump = dblp_dump();
  const std::string packed = gzip(dump);
  const struct {
    const char* name;
    std::string text;
    const char* says;
  } cases[] = {
      {"cut off after a record", dump.substr(0, dump.find("</article>") + 10), "cut off"},
      {"cut off inside a record", dump.substr(0, dump.size() / 2), "cut off"},
      {"cut off gzip", packed.substr(0, packed.size() / 2), "cut off"},
      {"damaged gzip", packed.substr(0, 40) + std::string(100, 'x') + packed.substr(140), "damaged"},
      {"empty", "", "no <dblp> element"},
      {"a page of a bot wall", "<!DOCTYPE html><html><title>Making sure you're not a bot!</title></html>",
       "no <dblp> element"},
  };
  const TemporaryFolder folder;
  for (const auto& one : cases) {
    const std::string failure = read_dump(folder.write("dblp.xml.gz", one.text)).failure;
    EXPECT_NE(failure.find(one.says), std::string::npos) << one.name << ": " << failure;
    EXPECT_NE(failure.find("dblp.xml.gz"), std::string::npos) << one.name << ": " << failure;
  }
  EXPECT_NE(read_dump(folder.file("missing.xml")).failure.find("No such file"), std::string::npos);
}

}  // namespace
}  // namespace bibmill
