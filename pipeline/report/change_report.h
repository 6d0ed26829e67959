// The summary's part on what changed since the last run. Pure.
#pragma once

#include <span>
#include <string>

#include "normalizers/model/change.h"
#include "pipeline/report/text_style.h"

namespace bibmill {

/// How many changes there are of each kind, and the first few of those that nothing else in the summary tells, with
/// old and new value; the others are in FOLDER/changes.jsonl. "" where nothing changed.
std::string describe_changes(std::span<const Change> changes, const std::string& folder, const TextStyle& style);

}  // namespace bibmill
