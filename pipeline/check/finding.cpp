#include "pipeline/check/finding.h"

#include <array>

namespace bibmill {
namespace {

struct Row {
  FindingKind kind;
  std::string_view name;
  bool structural;
  std::string_view meaning;
};

constexpr std::array kRows = {
    Row{FindingKind::invalid, "invalid", true, "enriched.jsonl holds a line that is no valid record"},
    Row{FindingKind::missing, "missing", true, "An entry of the list has no record in enriched.jsonl"},
    Row{FindingKind::stale, "stale", true, "The record belongs to an earlier text of the entry"},
    Row{FindingKind::left_over, "left_over", true, "A record belongs to no entry of the list"},
    Row{FindingKind::reordered, "reordered", true, "The records stand in another order than the entries"},
    Row{FindingKind::bibliography, "bibliography", true, "references.bib is not what enriched.jsonl renders to"},
    Row{FindingKind::rejected, "rejected", false, "A line of the list cannot be read"},
    Row{FindingKind::ambiguous, "ambiguous", false, "Several works fit the entry, or one fits not well enough"},
    Row{FindingKind::not_found, "not_found", false, "No source knows the entry"},
    Row{FindingKind::failed, "failed", false, "A source that was needed could not be asked"},
    Row{FindingKind::conflict, "conflict", false, "Sources disagree about a field"},
    Row{FindingKind::retracted, "retracted", false, "The work was retracted, withdrawn or removed"},
};

constexpr auto kKinds = [] {
  std::array<FindingKind, kRows.size()> kinds{};
  for (std::size_t i = 0; i < kRows.size(); ++i) kinds[i] = kRows[i].kind;
  return kinds;
}();

const Row& row_of(FindingKind kind) { return kRows[static_cast<std::size_t>(kind)]; }

}  // namespace

std::span<const FindingKind> finding_kinds() { return kKinds; }
std::string_view to_string(FindingKind kind) { return row_of(kind).name; }
std::string_view describe(FindingKind kind) { return row_of(kind).meaning; }
bool is_structural(FindingKind kind) { return row_of(kind).structural; }

std::optional<FindingKind> parse_finding_kind(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.kind;
  }
  return std::nullopt;
}

}  // namespace bibmill
