// The printed forms of findings. Pure; nothing in a finding can become a command of a terminal or of a CI system.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/check/finding.h"

namespace bibmill {

enum class FindingFormat : std::uint8_t { text, github, sarif, json };

std::optional<FindingFormat> parse_finding_format(std::string_view name);

/// What makes a check fail: every structural kind, and what the user chose.
class FailOn {
 public:
  FailOn() = default;
  explicit FailOn(std::set<FindingKind> chosen) : chosen_(std::move(chosen)) {}
  bool selects(FindingKind kind) const { return is_structural(kind) || chosen_.contains(kind); }
  bool selects_any(std::span<const Finding> findings) const;

 private:
  std::set<FindingKind> chosen_;
};

/// text: "list.md:12: error: … [missing]", a line each. github: workflow commands
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). sarif: a log of version 2.1.0
/// (OASIS). json: {"failed", "findings": [{"kind", "level", "file", "line", "key", "message"}]}. What fails the check
/// is an error, the rest a warning.
std::string format_findings(std::span<const Finding> findings, const FailOn& fail_on, FindingFormat format);

}  // namespace bibmill
