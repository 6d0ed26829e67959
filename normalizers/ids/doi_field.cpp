#include "normalizers/ids/doi_field.h"

#include <algorithm>
#include <string>

#include "normalizers/ids/doi.h"
#include "normalizers/ids/identifier.h"
#include "normalizers/ids/url_parts.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;
constexpr std::size_t npos = string_view::npos;
constexpr string_view kPunctuation = ".,;:'\"!?`|\\)]}>*/";

bool has_digit(string_view text) { return std::any_of(text.begin(), text.end(), is_ascii_digit); }

/// The text that Doi::parse() looks at, in which its result stands letter by letter.
std::string comparable(string_view value) {
  std::string text = ascii_lower(decode_entities(identifier_text(value)));
  for (const string_view escaped : {"{\\_}", "\\_"}) {
    for (std::size_t at = text.find(escaped); at != npos; at = text.find(escaped, at))
      text.replace(at, escaped.size(), "_");
  }
  return text;
}

/// "(accessed 2024)", "[online]", but not "(94)90040-x".
bool is_remark(string_view text) {
  const std::size_t close = text.find_first_of(")]");
  if (close == npos) return !has_digit(text.substr(0, text.find(' ')));
  return close + 1 == text.size() || text[close + 1] == ' ' || kPunctuation.find(text[close + 1]) != npos;
}

/// The words behind a blank behind the DOI `before`.
bool goes_on_behind_blank(string_view before, string_view words) {
  if (words.empty()) return false;
  if (words.front() == '(' || words.front() == '[') return !is_remark(words);
  const string_view word = words.substr(0, words.find(' '));
  if (parse_identifier(word) || word.starts_with("http")) return false;
  return has_digit(word) || string_view("-_/(").find(before.back()) != npos;
}

/// What stands at the DOI without a blank between.
bool goes_on_at_once(string_view before, string_view tail) {
  if (tail.starts_with("</") || tail.starts_with("\">")) return false;  // markup around a link
  if (tail.front() == ',' || tail.front() == ';') return !parse_identifier(tail.substr(1));
  const bool url = before.find("://") != npos || before.find("doi.org/") != npos;
  if (tail.front() == '?' || tail.front() == '&') return !url && tail.find('=') == npos;
  return !url || tail.front() != '#' || tail.size() < 2 || !is_ascii_letter(tail[1]);
}

/// A publisher's page: what follows the DOI in its URL names a view of it.
bool is_page(string_view before) {
  const std::size_t scheme = before.rfind("://");
  const auto url = split_url(before.substr(scheme == npos ? 0 : before.rfind(' ', scheme) + 1));
  return scheme != npos && url && !host_is(url->host, "doi.org");
}

string_view without_version(string_view tail) {
  if (!tail.starts_with('v')) return tail;
  const std::size_t end = std::min(tail.find_first_not_of("0123456789", 1), tail.size());
  return end > 1 ? tail.substr(end) : tail;
}

}  // namespace

bool may_cut_doi(std::string_view value) {
  const auto doi = Doi::parse(value);
  if (!doi) return false;
  std::string text = comparable(value);
  std::size_t at = text.find(doi->str());
  if (at == npos) {
    text = percent_decode(text);
    at = text.find(doi->str());
  }
  // Made from something else (an article number), or from a text whose escapes were removed: nothing was cut.
  if (at == npos) return false;
  const string_view before = string_view(text).substr(0, at + doi->str().size());
  string_view rest = string_view(text).substr(before.size());
  const std::size_t blank = std::min(rest.find(' '), rest.size());
  string_view tail = rest.substr(0, blank);
  if (doi->prefix() == "10.48550") tail = without_version(tail);
  const std::size_t prose = std::min(tail.find_first_not_of(kPunctuation), tail.size());
  if (prose < tail.size() && !is_page(before) && goes_on_at_once(before, tail)) return true;
  const string_view written = string_view(text).substr(0, before.size() + blank);
  return goes_on_behind_blank(written, rest.substr(std::min(blank + 1, rest.size())));
}

}  // namespace bibmill
