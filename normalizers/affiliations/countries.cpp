#include "normalizers/affiliations/countries.h"

#include <algorithm>
#include <array>

namespace bibmill {
namespace {

// "united republic of tanzania", "bonaire sint eustatius and saba": no name in the table has more words.
constexpr std::size_t kLongestName = 6;

constexpr std::array<std::string_view, 51> kStates = {
    "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS",
    "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV",
    "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY"};
constexpr std::array<std::string_view, 10> kProvinces = {"AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK"};

/// The country that also stands for a territory in print.
std::string_view state_of(std::string_view territory) {
  if (territory == "HK" || territory == "MO" || territory == "TW") return "CN";
  if (territory == "PR" || territory == "GU" || territory == "VI" || territory == "AS" || territory == "MP")
    return "US";
  if (territory == "GP" || territory == "MQ" || territory == "GF" || territory == "RE" || territory == "NC" ||
      territory == "PF")
    return "FR";
  if (territory == "FO" || territory == "GL") return "DK";
  return {};
}

bool holds(std::string_view codes, std::string_view code) {
  for (std::size_t i = 0; i + 2 <= codes.size(); i += 3) {
    if (codes.substr(i, 2) == code) return true;
  }
  return false;
}

}  // namespace

std::string_view country_codes(std::string_view folded) {
  const auto names = country_names();
  const auto found = std::ranges::lower_bound(names, folded, {}, &CountryName::name);
  return found != names.end() && found->name == folded ? found->codes : std::string_view();
}

CountryMention country_at(std::span<const std::string> words) {
  CountryMention best;
  std::string text;
  for (std::size_t count = 1; count <= words.size() && count <= kLongestName; ++count) {
    if (count > 1) text += ' ';
    text += words[count - 1];
    if (const auto codes = country_codes(text); !codes.empty()) best = {count, codes};
  }
  return best;
}

std::string_view country_of_postal_code(std::string_view printed) {
  if (printed == "WA") return "US AU";  // Washington, Western Australia
  if (std::ranges::find(kStates, printed) != kStates.end()) return "US";
  if (std::ranges::find(kProvinces, printed) != kProvinces.end()) return "CA";
  return {};
}

bool names_country(std::string_view codes, std::string_view country) {
  if (holds(codes, country)) return true;
  const std::string_view state = state_of(country);
  return !state.empty() && holds(codes, state);
}

}  // namespace bibmill
