#include "pipeline/read/markdown_tables.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/text/fold.h"
#include "pipeline/read/markdown_links.h"

namespace bibmill::markdown {
namespace {

using Names = std::initializer_list<std::string_view>;

struct Columns {
  std::optional<std::size_t> title, venue, year, date, affiliation, author;
};

std::optional<std::size_t> column(const std::vector<std::string>& header, Names names) {
  for (std::string_view name : names) {
    const auto at = std::ranges::find(header, name);
    if (at != header.end()) return static_cast<std::size_t>(at - header.begin());
  }
  return std::nullopt;
}

Columns find_columns(const Block& header_row) {
  std::vector<std::string> header;
  for (const Block& cell : header_row.children) header.push_back(fold_title(plain(cell.spans)));
  Columns columns;
  columns.title = column(header, {"title", "paper title", "titles", "paper", "papers", "paper name"});
  columns.venue = column(header, {"venue", "conference", "publication", "journal", "published", "conf", "pub"});
  columns.year = column(header, {"year"});
  columns.date = column(header, {"date"});
  columns.affiliation = column(header, {"institute", "institution", "institutions", "org", "organization",
                                        "organisation", "affiliation", "affiliations", "company"});
  columns.author = column(header, {"authors", "author"});
  return columns;
}

std::string cell_text(const Block& row, std::optional<std::size_t> at) {
  return at && *at < row.children.size() ? plain(row.children[*at].spans) : std::string();
}

void read_venue(const Block& row, const Columns& columns, Head& head) {
  if (head.mark) return;
  const std::string venue = cell_text(row, columns.venue);
  const std::string year = cell_text(row, columns.year);
  if (auto mark = parse_venue_mark(venue)) {
    head.mark = std::move(mark);
    return;
  }
  if (venue.empty() && year.empty()) return;
  VenueMark mark;
  if (!venue.empty()) mark.venue = venue;
  if (is_date(year)) mark.year = std::stoi(year.substr(0, 4));
  head.mark = std::move(mark);
}

Head read_row(const Block& row, const Columns& columns) {
  Head head = read_head(row.children[*columns.title].spans);
  for (std::size_t i = 0; i < row.children.size(); ++i) {
    if (i == *columns.title) continue;
    for (const Span& span : row.children[i].spans) {
      if (span.kind == SpanKind::link && !span.text.empty()) head.links.push_back({link_label(span.text), span.url});
    }
  }
  read_venue(row, columns, head);
  if (const std::string date = cell_text(row, columns.date); is_date(date)) head.date = date;
  if (head.affiliations.empty()) head.affiliations = split_affiliations(cell_text(row, columns.affiliation));
  if (!head.authors) head.authors = parse_byline(cell_text(row, columns.author));
  return head;
}

}  // namespace

std::vector<TableRow> read_paper_rows(const Block& table) {
  std::vector<TableRow> rows;
  if (table.children.empty()) return rows;
  const Columns columns = find_columns(table.children.front());
  if (!columns.title) return rows;
  for (std::size_t i = 1; i < table.children.size(); ++i) {
    const Block& row = table.children[i];
    if (*columns.title >= row.children.size() || row.children[*columns.title].spans.empty()) continue;
    Head head = read_row(row, columns);
    if (!head.title.empty() || !head.links.empty()) rows.push_back({row.line, std::move(head)});
  }
  return rows;
}

}  // namespace bibmill::markdown
