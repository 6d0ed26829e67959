#include "pipeline/read/markdown_source.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ranges>
#include <span>

#include "normalizers/text/unicode.h"
#include "pipeline/read/encoding.h"

namespace bibmill::markdown {
namespace {

// Far above any paragraph that a person writes; some inline constructs take quadratic time in cmark-gfm 0.29.
constexpr std::size_t kLongestLine = std::size_t{16} * 1024;
constexpr std::size_t kRejectText = 200;

std::string without_nul(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (char c : text) {
    if (c == '\0') {
      clean += "\xEF\xBF\xBD";
    } else {
      clean += c;
    }
  }
  return clean;
}

bool is_tag(std::string_view line, std::string_view name) {
  line = trim(line);
  if (!line.starts_with("{%")) return false;
  line = trim(line.substr(2));
  return name.empty() ? line.ends_with("%}") : line.starts_with(name);
}

void blank_front_matter(std::vector<std::string>& lines) {
  if (lines.empty() || trim(lines.front()) != "---") return;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (trim(lines[i]) != "---") continue;
    for (std::size_t k = 0; k <= i; ++k) lines[k].clear();
    return;
  }
}

/// A list's marker without the blank that Markdown wants after it: "-24_DSN_Title", "-[Title](url)", "2.[Title](url)".
/// Where it stands and how long it is.
struct TightMarker {
  std::size_t at = 0;
  std::size_t length = 0;
};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t indentation(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

/// The list marker at the start of `text`, whatever follows it: its length, or 0.
std::size_t marker_length(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('*') || text.starts_with('+')) return 1;
  std::size_t digits = 0;
  while (digits < text.size() && digit(text[digits])) ++digits;
  if (digits == 0 || digits > 3 || digits >= text.size() || (text[digits] != '.' && text[digits] != ')')) return 0;
  return digits + 1;
}

std::optional<TightMarker> tight_marker(std::string_view line) {
  const std::size_t at = indentation(line);
  const std::string_view text = line.substr(at);
  const std::size_t length = marker_length(text);
  if (length == 0 || length >= text.size()) return std::nullopt;
  const std::string_view rest = text.substr(length);
  // "*" and "+" begin emphasis and terms too, "2." a number: only a link makes a bullet of them.
  const bool item = rest.front() == '[' || (text.front() == '-' && (digit(rest.front()) || letter(rest.front())));
  if (!item || (text.front() == '*' && rest.find('*') != std::string_view::npos)) return std::nullopt;
  return TightMarker{at, length};
}

/// An item of the same list: the same marker (or any number) as far to the right.
bool is_sibling(std::string_view line, std::string_view of, std::size_t at) {
  if (indentation(line) != at || at >= line.size()) return false;
  const std::size_t length = marker_length(line.substr(at));
  if (length == 0 || (line[at] != of[at] && !(digit(line[at]) && digit(of[at])))) return false;
  return line.size() == at + length || line[at + length] == ' ' || tight_marker(line).has_value();
}

bool is_blank(std::string_view line) { return trim(line).empty(); }

/// The nearest line above or below that is no deeper than `at`, or "" when there is none.
template <class Lines>
std::string_view neighbour(Lines lines, std::size_t at) {
  for (const std::string& line : lines) {
    if (!is_blank(line) && indentation(line) <= at) return line;
  }
  return {};
}

}  // namespace

std::vector<std::string> source_lines(std::string_view text, std::vector<Reject>& rejects) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string clean = without_nul(to_utf8(text));
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < clean.size();) {
    const std::size_t end = std::min(clean.find_first_of("\r\n", at), clean.size());
    lines.emplace_back(clean, at, end - at);
    at = end + (clean.compare(end, 2, "\r\n") == 0 ? 2 : 1);
    if (lines.back().size() <= kLongestLine) continue;
    rejects.push_back({.file = {},
                       .line = lines.size(),
                       .column = 0,
                       .reason = "the line has " + std::to_string(lines.back().size()) +
                                 " bytes and was left out; break it into lines of at most " +
                                 std::to_string(kLongestLine) + " bytes",
                       .text = shorten(lines.back(), kRejectText)});
    lines.back().clear();
  }
  return lines;
}

void space_tight_bullets(std::vector<std::string>& lines) {
  bool fenced = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (trim(lines[i]).starts_with("```")) fenced = !fenced;
    const auto marker = fenced ? std::nullopt : tight_marker(lines[i]);
    if (!marker) continue;
    const std::span<const std::string> all(lines);
    const bool listed = is_sibling(neighbour(all.first(i) | std::views::reverse, marker->at), lines[i], marker->at) ||
                        is_sibling(neighbour(all.subspan(i + 1), marker->at), lines[i], marker->at);
    if (listed) lines[i].insert(marker->at + marker->length, " ");
  }
}

void blank_foreign_lines(std::vector<std::string>& lines) {
  blank_front_matter(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_tag(lines[i], "")) continue;
    std::size_t last = i;
    if (is_tag(lines[i], "hint")) {
      const auto end = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end(),
                                    [](const std::string& line) { return is_tag(line, "endhint"); });
      if (end != lines.end()) last = static_cast<std::size_t>(end - lines.begin());
    }
    for (; i < last; ++i) lines[i].clear();
    lines[i].clear();
  }
}

}  // namespace bibmill::markdown
