#include "normalizers/text/title.h"

#include <gtest/gtest.h>

#include <string>

namespace bibmill {
namespace {

TEST(JoinTitle, AddsTheSubtitleOnce) {
  struct Row {
    const char *title, *subtitle, *joined;
  };
  const Row rows[] = {
      {"FlashPS", "Efficient Editing", "FlashPS: Efficient Editing"},
      {"FlashPS", "", "FlashPS"},
      {"FlashPS: Efficient Editing", "Efficient Editing", "FlashPS: Efficient Editing"},
      {"FlashPS: Efficient Editing", "efficient editing.", "FlashPS: Efficient Editing"},
      {"FlashPS", "FlashPS: Efficient Editing", "FlashPS: Efficient Editing"},
      {"FlashPS:", "Efficient Editing.", "FlashPS: Efficient Editing"},
      {"FlashPS.", "Efficient Editing", "FlashPS: Efficient Editing"},
      {"Really?", "A Study", "Really? A Study"},
      {"", "Only", "Only"},
      {"", "", ""},
      {"Systems", "System", "Systems: System"},
  };
  for (const Row& row : rows) EXPECT_EQ(join_title(row.title, row.subtitle), row.joined);
}

TEST(StripFinalStop, KnowsAbbreviations) {
  const std::pair<const char*, const char*> rows[] = {
      {"A Title.", "A Title"},
      {"A Title", "A Title"},
      {"Really?", "Really?"},
      {"And so on...", "And so on..."},
      {"Roe vs.", "Roe vs."},
      {"Foo, Inc.", "Foo, Inc."},
      {"In the U.S.", "In the U.S."},
      {"Part A.", "Part A"},
      {"Version 2.0.", "Version 2.0"},
      {"A et al.", "A et al."},
      {".", ""},
      {"", ""},
      {" A Title. ", "A Title"},
  };
  for (const auto& [title, expected] : rows) EXPECT_EQ(strip_final_stop(title), expected) << title;
}

TEST(SplitTitle, FindsSystemMainAndSubtitle) {
  struct Row {
    const char *title, *system, *main, *subtitle;
  };
  const Row rows[] = {
      {"FlashPS: Efficient Generative Image Editing", "FlashPS", "Efficient Generative Image Editing", ""},
      {"FlashPS - Efficient Editing", "FlashPS", "Efficient Editing", ""},
      {"FlashPS – Efficient Editing", "FlashPS", "Efficient Editing", ""},
      {"FlashPS—Efficient Editing", "FlashPS", "Efficient Editing", ""},
      {"Delta Lake: High-Performance Storage: A Study", "Delta Lake", "High-Performance Storage", "A Study"},
      {"A Survey: Of Things", "", "A Survey", "Of Things"},
      {"Towards Better Things: A Study", "", "Towards Better Things", "A Study"},
      {"The Design and Implementation of X: A Retrospective", "", "The Design and Implementation of X",
       "A Retrospective"},
      {"all lower: A Study", "", "all lower", "A Study"},
      {"Poster: Things", "", "Poster", "Things"},
      {"No Separator Here", "", "No Separator Here", ""},
      {"Ends with: ", "", "Ends with:", ""},
      {": starts", "", ": starts", ""},
      {"", "", "", ""},
  };
  for (const Row& row : rows) {
    const TitleParts parts = split_title(row.title);
    EXPECT_EQ(parts.system.value_or(""), row.system) << row.title;
    EXPECT_EQ(parts.main, row.main) << row.title;
    EXPECT_EQ(parts.subtitle.value_or(""), row.subtitle) << row.title;
  }
}

}  // namespace
}  // namespace bibmill
