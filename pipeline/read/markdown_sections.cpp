#include "pipeline/read/markdown_sections.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "normalizers/text/fold.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"

namespace bibmill::markdown {
namespace {

/// A year alone dates what follows; a venue with its year says more.
std::optional<VenueMark> section_mark(std::string_view title) {
  if (title.size() == 4 && is_date(title))
    return VenueMark{.venue = {}, .year = std::stoi(std::string(title)), .arxiv = {}};
  return parse_venue_mark(title);
}

}  // namespace

Sections::Sections(const Block& page) {
  for (const Block& block : page.children) {
    if (block.kind != BlockKind::heading || block.level != 1) continue;
    ++top_headings_;
    if (!title_) title_ = plain(block.spans);
  }
  if (title_ && title_->empty()) title_.reset();
}

std::optional<VenueMark> Sections::page_mark() const { return title_ ? parse_venue_mark(*title_) : std::nullopt; }

void Sections::close_to(int level) {
  while (!stack_.empty() && stack_.back().level >= level) stack_.pop_back();
}

bool Sections::dated() const {
  return std::ranges::any_of(stack_, [](const Section& section) { return section.mark.has_value(); });
}

void Sections::heading(const Block& heading) {
  close_to(heading.level);
  open(heading.level, plain(heading.spans));
}

void Sections::open(int level, std::string title) {
  Section section;
  section.level = level;
  section.kind = section_kind(title);
  section.mark = section_mark(title);
  const bool page_title = level == 1 && top_headings_ == 1;
  section.topic = !page_title && !section.mark && section.kind == SectionKind::plain && !title.empty();
  if (!stack_.empty() && fold_title(stack_.back().title) == fold_title(title)) section.topic = false;
  section.title = std::move(title);
  stack_.push_back(std::move(section));
}

void Sections::html(std::string_view source) {
  const std::string lower = ascii_lower(source);
  for (std::size_t at = lower.find('<'); at != std::string::npos; at = lower.find('<', at + 1)) {
    if (lower.compare(at, 10, "</details>") == 0) {
      const auto details = std::ranges::find(stack_.rbegin(), stack_.rend(), 0, &Section::level);
      if (details != stack_.rend()) stack_.erase(std::prev(details.base()), stack_.end());
    } else if (lower.compare(at, 8, "<details") == 0) {
      open(0, {});
    } else if (lower.compare(at, 9, "<summary>") == 0) {
      const std::size_t end = std::min(lower.find("</summary>", at), lower.size());
      std::string title = collapse_space(plain_text(source.substr(at + 9, end - at - 9)));
      if (!stack_.empty() && stack_.back().level == 0 && stack_.back().title.empty()) stack_.pop_back();
      open(0, std::move(title));
    }
  }
}

void Sections::paragraph(const Block& paragraph) {
  if (auto mark = parse_venue_mark(plain(paragraph.spans))) {
    loose_mark_ = std::move(mark);
    stack_.clear();
  }
}

SectionKind Sections::kind() const {
  for (const Section& section : stack_ | std::views::reverse) {
    if (section.kind != SectionKind::plain) return section.kind;
  }
  return loose_mark_ ? SectionKind::papers : SectionKind::plain;
}

Place Sections::place() const {
  Place place;
  place.papers = kind() == SectionKind::papers;
  for (const Section& section : stack_) {
    if (section.topic) place.topics.push_back(section.title);
    if (section.mark && section.mark->venue) place.venue = section.mark->venue;
    if (section.mark && section.mark->year) place.year = section.mark->year;
  }
  if (!place.venue && loose_mark_) {
    place.venue = loose_mark_->venue;
    place.year = loose_mark_->year;
  }
  return place;
}

}  // namespace bibmill::markdown
