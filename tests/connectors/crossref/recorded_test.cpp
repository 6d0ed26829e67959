// Every recorded Crossref response: nothing crashes, and nothing that a plain walk over the JSON sees is lost.
#include "tests/connectors/wire/recorded.h"

#include <gtest/gtest.h>

#include <map>

#include "connectors/crossref/codec.h"
#include "connectors/crossref/record.h"
#include "connectors/wire/fields.h"
#include "connectors/wire/url.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

struct Tally {
  std::size_t works = 0, titles = 0, people = 0, dates = 0, types = 0;
};

/// Whether `text` has all words of `wire`, in which markup, entities and mojibake cannot be told from words at a
/// glance.
bool holds_words(std::string_view text, const std::string& wire) {
  if (wire.find_first_of("<&$\\") != std::string::npos) return true;
  const std::vector<std::string> words = fold_words(text);
  for (const std::string& word : fold_words(wire)) {
    if (std::find(words.begin(), words.end(), word) == words.end()) return false;
  }
  return true;
}

/// What a look at the JSON alone says a record must hold.
void compare(const json& work, const SourceRecord& record, const std::string& where, Tally& tally) {
  using namespace recorded;
  ++tally.works;
  EXPECT_EQ(record.source, SourceId::crossref);
  const std::string doi = lower(text(at(work, "DOI")));
  EXPECT_TRUE(doi.starts_with(record.record_id) || !record.work.doi) << where << " " << doi;
  EXPECT_TRUE(record.work.doi || !doi.starts_with("10.") || doi.find('/') == std::string::npos ||
              doi.find("http") != std::string::npos)
      << where << " " << doi;

  const json& titles = at(work, "title");
  const bool titled =
      std::any_of(titles.begin(), titles.end(), [](const json& title) { return has_letters(text(title)); });
  EXPECT_EQ(record.work.title.has_value(), titled) << where << " title " << titles;
  if (titled) {
    EXPECT_TRUE(holds_words(*record.work.title, text(first(titles)))) << where << " title " << titles;
  }
  tally.titles += record.work.title ? 1U : 0U;

  for (const auto& [field, people] :
       {std::pair("author", &record.work.authors), std::pair("editor", &record.work.editors)}) {
    std::vector<std::string> expected;
    for (const json& person : at(work, field)) {
      std::string name = text(at(person, "family"));
      if (!has_letters(name)) name = text(at(person, "given"));
      if (!has_letters(name)) name = text(at(person, "name"));
      if (has_letters(name)) expected.push_back(name);
    }
    ASSERT_EQ(people->size(), expected.size()) << where << " " << field;
    tally.people += expected.size();
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const PersonName& name = (*people)[i].name;
      EXPECT_TRUE(!name.family.empty() || !name.literal.empty()) << where;
      EXPECT_TRUE(holds_words(display_name(name), expected[i])) << where << " " << expected[i];
    }
  }

  std::optional<int> year;
  for (const std::string field :
       {"issued", "published", "published-print", "published-online", "published-other", "posted", "approved"}) {
    const json& value = first(first(at(at(work, field), "date-parts")));
    if (value.is_number_integer() && !year) year = value.get<int>();
  }
  EXPECT_EQ(record.work.issued.has_value(), year.has_value()) << where;
  const json& printed = first(first(at(at(work, "published-print"), "date-parts")));
  if (record.work.issued && year) {
    ++tally.dates;
    EXPECT_TRUE(record.work.issued->year == *year || printed == record.work.issued->year) << where;
  }

  EXPECT_EQ(record.work.type.has_value(), !text(at(work, "type")).empty()) << where;
  tally.types += record.work.type ? 1U : 0U;
  EXPECT_EQ(record.work.container_title.has_value(), has_letters(text(first(at(work, "container-title"))))) << where;
  EXPECT_EQ(record.work.volume.has_value(), has_letters(text(at(work, "volume")))) << where;
}

/// All works of a body in one of the shapes that are recorded, as bytes.
std::vector<std::string_view> works_of(std::string_view body) {
  std::vector<std::string_view> works;
  const auto cut = [&](const Slice& slice) { works.push_back(body.substr(slice.begin, slice.end - slice.begin)); };
  for (const auto& path : {std::vector<std::string_view>{"message", "items"}, {"items"}, {}}) {
    const auto slices = path.size() == 2   ? json_array_slices(body, {"message", "items"})
                        : path.size() == 1 ? json_array_slices(body, {"items"})
                                           : json_array_slices(body, {});
    if (!slices) continue;
    for (const Slice& slice : *slices) cut(slice);
    return works;
  }
  if (const auto message = json_slice(body, {"message"})) {
    cut(*message);
  } else if (recorded::parse(body).is_object()) {
    works.push_back(body);
  } else {
    for (const std::string_view line : split(body, '\n')) works.push_back(line);
  }
  return works;
}

