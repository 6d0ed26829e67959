#include "pipeline/record_json/record_json.h"

#include "pipeline/record_json/json_writer.h"
#include "pipeline/record_json/record_json_read.h"
#include "tests/pipeline/record_json/sample_record.h"

namespace bibmill {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  JsonWriter json(out);
  json.string(text);
  return out;
}

/// What to_json_line leaves out, as its reader documents.
Record without_unwritten(Record record) {
  record.entry.ordinal = 0;
  record.entry.raw.clear();
  record.match.features.clear();
  return record;
}

TEST(JsonWriter, EscapesWhatJsonDemands) {
  EXPECT_EQ(quoted("a\"b\\c\n\t\r"), R"("a\"b\\c\n\t\r")");
  EXPECT_EQ(quoted(std::string_view("\0\x1b\x1f", 3)), R"("\u0000\u001b\u001f")");
  EXPECT_EQ(quoted("é 漢 😀 /"), "\"é 漢 😀 /\"");
}

TEST(JsonWriter, EscapesControlsThatATerminalWouldObey) {
  EXPECT_EQ(quoted("a\x7f"), R"("a\u007f")");
  EXPECT_EQ(quoted("\xC2\x9B"
                   "31m \xC2\x80"),
            R"("\u009b31m \u0080")");
  EXPECT_EQ(quoted("\xC2\xA0\xC3\x9B"), "\"\xC2\xA0\xC3\x9B\"");
}

TEST(JsonWriter, ReplacesBytesThatAreNoUtf8) {
  struct Row {
    std::string_view bytes;
    std::string_view written;
  };
  for (const Row& row :
       {Row{"a\xFF"
            "b",
            "a\uFFFDb"},
        Row{"\xC3", "\uFFFD"}, Row{"\xC0\xAF", "\uFFFD\uFFFD"}, Row{"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
        Row{"\xE2\x82\"", "\uFFFD\uFFFD\\\""}, Row{"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        Row{"\xF0\x9F\x98", "\uFFFD\uFFFD\uFFFD"}}) {
    EXPECT_EQ(quoted(row.bytes), "\"" + std::string(row.written) + "\"");
  }
}

TEST(JsonWriter, PrintsFourDecimalsWhateverTheSize) {
  const auto printed = [](double value) {
    std::string out;
    JsonWriter json(out);
    json.real(value);
    return out;
  };
  EXPECT_EQ(printed(0.5), "0.5000");
  EXPECT_EQ(printed(0.99996), "1.0000");
  EXPECT_EQ(printed(-0.00001), "0.0000");
  EXPECT_EQ(printed(1e300).size(), 301u + 5u);
}

TEST(RecordJson, WritesTheKeysOfTheContractInOrder) {
  const std::string line = to_json_line(sample_record());
  std::size_t last = 0;
  for (const std::string_view key :
       {"schema",     "id",         "status",  "type",      "title",        "authors",  "issued",   "container_title",
        "event",      "publisher",  "volume",  "issue",     "pages",        "doi",      "arxiv_id", "dblp_key",
        "isbn",       "issn",       "url",     "abstract",  "license",      "versions", "entry",    "match",
        "candidates", "provenance", "updates", "conflicts", "affiliations", "unasked",  "same_as",  "duplicates"}) {
    const std::size_t at = line.find("\"" + std::string(key) + "\":", last);
    ASSERT_NE(at, std::string::npos) << key << " is missing or out of order in " << line;
    last = at;
  }
}

TEST(RecordJson, LeavesOutWhatIsAbsent) {
  Record record;
  record.id = "x";
  record.entry.file = "-";
  record.entry.line = 1;
  record.entry.work.title = "";
  record.work.volume = "";
  EXPECT_EQ(to_json_line(record), R"({"schema":1,"id":"x","status":"not_found","entry":{"file":"-","line":1},)"
                                  R"("match":{"verdict":"different","reason":"not_compared","probability":0.0000}})");
}

TEST(RecordJson, KeepsRepeatedFieldsOfTheUserInOrder) {
  const std::string line = to_json_line(sample_record());
  EXPECT_NE(line.find(R"("fields":[{"name":"title","value":"Fast \\'Indices"},{"name":"note","value":"one"},)"
                      R"({"name":"note","value":"two"},{"name":"keywords"}])"),
            std::string::npos)
      << line;
}

TEST(RecordJson, IsReadBackEqual) {
  Record record = sample_record();
  record.entry.ordinal = 7;
  record.entry.raw = "raw";
  record.match.features = {{"title", 1.0}};
  const auto read = parse_record(to_json_line(record));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_json_line(*read), to_json_line(record));
  EXPECT_EQ(*read, without_unwritten(record));
}

TEST(RecordJson, ReadsTheEmptyRecordBackEqual) {
  Record record;
  record.id = "x";
  const auto read = parse_record(to_json_line(record));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, record);
}

TEST(RecordJson, ReaderNamesWhatItCannotRead) {
  struct Row {
    std::string_view line;
    std::string_view complaint;
  };
  for (const Row& row : {
           Row{"", "not a JSON object"},
           Row{"[]", "not a JSON object"},
           Row{"{\"schema\":1,", "not a JSON object"},
           Row{"{\"schema\":2}", "schema 1"},
           Row{R"({"title":"A"})", "schema 1"},
           Row{R"({"schema":1,"title":3})", "title: expected a text"},
           Row{R"({"schema":1,"entry":{"line":"x"}})", "entry.line: expected a whole number"},
           Row{R"({"schema":1,"authors":[1]})", "authors[0]: expected an object"},
           Row{R"({"schema":1,"versions":[{"doi":"no"}]})", "versions[0].doi: unexpected text"},
           Row{R"({"schema":1,"provenance":{"title":{"source":"me"}}})", "provenance.title.source: unexpected text"},
       }) {
    const auto read = parse_record(row.line);
    ASSERT_FALSE(read) << row.line;
    EXPECT_EQ(read.error().kind, ErrorKind::decode);
    EXPECT_NE(read.error().message.find(row.complaint), std::string::npos) << read.error().message;
  }
}

TEST(RecordJson, ReaderSurvivesEveryTruncation) {
  const std::string line = to_json_line(sample_record());
  for (std::size_t length = 0; length < line.size(); length += 7) EXPECT_FALSE(parse_record(line.substr(0, length)));
  const std::string deep = R"({"schema":1,"entry":)" + std::string(100000, '[');
  EXPECT_FALSE(parse_record(deep));
}

TEST(PackOrigins, LeavesTheLineAsItIs) {
  for (Record record : {sample_record(), Record()}) {
    const std::string line = to_json_line(record);
    pack_origins(record);
    EXPECT_TRUE(record.candidates.empty());
    EXPECT_TRUE(record.provenance.empty());
    EXPECT_EQ(to_json_line(record), line);
    pack_origins(record);
    EXPECT_EQ(to_json_line(record), line) << "packed twice";
    EXPECT_EQ(provenance_of(record), parse_record(line).value().provenance);
  }
}

}  // namespace
}  // namespace bibmill
