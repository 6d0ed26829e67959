#include "pipeline/report/people_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

struct Line {
  std::size_t works = 0;
  std::string text;
};

std::string section(const std::string& title, std::vector<Line> lines) {
  std::ranges::sort(lines,
                    [](const Line& a, const Line& b) { return std::tie(b.works, a.text) < std::tie(a.works, b.text); });
  std::string text = fmt::format("{} ({})\n", title, lines.size());
  for (const Line& line : lines) text += fmt::format("{:>6}  {}\n", line.works, line.text);
  return text;
}

std::string first_name(const PersonRecord& person) {
  return person.names.empty() ? std::string() : printable(display_name(person.names.front()));
}

/// "orcid 2, name_and_coauthor 1": why its authorships are one, by reason.
std::string reasons(const PersonRecord& person) {
  std::map<std::string, std::size_t> counts;
  for (const PersonEvidence& evidence : person.evidence) ++counts[evidence.reason];
  std::string text;
  for (const auto& [reason, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", printable(reason), count);
  return text;
}

Line joined_line(const PersonRecord& person) {
  std::string others;
  for (std::size_t i = 1; i < person.names.size(); ++i)
    others += fmt::format(", \"{}\"", printable(display_name(person.names[i])));
  return {person.works.size(),
          fmt::format("{}{} <{}>: {}", first_name(person), others, printable(person.id), reasons(person))};
}

/// People of one folded name.
std::vector<Line> homonyms(std::span<const PersonRecord> people) {
  std::map<std::string, std::vector<const PersonRecord*>> by_name;
  for (const PersonRecord& person : people) {
    if (!person.names.empty()) by_name[fold_title(display_name(person.names.front()))].push_back(&person);
  }
  std::vector<Line> lines;
  for (const auto& [name, group] : by_name) {
    if (group.size() < 2) continue;
    Line line;
    for (const PersonRecord* person : group) {
      line.works += person->works.size();
      line.text += fmt::format("{}<{}> ({})", line.text.empty() ? first_name(*person) + ": " : ", ",
                               printable(person->id), person->works.size());
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

bool is_joined(const PersonRecord& person) { return person.works.size() > 1; }

}  // namespace

std::size_t count_joined(std::span<const PersonRecord> people) {
  return static_cast<std::size_t>(std::ranges::count_if(people, is_joined));
}

std::string describe_people(std::span<const PersonRecord> people) {
  std::vector<Line> joined;
  for (const PersonRecord& person : people) {
    if (is_joined(person)) joined.push_back(joined_line(person));
  }
  std::string text = fmt::format("{} people\n", people.size());
  text += '\n' + section("Joined: several works, one person", std::move(joined));
  text += '\n' + section("Kept apart: one name, several people", homonyms(people));
  return text;
}

}  // namespace bibmill
