#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/dates/partial_date.h"
#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/claims.h"
#include "pipeline/read/markdown_links.h"
#include "pipeline/read/markdown_papers.h"

namespace bibmill::markdown {
namespace {

void set_mark(const VenueMark& mark, Entry& entry) {
  entry.venue = mark.venue;
  entry.year = mark.year;
  if (mark.arxiv) Claims(entry).add(*mark.arxiv);
}

void set_authors(AuthorList list, Entry& entry) {
  entry.work.authors = std::move(list.people);
  entry.work.authors_incomplete = list.others;
}

/// The links of a line and the identifiers they claim.
void add_links(Head head, Entry& entry) {
  Claims claims(entry);
  for (Link& link : head.links) {
    if (link_role(link.label) != LinkRole::companion) claims.add_text(link.url);
    entry.links.push_back(std::move(link));
  }
  for (const Identifier& identifier : head.identifiers) claims.add(identifier);
}

/// "[MIT](https://mit.edu) & CMU": organisations joined outside their links, none of which leads to a paper or to what
/// comes with one.
bool links_organisations(const Block& line) {
  bool joined = false;
  for (const Span& span : line.spans) {
    if (span.kind == SpanKind::text) {
      joined = joined || span.text.find(" & ") != std::string::npos;
    } else if (link_role(span.text) != LinkRole::unknown || is_publication_url(span.url) || is_code_url(span.url)) {
      return false;
    }
  }
  return joined;
}

bool only_strong(const Block& line) {
  bool any = false;
  for (const Span& span : line.spans) {
    if (trim(span.text).empty()) continue;
    if (!span.strong) return false;
    any = true;
  }
  return any;
}

/// Reads the lines below a title, one at a time.
class DetailReader {
 public:
  DetailReader(Entry& entry, AffiliationTest test) : entry_(entry), test_(test) {}

  void read(std::span<const Block> blocks, int depth) {
    for (const Block& block : blocks) {
      if (block.kind == BlockKind::paragraph) {
        read_line(block, depth);
      } else if (block.kind != BlockKind::html) {
        read(block.children, block.kind == BlockKind::item ? depth + 1 : depth);
      }
    }
  }

 private:
  void read_line(const Block& line, int depth) {
    const std::string text = plain(line.spans);
    if (text.empty()) return;
    if (depth != 1) {
      entry_.summary.push_back(line.source);
      return;
    }
    if (only_strong(line) || is_note(text)) {
      entry_.notes.push_back(text);
      return;
    }
    const bool first = first_;
    // A remark in Chinese, squeezed in before the affiliation line, does not take its place.
    if (!has_ideographs(text)) first_ = false;
    const bool has_link = std::ranges::any_of(line.spans, [](const Span& span) { return span.kind == SpanKind::link; });
    if (!has_link && (read_authors(text) || (first && read_affiliations(text)) || read_venue(text))) return;
    if (has_link && first && links_organisations(line) && read_affiliations(text)) return;
    if (read_identifier(text) || read_links(line)) return;
    entry_.summary.push_back(line.source);
  }

  bool read_affiliations(const std::string& text) {
    const bool fits = test_ == AffiliationTest::lenient ? resembles_affiliation_line(text) : is_affiliation_line(text);
    if (!entry_.affiliations.empty() || !fits || parse_venue_mark(text)) return false;
    entry_.affiliations = split_affiliations(text);
    return true;
  }

  /// "Daniel Crankshaw, et al. (NSDI 2017)", "by Ada Lovelace".
  bool read_authors(std::string_view text) {
    if (!entry_.work.authors.empty()) return false;
    std::string_view names = trim(text);
    std::string_view closing;
    if (const std::size_t open = names.rfind('('); names.ends_with(')') && open != std::string_view::npos) {
      closing = names.substr(open + 1, names.size() - open - 2);
      names = trim(names.substr(0, open));
    }
    auto list = names.starts_with("by ") ? parse_byline(names.substr(3)) : parse_author_line(names);
    if (!list) return false;
    set_authors(*std::move(list), entry_);
    if (closing.empty()) return true;
    if (auto mark = parse_venue_mark(closing)) {
      set_mark(*mark, entry_);
    } else {
      entry_.notes.emplace_back(closing);
    }
    return true;
  }

  bool read_venue(std::string_view text) {
    const auto mark = parse_venue_mark(text);
    if (!mark) return false;
    set_mark(*mark, entry_);
    return true;
  }

  /// "id: doi:10.1145/…", "arXiv: 2505.11432": a key and an identifier, nothing else.
  bool read_identifier(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon > 8 || text.find(' ', colon + 2) != std::string_view::npos)
      return false;
    const std::string key = ascii_lower(trim(text.substr(0, colon)));
    if (key != "id" && key != "doi" && key != "arxiv" && key != "dblp") return false;
    auto identifier = parse_identifier(key == "id" ? trim(text.substr(colon + 1)) : text);
    if (!identifier) identifier = parse_identifier(trim(text.substr(colon + 1)));
    if (!identifier) return false;
    Claims(entry_).add(*identifier);
    return true;
  }

  /// "[paper](…) [code](…)", "https://arxiv.org/abs/…": links that stand below the title.
  bool read_links(const Block& line) {
    Head head = read_head(line.spans);
    if (!head.title.empty() || !head.remarks.empty() || !(head.has_paper_link || head.has_address)) return false;
    add_links(std::move(head), entry_);
    return true;
  }

  Entry& entry_;
  AffiliationTest test_;
  bool first_ = true;  ///< only the first line below a title names affiliations
};

}  // namespace

Entry make_entry(Head head, std::size_t line, const Place& place) {
  Entry entry;
  entry.line = line;
  entry.topics = place.topics;
  if (head.topic) entry.topics.push_back(*head.topic);
  entry.venue = place.venue;
  entry.year = place.year;
  if (!head.title.empty()) entry.work.title = std::move(head.title);
  if (head.mark) set_mark(*head.mark, entry);
  if (head.date) entry.work.issued = parse_partial_date(*head.date);
  if (entry.work.issued && !head.mark) entry.year.reset();
  if (head.authors) set_authors(*std::move(head.authors), entry);
  entry.affiliations = std::move(head.affiliations);
  entry.notes = std::move(head.notes);
  entry.summary = std::move(head.remarks);
  add_links(std::move(head), entry);
  return entry;
}

void add_details(std::span<const Block> blocks, Entry& entry, AffiliationTest test) {
  DetailReader(entry, test).read(blocks, 0);
}

}  // namespace bibmill::markdown
