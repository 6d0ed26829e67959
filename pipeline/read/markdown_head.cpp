#include "pipeline/read/markdown_head.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_citation.h"
#include "pipeline/read/markdown_front.h"
#include "pipeline/read/markdown_links.h"
#include "pipeline/read/markdown_remarks.h"

namespace bibmill::markdown {
namespace {

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

  void add_address(const Span& link) {
    head_.has_address = true;
    head_.links.push_back({"", link.url});
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
      if (is_bare_publication(span)) {
        add_address(span);
        head_.in_sentence = goes_on(at_++, false);
        break;
      }
      if (is_title_link(span, lead) && is_lead(lead)) {
        head_.title = collapse_space(span.text);
        head_.title_url = span.url;
        head_.links.push_back({"", span.url});
        head_.in_sentence = goes_on(at_, true);
        ++at_;
        return;
      }
      if (is_shortcode(link_label(span.text)) || (trim(span.text).empty() && lead.empty())) {
        add_link(span);
        continue;
      }
      if (starts_links(span, lead)) {
        head_.in_sentence = !opens_group(lead) && goes_on(at_, false);
        break;
      }
      before += span.text;  // a link inside the title's text
      head_.links.push_back({collapse_space(span.text), span.url});
    }
    // What stands below a title after a hard line break is not part of it.
    const std::size_t from = std::min(before.find_first_not_of(" \n"), before.size());
    const std::size_t end = std::min(before.find('\n', from), before.size());
    head_.title = before.substr(from, end - from);
    below_ = before.substr(end);
  }

  /// "**Title** — remarks": a bold run of some length in front is the title.
  bool strong_title(std::string_view before, const Span& span) {
    if (std::ranges::count(trim(span.text), ' ') < 2 || !take_front_marks(trim(before), head_).empty()) return false;
    head_.title = span.text;
    ++at_;
    return true;
  }

  /// Nothing but marks and authors in front of a link: the link is the title.
  bool is_lead(std::string_view text) {
    const std::string rest = take_front_marks(text, head_);
    return rest.empty() || take_lead_authors(rest, head_);
  }

  /// The address of a publication, printed as it is.
  static bool is_bare_publication(const Span& link) {
    const std::string_view text = trim(link.text);
    return !text.empty() && link.url.ends_with(text) && link.url.size() <= text.size() + 8 &&
           is_publication_url(link.url);
  }

  /// A link in running text: what follows it goes on with the sentence.
  bool goes_on(std::size_t link, bool title) const {
    if (link + 1 >= spans_.size() || spans_[link + 1].kind != SpanKind::text) return false;
    static constexpr std::array verbs = {"is",  "was",   "are", "were", "has",       "have",
                                         "had", "which", "and", "or",   "describes", "shows"};
    const std::string_view after = trim(spans_[link + 1].text);
    const std::string_view word = after.substr(0, after.find(' '));
    if (title) return std::ranges::find(verbs, word) != verbs.end() && after.size() > word.size();
    const bool listed = link + 2 < spans_.size() && std::ranges::count(after, ' ') < 2;
    return !listed && !after.empty() && after.front() >= 'a' && after.front() <= 'z' && word != "by" &&
           after.size() > word.size();
  }

  static bool opens_group(std::string_view before) {
    return before.ends_with('[') || before.ends_with('(') || before.ends_with('|');
  }

  static bool starts_links(const Span& link, std::string_view before) {
    if (opens_group(before) || trim(link.text).starts_with('[')) return true;
    return link_role(link_label(link.text)) != LinkRole::unknown;
  }

