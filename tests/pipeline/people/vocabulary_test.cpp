#include "pipeline/people/vocabulary.h"

#include "normalizers/base/fnv1a.h"

namespace bibmill {
namespace {

TEST(Vocabulary, WhatEverybodyHasTellsLittle) {
  const std::uint64_t common = fnv1a("learning");
  const std::uint64_t rare = fnv1a("chorochronos");
  const Vocabulary words({{common}, {common}, {common}, {rare}, {fnv1a("of"), 0.1f}}, 3);
  EXPECT_FLOAT_EQ(words.rarity(words.number(rare)), 1);
  EXPECT_LT(words.rarity(words.number(common)), 0.6f);
  EXPECT_FLOAT_EQ(words.rarity(words.number(fnv1a("of"))), 0.1f);
  EXPECT_EQ(words.number(fnv1a("never")), kUnknownWord);
}

TEST(Lists, KeepNumbersSortedAndOnce) {
  Lists lists;
  lists.add({3, 1, 3});
  lists.add({});
  ASSERT_EQ(lists.size(), 2u);
  EXPECT_EQ(std::vector<std::uint32_t>(lists[0].begin(), lists[0].end()), (std::vector<std::uint32_t>{1, 3}));
  EXPECT_TRUE(lists[1].empty());
}

}  // namespace
}  // namespace bibmill
