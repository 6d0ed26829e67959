// PartialDate: a date known to the year, the month or the day (ISO 8601 reduced precision). Value type.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

struct PartialDate {
  int year = 0;
  std::optional<int> month;  ///< 1 to 12
  std::optional<int> day;    ///< 1 to 31, only with a month

  /// "YYYY", "YYYY-MM" or "YYYY-MM-DD".
  std::string str() const;

  auto operator<=>(const PartialDate&) const = default;
};

/// Reads "2018", "2017-09", ISO timestamps, ranges (their start), padded forms; nullopt for "uuuu", "Err", "", years
/// outside 1000 to 2999 and impossible months or days (the year is kept when only month or day is nonsense).
std::optional<PartialDate> parse_partial_date(std::string_view text);

/// From numbers as Crossref's date-parts give them; nullopt when the year is missing or absurd.
std::optional<PartialDate> make_partial_date(int year, std::optional<int> month, std::optional<int> day);

}  // namespace bibmill
