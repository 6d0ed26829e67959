#include "pipeline/read/markdown_front.h"

#include <algorithm>

#include "normalizers/text/unicode.h"

namespace bibmill::markdown {
namespace {

/// Pictographs, their names, variation selectors and joiners, by their UTF-8 lead bytes: U+2190 to U+2BFF, U+FE0F,
/// U+1F000 and above.
std::size_t pictograph_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (byte(0) == 0xF0 && byte(1) == 0x9F) return std::min<std::size_t>(4, text.size());
  if (byte(0) == 0xE2 && byte(1) >= 0x86 && byte(1) <= 0xAF) return std::min<std::size_t>(3, text.size());
  if (byte(0) == 0xEF && byte(1) == 0xB8 && byte(2) == 0x8F) return 3;
  const std::size_t colon = text.find(':', 1);
  return colon != std::string_view::npos && is_shortcode(text.substr(0, colon + 1)) ? colon + 1 : 0;
}

bool head_tag(std::string_view inner, std::string_view after) { return !inner.empty() && after.size() > inner.size(); }

bool take_bracketed(std::string_view& text, char open, char close, Head& head) {
  if (!text.starts_with(open)) return false;
  const std::size_t end = closing_bracket(text, 0, open, close);
  if (end == std::string_view::npos) return false;
  const std::string_view inner = trim(text.substr(1, end - 1));
  const std::string_view after = trim(text.substr(end + 1));
  if (is_date(inner)) {
    head.date = std::string(inner);
  } else if (auto mark = parse_venue_mark(inner)) {
    head.mark = std::move(mark);
  } else if (after.empty() && open == '(' && !inner.empty()) {
    head.topic = std::string(inner);
  } else if (open == '[' && end <= 40 && head_tag(inner, after)) {
    // DefTruth's table repeats the system's name as a tag: "[**Name**] Name: Title".
  } else {
    return false;
  }
  text = after;
  return true;
}

/// "arxiv'25-" or "23_Eurosys_" glued to the title.
bool take_glued(std::string_view& text, Head& head) {
  if (auto prefix = parse_prefix_mark(text)) {
    head.mark = std::move(prefix->mark);
    text = trim(text.substr(prefix->length));
    return true;
  }
  if (!text.ends_with('-')) return false;
  auto mark = parse_venue_mark(text.substr(0, text.size() - 1));
  if (!mark) return false;
  head.mark = std::move(mark);
  text = {};
  return true;
}

/// "2017 - Title", "2023: Title", "2022 [Title](url)": a date and what separates it from the title.
bool take_date(std::string_view& text, Head& head) {
  for (const std::size_t length : {std::size_t{10}, std::size_t{7}, std::size_t{4}}) {
    if (text.size() < length || !is_date(text.substr(0, length))) continue;
    std::string_view after = text.substr(length);
    const bool apart = after.empty() || after.starts_with(' ') || after.starts_with(':') || after.starts_with('.');
    after = trim(after);
    for (const std::string_view mark : {":", "- ", "\u2013", "\u2014", "|", ".", "-"}) {
      if (!apart || !after.starts_with(mark)) continue;
      head.date = std::string(text.substr(0, length));
      text = trim(after.substr(mark.size()));
      return true;
    }
    if (!after.empty()) return false;
    head.date = std::string(text);
    text = {};
    return true;
  }
  return false;
}

/// "NeurIPS 2017 | Title", "2017 | NeurIPS | Title".
bool take_barred(std::string_view& text, Head& head) {
  const std::size_t bar = text.find('|');
  if (bar == std::string_view::npos) return false;
  const std::string_view first = trim(text.substr(0, bar));
  auto mark = parse_venue_mark(first);
  if (!mark && head.date) mark = parse_venue_mark(std::string(first) + " " + head.date->substr(0, 4));
  if (!mark) return false;
  head.mark = std::move(mark);
  text = trim(text.substr(bar + 1));
  return true;
}

}  // namespace

bool is_shortcode(std::string_view text) {
  if (text.size() < 3 || text.size() > 30 || text.front() != ':' || text.back() != ':') return false;
  return std::ranges::all_of(text.substr(1, text.size() - 2), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-';
  });
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

std::size_t closing_bracket(std::string_view text, std::size_t open, char open_char, char close_char) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == open_char) ++depth;
    if (text[i] == close_char && --depth == 0) return i;
  }
  return std::string_view::npos;
}

std::string take_front_marks(std::string_view text, Head& head) {
  for (bool again = true; again;) {
    text = without_pictographs(text);
    again = take_bracketed(text, '[', ']', head) || take_bracketed(text, '(', ')', head) || take_glued(text, head) ||
            take_date(text, head) || take_barred(text, head);
  }
  return std::string(text);
}

}  // namespace bibmill::markdown
