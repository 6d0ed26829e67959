#include "normalizers/text/similarity.h"

#include <gtest/gtest.h>

#include <string>

namespace bibmill {
namespace {

TEST(TokenSimilarity, CountsCommonWords) {
  EXPECT_DOUBLE_EQ(token_similarity("", ""), 1.0);
  EXPECT_DOUBLE_EQ(token_similarity("a", ""), 0.0);
  EXPECT_DOUBLE_EQ(token_similarity("Gödel, Escher, Bach", "bach escher godel"), 1.0);
  EXPECT_DOUBLE_EQ(token_similarity("a b c d", "a b x y"), 0.5);
  EXPECT_DOUBLE_EQ(token_similarity("a a", "a"), 2.0 / 3.0);
}

TEST(EditSimilarity, IsOneMinusRelativeDistance) {
  EXPECT_DOUBLE_EQ(edit_similarity("", ""), 1.0);
  EXPECT_DOUBLE_EQ(edit_similarity("abc", ""), 0.0);
  EXPECT_DOUBLE_EQ(edit_similarity("Über", "uber"), 1.0);
  EXPECT_DOUBLE_EQ(edit_similarity("kitten", "sitting"), 1.0 - 3.0 / 7.0);
  EXPECT_DOUBLE_EQ(edit_similarity("漢字", "漢文"), 0.5);
}

TEST(EditSimilarity, BelowTheFloorIsZeroAndAboveItExact) {
  EXPECT_DOUBLE_EQ(edit_similarity("kitten", "sitting", 0.5), 1.0 - 3.0 / 7.0);
  EXPECT_DOUBLE_EQ(edit_similarity("kitten", "sitting", 0.6), 0.0);
  EXPECT_DOUBLE_EQ(edit_similarity("abcd", "abcx", 0.75), 0.75);
  EXPECT_DOUBLE_EQ(edit_similarity("same", "same", 1.0), 1.0);
  EXPECT_DOUBLE_EQ(edit_similarity("same", "sane", 1.0), 0.0);
}

/// Textbook Levenshtein over bytes, to check the band against.
std::size_t plain_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> cell(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cell[i][j] = i + j;
      } else {
        cell[i][j] =
            std::min({cell[i - 1][j] + 1, cell[i][j - 1] + 1, cell[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      }
    }
  }
  return cell[a.size()][b.size()];
}

TEST(EditSimilarity, BandAgreesWithTheTextbook) {
  unsigned seed = 7;
  const auto next = [&](unsigned below) { return (seed = seed * 1103515245U + 12345U) / 65536U % below; };
  for (int round = 0; round < 2000; ++round) {
    std::string a;
    std::string b;
    for (unsigned i = next(12); i > 0; --i) a.push_back(static_cast<char>('a' + next(3)));
    for (unsigned i = next(12); i > 0; --i) b.push_back(static_cast<char>('a' + next(3)));
    const std::size_t longest = std::max(a.size(), b.size());
    const double exact =
        longest == 0 ? 1.0 : 1.0 - static_cast<double>(plain_distance(a, b)) / static_cast<double>(longest);
    for (const double floor : {0.0, 0.3, 0.5, 0.8, 1.0}) {
      EXPECT_DOUBLE_EQ(edit_similarity(a, b, floor), exact + 1e-9 >= floor ? exact : 0.0)
          << a << " " << b << " " << floor;
    }
  }
}

TEST(EditSimilarity, IsQuickForLongTexts) {
  EXPECT_GE(edit_similarity(std::string(100'000, 'a'), std::string(100'000, 'a'), 0.9), 0.9);
  EXPECT_EQ(edit_similarity(std::string(100'000, 'a'), std::string(100'000, 'b'), 0.9), 0.0);
}

TEST(SameNumbers, TellsPartsAndVersionsApart) {
  struct Row {
    const char *a, *b;
    bool same;
  };
  const Row rows[] = {
      {"An Image is Worth 16x16 Words", "An image is worth 16X16 words", true},
      {"An Image is Worth 16x16 Words", "An Image is Worth 32x32 Words", false},
      {"Foo, Part II", "Foo, Part I", false},
      {"Foo, Part II", "Foo: Part 2", true},
      {"Foo, Part Two", "Foo: Part II", true},
      {"Foo, Part A", "Foo, Part B", false},
      {"Foo I", "Foo II", false},
      {"Foo I", "Foo 1", true},
      {"Foo", "Foo 2.0", false},
      {"Foo v2", "Foo v3", false},
      {"Foo", "Foo v2", false},
      {"Second Workshop on X", "2nd Workshop on X", true},
      {"H₂O", "H2O", true},
      {"1,000 Users", "1000 users", true},
      {"What I Learned", "What We Learned", true},
      {"Vitamin C", "Vitamin D", true},
      {"", "", true},
      {"007", "7", true},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(same_numbers(row.a, row.b), row.same) << row.a << " | " << row.b;
    EXPECT_EQ(same_numbers(row.b, row.a), row.same) << row.b << " | " << row.a;
  }
}

TEST(Numbers, AreLeftOutWhereOneTitleHoldsAllOfTheOthers) {
  EXPECT_TRUE(numbers_left_out("Caching, Part II", "Caching"));
  EXPECT_TRUE(numbers_left_out("Server 7.0", "Server 7.0, in 1998"));
  EXPECT_FALSE(numbers_left_out("Into the 21st Century", "Into the 1st Century"));
}

}  // namespace
}  // namespace bibmill
