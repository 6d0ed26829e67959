#include "connectors/openalex/abstract.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/text/markup.h"

namespace bibmill {
namespace {

/// A long word at many positions would unfold to any size; real abstracts, full texts taken for one included, are
/// shorter.
constexpr std::size_t kLongest = 100'000;  // bytes

}  // namespace

std::optional<std::string> read_inverted_abstract(JsonView index) {
  std::vector<std::pair<std::int64_t, std::string_view>> words;
  std::size_t length = 0;
  for (const auto& [word, positions] : index.members()) {
    for (const JsonView item : positions.items()) {
      const auto position = item.integer();
      if (!position || *position < 0) continue;
      length += word.size() + 1;
      if (length > kLongest) return std::nullopt;
      words.emplace_back(*position, word);
    }
  }
  std::sort(words.begin(), words.end());
  std::string text;
  for (const auto& [position, word] : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  std::string plain = plain_text(text);
  if (plain.empty()) return std::nullopt;
  return plain;
}

}  // namespace bibmill
