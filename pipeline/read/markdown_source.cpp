#include "pipeline/read/markdown_source.h"

#include <algorithm>
#include <cstddef>

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
