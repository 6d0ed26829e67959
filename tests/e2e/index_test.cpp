// The local index as a user meets it: build it, look at it, enrich with it offline, remove it.
#include "pipeline/commands/index.h"

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "connectors/local/index_builder.h"
#include "connectors/local/index_store.h"
#include "pipeline/record_json/record_json.h"
#include "pipeline/record_json/record_json_read.h"
#include "tests/support/dblp_dump.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBibliography =
    "@inproceedings{exact,\n  title = {Squirrel: Multi-Source Caching of Invented Workloads in Shared Clusters},\n"
    "  author = {M{\\\"u}ller, J{\\\"o}rg and others},\n  year = {2026}\n}\n"
    "@inproceedings{misspelt,\n  title = {A First Lok at Imaginary Kernels},\n  author = {Fictitious, Boris},\n"
    "  year = {2026}\n}\n"
    "@article{byidentifier,\n  doi = {10.1145/1111111.3333333}\n}\n"
    "@article{stranger,\n  title = {A First Look at Imaginary Kernels},\n  author = {Somebody, Else and Other, Ann},\n"
    "  year = {2026}\n}\n";

class IndexTest : public testing::Test {
 protected:
  IndexTest() {
    settings_ = settings_in(folder_);
    settings_.paths.index = folder_.file("index");
    line_.quiet = true;
  }

  Result<int> index(CommandLine::Command command, const std::string& subject = {}) {
    line_.command = command;
    line_.index_dump = subject;
    line_.index_name = subject;
    return index_command(line_, settings_);
  }

  /// The records of an offline run, by the user's key.
  std::map<std::string, Record> enrich() {
    RunRequest request;
    request.inputs = {folder_.write("refs.bib", kBibliography)};
    request.out = folder_.file("out");
    request.offline = true;
    request.quiet = true;
    std::map<std::string, Record> records;
    for (Record& record : run_or_fail(request, settings_).records) records[*record.entry.key] = std::move(record);
    return records;
  }

  TemporaryFolder folder_;
  Settings settings_;
  CommandLine line_;
};

using Command = CommandLine::Command;

TEST_F(IndexTest, EnrichesOfflineWithoutAnyFlag) {
  const Result<int> built = index(Command::index_dblp, folder_.write("dblp.xml", dblp_dump()));
  ASSERT_TRUE(built) << built.error().message;
  EXPECT_EQ(*built, 0);
  EXPECT_EQ(*index(Command::index_verify), 0);

  const std::map<std::string, Record> records = enrich();
  const struct {
    const char* key;
    const char* dblp_key;
  } found[] = {{"exact", "conf/eurosys/Mueller26"},
               {"misspelt", "conf/eurosys/Fictitious26"},
               {"byidentifier", "conf/eurosys/Fictitious26"}};
  for (const auto& one : found) {
    const Record& record = records.at(one.key);
    EXPECT_EQ(record.status, Status::resolved) << one.key;
    ASSERT_TRUE(record.work.dblp_key) << one.key;
    EXPECT_EQ(record.work.dblp_key->str(), one.dblp_key);
  }
  EXPECT_NE(records.at("stranger").status, Status::resolved);
  const Record exact = parse_record(to_json_line(records.at("exact"))).value();
  EXPECT_EQ(exact.work.doi, Doi::parse("10.1145/1111111.2222222"));
  EXPECT_EQ(exact.work.authors.size(), 2u);
  EXPECT_EQ(exact.provenance.at("doi").source, SourceId::dblp_index);
  EXPECT_EQ(exact.provenance.at("doi").retrieved, "2026-11-01");
  EXPECT_TRUE(exact.work.container_title->starts_with("Proceedings of the 21st European Conference"));
}

TEST_F(IndexTest, IsNotUsedWhenItIsSwitchedOff) {
  ASSERT_TRUE(index(Command::index_dblp, folder_.write("dblp.xml", dblp_dump())));
  settings_.sources["dblp_index"].enabled = false;
  EXPECT_EQ(enrich().at("exact").status, Status::failed);
}

