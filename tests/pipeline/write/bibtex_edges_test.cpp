#include <gtest/gtest.h>

#include <string>

#include "pipeline/write/bibtex.h"

namespace bibmill {
namespace {

TEST(Bibtex, HasNoMonthWithoutAYear) {
  Record record;
  record.id = "a";
  record.entry.key = "a";
  record.entry.bibtex_type = "misc";
  record.entry.fields = {{"title", "{A}"}, {"month", "jun"}};
  record.work.title = record.entry.work.title = "A";
  EXPECT_EQ(to_bibtex(record, {}).find("month"), std::string::npos);
  record.entry.fields.emplace_back("year", "{to appear}");
  EXPECT_NE(to_bibtex(record, {}).find("month         = jun"), std::string::npos);
}

TEST(Bibtex, HoldsNothingThatHidesTextOrTalksToATerminal) {
  const std::string hidden = "a\x1B[31m\xC2\x9B\x07\xE2\x80\xAE\xE2\x80\x8B\xC2\x85\xE2\x80\xA8\xF3\xA0\x81\x81z";
  Record record;
  record.id = "key" + hidden;
  record.entry.key = record.id;
  record.entry.bibtex_type = "misc";
  record.entry.fields = {{"title", "{" + hidden + "}"}, {"note", "\"" + hidden + "\" # " + hidden}, {"x", hidden}};
  record.entry.macros = {{hidden, "{" + hidden + "}"}};
  record.entry.topics = {hidden};
  record.entry.venue = hidden;
  record.entry.work.title = hidden;
  Work& work = record.work;
  work.title = work.container_title = work.publisher = work.publisher_place = work.volume = work.pages = hidden;
  work.abstract_text = work.primary_class = work.collection_title = hidden;
  work.url = "https://example.org/" + hidden;
  work.authors.resize(2);
  work.authors[0].name.family = hidden;
  work.authors[0].name.given = hidden;
  work.authors[1].name.literal = hidden;
  for (const WorkType type :
       {WorkType::article_journal, WorkType::paper_conference, WorkType::book, WorkType::thesis}) {
    for (const bool unicode : {true, false}) {
      work.type = type;
      const std::string text = to_bibtex(record, {.abstract_field = true, .url = true, .unicode = unicode});
      for (const char* byte :
           {"\x1B", "\x07", "\xC2\x9B", "\xC2\x85", "\xE2\x80\xAE", "\xE2\x80\x8B", "\xE2\x80\xA8", "\xF3\xA0"})
        EXPECT_EQ(text.find(byte), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace bibmill
