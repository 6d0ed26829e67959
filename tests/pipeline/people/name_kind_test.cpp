#include "pipeline/people/name_kind.h"

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

TEST(PinyinSyllables, CountsTheFewest) {
  const std::vector<std::pair<std::string, std::size_t>> cases = {
      {"wei", 1}, {"xian", 1}, {"xiaoming", 2}, {"zhuang", 1}, {"smith", 0}, {"lu", 1}, {"xuanjing", 2}, {"", 0}};
  for (const auto& [word, syllables] : cases) EXPECT_EQ(pinyin_syllables(word), syllables) << word;
}

TEST(NameKind, TellsHowManyMayShareAName) {
  const std::vector<std::pair<std::string, NameKind>> cases = {
      {"W. Wang", NameKind::initials},        {"Wei Wang", NameKind::one_syllable},
      {"Xiaoming Wang", NameKind::syllables}, {"Xiao-Ming Wang", NameKind::syllables},
      {"John Smith", NameKind::spelled},      {"J. R. R. Tolkien", NameKind::initials},
      {"Plato", NameKind::initials},
  };
  for (const auto& [name, kind] : cases) EXPECT_EQ(name_kind(fold_name(parse_name(name))), kind) << name;
}

}  // namespace
}  // namespace bibmill