Tally decode_folder(const std::string& name) {
  Tally tally;
  for (const fs::path& path : recorded::files(recorded::folder("crossref/" + name), {".json", ".jsonl", ".ldj"})) {
    const std::string body = recorded::read(path);
    for (const std::string_view bytes : works_of(body)) {
      const json work = recorded::parse(bytes);
      const auto record = read_crossref_work(bytes);
      const std::string where = path.filename().string() + " " + recorded::text(recorded::at(work, "DOI"));
      if (recorded::text(recorded::at(work, "DOI")).empty()) {
        EXPECT_FALSE(record) << where;
        continue;
      }
      EXPECT_TRUE(record) << where;
      if (record) compare(work, *record, where, tally);
    }
  }
  return tally;
}

class RecordedCrossref : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(recorded::folder("crossref"))) GTEST_SKIP() << "no recorded responses at " BIBMILL_SHARED_DIR;
  }
};

TEST_F(RecordedCrossref, LosesNothing) {
  for (const std::string name :
       {"works", "works-older-recordings", "works-sliced", "search", "select-items", "public-data-file"}) {
    const Tally tally = decode_folder(name);
    EXPECT_GT(tally.works, 0U) << name;
  }
}

TEST_F(RecordedCrossref, EnvelopesAreDecodedWhole) {
  const CrossrefCodec codec;
  std::size_t singles = 0, lists = 0;
  for (const std::string name : {"works", "works-older-recordings", "works-sliced", "search"}) {
    for (const fs::path& path : recorded::files(recorded::folder("crossref/" + name), {".json"})) {
      HttpResponse response;
      response.status = 200;
      response.body = recorded::read(path);
      const json body = recorded::parse(response.body);
      const std::string type = recorded::text(recorded::at(body, "message-type"));
      const json& message = recorded::at(body, "message");
      if (type == "work" && message.contains("DOI")) {
        const auto doi = registered_doi(recorded::text(message["DOI"]));
        if (!doi) continue;
        const Ask ask(ByDoi(*doi), true);
        const auto answers = codec.decode(std::span(&ask, 1), response);
        ASSERT_TRUE(answers) << path << answers.error().message;
        EXPECT_EQ(answers->front().state, KeyAnswer::State::found) << path;
        ++singles;
      } else if (type == "work-list") {
        const Ask ask(ByTitle("Whatever"));
        const auto answers = codec.decode(std::span(&ask, 1), response);
        ASSERT_TRUE(answers) << path << answers.error().message;
        std::size_t named = 0;
        for (const json& item : recorded::at(message, "items"))
          named += recorded::text(recorded::at(item, "DOI")).empty() ? 0U : 1U;
        EXPECT_EQ(answers->front().records.size(), named) << path;
        ++lists;
      }
    }
  }
  EXPECT_GT(singles, 100U);
  EXPECT_GT(lists, 50U);
}

TEST_F(RecordedCrossref, ErrorsAreAbsentOrErrors) {
  const CrossrefCodec codec;
  std::size_t seen = 0;
  for (const fs::path& path : recorded::files(recorded::folder("crossref/errors"), {".json", ".txt", ".html"})) {
    HttpResponse response;
    response.status = std::stoi(path.filename().string());
    response.body = recorded::read(path);
    const Ask ask(ByDoi(*Doi::parse("10.5555/a")), true);
    const auto answers = codec.decode(std::span(&ask, 1), response);
    const bool plain_miss = response.status == 404 && path.extension() == ".txt";
    ASSERT_EQ(answers.has_value(), plain_miss) << path;
    if (plain_miss) {
      EXPECT_EQ(answers->front().state, KeyAnswer::State::absent);
    } else {
      EXPECT_EQ(answers.error().kind, response.status >= 500 ? ErrorKind::server : ErrorKind::rejected) << path;
    }
    ++seen;
  }
  EXPECT_GT(seen, 20U);
}

}  // namespace
}  // namespace bibmill
