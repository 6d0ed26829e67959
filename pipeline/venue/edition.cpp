#include "pipeline/venue/edition.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "normalizers/text/similarity.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::size_t kNearestNames = 3;
constexpr std::size_t kYearDigits = 4;
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::optional<int> parse_year(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole = error == std::errc() && end == text.data() + text.size() && text.size() == kYearDigits;
  if (!whole || year < kFirstYear || year > kLastYear) return std::nullopt;
  return year;
}

/// The year that the text ends with: "2026", or "'26"; it is cut off.
std::optional<int> take_year(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[text.size() - 1 - digits])) ++digits;
  const std::string_view number = text.substr(text.size() - digits);
  const bool is_short = digits == 2 && text.size() > digits && text[text.size() - digits - 1] == '\'';
  const std::optional<int> year = is_short ? parse_year("20" + std::string(number)) : parse_year(number);
  if (year) text.remove_suffix(digits + (is_short ? 1 : 0));
  return year;
}

/// "conf/eurosys" of "conf/eurosys/eurosys{year}".
std::string_view stream_of(std::string_view page) {
  const std::size_t kind = page.find('/');
  return kind == std::string_view::npos ? page : page.substr(0, page.find('/', kind + 1));
}

/// "conf/eurosys/eurosys2026" of DBLP's addresses of it; what is no such address stays.
std::string_view without_address(std::string_view text) {
  const std::size_t folder = text.find("/db/");
  if (!text.starts_with("http") || folder == std::string_view::npos) return text;
  text.remove_prefix(folder + std::string_view("/db/").size());
  text = text.substr(0, text.find_first_of("#?"));
  for (const std::string_view ending : {".html", ".bht", "/index", "/"}) {
    if (text.ends_with(ending)) text.remove_suffix(ending.size());
  }
  return text;
}

bool is_path(std::string_view text) { return text.starts_with("conf/") || text.starts_with("journals/"); }

const Venue* venue_of_stream(std::string_view stream, const VenueTable& venues) {
  const auto found = std::ranges::find_if(
      venues.venues(), [&](const Venue& venue) { return !venue.toc.empty() && stream_of(venue.toc) == stream; });
  return found == venues.venues().end() ? nullptr : &*found;
}

Edition edition_of(const Venue& venue, int year) {
  return Edition{venue.name, year, toc_page(venue, year).value_or("")};
}

/// A page is taken as it is, a stream needs a year.
Result<Edition> edition_of_path(std::string_view path, std::optional<int> year, const VenueTable& venues) {
  const std::string stream(stream_of(path));
  const Venue* venue = venue_of_stream(stream, venues);
  const std::string_view rest = path.size() > stream.size() ? path.substr(stream.size() + 1) : std::string_view();
  if (!rest.empty() && !parse_year(rest)) {
    std::string_view name = rest;
    const std::optional<int> of_page = take_year(name);
    return Edition{venue ? venue->name : stream, of_page.value_or(year.value_or(0)), std::string(path)};
  }
  if (!rest.empty()) year = parse_year(rest);
  if (!year) return fail(ErrorKind::input, fmt::format("'{}' names no year; add it, or --years 2019..2026", path));
  if (const auto page = venue ? toc_page(*venue, *year) : std::nullopt) return Edition{venue->name, *year, *page};
  // The usual name of a page.
  return Edition{venue ? venue->name : stream, *year,
                 fmt::format("{}/{}{}", stream, stream.substr(stream.find('/') + 1), *year)};
}

Result<Edition> edition_named(std::string_view text, std::optional<int> year, const VenueTable& venues) {
  const std::string_view path = without_address(text);
  if (is_path(path)) return edition_of_path(path, year, venues);
  std::string_view name = text;
  if (const std::optional<int> written = take_year(name); written && !year) year = written;
  const Venue* venue = venues.find(name);
  if (venue == nullptr && year && !collapse_space(name).empty()) return Edition{collapse_space(name), *year, ""};
  if (venue == nullptr) return fail(ErrorKind::input, unknown_venue(collapse_space(name), venues));
  if (!year) return fail(ErrorKind::input, fmt::format("'{}' names no year; add it, or --years 2019..2026", text));
  return edition_of(*venue, *year);
}

}  // namespace

std::string unknown_venue(std::string_view name, const VenueTable& venues) {
  const std::string wanted = ascii_lower(name);
  std::vector<std::pair<double, std::string>> near;
  for (const Venue& venue : venues.venues()) {
    double likeness = edit_similarity(wanted, ascii_lower(venue.name), 0);
    for (const std::string& alias : venue.aliases)
      likeness = std::max(likeness, edit_similarity(wanted, ascii_lower(alias), 0));
    near.emplace_back(-likeness, venue.name);
  }
  std::ranges::sort(near);
  std::string names;
  for (std::size_t i = 0; i < std::min(kNearestNames, near.size()); ++i) names += (i == 0 ? "" : ", ") + near[i].second;
  return fmt::format("no venue is known as '{}'; the nearest names are {}. DBLP's page does as well: conf/…", name,
                     names);
}

std::optional<YearRange> parse_years(std::string_view text) {
  const std::size_t dots = text.find("..");
  const std::optional<int> first = parse_year(text.substr(0, dots));
  const std::optional<int> last = dots == std::string_view::npos ? first : parse_year(text.substr(dots + 2));
  if (!first || !last || *first > *last) return std::nullopt;
  return YearRange{*first, *last};
}

Result<std::vector<Edition>> parse_editions(std::string_view text, std::optional<YearRange> years,
                                            const VenueTable& venues) {
  std::vector<Edition> editions;
  if (!years) {
    Result<Edition> edition = edition_named(text, std::nullopt, venues);
    if (!edition) return tl::unexpected(edition.error());
    editions.push_back(std::move(*edition));
    return editions;
  }
  for (int year = years->first; year <= years->last; ++year) {
    Result<Edition> edition = edition_named(text, year, venues);
    if (!edition) return tl::unexpected(edition.error());
    editions.push_back(std::move(*edition));
  }
  return editions;
}

}  // namespace bibmill
