#include "pipeline/write/outputs.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "pipeline/parallel/thread_limit.h"
#include "pipeline/record_json/record_json_read.h"
#include "tests/pipeline/record_json/sample_record.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

class OutputsTest : public testing::Test {
 protected:
  OutputsTest() {
    std::string name = (fs::temp_directory_path() / "bibmill-outputs-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    plan_.folder = folder_ / "out/list";
  }
  ~OutputsTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  std::string text_of(const std::string& name) const {
    std::ifstream file(plan_.folder / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// Small ones but for the first: it is their number that matters here.
  static std::vector<Record> records(std::size_t count) {
    std::vector<Record> made(count);
    made.front() = sample_record();
    made.front().same_as.reset();
    for (std::size_t i = 0; i < count; ++i) made[i].id = "id" + std::to_string(i);
    return made;
  }

  fs::path folder_;
  OutputPlan plan_;
};

TEST_F(OutputsTest, APageOfWhatNeedsAPersonIsThereOnlyWhereThereIsSomething) {
  ASSERT_TRUE(write_outputs(plan_, records(1), {}, {}, {}, {.attention = "# To look at\n"}));
  EXPECT_EQ(text_of("attention.md"), "# To look at\n");
  ASSERT_TRUE(write_outputs(plan_, records(1), {}, {}, {}));
  EXPECT_FALSE(fs::exists(plan_.folder / "attention.md"));
}

TEST_F(OutputsTest, APageThatIsAbsentLeavesAnEarlierOneAsItIs) {
  Change gone;
  gone.kind = ChangeKind::gone;
  gone.key = "kim26";
  ASSERT_TRUE(write_outputs(plan_, {}, {}, {}, {}, {.attention = "# To look at\n", .changes = std::span(&gone, 1)}));
  EXPECT_EQ(text_of("changes.jsonl"), "{\"change\":\"gone\",\"id\":\"kim26\"}\n");
  ASSERT_TRUE(write_outputs(plan_, {}, {}, {}, {}, {.attention = std::nullopt, .changes = std::nullopt}));
  EXPECT_TRUE(fs::exists(plan_.folder / "changes.jsonl") && fs::exists(plan_.folder / "attention.md"));
  ASSERT_TRUE(write_outputs(plan_, {}, {}, {}, {}));
  EXPECT_FALSE(fs::exists(plan_.folder / "changes.jsonl"));
}

TEST_F(OutputsTest, WritesEveryRecordInInputOrder) {
  const auto made = records(5000);  // more than one chunk
  ASSERT_TRUE(write_outputs(plan_, made, {}, {}, {}));
  std::istringstream lines(text_of("enriched.jsonl"));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto read = parse_record(line);
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->id, made[count].id);
  }
  EXPECT_EQ(count, made.size());
  for (const char* name : {"references.bib", "people.jsonl", "organisations.jsonl"}) {
    EXPECT_TRUE(fs::exists(plan_.folder / name)) << name;
  }
}

TEST_F(OutputsTest, WritesTheSameBytesWithOneThreadAndTwo) {
  const auto made = records(3000);
  std::vector<std::string> seen;
  for (const std::size_t threads : {std::size_t{1}, std::size_t{2}}) {
    const ThreadLimit limit(threads);
    ASSERT_TRUE(write_outputs(plan_, made, {}, {}, {}));
    seen.push_back(text_of("enriched.jsonl") + text_of("references.bib"));
  }
  EXPECT_EQ(seen[0], seen[1]);
}

TEST_F(OutputsTest, WritesPeopleAndOrganisations) {
  PersonRecord person;
  person.id = "p-1";
  person.names = {named("Kim", "Ana").name};
  OrganisationRecord organisation;
  organisation.id = "THU";
  organisation.name = "THU";
  ASSERT_TRUE(write_outputs(plan_, {}, std::span(&person, 1), std::span(&organisation, 1), {}));
  EXPECT_EQ(text_of("people.jsonl"), "{\"id\":\"p-1\",\"names\":[{\"family\":\"Kim\",\"given\":\"Ana\"}]}\n");
  EXPECT_EQ(text_of("organisations.jsonl"), "{\"id\":\"THU\",\"name\":\"THU\"}\n");
}

TEST_F(OutputsTest, WritesRejectsOnlyWhenThereAreAnyAndRemovesStaleOnes) {
  const Reject reject{"a.bib", 3, 9, "no key", "@misc{,"};
  ASSERT_TRUE(write_outputs(plan_, {}, {}, {}, std::span(&reject, 1)));
  EXPECT_EQ(text_of("rejects.jsonl"),
            "{\"file\":\"a.bib\",\"line\":3,\"column\":9,\"reason\":\"no key\",\"text\":\"@misc{,\"}\n");
  ASSERT_TRUE(write_outputs(plan_, {}, {}, {}, {}));
  EXPECT_FALSE(fs::exists(plan_.folder / "rejects.jsonl"));
}

TEST_F(OutputsTest, LeavesUnchangedFilesAlone) {
  const auto made = records(3);
  ASSERT_TRUE(write_outputs(plan_, made, {}, {}, {}));
  const auto before = fs::file_time_type() + std::chrono::hours(1);
  for (const auto& file : fs::directory_iterator(plan_.folder)) fs::last_write_time(file, before);
  ASSERT_TRUE(write_outputs(plan_, made, {}, {}, {}));
  for (const auto& file : fs::directory_iterator(plan_.folder)) EXPECT_EQ(fs::last_write_time(file), before) << file;
}

TEST_F(OutputsTest, ReportsAFolderThatCannotBeMade) {
  plan_.folder = "/proc/bibmill/out";
  const auto written = write_outputs(plan_, {}, {}, {}, {});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::storage);
  EXPECT_NE(written.error().message.find("/proc/bibmill/out"), std::string::npos) << written.error().message;
}

}  // namespace
}  // namespace bibmill
