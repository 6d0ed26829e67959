#include "pipeline/report/organisations_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

struct Line {
  std::size_t count = 0;
  std::string text;
};

bool is_open(const OrganisationRecord& organisation) { return organisation.id.starts_with("as-written:"); }

std::size_t uses(const OrganisationRecord& organisation) {
  std::size_t count = 0;
  for (const OrganisationString& string : organisation.strings) count += string.count;
  return count;
}

std::string quoted(const OrganisationString& string) { return fmt::format("\"{}\"", printable(string.text)); }

std::string section(const std::string& title, std::vector<Line> lines) {
  std::ranges::sort(lines,
                    [](const Line& a, const Line& b) { return std::tie(b.count, a.text) < std::tie(a.count, b.text); });
  std::string text = fmt::format("{} ({})\n", title, lines.size());
  for (const Line& line : lines) text += fmt::format("{:>6}  {}\n", line.count, line.text);
  return text;
}

Line merged_line(const OrganisationRecord& organisation) {
  std::string strings;
  for (const OrganisationString& string : organisation.strings) {
    if (!strings.empty()) strings += ", ";
    strings += quoted(string);
  }
  return {uses(organisation),
          fmt::format("{} <{}>: {}", printable(organisation.name), printable(organisation.id), strings)};
}

Line open_line(const OrganisationRecord& organisation) {
  const std::string reason = organisation.strings.empty() ? "" : organisation.strings.front().reason;
  return {uses(organisation), fmt::format("{} ({})", printable(organisation.name), printable(reason))};
}

/// Organisations of one folded name.
std::vector<Line> homonyms(std::span<const OrganisationRecord> organisations) {
  std::map<std::string, std::vector<const OrganisationRecord*>> by_name;
  for (const OrganisationRecord& organisation : organisations) {
    if (!is_open(organisation)) by_name[fold_title(organisation.name)].push_back(&organisation);
  }
  std::vector<Line> lines;
  for (const auto& [name, group] : by_name) {
    if (group.size() < 2) continue;
    Line line;
    for (const OrganisationRecord* organisation : group) {
      line.count += uses(*organisation);
      line.text += fmt::format("{}{} <{}>", line.text.empty() ? "" : " | ", printable(organisation->name),
                               printable(organisation->id));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::string describe_organisations(std::span<const OrganisationRecord> organisations) {
  std::vector<Line> merged;
  std::vector<Line> ambiguous;
  std::vector<Line> unknown;
  std::size_t known = 0;
  for (const OrganisationRecord& organisation : organisations) {
    if (!is_open(organisation)) {
      ++known;
      if (organisation.strings.size() > 1) merged.push_back(merged_line(organisation));
    } else if (!organisation.strings.empty() && organisation.strings.front().reason.starts_with("shared_")) {
      ambiguous.push_back(open_line(organisation));
    } else {
      unknown.push_back(open_line(organisation));
    }
  }
  std::string text =
      fmt::format("{} organisations; {} strings ambiguous, {} unknown\n", known, ambiguous.size(), unknown.size());
  text += '\n' + section("Merged: several strings, one organisation", std::move(merged));
  text += '\n' + section("Kept apart: one name, several organisations", homonyms(organisations));
  text += '\n' + section("Ambiguous", std::move(ambiguous));
  text += '\n' + section("Unknown", std::move(unknown));
  return text;
}

std::size_t count_open(std::span<const OrganisationRecord> organisations) {
  return static_cast<std::size_t>(std::ranges::count_if(organisations, is_open));
}

}  // namespace bibmill
