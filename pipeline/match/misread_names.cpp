#include "pipeline/match/misread_names.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bibmill {
namespace {

// Words of title pages and of headings beside the byline. Those that are also family names ("Press", "Page", "Case",
// "Record" alone) are left out or stand for nothing without a given name.
constexpr std::array<std::string_view, 33> kMastheads = {
    "abstract",     "anthology",    "appendix",   "approach",   "authors", "bulletin",  "conference",
    "contents",     "databases",    "department", "dept",       "edition", "editors",   "engineering",
    "introduction", "journal",      "laboratory", "magazine",   "notice",  "notices",   "overview",
    "proceedings",  "processing",   "record",     "references", "sources", "symposium", "systems",
    "technology",   "transactions", "university", "volume",     "workshop"};

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_misread(const FoldedName& name) {
  if (name.literal || name.family.empty()) return false;
  if (has_digit(name.family_joined)) return true;
  if (name.given.empty()) return false;
  return std::binary_search(kMastheads.begin(), kMastheads.end(), std::string_view(name.family.back()));
}

}  // namespace bibmill
