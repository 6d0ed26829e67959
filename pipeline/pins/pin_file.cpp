#include "pipeline/pins/pin_file.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "pipeline/merge/work_fields.h"
#include "pipeline/pins/pin_line.h"
#include "pipeline/read/file_bytes.h"

namespace bibmill {
namespace {

/// With their line ends.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end == std::string_view::npos ? end : end + 1));
    text.remove_prefix(lines.back().size());
  }
  return lines;
}

std::optional<Pin> pin_in(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  Result<std::optional<Pin>> pin = parse_pin_line(line);
  return pin ? std::move(*pin) : std::nullopt;
}

}  // namespace

Result<std::optional<std::string>> bytes_of_pin_file(const std::string& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error) && !std::filesystem::is_regular_file(file, error))
    return fail(ErrorKind::input, input_problem(file, "it is no file that pins could stand in"));
  return bytes_of_file(file);
}

bool contradict(const Pin& earlier, const Pin& pin) {
  if (earlier.not_a_paper != pin.not_a_paper) return true;
  return std::ranges::any_of(kAllWorkFields, [&](WorkField field) {
    const std::string one = print_field(earlier.fixed, field);
    const std::string other = print_field(pin.fixed, field);
    return !one.empty() && !other.empty() && one != other;
  });
}

Pin joined(Pin earlier, const Pin& pin) {
  if (!pin.entry.empty()) earlier.entry = pin.entry;
  earlier.not_a_paper = pin.not_a_paper;
  if (pin.not_a_paper) earlier.fixed = Work();
  for (const WorkField field : kAllWorkFields) {
    if (!print_field(pin.fixed, field).empty()) copy_field(pin.fixed, earlier.fixed, field);
  }
  return earlier;
}

std::string with_pin_added(std::string_view text, const Pin& pin) {
  std::string changed;
  bool added = false;
  for (const std::string_view line : lines_of(text)) {
    std::optional<Pin> earlier = added ? std::nullopt : pin_in(line);
    if (earlier && earlier->key == pin.key) {
      changed += to_pin_line(joined(*std::move(earlier), pin)) + '\n';
      added = true;
    } else {
      changed += line;
    }
  }
  if (added) return changed;
  if (!changed.empty() && !changed.ends_with('\n')) changed += '\n';
  return changed + to_pin_line(pin) + '\n';
}

std::optional<std::string> with_pin_removed(std::string_view text, std::string_view key) {
  std::string changed;
  bool removed = false;
  for (const std::string_view line : lines_of(text)) {
    const std::optional<Pin> pin = pin_in(line);
    const bool is_it = pin && pin->key == key;
    removed = removed || is_it;
    if (!is_it) changed += line;
  }
  return removed ? std::optional(std::move(changed)) : std::nullopt;
}

}  // namespace bibmill
