#include "pipeline/read/markdown_page.h"

#include <charconv>
#include <cstddef>

#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_marks.h"

namespace bibmill::markdown {
namespace {

/// The text after "Key:" when the line starts with that key, whatever its case.
std::optional<std::string_view> value_of(std::string_view text, std::string_view key) {
  if (text.size() <= key.size() || ascii_lower(text.substr(0, key.size())) != key) return std::nullopt;
  text = trim(text.substr(key.size()));
  if (!text.starts_with(':')) return std::nullopt;
  return trim(text.substr(1));
}

std::optional<std::string> address(const Block& paragraph, std::string_view value) {
  for (const Span& span : paragraph.spans) {
    if (span.kind == SpanKind::link && !span.url.empty()) return span.url;
  }
  if (value.empty()) return std::nullopt;
  return std::string(value);
}

std::optional<int> integer(std::string_view& text) {
  text = trim(text);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  text = trim(text);
  return value;
}

/// " (= 79 / 404)"
void read_counts(std::string_view text, AcceptanceRate& rate) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return;
  text = trim(text.substr(open + 1));
  if (text.starts_with('=')) text.remove_prefix(1);
  const auto accepted = integer(text);
  if (!accepted || !text.starts_with('/')) return;
  text.remove_prefix(1);
  const auto submitted = integer(text);
  if (!submitted) return;
  rate.accepted = accepted;
  rate.submitted = submitted;
}

}  // namespace

SectionKind section_kind(std::string_view heading) {
  const std::string title = fold_title(heading);
  if (title == "papers" || title == "paper list" || title == "accepted papers" || title == "list of papers" ||
      title == "list of accepted papers") {
    return SectionKind::papers;
  }
  if (title == "acronyms" || title == "abbreviations" || title == "glossary") return SectionKind::glossary;
  if (title == "meta info" || title == "meta" || title == "meta information") return SectionKind::meta;
  if (title == "acceptance rate" || title == "acceptance rates") return SectionKind::rates;
  if (title == "table of content" || title == "table of contents" || title == "contents" || title == "toc" ||
      title == "contributing" || title == "license" || title == "contributors" || title == "notes" ||
      title == "about" || title == "news" || title == "acknowledgements" || title == "acknowledgments") {
    return SectionKind::ignored;
  }
  return parse_venue_mark(heading) ? SectionKind::papers : SectionKind::plain;
}

std::optional<AcceptanceRate> parse_acceptance_rate(std::string_view text) {
  text = trim(text);
  const std::size_t sign = text.find('%');
  if (sign == std::string_view::npos) return std::nullopt;
  std::size_t start = sign;
  while (start > 0 && ((text[start - 1] >= '0' && text[start - 1] <= '9') || text[start - 1] == '.')) --start;
  std::string_view label = trim(text.substr(0, start));
  AcceptanceRate rate;
  double percent = 0;
  if (std::from_chars(text.data() + start, text.data() + sign, percent).ec != std::errc()) return std::nullopt;
  if (percent > 100) return std::nullopt;
  if (!label.empty()) {
    if (!label.ends_with(':')) return std::nullopt;
    label = trim(label.substr(0, label.size() - 1));
    if (fold_title(label) != "acceptance rate") rate.label = std::string(label);
  }
  rate.percent = percent;
  rate.text = std::string(text.substr(start));
  read_counts(text.substr(sign), rate);
  return rate;
}

bool read_meta_line(const Block& paragraph, bool in_rates, Page& page) {
  const std::string text = plain(paragraph.spans);
  if (const auto homepage = value_of(text, "homepage"); homepage && !page.homepage) {
    page.homepage = address(paragraph, *homepage);
    return true;
  }
  if (const auto list = value_of(text, "paper list"); list && !page.paper_list) {
    page.paper_list = address(paragraph, *list);
    return true;
  }
  if (!in_rates && !value_of(text, "acceptance rate")) return false;
  auto rate = parse_acceptance_rate(text);
  if (!rate) return false;
  page.acceptance_rates.push_back(*std::move(rate));
  return true;
}

void read_glossary_line(const Block& paragraph, Page& page) {
  const std::string text = plain(paragraph.spans);
  const std::size_t colon = text.find(": ");
  if (colon == std::string::npos || colon == 0) return;
  page.glossary.emplace_back(text.substr(0, colon), text.substr(colon + 2));
}

bool is_note_page_line(const Block& paragraph) {
  const std::string text = plain(paragraph.spans);
  return text.starts_with("Presented in ") || value_of(text, "authors").has_value();
}

}  // namespace bibmill::markdown
