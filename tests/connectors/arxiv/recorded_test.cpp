// Every recorded arXiv feed, decoded and compared with a plain walk over its text that shares no code with the decoder.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "connectors/arxiv/codec.h"
#include "connectors/arxiv/feed.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(BIBMILL_SHARED_DIR) / "recorded" / "arxiv";

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
  for (const auto& file : std::filesystem::directory_iterator(where)) {
    if (file.is_regular_file()) paths.push_back(file.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// The contents of all elements called `name` in a text, as written, in order.
std::vector<std::string> contents(std::string_view text, const std::string& name) {
  std::vector<std::string> found;
  for (std::size_t at = text.find("<" + name); at != std::string_view::npos; at = text.find("<" + name, at + 1)) {
    const char after = text[at + name.size() + 1];
    if (after != '>' && after != ' ') continue;
    const std::size_t begin = text.find('>', at) + 1;
    found.emplace_back(text.substr(begin, text.find("</" + name + ">", begin) - begin));
  }
  return found;
}

std::string plain(std::string_view written) { return collapse_space(decode_entities(written)); }

/// Without blanks: "$k$Test" is one word, its dollar signs part none.
std::string letters(std::string_view text) {
  std::string folded = fold_title(text);
  std::erase(folded, ' ');
  return folded;
}

void expect_same(const SourceRecord& record, std::string_view entry, const std::string& where) {
  const std::string id = contents(entry, "id").at(0);
  EXPECT_EQ(record.record_id, id.substr(id.find("/abs/") + 5)) << where;
  ASSERT_TRUE(record.work.arxiv_id) << where;
  EXPECT_TRUE(record.record_id.starts_with(record.work.arxiv_id->str())) << where;
  EXPECT_EQ(record.work.type, WorkType::article);

  const std::string title = plain(contents(entry, "title").at(0));
  EXPECT_EQ(letters(record.work.title.value_or("")), letters(title)) << where;
  if (title.find_first_of("\\$") == std::string::npos) {
    EXPECT_EQ(record.work.title, title) << where;
  }

  ASSERT_TRUE(record.work.issued) << where;
  EXPECT_EQ(record.work.issued->str(), contents(entry, "published").at(0).substr(0, 10)) << where;

  const std::vector<std::string> names = contents(entry, "name");
  ASSERT_EQ(record.work.authors.size(), names.size()) << where;
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(fold_title(display_name(record.work.authors[i].name)), fold_title(plain(names[i]))) << where;
  }
  std::size_t affiliations = 0;
  for (const Person& person : record.work.authors) affiliations += person.affiliations.size();
  EXPECT_EQ(affiliations, contents(entry, "arxiv:affiliation").size()) << where;

  for (const std::string& field : contents(entry, "arxiv:doi")) {
    const auto doi = Doi::parse(plain(field));
    EXPECT_TRUE(doi && std::find(record.relations.begin(), record.relations.end(), Relation{"published", *doi}) !=
                           record.relations.end())
        << where << " " << field;
  }
  const auto comment = contents(entry, "arxiv:comment");
  EXPECT_EQ(record.comment.value_or(""), comment.empty() ? "" : plain(comment[0])) << where;
  const auto journal = contents(entry, "arxiv:journal_ref");
  EXPECT_EQ(record.journal_ref.value_or(""), journal.empty() ? "" : plain(journal[0])) << where;
  EXPECT_EQ(record.work.abstract_text.value_or(""), plain(contents(entry, "summary").at(0))) << where;
  EXPECT_TRUE(record.work.primary_class) << where;
}

TEST(ArxivRecorded, EveryEntryComesOutAsAPlainWalkSeesIt) {
  std::size_t entries = 0;
  for (const std::string_view folder : {"", "manual", "doubtful"}) {
    for (const auto& path : recorded(folder)) {
      const std::string body = read(path);
      if (body.find("/api/errors") != std::string::npos || body.find("<feed") == std::string::npos) continue;
      const auto feed = read_arxiv_feed(body);
      ASSERT_TRUE(feed) << path << ": " << feed.error().message;
      const auto written = contents(body, "entry");
      ASSERT_EQ(feed->entries.size(), written.size()) << path;
      for (std::size_t i = 0; i < written.size(); ++i) {
        expect_same(feed->entries[i].record, written[i], path.filename().string() + " entry " + std::to_string(i));
      }
      entries += written.size();
    }
  }
  if (entries == 0) GTEST_SKIP() << "no recorded arXiv feeds here";
  EXPECT_GT(entries, 100U);
}

TEST(ArxivRecorded, SlicesHoldTheWholeEntry) {
  for (const auto& path : recorded("")) {
    const std::string body = read(path);
    const auto feed = read_arxiv_feed(body);
    if (!feed) continue;
    for (const ArxivFeedEntry& entry : feed->entries) {
      const std::string_view slice =
          std::string_view(body).substr(entry.slice.begin, entry.slice.end - entry.slice.begin);
      const auto again = ArxivCodec().decode_slices(ByArxivId(*entry.record.work.arxiv_id), std::span(&slice, 1));
      ASSERT_TRUE(again);
      EXPECT_EQ(again->at(0), entry.record) << path;
    }
  }
}

TEST(ArxivRecorded, ErrorFeedsAreRefusalsAndTheRestIsUnreadable) {
  const auto errors = recorded("errors");
  if (errors.empty()) GTEST_SKIP() << "no recorded arXiv errors here";
  for (const auto& path : errors) {
    const auto feed = read_arxiv_feed(read(path));
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().kind, ErrorKind::rejected) << path;
    EXPECT_TRUE(feed.error().message.starts_with("arXiv: incorrect id format for")) << feed.error().message;
  }
  for (const auto& path : recorded("doubtful")) {
    const std::string body = read(path);
    const auto feed = read_arxiv_feed(body);
    if (feed) continue;
    const bool is_feed = body.find("<feed") != std::string::npos;
    EXPECT_EQ(feed.error().kind, is_feed ? ErrorKind::rejected : ErrorKind::decode) << path;
  }
}

TEST(ArxivRecorded, AskedIdsAreMatchedById) {
  const auto path = kFolder / "arxivpy_id_0808.05394_1707.08567_s0_m100.atom";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "not recorded here";
  HttpResponse response;
  response.status = 200;
  response.body = read(path);
  // The unknown id is malformed by today's rules; an id of the same shape stands for it.
  const std::vector<Ask> asks = {Ask(ByArxivId(*ArxivId::parse("0808.0539"))),
                                 Ask(ByArxivId(*ArxivId::parse("1707.08567")))};
  const auto answers = ArxivCodec().decode(asks, response);
  ASSERT_TRUE(answers);
  EXPECT_EQ(answers->at(0).state, KeyAnswer::State::absent);
  EXPECT_EQ(answers->at(1).state, KeyAnswer::State::found);
}

}  // namespace
}  // namespace bibmill