TEST_F(IndexTest, KeepsTheGoodIndexWhenADumpIsBroken) {
  ASSERT_TRUE(index(Command::index_dblp, folder_.write("dblp.xml", dblp_dump())));
  const std::string cut = folder_.write("cut.xml", dblp_dump().substr(0, dblp_dump().size() / 2));
  const Result<int> broken = index(Command::index_dblp, cut);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, ErrorKind::input);
  const std::string other = folder_.write("other.xml", dblp_dump());
  folder_.write("other.xml.md5", std::string(32, '0') + "  other.xml\n");
  const Result<int> wrong_sum = index(Command::index_dblp, other);
  ASSERT_FALSE(wrong_sum);
  EXPECT_NE(wrong_sum.error().message.find("MD5"), std::string::npos);
  EXPECT_EQ(*index(Command::index_verify, "dblp"), 0);
  EXPECT_EQ(enrich().at("exact").status, Status::resolved);
}

TEST_F(IndexTest, EndsTheRunWhenTheIndexIsOfAnotherFormat) {
  ASSERT_TRUE(index(Command::index_dblp, folder_.write("dblp.xml", dblp_dump())));
  std::string meta = read_text(folder_.file("index/dblp/meta.json"));
  meta.replace(meta.find("\"format\": 1"), 11, "\"format\": 9");
  folder_.write("index/dblp/meta.json", meta);
  RunRequest request;
  request.inputs = {folder_.write("refs.bib", kBibliography)};
  request.out = folder_.file("out");
  request.offline = true;
  std::istringstream in;
  std::ostringstream out;
  const Result<RunOutcome> outcome = run(request, settings_, in, out);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::storage);
  EXPECT_NE(outcome.error().message.find("bibmill index dblp FILE"), std::string::npos);
  EXPECT_EQ(*index(Command::index_verify), 1);
  EXPECT_EQ(*index(Command::index_list), 0);
}

TEST_F(IndexTest, IsGoneOnceItIsRemoved) {
  ASSERT_TRUE(index(Command::index_dblp, folder_.write("dblp.xml", dblp_dump())));
  EXPECT_EQ(*index(Command::index_remove, "dblp"), 0);
  EXPECT_FALSE(fs::exists(folder_.file("index/dblp")));
  EXPECT_FALSE(index(Command::index_remove, "dblp"));
  EXPECT_FALSE(index(Command::index_verify, "dblp"));
  EXPECT_EQ(enrich().at("exact").status, Status::failed);
}

TEST_F(IndexTest, LeavesAReplayedListAsItIs) {
  const RunRequest request = replay_request(source_path("fixtures/eurosys-2026.md"), folder_.file("without"));
  Settings without = settings_;
  without.paths.index.clear();
  run_or_fail(request, without);
  ASSERT_TRUE(index(Command::index_dblp, folder_.write("dblp.xml", dblp_dump())));
  RunRequest with_index = request;
  with_index.out = folder_.file("with");
  run_or_fail(with_index, settings_);
  EXPECT_EQ(read_text(folder_.file("with/references.bib")), read_text(folder_.file("without/references.bib")));
}

/// An index that ends every run that looks at it tells which runs do.
TEST_F(IndexTest, IsUsedInAReplayedRunOnlyWhereItWasChosen) {
  ASSERT_TRUE(index(Command::index_dblp, folder_.write("dblp.xml", dblp_dump())));
  fs::create_directories(folder_.file("home/.local/share/bibmill"));
  fs::rename(folder_.file("index"), folder_.file("home/.local/share/bibmill/index"));
  folder_.write("home/.local/share/bibmill/index/dblp/meta.json", "{}");
  const auto replay = [&](const std::string& environment) {
    const std::string command = "cd '" + folder_.path().string() + "' && env -i PATH=/usr/bin:/bin HOME='" +
                                folder_.file("home") + "' " + environment +
                                " '" BIBMILL_BINARY_DIR "/bibmill' enrich '" + source_path("fixtures/eurosys-2026.md") +
                                "' --replay '" + source_path("fixtures/http") + "' --out out -q >/dev/null 2>&1";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  EXPECT_LE(replay(""), 1);
  EXPECT_EQ(replay("BIBMILL_INDEX_DIR='" + folder_.file("home/.local/share/bibmill/index") + "'"), 3);
}

}  // namespace
}  // namespace bibmill
