// The main job on the bundled list, against the facts its responses were composed from.
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "pipeline/record_json/record_json.h"
#include "pipeline/record_json/record_json_read.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

using Json = nlohmann::json;

std::vector<Json> facts(const std::string& name) {
  std::ifstream file(source_path("fixtures/facts/" + name));
  std::vector<Json> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(Json::parse(line));
  return lines;
}

/// One run for all tests of this file: it takes a second.
class BundledList : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder();
    settings_ = new Settings(settings_in(*folder_));
    outcome_ = new RunOutcome(
        run_or_fail(replay_request(source_path("fixtures/eurosys-2026.md"), folder_->file("out")), *settings_));
  }
  static void TearDownTestSuite() {
    delete outcome_;
    delete settings_;
    delete folder_;
  }

  static const Record& record(std::size_t number) { return outcome_->records.at(number - 1); }

  static inline TemporaryFolder* folder_ = nullptr;
  static inline Settings* settings_ = nullptr;
  static inline RunOutcome* outcome_ = nullptr;
};

TEST_F(BundledList, AllPapersAreResolvedWithTheRightDoi) {
  ASSERT_EQ(outcome_->records.size(), 42u);
  for (const Json& paper : facts("eurosys-2026.jsonl")) {
    const Record& found = record(paper["n"]);
    EXPECT_EQ(found.status, Status::resolved) << paper["title"];
    ASSERT_TRUE(found.work.doi) << paper["title"];
    EXPECT_EQ(found.work.doi->str(), paper["doi"].get<std::string>()) << paper["title"];
  }
  EXPECT_EQ(outcome_->exit_code, 0);
}

TEST_F(BundledList, AuthorListsEqualTheTruthInOrder) {
  int known = 0;
  for (const Json& paper : facts("eurosys-2026.jsonl")) {
    std::vector<std::string> expected;
    for (const Json& author : paper.value("authors", Json::array())) {
      const std::string given = author.value("given", "");
      expected.push_back(given.empty() ? author["family"].get<std::string>()
                                       : given + " " + author["family"].get<std::string>());
    }
    std::vector<std::string> found;
    for (const Person& author : record(paper["n"]).work.authors) found.push_back(display_name(author.name));
    EXPECT_EQ(found, expected) << paper["title"];
    known += expected.empty() ? 0 : 1;
  }
  EXPECT_EQ(known, 38);
}

TEST_F(BundledList, PreprintsAreLinkedAndNoneWrongly) {
  int linked = 0;
  for (const Json& paper : facts("eurosys-2026.jsonl")) {
    const Record& found = record(paper["n"]);
    std::set<std::string> ids;
    if (found.work.arxiv_id) ids.insert(found.work.arxiv_id->str());
    for (const Version& version : found.versions) {
      if (version.arxiv_id) ids.insert(version.arxiv_id->str());
    }
    std::set<std::string> expected;
    if (paper.contains("arxiv")) expected.insert(paper["arxiv"]["id"].get<std::string>());
    for (const std::string& id : ids) EXPECT_TRUE(expected.contains(id)) << paper["title"] << " is not " << id;
    linked += ids.empty() ? 0 : 1;
  }
  EXPECT_EQ(linked, 24);
}

TEST_F(BundledList, FewRequestsAreEnough) { EXPECT_LE(all_requests(outcome_->report), 12u); }

TEST_F(BundledList, ASecondRunAsksNothingAndWritesTheSameBytes) {
  std::map<std::string, std::string> before;
  for (const auto& file : std::filesystem::directory_iterator(folder_->path() / "out"))
    before[file.path().filename()] = read_text(file);
  const RunOutcome second =
      run_or_fail(replay_request(source_path("fixtures/eurosys-2026.md"), folder_->file("out")), *settings_);
  EXPECT_EQ(all_requests(second.report), 0u);
  for (const auto& [name, text] : before) EXPECT_EQ(read_text(folder_->path() / "out" / name), text) << name;
  EXPECT_GE(before.size(), 4u);
}

TEST_F(BundledList, NothingTheUserWroteIsLost) {
  std::size_t affiliations = 0;
  std::size_t links = 0;
  for (const Record& found : outcome_->records) {
    affiliations += found.entry.affiliations.size();
    links += found.entry.links.size();
    ASSERT_EQ(found.affiliations.size(), found.entry.affiliations.size());
    for (std::size_t i = 0; i < found.affiliations.size(); ++i)
      EXPECT_EQ(found.affiliations[i].text, found.entry.affiliations[i]);
  }
  EXPECT_EQ(affiliations, 116u);
  EXPECT_EQ(links, 12u);
}

TEST_F(BundledList, EveryEnrichedFieldSaysWhereItCameFrom) {
  for (const Record& record : outcome_->records) {
    const Record found = parse_record(to_json_line(record)).value();
    for (const char* field : {"title", "doi", "issued", "publisher", "container_title"}) {
      ASSERT_TRUE(found.provenance.contains(field)) << found.id << " " << field;
    }
    EXPECT_EQ(found.provenance.at("doi").retrieved, "2026-11-23");
    EXPECT_FALSE(found.match.reason.empty());
  }
}

TEST_F(BundledList, NoDeniedOrInventedRecordIsUsed) {
  const std::string written = read_text(folder_->path() / "out" / "references.bib");
  EXPECT_EQ(written.find("10.65215"), std::string::npos);
  EXPECT_EQ(written.find("10.5555"), std::string::npos);
  EXPECT_EQ(written.find("2601.99998"), std::string::npos);
  EXPECT_EQ(written.find("2512.25059"), std::string::npos);
}

TEST(OriginalList, GivesTheSameRecordsAsTheBundledOne) {
  const std::string original = std::string(BIBMILL_SHARED_DIR) + "/seed/eurosys-2026.md";
  if (!std::filesystem::exists(original)) GTEST_SKIP() << original << " is not there";
  const TemporaryFolder folder;
  const RunOutcome outcome = run_or_fail(replay_request(original, folder.file("out")), settings_in(folder));
  EXPECT_EQ(outcome.exit_code, 0);
  ASSERT_EQ(outcome.records.size(), 42u);
  for (const Json& paper : facts("eurosys-2026.jsonl")) {
    const auto& doi = outcome.records.at(paper["n"].get<std::size_t>() - 1).work.doi;
    EXPECT_TRUE(doi && doi->str() == paper["doi"].get<std::string>()) << paper["title"];
  }
}

}  // namespace
}  // namespace bibmill
