#include "pipeline/read/markdown_remarks.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_citation.h"
#include "pipeline/read/markdown_front.h"

namespace bibmill::markdown {
namespace {

bool ascii_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// "Xiao et al., OSDI, 2018"
bool read_first_author(std::string_view text, Head& head) {
  const std::size_t at = text.find(" et al.");
  if (at == std::string_view::npos || head.authors) return false;
  auto authors = parse_byline(text.substr(0, at));
  if (!authors) return false;
  authors->others = true;
  head.authors = std::move(authors);
  std::string venue(trim(text.substr(at + 7)));
  if (venue.starts_with(',')) venue = trim(std::string_view(venue).substr(1));
  if (!head.mark) head.mark = parse_venue_mark(venue);
  if (!parse_venue_mark(venue) && !venue.empty()) head.remarks.push_back(std::move(venue));
  return true;
}

/// "Ada Lovelace, Alan Turing. OSDI 2022." behind a title with its venue or link. Two capitalised terms look the same:
/// without these they are a remark.
bool read_authors(std::string_view text, Head& head) {
  if (head.authors) return false;
  const bool published = head.has_paper_link || head.has_address || head.mark.has_value();
  if (auto authors = published ? parse_author_line(text) : std::nullopt) {
    head.authors = std::move(authors);
    return true;
  }
  auto cited = leading_authors(text);
  const std::string_view rest = cited ? trim(text.substr(cited->length)) : std::string_view();
  if (!cited || !(published || parse_venue_mark(strip_stop(rest)))) return false;
  head.authors = std::move(cited->authors);
  read_remark(rest, false, head);
  return true;
}

}  // namespace

void read_remarks(std::string_view rest, Head& head) {
  for (std::size_t at = 0; at <= rest.size();) {
    const std::size_t end = std::min(rest.find_first_of("|\n", at), rest.size());
    const bool after_bar = at > 0 && rest[at - 1] == '|';
    read_remark(rest.substr(at, end - at), after_bar, head);
    at = end + 1;
  }
}

void read_remark(std::string_view text, bool after_bar, Head& head) {
  text = trim(text);
  while (!text.empty() && std::string_view("[],;)").find(text.front()) != std::string_view::npos)
    text = trim(text.substr(1));
  while (!text.empty() && std::string_view("[,(").find(text.back()) != std::string_view::npos)
    text = trim(text.substr(0, text.size() - 1));
  if (text.starts_with("(") && closing_bracket(text, 0, '(', ')') == text.size() - 1)
    text = trim(text.substr(1, text.size() - 2));
  for (std::string_view dash : {"- ", "– ", "— ", "-- ", "\u2013", ": ", ". "}) {
    if (text.starts_with(dash)) text = trim(text.substr(dash.size()));
  }
  text = without_pictographs(text);
  if (!std::ranges::any_of(text, [](char c) { return ascii_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }))
    return;
  if (!head.mark) head.mark = parse_venue_mark(text);
  if (head.mark && parse_venue_mark(text)) return;
  if (text.starts_with("by ") && !head.authors) {
    head.authors = parse_byline(text.substr(3));
    if (head.authors) return;
  }
  if (read_first_author(text, head)) return;
  if (read_authors(text, head)) return;
  if (after_bar && is_affiliation_line(text)) {
    head.affiliations = split_affiliations(text);
  } else if (is_note(text) || text.find("Best Paper") != std::string_view::npos) {
    head.notes.emplace_back(text);
  } else {
    head.remarks.emplace_back(text);
  }
}

}  // namespace bibmill::markdown
