#include "pipeline/read/markdown_head.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_links.h"

namespace bibmill::markdown {
namespace {

bool ascii_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Pictographs, variation selectors and joiners, by their UTF-8 lead bytes: U+2190 to U+2BFF, U+FE0F, U+1F000 and
/// above.
std::size_t pictograph_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (byte(0) == 0xF0 && byte(1) == 0x9F) return std::min<std::size_t>(4, text.size());
  if (byte(0) == 0xE2 && byte(1) >= 0x86 && byte(1) <= 0xAF) return std::min<std::size_t>(3, text.size());
  if (byte(0) == 0xEF && byte(1) == 0xB8 && byte(2) == 0x8F) return 3;
  if (text.starts_with(":scroll:")) return 8;
  return 0;
}

std::string_view without_pictographs(std::string_view text) {
  text = trim(text);
  for (std::size_t length = pictograph_at(text); length > 0; length = pictograph_at(text))
    text = trim(text.substr(length));
  for (bool again = true; again;) {
    again = false;
    for (std::size_t length : {std::size_t{3}, std::size_t{4}}) {
      if (text.size() < length || pictograph_at(text.substr(text.size() - length)) != length) continue;
      text = trim(text.substr(0, text.size() - length));
      again = true;
    }
  }
  return text;
}

/// Where the bracket that closes the one at `open` stands; npos when there is none.
std::size_t closing(std::string_view text, std::size_t open, char open_char, char close_char) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == open_char) ++depth;
    if (text[i] == close_char && --depth == 0) return i;
  }
  return std::string_view::npos;
}

std::size_t opening(std::string_view text, char open_char, char close_char) {
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == close_char) ++depth;
    if (text[i] == open_char && --depth == 0) return i;
  }
  return std::string_view::npos;
}

class HeadReader {
 public:
  explicit HeadReader(const std::vector<Span>& spans) : spans_(spans) {}

  Head read() {
    read_title();
    read_rest();
    finish_title();
    return std::move(head_);
  }

 private:
  /// A link that carries the title: no label, no mark, no anchor picture; nothing but marks before it.
  bool is_title_link(const Span& link, std::string_view before) const {
    const std::string label = link_label(link.text);
    if (label.empty() || trim(link.text).starts_with('[') || before.ends_with('[') || before.ends_with('('))
      return false;
    return link_role(label) == LinkRole::unknown || std::ranges::count(label, ' ') >= 2;
  }

  void add_link(const Span& link) {
    const std::string label = link_label(link.text);
    if (label.empty() && link.url.empty()) return;
    head_.links.push_back({label, link.url});
    head_.has_paper_link = head_.has_paper_link || link_role(label) == LinkRole::paper;
  }

  void read_title() {
    std::string before;
    for (; at_ < spans_.size(); ++at_) {
      const Span& span = spans_[at_];
      if (span.kind == SpanKind::text) {
        if (span.strong && strong_title(before, span)) return;
        before += span.text;
        continue;
      }
      const std::string_view lead = trim(before);
      if (is_title_link(span, lead) && take_marks(lead).empty()) {
        head_.title = collapse_space(span.text);
        head_.title_url = span.url;
        head_.links.push_back({"", span.url});
        ++at_;
        return;
      }
      if (link_label(span.text) == ":scroll:" || (trim(span.text).empty() && lead.empty())) {
        add_link(span);
        continue;
      }
      if (starts_links(span, lead)) break;
      before += span.text;  // a link inside the title's text
      head_.links.push_back({collapse_space(span.text), span.url});
    }
    head_.title = before;
  }

  /// "**Title** — remarks": a bold run of some length in front is the title.
  bool strong_title(std::string_view before, const Span& span) {
    if (std::ranges::count(trim(span.text), ' ') < 2 || !take_marks(trim(before)).empty()) return false;
    head_.title = span.text;
    ++at_;
    return true;
  }

  static bool starts_links(const Span& link, std::string_view before) {
    if (before.ends_with('[') || before.ends_with('(') || before.ends_with('|') || trim(link.text).starts_with('['))
      return true;
    return link_role(link_label(link.text)) != LinkRole::unknown;
  }

  /// Takes date, venue, topic and pictographs off the front; what is left is the title's own text.
  std::string take_marks(std::string_view text) {
    for (bool again = true; again;) {
      text = without_pictographs(text);
      again = take_bracketed(text, '[', ']') || take_bracketed(text, '(', ')') || take_glued(text);
    }
    return std::string(text);
  }