  void read_rest() {
    std::string rest = below_;
    for (; at_ < spans_.size(); ++at_) {
      const Span& span = spans_[at_];
      if (span.kind == SpanKind::text) {
        rest += span.text;
      } else if (auto mark = parse_venue_mark(link_label(span.text));
                 mark && trim(rest.empty() ? head_.title : rest).ends_with('(')) {
        if (!rest.empty()) rest.erase(rest.rfind('('));
        head_.mark = std::move(mark);
      } else if (is_bare_publication(span)) {
        add_address(span);
        rest += '\n';
      } else {
        add_link(span);
        rest += '\n';  // the link's place: what stands before and after it does not run together
      }
    }
    if (head_.title_url && (trim(rest).starts_with(':') || head_.title.ends_with(':'))) rest = extend_title(rest);
    if (!head_.title_url) {
      // The opening bracket of the first link group, or of a linked venue, still hangs at the title.
      std::string_view title = trim(head_.title);
      while (title.ends_with('[') || title.ends_with('|') || title.ends_with('('))
        title = trim(title.substr(0, title.size() - 1));
      head_.title = std::string(title);
    }
    read_remarks(rest, head_);
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

  void finish_title() {
    std::string title =
        head_.title_url ? collapse_space(head_.title) : take_front_marks(collapse_space(head_.title), head_);
    if (!head_.title_url) {
      take_address(title);
      take_citation(title, head_);
      take_bar(title);
      take_byline(title);
    }
    take_closing_marks(title);
    std::erase_if(title, [](char c) { return c == '{' || c == '}'; });
    if (head_.title_url && title.ends_with(':')) title.pop_back();
    head_.title = without_quotes(strip_final_stop(collapse_space(without_pictographs(title))));
    if (head_.title.ends_with(',')) head_.title.pop_back();
  }

  /// "Title, doi: 10.1145/1.2", "Title https://doi.org/…", or nothing but the identifier.
  void take_address(std::string& title) {
    if (head_.links.empty()) {
      std::string_view text = title;
      while (text.ends_with('.') || text.ends_with(',') || text.ends_with(']')) text.remove_suffix(1);
      const std::size_t from = text.find_last_of(" [");
      const std::string_view word = text.substr(from == std::string_view::npos ? 0 : from + 1);
      const std::string lower = ascii_lower(word.substr(0, 6));
      const bool marked = lower.starts_with("doi:") || lower.starts_with("arxiv:") || lower.starts_with("10.");
      auto identifier = marked || word.size() == text.size() ? parse_identifier(word) : std::nullopt;
      if (!identifier) return;
      head_.identifiers.push_back(*std::move(identifier));
      head_.has_address = true;
      title.resize(text.size() - word.size());
    }
    if (head_.has_address) title = without_lead_in(title);
  }

  /// Without what leads to an address: "(", ":", "—", "doi:", "[arXiv:".
  static std::string without_lead_in(std::string_view text) {
    for (std::size_t size = text.size() + 1; size != text.size();) {
      size = text.size();
      for (const std::string_view mark : {",", ";", ":", "-", "\u2013", "\u2014", "(", "[", "<", "|"}) {
        if (trim(text).ends_with(mark)) text = trim(text).substr(0, trim(text).size() - mark.size());
      }
      text = trim(text);
      const std::size_t blank = text.find_last_of(" ([");
      const std::string word = ascii_lower(text.substr(blank == std::string_view::npos ? 0 : blank + 1));
      if (word == "doi" || word == "arxiv" || word == "url" || word == "https") text.remove_suffix(word.size());
    }
    return std::string(text);
  }

  void take_bar(std::string& title) {
    const std::size_t bar = title.find(" | ");
    if (bar == std::string::npos) return;
    read_remarks(std::string_view(title).substr(bar + 1), head_);
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

  /// Quotation marks around the whole title are not part of it.
  static std::string without_quotes(std::string title) {
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>("\"", "\""), {"\u201C", "\u201D"}}) {
      if (title.size() <= open.size() + close.size() || !title.starts_with(open) || !title.ends_with(close)) continue;
      std::string inner = title.substr(open.size(), title.size() - open.size() - close.size());
      if (inner.find(open) == std::string::npos && inner.find(close) == std::string::npos) return inner;
    }
    return title;
  }

  const std::vector<Span>& spans_;
  std::size_t at_ = 0;
  std::string below_;  ///< lines between the title and the first link
  Head head_;
};

}  // namespace

Head read_head(const std::vector<Span>& spans) { return HeadReader(spans).read(); }

}  // namespace bibmill::markdown
