#include "pipeline/report/attention.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/names/person_name.h"
#include "normalizers/text/unicode.h"
#include "pipeline/pins/pin_line.h"
#include "pipeline/report/conflict_sentence.h"
#include "pipeline/report/reason_sentences.h"
#include "pipeline/report/run_report.h"
#include "pipeline/resolve/waiting.h"
#include "pipeline/state/citation_keys.h"

namespace bibmill {
namespace {

constexpr std::size_t kTextBytes = 120;
constexpr std::size_t kCandidates = 3;
constexpr std::size_t kAuthors = 3;

/// A record, the identity of its entry, and the pin lines that were offered for it already.
struct Listed {
  const Record& record;
  const std::string& identity;
  std::set<std::string> offered{};
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

/// The line, to be shown; nullopt: it was offered for this entry already.
std::optional<std::string> offer(Listed& listed, const Pin& pin) {
  const auto [line, is_new] = listed.offered.insert(to_pin_line(pin));
  return is_new ? std::optional(code(*line)) : std::nullopt;
}

/// The line that pins a field to a printed value; nullopt: it cannot be pinned, or not as it is printed, or is offered.
std::optional<std::string> offer(Listed& listed, std::string_view field, std::string_view value) {
  const std::vector<std::string> assignments = {"entry=" + listed.identity, fmt::format("{}={}", field, value)};
  const Result<Pin> pin = parse_pin(listed.record.id, assignments);
  return pin ? offer(listed, *pin) : std::nullopt;
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

std::string describe_candidate(Listed& listed, const ComparedRecord& candidate) {
  std::string text = fmt::format("  - {}", plain(candidate.title.value_or("(no title)")));
  if (const std::string people = people_of(candidate.authors); !people.empty()) text += "; " + people;
  if (candidate.issued) text += fmt::format(" ({})", candidate.issued->year);
  text += fmt::format(". {}", reason_sentence(candidate.match.reason).value_or(candidate.match.reason));
  if (const std::optional<Work> named = identifier_of(candidate)) {
    Pin pin = pin_for(listed);
    pin.fixed = *named;
    if (const auto line = offer(listed, pin)) text += " Is it this one? " + *line;
  }
  return text + "\n";
}

std::string describe_ambiguous(Listed& listed) {
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

/// Identifiers as code: Markdown would have to escape half of them.
std::string in_quotes(const Conflict& conflict, std::string_view value) {
  return is_refuted(conflict) ? code(value) : "\"" + plain(value) + "\"";
}

std::string describe_conflict(Listed& listed, const Conflict& conflict) {
  const auto shown = [&](std::string_view value) { return in_quotes(conflict, value); };
  std::string text =
      fmt::format("{}\n  - {}: {}", head(listed.record), conflict.field, conflict_sentence(conflict, shown));
  if (const auto keep = offer(listed, conflict.field, conflict.kept))
    text += "\n  - To keep it and hear no more of it: " + *keep;
  if (const auto take = offer(listed, conflict.field, conflict.other))
    text += (is_refuted(conflict) ? "\n  - If it is this paper's after all: " : "\n  - To take the other: ") + *take;
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
  explicit Collected(const AttentionMarks& seen) : seen_(seen) {}

  void add(Listed listed) {
    const Record& record = listed.record;
    // What waits is for the next run, not for a person.
    if (record.status != Status::resolved && !waits(record) && is_new(mark_of_status(record))) add_unresolved(listed);
    for (const Conflict& conflict : record.conflicts) {
      if (is_new(mark_of(record, conflict)))
        add(is_refuted(conflict) ? Group::mismatched : Group::conflicts, describe_conflict(listed, conflict));
    }
    for (const Update& update : record.updates) {
      if (is_new(mark_of(record, update))) add(Group::notices, describe_update(record, update));
    }
  }
  void add(const Reject& reject) {
    if (is_new(mark_of(reject))) add(Group::rejected, describe_reject(reject));
  }

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
  bool is_new(const std::string& mark) const { return !seen_.contains(mark); }
  void add(Group group, std::string item) { groups_[group].push_back(std::move(item)); }

  void add_unresolved(Listed& listed) {
    switch (listed.record.status) {
      case Status::resolved: break;
      case Status::ambiguous: return add(Group::ambiguous, describe_ambiguous(listed));
      case Status::not_found: return add(Group::not_found, describe_not_found(listed));
      case Status::failed: return add(Group::failed, describe_failed(listed.record));
    }
  }

  const AttentionMarks& seen_;
  std::map<Group, std::vector<std::string>> groups_;
};

}  // namespace

std::string attention_page(std::span<const Record> records, std::span<const Reject> rejects,
                           const AttentionMarks& seen) {
  Collected page(seen);
  // Most runs have little to say, and identities of all entries are needed to tell equal ones apart.
  const bool any = std::ranges::any_of(records, needs_attention);
  const std::vector<std::string> identities =
      any ? entry_identities(records) : std::vector<std::string>(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) page.add({records[i], identities[i]});
  for (const Reject& reject : rejects) page.add(reject);
  return page.text();
}

}  // namespace bibmill
