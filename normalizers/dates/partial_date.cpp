#include "normalizers/dates/partial_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <vector>

#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2999;
constexpr std::size_t kLongestDateText = 200;

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

/// A run of digits or of letters, and what stands directly before it.
struct Token {
  std::string_view text;
  std::string_view before;

  bool is_number() const { return is_ascii_digit(text.front()); }
  bool is_year() const { return is_number() && text.size() == 4; }
  bool is_small() const { return is_number() && text.size() <= 2; }
  int value() const {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
};

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t last = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_ascii_alnum(text[i])) {
      ++i;
      continue;
    }
    const bool digits = is_ascii_digit(text[i]);
    std::size_t end = i;
    while (end < text.size() && (digits ? is_ascii_digit(text[end]) : is_ascii_letter(text[end]))) ++end;
    tokens.push_back({text.substr(i, end - i), text.substr(last, i - last)});
    i = last = end;
  }
  return tokens;
}

std::optional<int> month_of_word(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
  const std::string lower = ascii_lower(word);
  if (lower.size() < 3) return std::nullopt;
  if (lower == "sept") return 9;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] == lower || kMonths[i].substr(0, 3) == lower) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

bool is_date_mark(std::string_view text) { return text == "-" || text == "/" || text == "." || text == "\xE2\x80\x93"; }

/// "2017-09-01…", "2018/07/19", "2018 Jul 19": what follows the year belongs to it as long as the same mark joins it.
std::optional<PartialDate> year_first(const std::vector<Token>& tokens) {
  std::optional<int> month;
  std::optional<int> day;
  if (tokens.size() > 1) {
    const Token& second = tokens[1];
    const bool joined = is_date_mark(second.before) || second.before == " ";
    if (second.is_small() && is_date_mark(second.before)) month = second.value();
    if (!second.is_number() && joined) month = month_of_word(second.text);
  }
  if (month && tokens.size() > 2) {
    const Token& third = tokens[2];
    if (third.is_small() && third.before == tokens[1].before) day = third.value();
  }
  return make_partial_date(tokens[0].value(), month, day);
}

/// "19.07.2018" is day first; with slashes or hyphens day and month are told apart only where one is above twelve.
std::optional<PartialDate> numbers_before_year(const Token& first, const Token& second, const Token& year) {
  const int a = first.value();
  const int b = second.value();
  if (second.before == "." || a > 12) return make_partial_date(year.value(), b, a);
  if (b > 12 || a == b) return make_partial_date(year.value(), a, b);
  return make_partial_date(year.value(), std::nullopt, std::nullopt);
}

/// "19 September 2016", "Sep 19, 2016", "September 2016", "19.07.2018", "07/2018".
std::optional<PartialDate> year_last(const std::vector<Token>& tokens, std::size_t year) {
  if (year >= 2 && tokens[year - 1].is_small() && tokens[year - 2].is_small() && is_date_mark(tokens[year].before) &&
      tokens[year].before == tokens[year - 1].before) {
    return numbers_before_year(tokens[year - 2], tokens[year - 1], tokens[year]);
  }
  if (tokens[year - 1].is_small() && is_date_mark(tokens[year].before)) {
    return make_partial_date(tokens[year].value(), tokens[year - 1].value(), std::nullopt);
  }
  for (std::size_t i = year; i-- > 0;) {
    const auto month = tokens[i].is_number() ? std::nullopt : month_of_word(tokens[i].text);
    if (!month) continue;
    std::optional<int> day;
    if (i + 1 < year && tokens[i + 1].is_small())
      day = tokens[i + 1].value();
    else if (i > 0 && tokens[i - 1].is_small())
      day = tokens[i - 1].value();
    return make_partial_date(tokens[year].value(), month, day);
  }
  return make_partial_date(tokens[year].value(), std::nullopt, std::nullopt);
}

/// A year stands alone: not "199u", "A2018", nor "2018b"; "c1999" is a copyright year, "2017T" an ISO timestamp.
bool stands_alone(const std::vector<Token>& tokens, std::size_t index) {
  const auto glued = [](const Token& token) { return token.before.empty(); };
  const bool before = index > 0 && glued(tokens[index]) && ascii_lower(tokens[index - 1].text) != "c";
  const bool after = index + 1 < tokens.size() && glued(tokens[index + 1]);
  return !before && !after;
}

/// "20180719".
std::optional<PartialDate> compact(const Token& token) {
  const auto part = [&](std::size_t from, std::size_t count) {
    return Token{token.text.substr(from, count), {}}.value();
  };
  const int year = part(0, 4);
  const int month = part(4, 2);
  const int day = part(6, 2);
  if (month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return std::nullopt;
  return make_partial_date(year, month, day);
}

}  // namespace

std::string PartialDate::str() const {
  std::array<char, 40> buffer{};
  int length = 0;
  if (month && day)
    length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, *month, *day);
  else if (month)
    length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d", year, *month);
  else
    length = std::snprintf(buffer.data(), buffer.size(), "%04d", year);
  return std::string(buffer.data(), static_cast<std::size_t>(std::max(length, 0)));
}

std::optional<PartialDate> make_partial_date(int year, std::optional<int> month, std::optional<int> day) {
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  PartialDate date;
  date.year = year;
  if (!month || *month < 1 || *month > 12) return date;
  date.month = month;
  if (day && *day >= 1 && *day <= days_in(year, *month)) date.day = day;
  return date;
}

std::optional<PartialDate> parse_partial_date(std::string_view text) {
  const std::string clean = collapse_space(text.substr(0, kLongestDateText));
  const std::vector<Token> tokens = tokenize(clean);
  if (tokens.empty()) return std::nullopt;
  if (tokens[0].is_number() && tokens[0].text.size() == 8) return compact(tokens[0]);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is_year() || !stands_alone(tokens, i)) continue;
    return i == 0 ? year_first(tokens) : year_last(tokens, i);
  }
  return std::nullopt;
}

}  // namespace bibmill
