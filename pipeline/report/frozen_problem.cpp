#include "pipeline/report/frozen_problem.h"

#include <fmt/format.h>

#include <algorithm>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::size_t kNamedEntries = 20;
constexpr std::size_t kTitleBytes = 120;

}  // namespace

std::string frozen_problem(std::span<const Entry> entries, std::span<const std::size_t> unasked) {
  std::string problem = fmt::format("--frozen, and {} {} the network:", unasked.size(),
                                    unasked.size() == 1 ? "entry needs" : "entries need");
  for (std::size_t i = 0; i < std::min(kNamedEntries, unasked.size()); ++i) {
    const Entry& entry = entries[unasked[i]];
    problem +=
        fmt::format("\n  {}:{} {}", entry.file, entry.line, shorten(entry.work.title.value_or(entry.raw), kTitleBytes));
  }
  if (unasked.size() > kNamedEntries) problem += fmt::format("\n  … and {} more", unasked.size() - kNamedEntries);
  return problem + "\nrun 'bibmill enrich' without --frozen once, and keep its outputs and state";
}

}  // namespace bibmill
