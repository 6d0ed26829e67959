#include "normalizers/ids/url_parts.h"

#include <algorithm>

#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

constexpr std::size_t kLongestIdentifierText = 4096;

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = to_ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string_view without_scheme(std::string_view text) {
  const std::size_t mark = text.find("://");
  if (mark != std::string_view::npos && mark <= 8 &&
      std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), is_ascii_letter)) {
    return text.substr(mark + 3);
  }
  if (text.substr(0, 2) == "//") return text.substr(2);
  return text;
}

bool is_host(std::string_view host) {
  return host.find('.') != std::string_view::npos && host.front() != '.' &&
         std::all_of(host.begin(), host.end(), [](char c) { return is_ascii_alnum(c) || c == '.' || c == '-'; });
}

}  // namespace

std::optional<UrlParts> split_url(std::string_view text) {
  std::string_view rest = without_scheme(text);
  const std::size_t host_end = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view authority = rest.substr(0, host_end);
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  authority = authority.substr(0, authority.find(':'));
  UrlParts parts;
  parts.host = ascii_lower(authority);
  if (parts.host.starts_with("www.")) parts.host.erase(0, 4);
  if (parts.host.empty() || !is_host(parts.host)) return std::nullopt;

  rest.remove_prefix(host_end);
  if (const auto hash = rest.find('#'); hash != std::string_view::npos) {
    parts.fragment = rest.substr(hash + 1);
    rest = rest.substr(0, hash);
  }
  if (const auto mark = rest.find('?'); mark != std::string_view::npos) {
    parts.query = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
  }
  parts.path = rest;
  return parts;
}

bool host_is(std::string_view host, std::string_view site) {
  if (host == site) return true;
  if (host.ends_with(site) && host[host.size() - site.size() - 1] == '.') return true;
  std::string label(site);
  if (host.starts_with(label + ".")) return true;
  std::replace(label.begin(), label.end(), '.', '-');
  return host.starts_with(label + ".");
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

std::string identifier_text(std::string_view text) {
  std::string valid;
  const std::string_view piece = text.substr(0, kLongestIdentifierText);
  for (std::size_t position = 0; position < piece.size();) {
    const char32_t code_point = next_code_point(piece, position);
    append_utf8(valid, code_point == kReplacement ? U' ' : code_point);
  }
  return collapse_space(valid);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
           return to_ascii_lower(a) == to_ascii_lower(b);
         });
}

std::size_t find_ignoring_case(std::string_view text, std::string_view needle, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  const auto begin = text.begin() + static_cast<std::ptrdiff_t>(from);
  const auto found = std::search(begin, text.end(), needle.begin(), needle.end(),
                                 [](char a, char b) { return to_ascii_lower(a) == b; });
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

}  // namespace bibmill
