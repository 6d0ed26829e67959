#include "normalizers/names/short_names.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

struct FormCase {
  std::string_view a;
  std::string_view b;
  bool is_short;
};

TEST(ShortNames, KnowsNicknamesAndAbbreviationsWithoutVowels) {
  for (const auto& [a, b, is_short] : std::initializer_list<FormCase>{
           {"bob", "robert", true},
           {"ted", "theodore", true},
           {"ted", "edward", true},
           {"bob", "rudolf", false},
           {"kr", "kumar", true},
           {"chr", "christian", true},
           {"md", "mohammed", true},
           {"kr", "karl", true},
           {"rk", "kumar", false},       // another letter first
           {"ka", "karl", false},        // a vowel: "Ka" is a name
           {"kumar", "kumara", false},   // begins it, which is looked at elsewhere
           {"k", "kumar", false},        // an initial
           {"schmt", "schmidt", false},  // too long
           {"", "karl", false},
       }) {
    EXPECT_EQ(is_short_form(a, b), is_short) << a << " / " << b;
    EXPECT_EQ(is_short_form(b, a), is_short) << b << " / " << a;
  }
}

TEST(ShortNames, TheFormalNameIsTheMostFrequentOne) {
  EXPECT_EQ(formal_name("ted"), "edward");
  EXPECT_EQ(formal_name("robert"), "robert");
  EXPECT_EQ(formal_name(""), "");
}

}  // namespace
}  // namespace bibmill
