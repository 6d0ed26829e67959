#include "pipeline/write/companion_json.h"

#include <gtest/gtest.h>

#include "pipeline/write/companion_json_read.h"

namespace bibmill {
namespace {

PersonRecord person() {
  PersonRecord made;
  made.id = "dblp:68/3340-8";
  made.names = {{"Jin", "Xin", "", "", ""}, {"", "", "", "", "The \"X\" Group"}};
  made.orcid = Orcid::parse("0000-0002-1825-0097");
  made.dblp_person = "68/3340-8";
  made.affiliations = {{"Peking University", "https://ror.org/02v51f717", {}}, {"Elsewhere", std::nullopt, {}}};
  made.works = {"jin2026a", "jin2025b"};
  made.evidence = {{"jin2026a", 17, "dblp_person", "68/3340-8"}, {"jin2025b", 0, "orcid", ""}};
  return made;
}

TEST(PersonJson, ComesBackAsItWasWritten) {
  const auto read = parse_person(to_json_line(person()));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, person());
}

TEST(PersonJson, TheYearsOfAffiliationsAreLeftBehind) {
  PersonRecord with_years = person();
  with_years.affiliations[0].years = {2025, 2026};
  const auto read = parse_person(to_json_line(with_years));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, person());
}

TEST(PersonJson, WhatIsNoPersonIsAnError) {
  for (const std::string line : {"", "[]", "{}", R"({"id":7})", R"({"id":"x","names":"Jin"})",
                                 R"({"id":"x","evidence":[{"author":"first"}]})"}) {
    EXPECT_FALSE(parse_person(line)) << line;
  }
}

}  // namespace
}  // namespace bibmill