  bool take_bracketed(std::string_view& text, char open, char close) {
    if (!text.starts_with(open)) return false;
    const std::size_t end = closing(text, 0, open, close);
    if (end == std::string_view::npos) return false;
    const std::string_view inner = trim(text.substr(1, end - 1));
    const std::string_view after = trim(text.substr(end + 1));
    if (is_date(inner)) {
      head_.date = std::string(inner);
    } else if (auto mark = parse_venue_mark(inner)) {
      head_.mark = std::move(mark);
    } else if (after.empty() && open == '(' && !inner.empty()) {
      head_.topic = std::string(inner);
    } else if (open == '[' && end <= 40 && head_tag(inner, after)) {
      // DefTruth's table repeats the system's name as a tag: "[**Name**] Name: Title".
    } else {
      return false;
    }
    text = after;
    return true;
  }

  static bool head_tag(std::string_view inner, std::string_view after) {
    return !inner.empty() && after.size() > inner.size();
  }

  /// "arxiv'25-" or "23_Eurosys_" glued to the title.
  bool take_glued(std::string_view& text) {
    if (auto prefix = parse_prefix_mark(text)) {
      head_.mark = std::move(prefix->mark);
      text = trim(text.substr(prefix->length));
      return true;
    }
    if (!text.ends_with('-')) return false;
    auto mark = parse_venue_mark(text.substr(0, text.size() - 1));
    if (!mark) return false;
    head_.mark = std::move(mark);
    text = {};
    return true;
  }

  void read_rest() {
    std::string rest;
    for (; at_ < spans_.size(); ++at_) {
      const Span& span = spans_[at_];
      if (span.kind == SpanKind::text) {
        rest += span.text;
      } else if (auto mark = parse_venue_mark(link_label(span.text));
                 mark && trim(rest.empty() ? head_.title : rest).ends_with('(')) {
        if (!rest.empty()) rest.erase(rest.rfind('('));
        head_.mark = std::move(mark);
        after_mark_ = true;
      } else {
        add_link(span);
        rest += '\n';  // the link's place: what stands before and after it does not run together
      }
    }
    if (head_.title_url && (trim(rest).starts_with(':') || head_.title.ends_with(':'))) rest = extend_title(rest);
    if (!head_.title_url) {
      // The opening bracket of the first link group, or of a linked venue, still hangs at the title.
      std::string_view title = trim(head_.title);
      while (title.ends_with('[') || title.ends_with('|') || (title.ends_with('(') && after_mark_))
        title = trim(title.substr(0, title.size() - 1));
      head_.title = std::string(title);
    }
    read_remarks(rest);
  }

  /// "[Name](url): rest of the title | VENUE": the text up to a bar, a link or a dash belongs to the title.
  std::string extend_title(std::string_view rest) {
    rest = trim(rest);
    if (rest.starts_with(':')) rest = trim(rest.substr(1));
    const std::size_t end = std::min(rest.find_first_of("|\n["), rest.size());
    const std::string_view more = trim(rest.substr(0, end));
    if (!more.empty()) head_.title += (head_.title.ends_with(':') ? " " : ": ") + std::string(more);
    return std::string(rest.substr(end));
  }

  void read_remarks(std::string_view rest) {
    for (std::size_t at = 0; at <= rest.size();) {
      const std::size_t end = std::min(rest.find_first_of("|\n", at), rest.size());
      const bool after_bar = at > 0 && rest[at - 1] == '|';
      read_remark(rest.substr(at, end - at), after_bar);
      at = end + 1;
    }
  }

  void read_remark(std::string_view text, bool after_bar) {
    text = trim(text);
    while (!text.empty() && std::string_view("[],;)").find(text.front()) != std::string_view::npos)
      text = trim(text.substr(1));
    while (!text.empty() && std::string_view("[,(").find(text.back()) != std::string_view::npos)
      text = trim(text.substr(0, text.size() - 1));
    if (text.starts_with("(") && closing(text, 0, '(', ')') == text.size() - 1)
      text = trim(text.substr(1, text.size() - 2));
    for (std::string_view dash : {"- ", "– ", "— ", "-- ", "\u2013", ": ", ". "}) {
      if (text.starts_with(dash)) text = trim(text.substr(dash.size()));
    }
    text = without_pictographs(text);
    if (!std::ranges::any_of(text, [](char c) { return ascii_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }))
      return;
    if (!head_.mark) head_.mark = parse_venue_mark(text);
    if (head_.mark && parse_venue_mark(text)) return;
    if (text.starts_with("by ") && !head_.authors) {
      head_.authors = parse_byline(text.substr(3));
      if (head_.authors) return;
    }
    if (read_first_author(text)) return;
    if (after_bar && is_affiliation_line(text)) {
      head_.affiliations = split_affiliations(text);
    } else if (is_note(text) || text.find("Best Paper") != std::string_view::npos) {
      head_.notes.emplace_back(text);
    } else {
      head_.remarks.emplace_back(text);
    }
  }

