// Every recorded DBLP record in XML and JSON, decoded and compared with plain walks that share no code with the
// decoders.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "connectors/dblp/dblp_xml.h"
#include "connectors/dblp/rest_codec.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/markup.h"

namespace bibmill {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(BIBMILL_SHARED_DIR) / "recorded" / "dblp";

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> recorded(std::string_view folder) {
  std::vector<std::filesystem::path> paths;
  const auto where = kFolder / folder;
  if (!std::filesystem::exists(where)) return paths;
  for (const auto& file : std::filesystem::directory_iterator(where)) paths.push_back(file.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string letters(std::string_view text) {
  std::string folded = fold_title(text);
  std::erase(folded, ' ');
  return folded;
}

/// Homonym numbers are no part of a printed name.
std::string name_letters(std::string name) {
  if (name.size() > 5 && name[name.size() - 5] == ' ' && name.find_last_not_of("0123456789") == name.size() - 5) {
    name.resize(name.size() - 5);
  }
  return letters(name);
}

void expect_people(const std::vector<Person>& people, const std::vector<std::string>& names, const std::string& where) {
  ASSERT_EQ(people.size(), names.size()) << where;
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(letters(display_name(people[i].name)), name_letters(names[i])) << where;
  }
}

// --- XML: a walk by line ends and tags, as a person with grep would do it ---

std::string without_tags(std::string_view xml) {
  std::string text;
  bool in_tag = false;
  for (const char c : xml) {
    if (c == '<') in_tag = true;
    if (!in_tag) text += c;
    if (c == '>') in_tag = false;
  }
  return decode_entities(text);
}

std::vector<std::string> fields(std::string_view record, const std::string& name) {
  std::vector<std::string> found;
  for (std::size_t at = record.find("<" + name); at != std::string_view::npos; at = record.find("<" + name, at + 1)) {
    const char after = record[at + name.size() + 1];
    if (after != '>' && after != ' ') continue;
    const std::size_t begin = record.find('>', at) + 1;
    const std::string text = without_tags(record.substr(begin, record.find("</" + name + ">", begin) - begin));
    if (text.find_first_not_of(" \t\r\n") != std::string::npos) found.push_back(text);
  }
  return found;
}

void expect_same_record(const SourceRecord& record, std::string_view xml, const std::string& file) {
  const std::size_t key = xml.find(" key=\"") + 6;
  const std::string where = file + " " + std::string(xml.substr(key, xml.find('"', key) - key));
  EXPECT_EQ(record.record_id, xml.substr(key, xml.find('"', key) - key)) << where;
  const auto titles = fields(xml, "title");
  EXPECT_EQ(letters(record.work.title.value_or("")), titles.empty() ? "" : letters(titles[0])) << where;
  const auto years = fields(xml, "year");
  const bool has_year = !years.empty() && years[0].find_first_of("12") != std::string::npos;
  if (has_year) {
    ASSERT_TRUE(record.work.issued) << where;
    EXPECT_EQ(record.work.issued->year, std::stoi(years[0])) << where;
  }
  expect_people(record.work.authors, fields(xml, "author"), where);
  expect_people(record.work.editors, fields(xml, "editor"), where);
  EXPECT_TRUE(record.work.type) << where;
  const auto links = fields(xml, "ee");
  const bool has_doi = std::any_of(links.begin(), links.end(), [](const std::string& link) {
    return link.find("doi.org/10.") != std::string::npos && link.find("/10.48550/") == std::string::npos;
  });
  EXPECT_TRUE(!has_doi || record.work.doi) << where;
}

std::size_t check_xml(const std::filesystem::path& path) {
  const std::string xml = read(path);
  const auto records = decode_dblp_xml(xml);
  EXPECT_TRUE(records) << path << ": " << records.error().message;
  if (!records) return 0;
  std::size_t next = 0;
  for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
    if (xml.compare(at, 4, "<!--") == 0) at = xml.find("-->", at);
    for (const std::string_view element : kDblpWorkElements) {
      if (xml.compare(at + 1, element.size(), element) != 0 || xml[at + 1 + element.size()] != ' ') continue;
      const std::size_t end = xml.find("</" + std::string(element) + ">", at);
      if (next >= records->size()) {
        ADD_FAILURE() << path << ": record lost at byte " << at;
        return next;
      }
      expect_same_record((*records)[next++], std::string_view(xml).substr(at, end - at), path.filename().string());
    }
  }
  EXPECT_EQ(next, records->size()) << path;
  return next;
}

TEST(DblpRecorded, EveryXmlRecordComesOutAsAPlainWalkSeesIt) {
  std::size_t records = 0;
  for (const std::string_view folder : {"rec", "dump-sample", "person", "toc"}) {
    for (const auto& path : recorded(folder)) records += check_xml(path);
  }
  if (records == 0) GTEST_SKIP() << "no recorded DBLP records here";
  EXPECT_GT(records, 2000U);
}

// --- JSON: hits of the search ---

std::string json_text(const nlohmann::json& value) {
  const nlohmann::json& one = value.is_array() ? value.front() : value;
  return decode_entities(one.get<std::string>());
}

void expect_same_hit(const SourceRecord& record, const nlohmann::json& info, const std::string& file) {
  const std::string where = file + " " + info.at("key").get<std::string>();
  EXPECT_EQ(record.record_id, info.at("key").get<std::string>()) << where;
  EXPECT_EQ(letters(record.work.title.value_or("")), letters(json_text(info.at("title")))) << where;
  ASSERT_TRUE(record.work.issued) << where;
  EXPECT_EQ(record.work.issued->str(), info.at("year").get<std::string>()) << where;
  EXPECT_TRUE(record.work.type) << where;
  std::vector<std::string> names;
  if (info.contains("authors")) {
    const nlohmann::json& author = info["authors"]["author"];
    for (const auto& one : author.is_array() ? author : nlohmann::json::array({author}))
      names.push_back(json_text(one["text"]));
  }
  const bool edited = info.at("type") == "Editorship";
  expect_people(edited ? record.work.editors : record.work.authors, names, where);
  const std::string doi = info.value("doi", "");
  if (doi.starts_with("10.5555/")) {
    EXPECT_FALSE(record.work.doi) << where;
  } else if (doi.starts_with("10.48550/")) {
    EXPECT_TRUE(record.work.arxiv_id) << where;
  } else if (doi.starts_with("10.")) {
    EXPECT_EQ(record.work.doi, Doi::parse(doi)) << where;
  }
}

std::size_t check_hits(const nlohmann::json& hits, const std::string& file) {
  const nlohmann::json envelope = {{"result", {{"hits", {{"@total", std::to_string(hits.size())}, {"hit", hits}}}}}};
  HttpResponse response;
  response.status = 200;
  response.body = envelope.dump();
  const std::vector<Ask> asks = {Ask(ByTitle("any"))};
  const auto answers = DblpRestCodec().decode(asks, response);
  EXPECT_TRUE(answers) << file << ": " << answers.error().message;
  if (!answers) return 0;
  const auto& records = answers->at(0).records;
  EXPECT_EQ(records.size(), hits.size()) << file;
  for (const auto& hit : hits) {
    const std::string key = hit["info"]["key"];
    const auto record =
        std::find_if(records.begin(), records.end(), [&](const auto& one) { return one.record_id == key; });
    if (record == records.end()) {
      ADD_FAILURE() << file << ": lost " << key;
      continue;
    }
    expect_same_hit(*record, hit["info"], file);
  }
  return hits.size();
}

TEST(DblpRecorded, EveryHitComesOutAsAPlainWalkSeesIt) {
  std::size_t hits = 0;
  for (const auto& path : recorded("search-hits")) {
    hits += check_hits(nlohmann::json::parse(read(path)), path.filename().string());
  }
  if (hits == 0) GTEST_SKIP() << "no recorded hits here";
  EXPECT_GT(hits, 300U);
}

TEST(DblpRecorded, AWholeEnvelopeOfThePublicationSearch) {
  const auto path = kFolder / "search" / "publ_api_q_basov-oleg.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "not recorded here";
  HttpResponse response;
  response.status = 200;
  response.body = read(path);
  const std::vector<Ask> asks = {Ask(ByTitle("basov oleg"))};
  const auto answers = DblpRestCodec().decode(asks, response);
  ASSERT_TRUE(answers) << answers.error().message;
  EXPECT_EQ(answers->at(0).state, KeyAnswer::State::found);
  EXPECT_EQ(answers->at(0).records.size(), 14U);
}

}  // namespace
}  // namespace bibmill
