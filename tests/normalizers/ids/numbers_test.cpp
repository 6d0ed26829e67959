#include <gtest/gtest.h>

#include <string>

#include "normalizers/ids/isbn.h"
#include "normalizers/ids/orcid.h"

namespace bibmill {
namespace {

template <class T>
std::string parsed(const char* text) {
  const auto value = T::parse(text);
  return value ? value->str() : "";
}

TEST(Isbn, BecomesThirteenDigits) {
  const std::pair<const char*, const char*> rows[] = {
      {"9781450383431", "9781450383431"},
      {"978-1-4503-8343-1", "9781450383431"},
      {"978 1 4503 8343 1", "9781450383431"},
      {"ISBN 978-1-4503-8343-1", "9781450383431"},
      {"ISBN-13: 978-1-4503-8343-1 (print)", "9781450383431"},
      {"http://id.crossref.org/isbn/9781450383431", "9781450383431"},
      {"0-306-40615-2", "9780306406157"},
      {"080442957X", "9780804429573"},
      {"ISBN-10 0-8044-2957-x", "9780804429573"},
      {"978\xE2\x80\x90"
       "1\xE2\x80\x90"
       "4503\xE2\x80\x90"
       "8343\xE2\x80\x90"
       "1",
       "9781450383431"},
      {"9781450383432", ""},
      {"0306406153", ""},
      {"1234567890123", ""},
      {"0000000000", ""},
      {"97814503834310", ""},
      {"", ""},
      {"isbn", ""},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(parsed<Isbn>(text), expected) << text;
}

TEST(Issn, IsHyphenated) {
  const std::pair<const char*, const char*> rows[] = {
      {"2150-8097", "2150-8097"},
      {"21508097", "2150-8097"},
      {"ISSN 0302-9743", "0302-9743"},
      {"1050-124x", "1050-124X"},
      {"2150-8098", ""},
      {"http://id.crossref.org/issn/2150-8097", "2150-8097"},
      {"0000-0000", ""},
      {"", ""},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(parsed<Issn>(text), expected) << text;
}

TEST(Orcid, ChecksItsCheckDigit) {
  const std::pair<const char*, const char*> rows[] = {
      {"0000-0002-1825-0097", "0000-0002-1825-0097"},
      {"https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"},
      {"http://orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097"},
      {"orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"},
      {"ORCID: 0000-0002-1694-233X", "0000-0002-1694-233X"},
      {"0000000218250097", "0000-0002-1825-0097"},
      {"0000-0002-1825-0098", ""},
      {"0000-0002-1825-009", ""},
      {"0000-0002-1825-00977", ""},
      {"X000-0002-1825-0097", ""},
      {"", ""},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(parsed<Orcid>(text), expected) << text;
}

}  // namespace
}  // namespace bibmill
