#include "pipeline/read/jsonl.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "pipeline/read/bibtex_reader.h"
#include "pipeline/read/entry_hash.h"
#include "pipeline/record_json/record_json.h"

namespace bibmill {
namespace {

Entry read_one(const std::string& line) {
  const ReadResult result = read_jsonl(line, "x.jsonl");
  EXPECT_TRUE(result.rejects.empty()) << result.rejects.front().reason;
  EXPECT_EQ(result.entries.size(), 1u);
  return result.entries.empty() ? Entry{} : result.entries.front();
}

std::vector<std::string> families(const Work& work) {
  std::vector<std::string> names;
  for (const Person& person : work.authors)
    names.push_back(person.name.family.empty() ? person.name.literal : person.name.family);
  return names;
}

TEST(Jsonl, ReadsMinimalObjects) {
  const Entry entry = read_one(
      R"({"title": "A  Title", "doi": "https://doi.org/10.1145/1.2", "authors": ["Ada Lovelace", "Babbage, Charles"], "year": 2026, "venue": "EuroSys", "x": {"y": [1]}, "n": null})");
  EXPECT_EQ(entry.work.title, "A Title");
  EXPECT_EQ(entry.work.doi->str(), "10.1145/1.2");
  EXPECT_EQ(families(entry.work), (std::vector<std::string>{"Lovelace", "Babbage"}));
  EXPECT_EQ(entry.year, 2026);
  EXPECT_EQ(entry.venue, "EuroSys");
  ASSERT_EQ(entry.fields.size(), 6u);
  EXPECT_EQ(entry.fields[0], (std::pair<std::string, std::string>("title", "A  Title")));
  EXPECT_EQ(entry.fields[5], (std::pair<std::string, std::string>("x", R"({"y":[1]})")));
}

TEST(Jsonl, ReadsAuthorsInEveryForm) {
  const std::vector<std::pair<const char*, std::vector<std::string>>> cases = {
      {R"(["Ada Lovelace", "et al."])", {"Lovelace"}},
      {R"([{"family": "Lovelace", "given": "Ada"}, {"literal": "ACM"}, {"name": "Charles Babbage"}, null])",
       {"Lovelace", "ACM", "Babbage"}},
      {R"("Ada Lovelace and Charles Babbage and others")", {"Lovelace", "Babbage"}},
      {R"("Ada Lovelace; Charles Babbage")", {"Lovelace", "Babbage"}},
      {R"("Ada Lovelace, Charles Babbage")", {"Lovelace", "Babbage"}},
      {R"("Lovelace, Ada")", {"Lovelace"}},
      {R"([])", {}},
  };
  for (const auto& [authors, expected] : cases) {
    SCOPED_TRACE(authors);
    EXPECT_EQ(families(read_one(std::string(R"({"title": "T", "authors": )") + authors + "}").work), expected);
  }
}

TEST(Jsonl, TakesIdentifiersFromAnyMember) {
  const Entry entry = read_one(
      R"({"id": "https://dblp.org/rec/conf/x/Y20", "url": "https://arxiv.org/abs/2505.11432", "doi": null, "venue": "arXiv preprint arXiv:2505.11432"})");
  ASSERT_EQ(entry.identifiers.size(), 2u);
  EXPECT_EQ(to_string(entry.identifiers[0]), "dblp:conf/x/Y20");
  EXPECT_EQ(to_string(entry.identifiers[1]), "arxiv:2505.11432");
  EXPECT_FALSE(entry.venue);
  EXPECT_EQ(entry.work.type, WorkType::article);
}

TEST(Jsonl, RejectsBrokenLinesAndGoesOn) {
  const ReadResult result =
      read_jsonl("{\"title\": \"A\"}\n{\"title\": \n\n[1]\n{\"year\": 3}\nnonsense\n{\"title\": \"B\"}", "x.jsonl");
  ASSERT_EQ(result.entries.size(), 2u);
  EXPECT_EQ(result.entries[1].line, 7u);
  ASSERT_EQ(result.rejects.size(), 4u);
  const std::vector<std::size_t> lines = {2, 4, 5, 6};
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(result.rejects[i].line, lines[i]);
}

TEST(Jsonl, ReadsArraysElementByElement) {
  const ReadResult result = read_jsonl(
      "\n[\n  {\"title\": \"A, [b] {c} \\\"d\\\"\"},\n  {\"title\": tru},\n  {\"title\":\n \"B\"}\n]\n", "x.json");
  ASSERT_EQ(result.entries.size(), 2u);
  EXPECT_EQ(result.entries[0].line, 3u);
  EXPECT_EQ(result.entries[1].line, 5u);
  ASSERT_EQ(result.rejects.size(), 1u);
  EXPECT_EQ(result.rejects[0].line, 4u);
}

TEST(Jsonl, ReadsOnePrettyPrintedObject) { EXPECT_EQ(read_one("{\n  \"title\": \"A\"\n}\n").work.title, "A"); }

TEST(Jsonl, ReplacesLoneSurrogatesAndSaysSo) {
  const ReadResult result = read_jsonl(
      "\n"
      R"({"title": "a \ud800 b \ud83d\ude00 \\ud800"})",
      "x.jsonl");
  ASSERT_EQ(result.entries.size(), 1u);
  EXPECT_EQ(result.entries[0].work.title, "a \xEF\xBF\xBD b \xF0\x9F\x98\x80 \\ud800");
  ASSERT_EQ(result.rejects.size(), 1u);
  EXPECT_EQ(result.rejects[0].line, 2u);
  EXPECT_NE(result.rejects[0].reason.find("surrogate"), std::string::npos);
  EXPECT_TRUE(read_jsonl("{\"title\": \"\\ud83d\\ude00\"}", "x").rejects.empty());
}

struct MisfitCase {
  const char* member;
  const char* complaint;
};

TEST(Jsonl, ReportsValuesThatTheirFieldsCannotTakeAndUsesTheRest) {
  for (const MisfitCase& c : {MisfitCase{R"("title": 5)", "`title` should be a text"},
                              {R"("title": ["a", "b"])", "`title` should be a text"},
                              {R"("venue": true)", "`venue` should be a text"},
                              {R"("key": 7)", "`key` should be a text"},
                              {R"("year": 20200)", "`year` should be a year or a date"},
                              {R"("year": "20200")", "`year` should be a year or a date"},
                              {R"("issued": {"date-parts": []})", "`issued` should be a year or a date"},
                              {R"("authors": "x")", "`authors` should be a list of names"},
                              {R"("authors": 5)", "`authors` should be a list of names"},
                              {R"("authors": [{"age": 5}])", "`authors` should be a list of names"},
                              {R"("pages": [1, 2])", "`pages` should be a text or a number"},
                              {R"("topics": [1])", "`topics` should be a text or a list of texts"},
                              {R"("url": 5)", "`url` should be an address or a list of addresses"},
                              {R"("arxiv": "none")", "`arxiv` should be an arXiv id"},
                              {R"("dblp_key": {})", "`dblp_key` should be a DBLP key"}}) {
    SCOPED_TRACE(c.member);
    const ReadResult result = read_jsonl(std::string("\n{\"doi\": \"10.1000/1\", ") + c.member + "}", "x.jsonl");
    ASSERT_EQ(result.entries.size(), 1u);
    EXPECT_EQ(result.entries[0].identifiers.size(), 1u);
    EXPECT_EQ(result.entries[0].fields.size(), 2u);
    EXPECT_FALSE(result.entries[0].work.title || result.entries[0].key || result.entries[0].year ||
                 result.entries[0].venue || !result.entries[0].work.authors.empty());
    ASSERT_EQ(result.rejects.size(), 1u);
    EXPECT_EQ(result.rejects[0].line, 2u);
    EXPECT_TRUE(result.rejects[0].reason.starts_with(c.complaint)) << result.rejects[0].reason;
    EXPECT_FALSE(result.rejects[0].text.empty());
  }
}

TEST(Jsonl, UsesTheElementsOfAListThatFit) {
  const ReadResult result =
      read_jsonl(R"({"title": "T", "authors": ["Ada Lovelace", 5], "topics": [1, "a"]})", "x.jsonl");
  ASSERT_EQ(result.entries.size(), 1u);
  EXPECT_EQ(families(result.entries[0].work), std::vector<std::string>{"Lovelace"});
  EXPECT_EQ(result.entries[0].topics, std::vector<std::string>{"a"});
  EXPECT_EQ(result.rejects.size(), 2u);
}

TEST(Jsonl, TakesValuesInEveryUsualForm) {
  for (const char* member :
       {R"("title": ["A title of Crossref"])", R"("year": "2020")", R"("year": "in press")", R"("year": "")",
        R"("year": 2020)", R"("issued": {"date-parts": [[2020, 5]]})", R"("volume": 7)", R"("isbn": 9780306406157)",
        R"("arxiv": 1706.03762)", R"("eprint": "hal-01234567")", R"("id": 5)", R"("authors": "")",
        R"("authors": ["\u738b"])", R"("topics": "a")", R"("links": [{"url": "https://example.org"}])",
        R"("unknown": {"a": 1})", R"("title": null)"}) {
    SCOPED_TRACE(member);
    read_one(std::string("{\"doi\": \"10.1000/1\", ") + member + "}");
  }
}

TEST(Jsonl, NamesWhatIsWrongWhereNothingIsLeft) {
  const ReadResult result = read_jsonl(R"({"title": 5})", "x.jsonl");
  EXPECT_TRUE(result.entries.empty());
  ASSERT_EQ(result.rejects.size(), 1u);
  EXPECT_TRUE(result.rejects[0].reason.starts_with("`title` should be a text; neither a title nor"))
      << result.rejects[0].reason;
}

TEST(Jsonl, ReadsOurOwnLinesThroughTheirEntry) {
  const Entry entry = read_one(
      R"({"schema":1,"id":"foo26","status":"resolved","title":"Enriched","doi":"10.1145/9","entry":{"key":"k","title":"Sparse","file":"list.md","line":12,)"
      R"("topics":["a","b"],"links":[{"label":"arXiv","url":"https://arxiv.org/abs/2505.11432"}],"affiliations":["SIAT, CAS"],"notes":["Our work!"],)"
      R"("summary":["S"],"venue":"EuroSys","year":2026,"identifiers":["arxiv:2505.11432"]}})");
  EXPECT_EQ(entry.work.title, "Sparse");
  EXPECT_FALSE(entry.work.doi);
  EXPECT_EQ(entry.key, "k");
  EXPECT_EQ(entry.file, "list.md");
  EXPECT_EQ(entry.line, 12u);
  EXPECT_EQ(entry.topics, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(entry.links, (std::vector<Link>{{"arXiv", "https://arxiv.org/abs/2505.11432"}}));
  EXPECT_EQ(entry.affiliations, std::vector<std::string>{"SIAT, CAS"});
  EXPECT_EQ(entry.notes, std::vector<std::string>{"Our work!"});
  EXPECT_EQ(entry.venue, "EuroSys");
  EXPECT_EQ(entry.year, 2026);
  ASSERT_EQ(entry.identifiers.size(), 1u);
  EXPECT_EQ(entry.work.arxiv_id->str(), "2505.11432");
  EXPECT_FALSE(entry.work.type) << "the list's reader concluded nothing from the arXiv id";
}

TEST(Jsonl, AListEntryKeepsItsIdentity) {
  Entry written;
  written.work.title = "Sparse";
  written.work.issued = PartialDate{2023, 9, std::nullopt};
  const Entry read = read_one(R"({"schema":1,"entry":{"title":"Sparse","issued":"2023-09"}})");
  EXPECT_EQ(read.work.issued, written.work.issued);
  EXPECT_FALSE(read.year) << "the list's reader concluded nothing from the date";
  EXPECT_EQ(entry_hash(read), entry_hash(written));
}

/// What was read, through a line of our output.
Entry through_our_output(const Entry& entry) {
  Record record;
  record.entry = entry;
  record.id = "key";
  record.work.title = "Enriched";
  Entry again = read_one(to_json_line(record));
  again.ordinal = entry.ordinal;
  again.raw = entry.raw;
  return again;
}

TEST(Jsonl, ABibtexEntryComesBackTheSame) {
  const ReadResult bib = read_bibtex(
      "@string{x = {X}}\n@Misc{k, title = {A {B}}, doi={10.1000/1}, author={Ada Lovelace}, note = x # 1}", "a.bib");
  ASSERT_EQ(bib.entries.size(), 1u);
  const Entry entry = through_our_output(bib.entries[0]);
  EXPECT_EQ(entry_hash(entry), entry_hash(bib.entries[0]));
  EXPECT_EQ(entry, bib.entries[0]);
}

TEST(Jsonl, NothingOfAnEntryIsLostInOurOutput) {
  const ReadResult bib = read_bibtex(
      "@inproceedings{a, title={A}, author={Ada Lovelace and others}, crossref={vol}}\n"
      "@proceedings{vol, title={Proceedings of Things}, booktitle={Proceedings of Things}, year=2020, editor={Ed "
      "Itor}}",
      "a.bib");
  const ReadResult json = read_jsonl(
      R"({"title":"T","authors":["Ada Lovelace","et al."],"year":2020,"id":"x20","keywords":["k"],"isbn":"9780306406157"})",
      "a.jsonl");
  std::vector<Entry> entries = bib.entries;
  entries.insert(entries.end(), json.entries.begin(), json.entries.end());
  ASSERT_EQ(entries.size(), 3u);
  for (const Entry& entry : entries) EXPECT_EQ(through_our_output(entry), entry);
  EXPECT_TRUE(entries[0].work.authors_incomplete && entries[2].work.authors_incomplete);
  EXPECT_EQ(entries[0].work.issued->year, 2020) << "inherited from the volume, which our line does not name";
}

TEST(Jsonl, AnEntryOfAUsersOwnObjectIsAFieldLikeAnyOther) {
  const Entry entry = read_one(R"({"title":"Top","entry":{"title":"Inner"}})");
  EXPECT_EQ(entry.work.title, "Top");
  EXPECT_EQ(entry.fields.back().second, R"({"title":"Inner"})");
  EXPECT_EQ(read_one(R"({"title":"Top","schema":1})").work.title, "Top");
}

TEST(Jsonl, ARecordThatIsNotOfThisVersionSaysSo) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {R"({"schema":2,"entry":{"title":"A"}})", "no record of schema 1"},
      {R"({"schema":1,"entry":{"line":"x"}})", "entry.line: expected a whole number"},
  };
  for (const auto& [line, complaint] : cases) {
    const ReadResult result = read_jsonl(line, "x.jsonl");
    ASSERT_EQ(result.rejects.size(), 1u) << line;
    EXPECT_NE(result.rejects[0].reason.find(complaint), std::string::npos) << result.rejects[0].reason;
  }
}

TEST(Jsonl, SurvivesMalformedInput) {
  std::string deep(100'000, '[');
  std::string objects;
  for (int i = 0; i < 50'000; ++i) objects += "{\"a\":";
  for (const std::string& text :
       {deep, objects, std::string("[{\"title\": \"A\""), std::string(10, '\0'), std::string("{\"title\": \"\xFF\"}"),
        std::string("\"\\"), std::string("["), std::string("{\"entry\": {}}"), std::string("{\"entry\": 3}")}) {
    read_jsonl(text, "x");
  }
  EXPECT_EQ(read_one("{\"title\": \"caf\xE9\"}").work.title, "café");
}

TEST(Jsonl, ReadsRealSparseReferences) {
  const std::filesystem::path folder = std::filesystem::path(BIBMILL_SHARED_DIR) / "recorded/sparse-inputs";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared data: " << folder;
  std::size_t entries = 0;
  for (const auto& item : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(item.path().string());
    std::ifstream stream(item.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const ReadResult result = read_jsonl(text, "x.json");
    for (const Reject& reject : result.rejects)
      EXPECT_NE(reject.reason.find("neither a title"), std::string::npos) << reject.reason;
    entries += result.entries.size() + result.rejects.size();
  }
  EXPECT_EQ(entries, 609u);
}

TEST(Jsonl, ATextThatIsTooLongRejectsItsLineAlone) {
  const std::string long_title(30u << 20, 'a');
  const std::string longest(64u << 10, 'b');
  const ReadResult result =
      read_jsonl("{\"title\":\"One\"}\n{\"title\":\"" + long_title + "\"}\n{\"title\":\"Two\",\"notes\":[\"" +
                     long_title + "\"]}\n{\"title\":\"Three\",\"abstract\":\"" + longest + "\"}\n",
                 "list.jsonl");
  ASSERT_EQ(result.entries.size(), 2u);
  EXPECT_EQ(result.entries[1].work.title, "Three");
  ASSERT_EQ(result.rejects.size(), 2u);
  EXPECT_EQ(result.rejects[0].line, 2u);
  EXPECT_NE(result.rejects[0].reason.find("31457280 bytes"), std::string::npos) << result.rejects[0].reason;
  EXPECT_LE(result.rejects[0].text.size(), 300u);
  EXPECT_EQ(result.rejects[1].line, 3u);
}

}  // namespace
}  // namespace bibmill
