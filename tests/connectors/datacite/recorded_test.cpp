// Every recorded DataCite response: nothing crashes, and nothing that a plain walk over the JSON sees is lost.
#include "tests/connectors/wire/recorded.h"

#include <gtest/gtest.h>

#include "connectors/datacite/codec.h"
#include "connectors/datacite/people.h"
#include "connectors/datacite/record.h"
#include "connectors/wire/fields.h"
#include "connectors/wire/url.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// What a look at the JSON alone says a record must hold.
void compare(const json& attributes, const SourceRecord& record, const std::string& where) {
  using namespace recorded;
  EXPECT_EQ(record.source, SourceId::datacite);
  EXPECT_TRUE(record.work.doi) << where;

  std::string title;
  for (const json& entry : at(attributes, "titles")) {
    if (title.empty() && text(at(entry, "titleType")).empty()) title = text(at(entry, "title"));
  }
  const bool unknown = title.starts_with("(:") || title.starts_with(":");
  if (has_letters(title) && !unknown) {
    ASSERT_TRUE(record.work.title) << where;
    const bool plain = title.find_first_of("<&$\\") == std::string::npos;
    EXPECT_TRUE(!plain || fold_title(*record.work.title).starts_with(fold_title(title))) << where << " " << title;
  }

  std::vector<std::string> families;
  for (const json& creator : at(attributes, "creators")) {
    const std::string family = text(at(creator, "familyName"));
    const std::string name = has_letters(text(at(creator, "name"))) ? text(at(creator, "name")) : family;
    const std::string low = lower(name);
    if (!has_letters(name) || low.find(":(un") == 0 || low.starts_with("(:") || low.starts_with(":") ||
        low == "unknown" || low == "[unknown]" || low == "(unknown)" || low == "unknown, unknown") {
      continue;
    }
    // Several people in one name are several people.
    const bool parts = has_letters(text(at(creator, "givenName"))) && has_letters(family);
    const bool organisation = lower(text(at(creator, "nameType"))).starts_with("organi");
    for (const std::string_view piece : split(name, parts || organisation ? '\0' : ';')) {
      if (has_letters(piece)) families.emplace_back(piece);
    }
  }
  EXPECT_EQ(record.work.authors.size(), families.size())
      << where << " " << at(attributes, "creators").dump(-1, ' ', false, json::error_handler_t::replace).substr(0, 300);

  const json& year = at(attributes, "publicationYear");
  if (year.is_number_integer() && year.get<int>() >= 1000) {
    ASSERT_TRUE(record.work.issued) << where;
    EXPECT_EQ(record.work.issued->year, year.get<int>()) << where;
  }
  const json& types = at(attributes, "types");
  EXPECT_EQ(record.work.type.has_value(),
            !text(at(types, "resourceTypeGeneral")).empty() || !text(at(types, "citeproc")).empty() ||
                record.work.doi->prefix() == "10.48550" || !text(at(types, "bibtex")).empty())
      << where << types;
}

/// Records of a body: {"data":{…}}, {"data":[…]}, or one a line.
std::vector<std::string_view> records_of(std::string_view body) {
  std::vector<std::string_view> records;
  const auto cut = [&](const Slice& slice) { records.push_back(body.substr(slice.begin, slice.end - slice.begin)); };
  if (const auto slices = json_array_slices(body, {"data"})) {
    for (const Slice& slice : *slices) cut(slice);
  } else if (const auto data = json_slice(body, {"data"})) {
    cut(*data);
  } else if (!recorded::parse(body).is_discarded()) {
    records.push_back(body);
  } else {
    for (const std::string_view line : split(body, '\n')) records.push_back(line);
  }
  return records;
}

class RecordedDatacite : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(recorded::folder("datacite"))) GTEST_SKIP() << "no recorded responses at " BIBMILL_SHARED_DIR;
  }
};

TEST_F(RecordedDatacite, LosesNothing) {
  std::size_t seen = 0;
  for (const std::string name : {"dois", "search", "bulk", "other"}) {
    for (const fs::path& path :
         recorded::files(recorded::folder("datacite/" + name), {".json", ".jsonl", ".ndjson", ".gz"})) {
      const std::string body = recorded::read(path);
      for (const std::string_view bytes : records_of(body)) {
        const json record = recorded::parse(bytes);
        const json& inner = recorded::at(record, "attributes");
        const json& attributes = inner.is_object() ? inner : record;
        const auto read = read_datacite_record(bytes);
        const std::string type = recorded::text(recorded::at(record, "type"));
        const std::string doi = recorded::text(recorded::at(attributes, "doi"));
        if (doi.empty() || (!type.empty() && type != "dois")) continue;  // clients, activities, lines that are no JSON
        const std::string where = path.filename().string() + " " + doi;
        ASSERT_TRUE(read) << where;
        compare(attributes, *read, where);
        ++seen;
      }
    }
  }
  EXPECT_GT(seen, 500U);
}

TEST_F(RecordedDatacite, EnvelopesAreDecodedWhole) {
  const DataciteCodec codec;
  std::size_t singles = 0, lists = 0;
  for (const std::string name : {"dois", "search"}) {
    for (const fs::path& path : recorded::files(recorded::folder("datacite/" + name), {".json"})) {
      HttpResponse response;
      response.status = 200;
      response.body = recorded::read(path);
      const json body = recorded::parse(response.body);
      const json& data = recorded::at(body, "data");
      std::vector<Ask> asks;
      if (data.is_object()) {
        const auto doi = registered_doi(recorded::text(recorded::at(recorded::at(data, "attributes"), "doi")));
        if (!doi) continue;
        asks.emplace_back(ByDoi(*doi), true);
        ++singles;
      } else if (data.is_array() && recorded::at(recorded::at(body, "meta"), "total").is_number_integer()) {
        for (const json& item : data) {
          if (const auto doi = registered_doi(recorded::text(recorded::at(item, "id")))) asks.emplace_back(ByDoi(*doi));
        }
        ++lists;
      } else {
        continue;
      }
      const auto answers = codec.decode(asks, response);
      ASSERT_TRUE(answers) << path << answers.error().message;
      for (const KeyAnswer& answer : *answers) EXPECT_EQ(answer.state, KeyAnswer::State::found) << path;
    }
  }
  EXPECT_GT(singles, 50U);
  EXPECT_GT(lists, 10U);
}

TEST_F(RecordedDatacite, MissingIsAbsent) {
  for (const fs::path& path : recorded::files(recorded::folder("datacite/errors"), {".json"})) {
    HttpResponse response;
    response.status = 404;
    response.body = recorded::read(path);
    const Ask ask(ByDoi(*Doi::parse("10.5281/a")), true);
    const auto answers = DataciteCodec().decode(std::span(&ask, 1), response);
    ASSERT_TRUE(answers) << path;
    EXPECT_EQ(answers->front().state, KeyAnswer::State::absent) << path;
  }
}

}  // namespace
}  // namespace bibmill
