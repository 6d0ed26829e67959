#include "pipeline/read/markdown_citation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_remarks.h"

namespace bibmill::markdown {
namespace {

/// More stops than the longest lists of authors have; each is tried.
constexpr int kMostStops = 100;
constexpr std::size_t kLongestAuthors = 2000;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/// "(2017)", "(2017a)", "(2017, May)" from `from` on.
struct Year {
  std::size_t at = std::string::npos;
  std::size_t end = 0;
  std::string digits;
};

Year find_year(std::string_view text) {
  for (std::size_t at = text.find('('); at != std::string_view::npos; at = text.find('(', at + 1)) {
    const std::size_t close = text.find(')', at);
    if (close == std::string_view::npos) break;
    const std::string_view inner = text.substr(at + 1, close - at - 1);
    const std::string_view after = inner.substr(std::min<std::size_t>(4, inner.size()));
    const bool whole = after.empty() || after.starts_with(',') || (after.size() == 1 && !digit(after.front()));
    if (inner.size() >= 4 && is_date(inner.substr(0, 4)) && whole)
      return {at, close + 1, std::string(inner.substr(0, 4))};
  }
  return {};
}

/// One past the stop that ends the first sentence; the size of `text` when none does.
std::size_t sentence_end(std::string_view text) {
  for (const char stop : {'.', '?', '!'}) {
    static_cast<void>(stop);
  }
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if ((text[i] == '.' || text[i] == '?' || text[i] == '!') && text[i + 1] == ' ') return i + 1;
  }
  return text.size();
}

/// The title at the front of `text`; what follows it is a remark.
void cite(std::string_view text, AuthorList authors, std::string& title, Head& head) {
  const std::size_t end = sentence_end(text);
  const std::string rest(trim(text.substr(end)));
  std::string cited(strip_stop(text.substr(0, end)));
  head.authors = std::move(authors);
  head.has_citation = true;
  if (!rest.empty()) read_remark(strip_stop(rest), false, head);
  title = std::move(cited);
}

/// `Surname, Given, et al. "Title." Venue (2019).`
bool take_quoted(std::string& title, Head& head) {
  const std::pair<std::string_view, std::string_view> quotes[] = {{"\"", "\""}, {"“", "”"}};
  for (const auto& [open, close] : quotes) {
    const std::size_t from = title.find(open);
    if (from == std::string::npos || from == 0) continue;
    const std::size_t to = title.find(close, from + open.size());
    if (to == std::string::npos) continue;
    auto authors = parse_author_line(trim(std::string_view(title).substr(0, from)));
    if (!authors) continue;
    head.authors = std::move(authors);
    head.has_citation = true;
    read_remark(std::string_view(title).substr(to + close.size()), false, head);
    title = title.substr(from + open.size(), to - from - open.size());
    return true;
  }
  return false;
}

/// `Surname, I., & Surname, I. (2017). Title. Venue.`
bool take_dated(std::string& title, Head& head) {
  const Year year = find_year(title);
  if (year.at == std::string::npos || year.at == 0) return false;
  std::string names(trim(std::string_view(title).substr(0, year.at)));
  for (const std::string_view join : {", & ", " & "}) {
    for (std::size_t at = names.find(join); at != std::string::npos; at = names.find(join))
      names.replace(at, join.size(), ", ");
  }
  auto authors = parse_author_line(names);
  std::string_view rest = trim(std::string_view(title).substr(year.end));
  if (rest.starts_with('.') || rest.starts_with(',') || rest.starts_with(':')) rest = trim(rest.substr(1));
  if (!authors || rest.empty()) return false;
  head.date = year.digits;
  const std::string text(rest);
  cite(text, *std::move(authors), title, head);
  return true;
}

/// `Given Surname, Given Surname. Title. Venue 2022.`
bool take_dotted(std::string& title, Head& head) {
  auto cited = leading_authors(title);
  if (!cited) return false;
  const std::string text(trim(std::string_view(title).substr(cited->length)));
  const std::string_view rest = trim(std::string_view(text).substr(sentence_end(text)));
  if (text.empty() || !(head.has_address || parse_venue_mark(strip_stop(rest)))) return false;
  cite(text, std::move(cited->authors), title, head);
  return true;
}

/// `Title. Given Surname, Given Surname. Venue 2022.`
bool take_title_first(std::string& title, Head& head) {
  const std::size_t end = sentence_end(title);
  const std::string rest(trim(std::string_view(title).substr(end)));
  if (rest.empty()) return false;
  auto cited = leading_authors(rest);
  if (!cited) {
    auto authors = parse_author_line(strip_stop(rest));
    if (!authors) return false;
    cited = LeadingAuthors{*std::move(authors), rest.size()};
  }
  const std::string_view venue = strip_stop(std::string_view(rest).substr(cited->length));
  if (!(head.has_address || head.has_paper_link || parse_venue_mark(venue))) return false;
  head.authors = std::move(cited->authors);
  head.has_citation = true;
  read_remark(venue, false, head);
  title = std::string(strip_stop(std::string_view(title).substr(0, end)));
  return true;
}

}  // namespace

std::string_view strip_stop(std::string_view text) {
  text = trim(text);
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

std::optional<LeadingAuthors> leading_authors(std::string_view text) {
  std::optional<LeadingAuthors> inverted;
  int tried = 0;
  for (std::size_t at = text.find(". "); at < kLongestAuthors && tried < kMostStops; at = text.find(". ", at + 1)) {
    ++tried;
    const bool initial = at > 0 && upper(text[at - 1]) && (at == 1 || text[at - 2] == ' ' || text[at - 2] == '.');
    auto authors = parse_author_line(text.substr(0, at + 1));
    if (!authors) continue;
    LeadingAuthors found{*std::move(authors), at + 2};
    if (!initial) return found;
    // "Lovelace, A., Turing, A. Title": the longest such list, for "A. Turing" goes on.
    inverted = std::move(found);
  }
  return inverted;
}

bool take_citation(std::string& title, Head& head) {
  if (take_quoted(title, head)) return true;
  return (head.has_address && take_dated(title, head)) || take_dotted(title, head) || take_title_first(title, head);
}

bool take_lead_authors(std::string_view text, Head& head) {
  std::optional<std::string> date;
  text = trim(text);
  for (std::size_t size = 0; size != text.size();) {
    size = text.size();
    for (const std::string_view mark : {":", ",", "-", "\u2013", "\u2014", "(", ")"}) {
      if (text.ends_with(mark)) text = trim(text.substr(0, text.size() - mark.size()));
    }
    if (date || text.size() < 5 || !is_date(text.substr(text.size() - 4))) continue;
    date = text.substr(text.size() - 4);
    text = trim(text.substr(0, text.size() - 4));
  }
  auto authors = text.find(" et al") == std::string_view::npos ? parse_author_line(text) : parse_byline(text);
  if (!authors) return false;
  head.authors = std::move(authors);
  if (date) head.date = date;
  return true;
}

}  // namespace bibmill::markdown
