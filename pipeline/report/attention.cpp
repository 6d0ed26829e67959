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
#include "pipeline/report/run_report.h"
#include "pipeline/resolve/waiting.h"
#include "pipeline/state/citation_keys.h"

namespace bibmill {
namespace {

constexpr std::size_t kTextBytes = 120;
constexpr std::size_t kCandidates = 3;
constexpr std::size_t kAuthors = 3;
constexpr std::string_view kRefuted = "refuted";

/// A record, and the identity of its entry.
struct Listed {
  const Record& record;
  const std::string& identity;
};

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

/// With the entry's identity: a pasted line finds its entry without the outputs of this run, too.
Pin pin_for(const Listed& listed) {
  Pin pin;
  pin.key = listed.record.id;
  pin.entry = listed.identity;
  return pin;
}

std::string pin_line(const Listed& listed, const Work& fixed) {
  Pin pin = pin_for(listed);
  pin.fixed = fixed;
  return code(to_pin_line(pin));
}

/// The line that pins a field to a printed value; nullopt: it cannot be pinned, or not as it is printed.
std::optional<std::string> pin_line(const Listed& listed, std::string_view field, std::string_view value) {
  const std::vector<std::string> assignments = {"entry=" + listed.identity, fmt::format("{}={}", field, value)};
  const Result<Pin> pin = parse_pin(listed.record.id, assignments);
  return pin ? std::optional(code(to_pin_line(*pin))) : std::nullopt;
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

std::string describe_candidate(const Listed& listed, const ComparedRecord& candidate) {
  std::string text = fmt::format("  - {}", plain(candidate.title.value_or("(no title)")));
  if (const std::string people = people_of(candidate.authors); !people.empty()) text += "; " + people;
  if (candidate.issued) text += fmt::format(" ({})", candidate.issued->year);
  text += fmt::format(". {}", reason_sentence(candidate.match.reason).value_or(candidate.match.reason));
  if (const std::optional<Work> named = identifier_of(candidate))
    text += " Is it this one? " + pin_line(listed, *named);
  return text + "\n";
}

std::string describe_ambiguous(const Listed& listed) {
  std::string text = head(listed.record) + "\n";
  const std::size_t shown = std::min(kCandidates, listed.record.candidates.size());
  for (std::size_t i = 0; i < shown; ++i) text += describe_candidate(listed, listed.record.candidates[i]);
  return text;
}

std::string describe_not_found(const Listed& listed) {
  Pin none = pin_for(listed);
  const std::string open = to_pin_line(none);
  none.not_a_paper = true;
  return fmt::format("{}\n  - If you know it: {}; if it is none: {}\n", head(listed.record), code(open + " doi=…"),
                     code(to_pin_line(none)));
}

std::string describe_failed(const Record& record) {
  std::string text = head(record) + "\n";
  for (const Unasked& unasked : record.unasked)
    text += fmt::format("  - {}: {}\n", to_string(unasked.source), plain(unasked.reason));
  return text;
}

std::string describe_conflict(const Listed& listed, const Conflict& conflict) {
  std::string text = fmt::format("{}\n  - {}: ", head(listed.record), conflict.field);
  const bool refuted = conflict.reason == kRefuted;
  if (refuted) {
    text += fmt::format("{} is another paper's", code(conflict.other));
    if (!conflict.kept.empty()) text += fmt::format("; taken is {}", code(conflict.kept));
  } else {
    text += fmt::format("kept \"{}\"; {} says \"{}\"", plain(conflict.kept),
                        conflict.source == SourceId::input ? "the list" : to_string(conflict.source),
                        plain(conflict.other));
  }
  if (const auto keep = pin_line(listed, conflict.field, conflict.kept))
    text += "\n  - To keep it and hear no more of it: " + *keep;
  if (const auto take = pin_line(listed, conflict.field, conflict.other); take)
    text += (refuted ? "\n  - If it is this paper's after all: " : "\n  - To take the other: ") + *take;
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
  void add(const Listed& listed) {
    const Record& record = listed.record;
    // For the next run, not for a person.
    const Status status = waits(record) ? Status::resolved : record.status;
    switch (status) {
      case Status::resolved: break;
      case Status::ambiguous: add(Group::ambiguous, describe_ambiguous(listed)); break;
      case Status::not_found: add(Group::not_found, describe_not_found(listed)); break;
      case Status::failed: add(Group::failed, describe_failed(record)); break;
    }
    for (const Conflict& conflict : record.conflicts)
      add(conflict.reason == kRefuted ? Group::mismatched : Group::conflicts, describe_conflict(listed, conflict));
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
  // Most runs have little to say, and identities of all entries are needed to tell equal ones apart.
  const bool any = std::ranges::any_of(records, needs_attention);
  const std::vector<std::string> identities =
      any ? entry_identities(records) : std::vector<std::string>(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) page.add({records[i], identities[i]});
  for (const Reject& reject : rejects) page.add(Group::rejected, describe_reject(reject));
  return page.text();
}

}  // namespace bibmill