  /// "Xiao et al., OSDI, 2018"
  bool read_first_author(std::string_view text) {
    const std::size_t at = text.find(" et al.");
    if (at == std::string_view::npos || head_.authors) return false;
    auto authors = parse_byline(text.substr(0, at));
    if (!authors) return false;
    authors->others = true;
    head_.authors = std::move(authors);
    std::string venue(trim(text.substr(at + 7)));
    if (venue.starts_with(',')) venue = trim(std::string_view(venue).substr(1));
    if (!head_.mark) head_.mark = parse_venue_mark(venue);
    if (!parse_venue_mark(venue) && !venue.empty()) head_.remarks.push_back(std::move(venue));
    return true;
  }

  void finish_title() {
    std::string title = head_.title_url ? collapse_space(head_.title) : take_marks(collapse_space(head_.title));
    if (!head_.title_url) {
      take_citation(title);
      take_bar(title);
      take_byline(title);
    }
    take_closing_marks(title);
    std::erase_if(title, [](char c) { return c == '{' || c == '}'; });
    if (head_.title_url && title.ends_with(':')) title.pop_back();
    head_.title = strip_final_stop(collapse_space(without_pictographs(title)));
  }

  /// `Surname, Given, et al. "Title." Venue (2019).`
  void take_citation(std::string& title) {
    const std::pair<std::string_view, std::string_view> quotes[] = {{"\"", "\""}, {"“", "”"}};
    for (const auto& [open, close] : quotes) {
      const std::size_t from = title.find(open);
      if (from == std::string::npos || from == 0) continue;
      const std::size_t to = title.find(close, from + open.size());
      if (to == std::string::npos) continue;
      auto authors = parse_author_line(trim(std::string_view(title).substr(0, from)));
      if (!authors) continue;
      head_.authors = std::move(authors);
      head_.has_citation = true;
      read_remark(std::string_view(title).substr(to + close.size()), false);
      title = title.substr(from + open.size(), to - from - open.size());
      return;
    }
  }

  void take_bar(std::string& title) {
    const std::size_t bar = title.find(" | ");
    if (bar == std::string::npos) return;
    read_remarks(title.substr(bar + 1));
    title.erase(bar);
  }

  void take_byline(std::string& title) {
    const std::size_t at = title.rfind(", by ");
    if (at == std::string::npos || head_.authors) return;
    head_.authors = parse_byline(std::string_view(title).substr(at + 5));
    if (head_.authors) title.erase(at);
  }

  /// "Title (SOSP 2023)", "Title(SOSP2019)", "Title (@Org)".
  void take_closing_marks(std::string& title) {
    for (std::string_view wide : {"（", "）"}) {
      for (std::size_t at = title.find(wide); at != std::string::npos; at = title.find(wide))
        title.replace(at, wide.size(), wide == "（" ? "(" : ")");
    }
    std::string_view text = trim(title);
    while (text.ends_with(')')) {
      const std::size_t open = opening(text, '(', ')');
      if (open == std::string_view::npos || open == 0) break;
      const std::string_view inner = trim(text.substr(open + 1, text.size() - open - 2));
      auto mark = parse_venue_mark(inner);
      if (mark && !head_.mark) {
        head_.mark = std::move(mark);
      } else if (inner.starts_with('@')) {
        head_.affiliations = split_affiliations(inner.substr(1));
      } else {
        break;
      }
      text = trim(text.substr(0, open));
    }
    title = std::string(text);
  }

  const std::vector<Span>& spans_;
  std::size_t at_ = 0;
  bool after_mark_ = false;
  Head head_;
};

}  // namespace

Head read_head(const std::vector<Span>& spans) { return HeadReader(spans).read(); }

}  // namespace bibmill::markdown
