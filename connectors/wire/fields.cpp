#include "connectors/wire/fields.h"

#include <array>

#include "normalizers/ids/url_parts.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// U+2010 to U+2015, U+2212, U+FF0D and U+FE63: hyphens, dashes and minus signs.
constexpr std::array<std::string_view, 9> kDashes = {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014",
                                                     "\u2015", "\u2212", "\uFF0D", "\uFE63"};

std::string with_plain_hyphens(std::string_view text) {
  std::string plain(text);
  for (const std::string_view dash : kDashes) {
    for (std::size_t at = 0; (at = plain.find(dash, at)) != std::string::npos; ++at)
      plain.replace(at, dash.size(), "-");
  }
  for (std::size_t at = 0; (at = plain.find("--", at)) != std::string::npos;) plain.erase(at, 1);
  for (std::size_t at = 0; (at = plain.find(" - ", at)) != std::string::npos; ++at) plain.replace(at, 3, "-");
  return plain;
}

}  // namespace

std::optional<std::string> plain_field(JsonView value) {
  const auto raw = value.scalar();
  if (!raw) return std::nullopt;
  std::string plain = plain_text(*raw);
  if (plain.empty() || plain == "-") return std::nullopt;
  return plain;
}

std::optional<Doi> registered_doi(std::string_view text) {
  auto doi = Doi::parse(text);
  for (const std::string_view resolver :
       {"https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/", "doi:"}) {
    if (starts_with_ignoring_case(text, resolver)) return doi;
  }
  // What Doi::parse leaves off at the end is punctuation of prose; a DOI from further inside would be another one.
  if (!doi || !starts_with_ignoring_case(trim(text), doi->str())) return std::nullopt;
  return doi;
}

std::optional<std::string> plain_pages(std::string_view text) {
  const std::string pages = collapse_space(with_plain_hyphens(collapse_space(text)));
  const std::string folded = ascii_lower(pages);
  for (const std::string_view nothing : {"", "-", "n/a-n/a", "n/a", "na-na", "no-no", "no", "null-null", "null"}) {
    if (folded == nothing) return std::nullopt;
  }
  return pages;
}

std::optional<PersonName> person_name(std::string_view given, std::string_view family, std::string_view suffix) {
  const std::string plain_given = plain_text(given);
  const std::string plain_family = plain_text(family);
  PersonName name;
  if (!plain_given.empty() && !plain_family.empty()) {
    name = make_name(plain_given, plain_family, plain_text(suffix));
  } else {
    const std::string& alone = plain_family.empty() ? plain_given : plain_family;
    if (alone.empty()) return std::nullopt;
    name = parse_name(alone);
    if (name.suffix.empty()) name.suffix = name.literal.empty() ? plain_text(suffix) : "";
  }
  if (name.family.empty() && name.literal.empty()) name.literal = plain_family.empty() ? plain_given : plain_family;
  return name;
}

std::optional<std::string> ror_url(std::string_view text) {
  constexpr std::size_t kRorLength = 9;  // 0, six characters, two check digits
  while (!text.empty() && text.back() == '/') text.remove_suffix(1);
  const std::string id = ascii_lower(text.substr(text.rfind('/') + 1));
  const bool ours = text.find('/') == std::string_view::npos || ascii_lower(text).find("ror.org/") != std::string::npos;
  const bool well_formed =
      id.size() == kRorLength && id.front() == '0' &&
      std::all_of(id.begin(), id.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
  if (!ours || !well_formed) return std::nullopt;
  return "https://ror.org/" + id;
}

std::optional<std::string> web_url(JsonView value) {
  const auto text = value.text();
  if (!text) return std::nullopt;
  const std::string_view url = trim(*text);
  const bool web = starts_with_ignoring_case(url, "https://") || starts_with_ignoring_case(url, "http://");
  const bool clean = std::none_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  if (!web || !clean) return std::nullopt;
  return std::string(url);
}

}  // namespace bibmill
