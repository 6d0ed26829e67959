// Every recorded OpenAlex response: nothing crashes, and nothing that a plain walk over the JSON sees is lost.
#include "tests/connectors/wire/recorded.h"

#include <gtest/gtest.h>

#include "connectors/openalex/codec.h"
#include "connectors/openalex/record.h"
#include "connectors/wire/fields.h"

namespace bibmill {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;
using recorded::at;
using recorded::text;

bool is_work(const json& value) { return text(at(value, "id")).starts_with("https://openalex.org/W"); }

/// The works of a file: a single one, a list's results, an array.
std::vector<json> works_of(const json& body) {
  std::vector<json> works;
  if (is_work(body)) works.push_back(body);
  for (const json& item : body.is_array() ? body : at(body, "results")) {
    if (is_work(item)) works.push_back(item);
  }
  return works;
}

void compare(const json& work, const SourceRecord& record, const std::string& where) {
  EXPECT_EQ("https://openalex.org/" + record.record_id, text(at(work, "id"))) << where;
  EXPECT_EQ(record.work.doi.has_value(), !text(at(work, "doi")).empty()) << where;
  if (recorded::has_letters(text(at(work, "display_name")))) {
    EXPECT_TRUE(record.work.title) << where;
  }
  std::size_t named = 0;
  for (const json& authorship : at(work, "authorships")) {
    named += recorded::has_letters(text(at(authorship, "raw_author_name"))) ||
             recorded::has_letters(text(at(at(authorship, "author"), "display_name")));
  }
  EXPECT_EQ(record.work.authors.size(), named) << where;
  if (at(work, "publication_year").is_number_integer()) {
    ASSERT_TRUE(record.work.issued) << where;
    EXPECT_EQ(record.work.issued->year, at(work, "publication_year").get<int>()) << where;
  }
  const json& abstract = at(work, "abstract_inverted_index");
  EXPECT_EQ(record.work.abstract_text.has_value(), abstract.is_object() && !abstract.empty()) << where;
  EXPECT_EQ(!record.updates.empty(), at(work, "is_retracted") == true) << where;
  const std::string container = recorded::lower(record.work.container_title.value_or(""));
  EXPECT_EQ(container.find("arxiv"), std::string::npos) << where << ": an archive is no container";
}

class RecordedOpenalex : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(recorded::folder("openalex"))) GTEST_SKIP() << "no recorded responses at " BIBMILL_SHARED_DIR;
  }
};

TEST_F(RecordedOpenalex, LosesNothing) {
  std::size_t seen = 0;
  for (const fs::path& path : recorded::files(recorded::folder("openalex"), {".json"})) {
    for (const json& work : works_of(recorded::parse(recorded::read(path)))) {
      const std::string where = path.filename().string() + " " + text(at(work, "id"));
      const auto read = read_openalex_work(std::string_view(work.dump()));
      ASSERT_TRUE(read) << where;
      compare(work, *read, where);
      ++seen;
    }
  }
  EXPECT_GT(seen, 100U);
}

TEST_F(RecordedOpenalex, EnvelopesAreDecodedWhole) {
  const OpenalexCodec codec;
  std::size_t singles = 0, lists = 0;
  for (const fs::path& path : recorded::files(recorded::folder("openalex"), {".json"})) {
    HttpResponse response;
    response.status = 200;
    response.body = recorded::read(path);
    const json body = recorded::parse(response.body);
    std::vector<Ask> asks;
    for (const json& work : works_of(body)) {
      if (const auto doi = registered_doi(text(at(work, "doi")))) asks.emplace_back(ByDoi(*doi));
    }
    if (asks.empty() || body.is_array()) continue;
    ++(is_work(body) ? singles : lists);
    const auto answers = codec.decode(asks, response);
    ASSERT_TRUE(answers) << path << answers.error().message;
    for (const KeyAnswer& answer : *answers) EXPECT_EQ(answer.state, KeyAnswer::State::found) << path;
  }
  EXPECT_GT(singles, 30U);
  EXPECT_GT(lists, 1U);
}

TEST_F(RecordedOpenalex, WhatIsNoWorkAnswersNothing) {
  const Ask ask(ByDoi(*Doi::parse("10.1000/a")));
  std::size_t others = 0;
  for (const fs::path& path : recorded::files(recorded::folder("openalex"), {".json"})) {
    HttpResponse response;
    response.status = 200;
    response.body = recorded::read(path);
    if (!works_of(recorded::parse(response.body)).empty()) continue;
    const auto answers = OpenalexCodec().decode(std::span(&ask, 1), response);
    if (answers) {
      EXPECT_NE(answers->front().state, KeyAnswer::State::found) << path;
    }
    ++others;
  }
  EXPECT_GT(others, 10U);
}

}  // namespace
}  // namespace bibmill
