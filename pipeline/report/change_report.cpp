#include "pipeline/report/change_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::size_t kMostOfAKind = 5;
constexpr std::size_t kTextBytes = 90;

struct KindRow {
  ChangeKind kind;
  std::string_view one;   ///< counted: "1 field changed"
  std::string_view many;  ///< "2 fields changed"
  bool has_lines;         ///< not told elsewhere in the summary
};

constexpr KindRow kKinds[] = {
    {ChangeKind::lost, "no longer resolved", "no longer resolved", true},
    {ChangeKind::resolved, "newly resolved", "newly resolved", true},
    {ChangeKind::published, "published since", "published since", true},
    {ChangeKind::update, "new notice", "new notices", false},
    {ChangeKind::conflict, "new contradiction", "new contradictions", false},
    {ChangeKind::status, "unresolved as before, but otherwise", "unresolved as before, but otherwise", false},
    {ChangeKind::field, "field changed", "fields changed", true},
    {ChangeKind::added, "new entry", "new entries", false},
    {ChangeKind::gone, "entry gone", "entries gone", true},
};

std::string shown(std::string_view text) { return printable(shorten(text, kTextBytes)); }

std::string who(const Change& change) {
  return change.source == SourceId::input ? std::string() : fmt::format(" ({})", to_string(change.source));
}

std::string what(const Change& change) {
  switch (change.kind) {
    case ChangeKind::lost: return fmt::format("now {}", shown(change.after));
    case ChangeKind::resolved: return fmt::format("was {}; now {}{}", change.before, shown(change.after), who(change));
    case ChangeKind::published: return shown(change.after) + who(change);
    default: break;
  }
  if (change.kind != ChangeKind::field) return {};
  if (change.before.empty()) return fmt::format("{}: now \"{}\"{}", change.field, shown(change.after), who(change));
  if (change.after.empty()) return fmt::format("{}: no more \"{}\"{}", change.field, shown(change.before), who(change));
  return fmt::format("{}: \"{}\" became \"{}\"{}", change.field, shown(change.before), shown(change.after),
                     who(change));
}

std::string place_of(const Change& change) {
  return change.line == 0 ? printable(change.file) : fmt::format("{}:{}", printable(change.file), change.line);
}

}  // namespace

std::string describe_changes(std::span<const Change> changes, const std::string& folder, const TextStyle& style) {
  std::string counts;
  std::string lines;
  std::size_t hidden = 0;
  for (const KindRow& row : kKinds) {
    const auto total = static_cast<std::size_t>(std::ranges::count(changes, row.kind, &Change::kind));
    if (total == 0) continue;
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", total, total == 1 ? row.one : row.many);
    if (!row.has_lines) continue;
    std::size_t told = 0;
    for (const Change& change : changes) {
      if (change.kind != row.kind || told == kMostOfAKind) continue;
      ++told;
      lines += fmt::format("  {}{}{}  {}  {}\n", style.bold, to_string(row.kind), style.off, place_of(change),
                           shown(change.title));
      if (const std::string text = what(change); !text.empty())
        lines += fmt::format("      {}{}{}\n", style.faint, text, style.off);
    }
    hidden += total - told;
  }
  if (counts.empty()) return {};
  const std::string rest =
      hidden == 0 ? "" : fmt::format("  … and {} more: {}/changes.jsonl\n", hidden, printable(folder));
  return fmt::format("Since the last run: {}\n{}{}", counts, lines, rest);
}

}  // namespace bibmill
