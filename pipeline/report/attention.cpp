#include "pipeline/report/attention.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "normalizers/names/person_name.h"
#include "normalizers/text/unicode.h"
#include "pipeline/pins/pin_line.h"
#include "pipeline/report/reason_sentences.h"

namespace bibmill {
namespace {

constexpr std::size_t kTextBytes = 120;
constexpr std::size_t kCandidates = 3;
constexpr std::size_t kAuthors = 3;
constexpr std::size_t kNamedEntries = 20;
constexpr std::string_view kRefuted = "refuted";

/// As it is, whatever Markdown would make of it (CommonMark §2.4: every ASCII punctuation mark may be escaped).
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char c : printable(shorten(text, kTextBytes))) {
    if (std::string_view("\\`*_{}[]<>#|~&!").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// In a span of code; grave accents cannot stand in one.
std::string code(std::string_view text) {
  std::string shown = printable(text);
  std::ranges::replace(shown, '`', '\'');
  return "`" + shown + "`";
}

std::string pin_line(const Record& record, const Work& fixed) {
  Pin pin;
  pin.key = record.id;
  pin.fixed = fixed;
  return code(to_pin_line(pin));
}

/// The one identifier that names the candidate best; nullopt where it has none.
std::optional<Work> identifier_of(const ComparedRecord& candidate) {
  Work named;
  if (candidate.doi) {
    named.doi = candidate.doi;
  } else if (candidate.arxiv_id) {
    named.arxiv_id = candidate.arxiv_id;
  } else if (candidate.dblp_key) {
    named.dblp_key = candidate.dblp_key;
  } else {
    return std::nullopt;
  }
  return named;
}

std::string head(const Record& record) {
  return fmt::format("- {} ({}:{}) {}", code(record.id), plain(record.entry.file), record.entry.line,
                     plain(record.entry.work.title.value_or(record.entry.raw)));
}

std::string people_of(std::span<const Person> authors) {
  std::string people;
  for (std::size_t i = 0; i < std::min(kAuthors, authors.size()); ++i)
    people += (i > 0 ? ", " : "") + plain(display_name(authors[i].name));
  return authors.size() > kAuthors ? people + " and others" : people;
}

std::string describe_candidate(const Record& record, const ComparedRecord& candidate) {
  std::string text = fmt::format("  - {}", plain(candidate.title.value_or("(no title)")));
  if (const std::string people = people_of(candidate.authors); !people.empty()) text += "; " + people;
  if (candidate.issued) text += fmt::format(" ({})", candidate.issued->year);
  text += fmt::format(". {}", reason_sentence(candidate.match.reason).value_or(candidate.match.reason));
  if (const std::optional<Work> named = identifier_of(candidate))
    text += " Is it this one? " + pin_line(record, *named);
  return text + "\n";
}

std::string describe_ambiguous(const Record& record) {
  std::string text = head(record) + "\n";
  const std::size_t shown = std::min(kCandidates, record.candidates.size());
  for (std::size_t i = 0; i < shown; ++i) text += describe_candidate(record, record.candidates[i]);
  return text;
}

std::string describe_not_found(const Record& record) {
  return fmt::format("{}\n  - If you know it: {}; if it is none: {}\n", head(record), code(record.id + " doi=…"),
                     code(record.id + " not-a-paper"));
}

std::string describe_failed(const Record& record) {
  std::string text = head(record) + "\n";
  for (const Unasked& unasked : record.unasked)
    text += fmt::format("  - {}: {}\n", to_string(unasked.source), plain(unasked.reason));
  return text;
}

std::string describe_conflict(const Record& record, const Conflict& conflict) {
  std::string text = fmt::format("{}\n  - {}: ", head(record), conflict.field);
  if (conflict.reason == kRefuted) {
    text += fmt::format("{} is another paper's", code(conflict.other));
    if (!conflict.kept.empty()) text += fmt::format("; taken is {}", code(conflict.kept));
  } else {
    text += fmt::format("kept \"{}\"; {} says \"{}\"", plain(conflict.kept),
                        conflict.source == SourceId::input ? "the list" : to_string(conflict.source),
                        plain(conflict.other));
  }
  // A field that cannot be pinned, or not as it is printed, is for the list itself.
  const std::vector<std::string> keep = {conflict.field + "=" + conflict.kept};
  const std::vector<std::string> take = {conflict.field + "=" + conflict.other};
  if (const Result<Pin> pin = parse_pin(record.id, keep))
    text += fmt::format("\n  - To keep it and hear no more of it: {}", code(to_pin_line(*pin)));
  if (const Result<Pin> pin = parse_pin(record.id, take); pin && conflict.reason != kRefuted)
    text += fmt::format("\n  - To take the other: {}", code(to_pin_line(*pin)));
  return text + "\n";
}

std::string describe_update(const Record& record, const Update& update) {
  return fmt::format("{}\n  - {}{}\n", head(record), plain(update.type),
                     update.doi ? ": https://doi.org/" + update.doi->str() : std::string());
}

std::string describe_reject(const Reject& reject) {
  return fmt::format("- {}:{} {}\n", plain(reject.file), reject.line, plain(reject.reason));
}

/// The groups of the page, in its order.
enum class Group { ambiguous, not_found, mismatched, conflicts, notices, failed, rejected };

constexpr std::string_view heading_of(Group group) {
  switch (group) {
    case Group::ambiguous: return "Ambiguous: which paper is it?";
    case Group::not_found: return "Not found by any source";
    case Group::mismatched: return "Identifiers that lead to another paper";
    case Group::conflicts: return "Contradictions";
    case Group::notices: return "Retractions, corrections and other notices";
    case Group::failed: return "Could not be asked about; a later run asks again";
    case Group::rejected: return "Lines that cannot be read or trusted";
  }
  return {};
}

class Collected {
 public:
  void add(const Record& record) {
    switch (record.status) {
      case Status::resolved: break;
      case Status::ambiguous: add(Group::ambiguous, describe_ambiguous(record)); break;
      case Status::not_found: add(Group::not_found, describe_not_found(record)); break;
      case Status::failed: add(Group::failed, describe_failed(record)); break;
    }
    for (const Conflict& conflict : record.conflicts)
      add(conflict.reason == kRefuted ? Group::mismatched : Group::conflicts, describe_conflict(record, conflict));
    for (const Update& update : record.updates) add(Group::notices, describe_update(record, update));
  }
  void add(Group group, std::string item) { groups_[group].push_back(std::move(item)); }

  std::string text() const {
    if (groups_.empty()) return {};
    std::string page =
        "# To look at\n\nThe lines of code are pins: paste one into the pin file beside the list "
        "(`reading-list.md.pins`), or give it to `bibmill pin`. Every later run obeys.\n";
    for (const auto& [group, items] : groups_) {
      page += fmt::format("\n## {} ({})\n\n", heading_of(group), items.size());
      for (const std::string& item : items) page += item;
    }
    return page;
  }

 private:
  std::map<Group, std::vector<std::string>> groups_;
};

}  // namespace

std::string attention_page(std::span<const Record> records, std::span<const Reject> rejects) {
  Collected page;
  for (const Record& record : records) page.add(record);
  for (const Reject& reject : rejects) page.add(Group::rejected, describe_reject(reject));
  return page.text();
}

std::string frozen_problem(std::span<const Entry> entries, std::span<const std::size_t> unasked) {
  std::string problem = fmt::format("--frozen, and {} {} the network:", unasked.size(),
                                    unasked.size() == 1 ? "entry needs" : "entries need");
  for (std::size_t i = 0; i < std::min(kNamedEntries, unasked.size()); ++i) {
    const Entry& entry = entries[unasked[i]];
    problem +=
        fmt::format("\n  {}:{} {}", entry.file, entry.line, shorten(entry.work.title.value_or(entry.raw), kTextBytes));
  }
  if (unasked.size() > kNamedEntries) problem += fmt::format("\n  … and {} more", unasked.size() - kNamedEntries);
  return problem + "\nrun 'bibmill enrich' without --frozen once, and keep its outputs and state";
}

}  // namespace bibmill
