#include "pipeline/venue/edition.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

VenueTable table() {
  return VenueTable({{"EuroSys", {"European Conference on Computer Systems"}, "conf/eurosys/eurosys{year}", true, {}},
                     {"Security", {"USENIX Security"}, "conf/uss/uss{year}", false, {}},
                     {"VLDB", {"Very Large Data Bases"}, "", true, {}}});
}

Edition edition(const std::string& text) {
  const auto parsed = parse_editions(text, std::nullopt, table());
  if (!parsed) {
    ADD_FAILURE() << text << ": " << parsed.error().message;
    return {};
  }
  EXPECT_EQ(parsed->size(), 1u);
  return parsed->front();
}

TEST(EditionTest, IsNamedInEveryUsualForm) {
  const Edition eurosys{"EuroSys", 2026, "conf/eurosys/eurosys2026"};
  for (const char* text :
       {"EuroSys 2026", "eurosys'26", "European Conference on Computer Systems 2026", "conf/eurosys/2026",
        "conf/eurosys/eurosys2026", "https://dblp.org/db/conf/eurosys/eurosys2026.html",
        "https://dblp.uni-trier.de/db/conf/eurosys/eurosys2026.html#Lee26"}) {
    EXPECT_EQ(edition(text), eurosys) << text;
  }
}

TEST(EditionTest, APageIsTakenAsItIs) {
  EXPECT_EQ(edition("conf/uss/uss2020s"), (Edition{"Security", 0, "conf/uss/uss2020s"}));
  EXPECT_EQ(edition("conf/foo/bar2019"), (Edition{"conf/foo", 2019, "conf/foo/bar2019"}));
}

TEST(EditionTest, AnUnknownStreamHasTheUsualPage) {
  EXPECT_EQ(edition("conf/foo/2019"), (Edition{"conf/foo", 2019, "conf/foo/foo2019"}));
}

TEST(EditionTest, YearsGiveAnEditionEachBothEndsIncluded) {
  const auto eight = parse_editions("EuroSys", parse_years("2019..2026"), table());
  ASSERT_TRUE(eight.has_value());
  std::vector<std::string> pages;
  for (const Edition& one : *eight) pages.push_back(one.page);
  EXPECT_EQ(pages.size(), 8u);
  EXPECT_EQ(pages.front(), "conf/eurosys/eurosys2019");
  EXPECT_EQ(pages.back(), "conf/eurosys/eurosys2026");
  const auto parsed = parse_editions("USENIX Security", parse_years("2019..2021"), table());
  ASSERT_TRUE(parsed.has_value());
  ASSERT_EQ(parsed->size(), 3u);
  EXPECT_EQ(parsed->front().page, "conf/uss/uss2019");
  EXPECT_EQ(parsed->back().year, 2021);
}

TEST(EditionTest, WithoutAPageItIsSearchedForByItsName) {
  EXPECT_EQ(edition("VLDB 2020"), (Edition{"VLDB", 2020, ""}));
  EXPECT_EQ(edition("  EuroSec  '20"), (Edition{"EuroSec", 2020, ""}));
}

TEST(EditionTest, AStreamWithoutPagesOfThatYearHasTheUsualOne) {
  Venue popl{"POPL", {}, "conf/popl/popl{year}", true, {}};
  popl.toc_until = 2017;
  const VenueTable venues({popl});
  EXPECT_EQ(parse_editions("POPL 2020", std::nullopt, venues)->front(), (Edition{"POPL", 2020, ""}));
  EXPECT_EQ(parse_editions("conf/popl/2020", std::nullopt, venues)->front(),
            (Edition{"POPL", 2020, "conf/popl/popl2020"}));
}

TEST(EditionTest, WhatCannotBeReadIsToldWithTheNearestNames) {
  const auto unknown = parse_editions("EuroSis", std::nullopt, table());
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().kind, ErrorKind::input);
  EXPECT_NE(unknown.error().message.find("EuroSys"), std::string::npos) << unknown.error().message;
  for (const char* text : {"EuroSys", "conf/eurosys"})
    EXPECT_FALSE(parse_editions(text, std::nullopt, table()).has_value()) << text;
}

TEST(UnknownVenue, IsToldWithTheNearestNamesTheNearestFirst) {
  const std::string told = unknown_venue("Very Large Data Basis", table());
  EXPECT_NE(told.find("'Very Large Data Basis'; the nearest names are VLDB"), std::string::npos) << told;
}

TEST(YearsTest, AreOneOrARange) {
  ASSERT_TRUE(parse_years("2019..2026").has_value());
  EXPECT_EQ(parse_years("2019..2026")->last, 2026);
  EXPECT_EQ(parse_years("2019")->last, 2019);
  for (const char* text : {"", "2026..2019", "19..26", "2019..", "soon", "2019-2026", "99999"})
    EXPECT_FALSE(parse_years(text).has_value()) << text;
}

}  // namespace
}  // namespace bibmill
