#include "normalizers/dates/partial_date.h"

#include <gtest/gtest.h>

#include <string>

namespace bibmill {
namespace {

std::string parsed(const std::string& text) {
  const auto date = parse_partial_date(text);
  return date ? date->str() : "";
}

TEST(PartialDate, ReadsTheFormsOfSources) {
  const std::pair<const char*, const char*> rows[] = {
      {"2018", "2018"},
      {"2017-09", "2017-09"},
      {"2017-9", "2017-09"},
      {"2026-04-27", "2026-04-27"},
      {"2017-09-01T12:34:56Z", "2017-09-01"},
      {"2025-05-16T17:58:01-04:00", "2025-05-16"},
      {"1970-01-01 00:00:00", "1970-01-01"},
      {"2010-09-06/2010-11-30", "2010-09-06"},
      {"1993/1993", "1993"},
      {"2015-2016", "2015"},
      {"2015\xE2\x80\x93"
       "2016",
       "2015"},
      {"2026-04-27/30", "2026-04-27"},
      {"2018/07/19", "2018-07-19"},
      {"2018.07.19", "2018-07-19"},
      {"20180719", "2018-07-19"},
      {"19.07.2018", "2018-07-19"},
      {"19/07/2018", "2018-07-19"},
      {"07/19/2018", "2018-07-19"},
      {"07/2018", "2018-07"},
      {"03/04/2018", "2018"},
      {"19 September 2016", "2016-09-19"},
      {"19th September 2016", "2016-09"},
      {"Sep 19, 2016", "2016-09-19"},
      {"September 2016", "2016-09"},
      {"Sept. 2016", "2016-09"},
      {"2018 Jul 19", "2018-07-19"},
      {"2018-Jul-19", "2018-07-19"},
      {"Fall 2018", "2018"},
      {"\n 2014-04-25\n", "2014-04-25"},
      {"1970-04-01 / (:tba)", "1970-04-01"},
      {"c1999", "1999"},
      {"[1999]", "1999"},
      {"\xC2\xA9 1999", "1999"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(parsed(text), expected) << text;
}

TEST(PartialDate, KeepsTheYearWhenTheRestIsNonsense) {
  EXPECT_EQ(parsed("2018-13"), "2018");
  EXPECT_EQ(parsed("2018-00-00"), "2018");
  EXPECT_EQ(parsed("2018-02-30"), "2018-02");
  EXPECT_EQ(parsed("2020-02-29"), "2020-02-29");
  EXPECT_EQ(parsed("2100-02-29"), "2100-02");
}

TEST(PartialDate, IsAbsentWithoutAPlausibleYear) {
  for (const char* text : {"", "uuuu", "Err", "199u", "0000", "0999", "3000", "99", "May", "2018b", "abc2018def",
                           "12345", "20181399", "::", "(:tba)"}) {
    EXPECT_EQ(parsed(text), "") << text;
  }
  EXPECT_EQ(parsed(std::string(1'000'000, '1')), "");
}

TEST(PartialDate, IsMadeOfNumbers) {
  EXPECT_EQ(make_partial_date(2026, 4, 27)->str(), "2026-04-27");
  EXPECT_EQ(make_partial_date(2026, std::nullopt, 27)->str(), "2026");
  EXPECT_EQ(make_partial_date(2026, 0, 0)->str(), "2026");
  EXPECT_EQ(make_partial_date(2026, 4, -1)->str(), "2026-04");
  EXPECT_FALSE(make_partial_date(0, 1, 1));
  EXPECT_FALSE(make_partial_date(30000, 1, 1));
}

TEST(PartialDate, OrdersByTime) {
  EXPECT_LT(*parse_partial_date("2017"), *parse_partial_date("2018"));
  EXPECT_LT(*parse_partial_date("2018"), *parse_partial_date("2018-01"));
  EXPECT_LT(*parse_partial_date("2018-01-31"), *parse_partial_date("2018-02"));
}

}  // namespace
}  // namespace bibmill
