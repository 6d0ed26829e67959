#include "pipeline/report/run_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "normalizers/text/unicode.h"
#include "pipeline/report/change_report.h"
#include "pipeline/report/conflict_sentence.h"
#include "pipeline/report/organisations_report.h"
#include "pipeline/report/people_report.h"
#include "pipeline/report/reason_sentences.h"
#include "pipeline/report/text_style.h"
#include "pipeline/resolve/resolver.h"
#include "pipeline/resolve/waiting.h"

namespace bibmill {
namespace {

constexpr std::size_t kMostAttention = 20;
constexpr std::size_t kTitleBytes = 90;

std::size_t count_of(const RunReport& report, Status status) {
  const auto found = report.by_status.find(status);
  return found == report.by_status.end() ? 0 : found->second;
}

std::string describe_pages(const RunReport& report) {
  std::string text;
  for (const Page& page : report.pages) {
    if (!page.title) continue;
    text += (text.empty() ? "" : ", ") + printable(*page.title);
    for (const AcceptanceRate& rate : page.acceptance_rates) {
      text += fmt::format(" ({}{}accepted: {})", printable(rate.label), rate.label.empty() ? "" : " ",
                          printable(rate.text));
    }
  }
  return text;
}

std::string why_unasked(const Unasked& unasked) {
  return fmt::format("{}: {}", to_string(unasked.source), printable(unasked.reason));
}

std::string what_is_known(const Record& record) {
  if (record.status == Status::failed && !record.unasked.empty()) return why_unasked(record.unasked.front());
  if (!record.candidates.empty() && record.status != Status::resolved) {
    const ComparedRecord& best = record.candidates.front();
    return fmt::format("{}; nearest: \"{}\" ({} {})", record.match.reason,
                       printable(shorten(best.title.value_or("?"), kTitleBytes)), to_string(best.source),
                       printable(best.id));
  }
  if (!record.unasked.empty()) return why_unasked(record.unasked.front());
  const std::optional<std::string_view> why = reason_sentence(record.match.reason);
  return why && record.match.reason != Match().reason ? std::string(*why) : "no source has it";
}

std::string name_of(const Record& record) {
  return printable(shorten(record.entry.work.title.value_or(record.entry.raw), kTitleBytes));
}

std::string in_quotes(std::string_view value) { return fmt::format("\"{}\"", printable(shorten(value, kTitleBytes))); }

bool is_new(const RunReport& report, const std::string& mark) {
  return !report.since || !report.since->seen.contains(mark);
}

/// On what the run could not do.
std::vector<std::string> note_lines(const RunReport& report, const TextStyle& style) {
  std::vector<std::string> lines;
  if (report.waiting > 0) {
    lines.push_back(fmt::format("  {}note{}  the run stopped asking after {}; {} {} for the next run, which goes on",
                                style.bad, style.off, report.stopped_after, report.waiting,
                                report.waiting == 1 ? "paper waits" : "papers wait"));
  }
  if (report.not_recorded > 0) {
    lines.push_back(fmt::format(
        "  {}note{}  answers about {} {} that {} not due are no longer in the cache and were not recorded; a "
        "run with --record and a new --state asks about all",
        style.bad, style.off, report.not_recorded, report.not_recorded == 1 ? "paper" : "papers",
        report.not_recorded == 1 ? "was" : "were"));
  }
  for (const std::string& note : report.notes) {
    lines.push_back(fmt::format("  {}note{}  {}", style.bad, style.off, printable(note)));
  }
  for (const auto& [source, missing] : report.missing) {
    lines.push_back(
        fmt::format("  {}note{}  {} could not be asked about {} of the resolved papers ({}); a later run asks again",
                    style.bad, style.off, to_string(source), missing.papers, printable(missing.reason)));
  }
  if (report.postponed > 0) {
    lines.push_back(
        fmt::format("  {}note{}  other versions of {} papers are still to be searched by title; later runs do that, as "
                    "many at a time as resolve.counterpart_titles_limit says",
                    style.bad, style.off, report.postponed));
  }
  return lines;
}

/// What a person should look at and was not told by the last run, shortest form: place, title, why.
class AttentionLines {
 public:
  AttentionLines(const RunReport& report, const TextStyle& style)
      : report_(report), style_(style), lines_(note_lines(report, style)) {}

  void add(const Record& record) {
    const std::string place = fmt::format("{}:{}", printable(record.entry.file), record.entry.line);
    if (record.status != Status::resolved && !waits(record)) {
      add(mark_of_status(record), to_string(record.status),
          fmt::format("{}  {}\n      {}{}{}", place, name_of(record), style_.faint, what_is_known(record), style_.off));
    }
    for (const Conflict& conflict : record.conflicts)
      add(mark_of(record, conflict), "conflict",
          fmt::format("{}  {}: {}", place, conflict.field, conflict_sentence(conflict, in_quotes)));
    for (const Update& update : record.updates)
      add(mark_of(record, update), printable(update.type), fmt::format("{}  {}", place, name_of(record)));
  }

  void add(const Reject& reject) {
    const std::string column = reject.column ? fmt::format(":{}", reject.column) : "";
    add(mark_of(reject), "rejected",
        fmt::format("{}:{}{}  {}", printable(reject.file), reject.line, column, printable(reject.reason)));
  }

  std::string text() const {
    if (lines_.empty() && told_before_ == 0) return {};
    std::string text = "\nTo look at:\n";
    for (std::size_t i = 0; i < std::min(lines_.size(), kMostAttention); ++i) text += lines_[i] + "\n";
    if (lines_.size() > kMostAttention) text += fmt::format("  … and {} more\n", lines_.size() - kMostAttention);
    if (told_before_ == 0) return text;
    const std::string where =
        report_.only_new ? std::string() : fmt::format(": {}/attention.md", printable(report_.folder));
    return text + fmt::format("  {} more that the last run told{}\n", told_before_, where);
  }

 private:
  void add(const std::string& mark, std::string_view kind, const std::string& text) {
    if (is_new(report_, mark)) {
      lines_.push_back(fmt::format("  {}{}{}  {}", style_.bad, kind, style_.off, text));
    } else {
      ++told_before_;
    }
  }

  const RunReport& report_;
  const TextStyle& style_;
  std::vector<std::string> lines_;
  std::size_t told_before_ = 0;
};

std::string attention_text(const RunReport& report, std::span<const Record> records, const TextStyle& style) {
  AttentionLines lines(report, style);
  for (const Record& record : records) lines.add(record);
  for (const Reject& reject : report.rejects) lines.add(reject);
  return lines.text();
}

/// Who wrote the papers, and where to look at who was taken for one.
std::string describe_who(const RunReport& report) {
  std::string text;
  if (report.people > 0)
    text += fmt::format("  people     {:>5}   {} of several papers\n", report.people, report.people_joined);
  if (report.organisations + report.open_affiliations > 0) {
    text += fmt::format("  organisations {:>2}   {} more {} not known for sure: bibmill orgs {}\n",
                        report.organisations, report.open_affiliations,
                        report.open_affiliations == 1 ? "affiliation" : "affiliations", printable(report.folder));
  }
  return text;
}

std::string describe_requests(const RunReport& report) {
  std::uint64_t requests = 0;
  std::uint64_t hits = 0;
  std::uint64_t retries = 0;
  std::string by_source;
  for (const auto& [source, numbers] : report.sources) {
    requests += numbers.requests;
    hits += numbers.cache_hits;
    retries += numbers.retries;
    if (numbers.requests > 0)
      by_source += fmt::format("{}{} {}", by_source.empty() ? "" : ", ", to_string(source), numbers.requests);
  }
  std::string text = fmt::format("{} request{}", requests, requests == 1 ? "" : "s");
  if (!by_source.empty()) text += " (" + by_source + ")";
  if (hits > 0) text += fmt::format(", {} answers from the cache", hits);
  if (retries > 0) text += fmt::format(", {} retries", retries);
  if (report.not_due > 0) text += fmt::format("; {} of {} papers were not due", report.not_due, report.entries);
  return text;
}

bool nothing_to_tell(const RunReport& report, std::span<const Record> records) {
  const bool has_notes = !report.notes.empty() || !report.missing.empty() || report.postponed > 0;
  return !has_notes && report.without_papers.empty() && !has_news(report, records);
}

/// Cron mails what is printed: a night in which nothing changed is a line.
std::string describe_unchanged(const RunReport& report, std::span<const Record> records) {
  const std::size_t due = report.entries - std::min(report.entries, report.not_due);
  std::string text =
      fmt::format("{} {}: {} due, nothing changed", report.entries, report.entries == 1 ? "paper" : "papers",
                  report.unchanged || due == 0 ? "nothing was"
                  : due == 1                   ? "1 was"
                                               : fmt::format("{} were", due));
  const auto open = std::ranges::count_if(records, needs_attention) + std::ssize(report.rejects);
  if (open > 0) {
    text += fmt::format("; {} to look at", open);
    text += report.only_new ? " as before" : fmt::format(": {}/attention.md", printable(report.folder));
  }
  return text + "\n";
}

}  // namespace

void count_record(RunReport& report, const Record& record) {
  ++report.entries;
  ++report.by_status[record.status];
  if (record.same_as) ++report.duplicates;
  if (waits(record)) ++report.waiting;
  if (record.status != Status::resolved) return;
  std::map<SourceId, std::string_view> unasked;
  bool postponed = false;
  for (const Unasked& missing : record.unasked) {
    if (missing.reason == kPostponed) {
      postponed = true;
    } else if (missing.source != SourceId::input && !waits(missing)) {
      unasked.emplace(missing.source, missing.reason);
    }
  }
  if (postponed) ++report.postponed;
  for (const auto& [source, reason] : unasked) {
    MissingSource& missing = report.missing[source];
    if (++missing.papers == 1) missing.reason = reason;
  }
  if (record.work.doi) ++report.with_doi;
  if (!record.work.authors.empty()) ++report.with_authors;
  const bool has_preprint =
      std::ranges::any_of(record.versions, [](const Version& version) { return version.arxiv_id.has_value(); });
  if (has_preprint || (record.work.arxiv_id && !is_preprint(record.work))) ++report.with_preprint;
}

void count_news(RunReport& report, std::span<const Record> records) {
  const auto is_open = [&](const Record& record) {
    return record.status != Status::resolved && is_new(report, mark_of_status(record));
  };
  const auto is_new_reject = [&](const Reject& reject) { return is_new(report, mark_of(reject)); };
  report.newly_open = static_cast<std::size_t>(std::ranges::count_if(records, is_open) +
                                               std::ranges::count_if(report.rejects, is_new_reject));
}

void count_people(RunReport& report, std::span<const PersonRecord> people,
                  std::span<const OrganisationRecord> organisations) {
  report.people = people.size();
  report.people_joined = count_joined(people);
  report.open_affiliations = count_open(organisations);
  report.organisations = organisations.size() - report.open_affiliations;
}

std::string describe_without_papers(const RunReport& report) {
  std::string names;
  for (const std::string& input : report.without_papers)
    names += (names.empty() ? "" : ", ") + (input == "-" ? "standard input" : printable(input));
  if (names.empty()) return {};
  return "No papers were found in " + names +
         ". Inputs are Markdown reading lists, BibTeX, JSON Lines, or one identifier a line.\n";
}

bool needs_attention(const Record& record) {
  return (record.status != Status::resolved && !waits(record)) || !record.conflicts.empty() || !record.updates.empty();
}

bool has_news(const RunReport& report, std::span<const Record> records) {
  if (!report.since || !report.since->changes.empty()) return true;
  const auto is_seen = [&](const std::string& mark) { return report.since->seen.contains(mark); };
  return !std::ranges::all_of(report.rejects, [&](const Reject& reject) { return is_seen(mark_of(reject)); }) ||
         !std::ranges::all_of(records,
                              [&](const Record& record) { return std::ranges::all_of(marks_of(record), is_seen); });
}

std::string summarize(const RunReport& report, std::span<const Record> records, bool colour) {
  if (report.unchanged || nothing_to_tell(report, records)) return describe_unchanged(report, records);
  const TextStyle style = text_style(colour);
  const std::string pages = describe_pages(report);
  std::string text =
      fmt::format("{}{} {}{}{}{}\n", style.bold, report.entries, report.entries == 1 ? "paper" : "papers", style.off,
                  pages.empty() ? "" : " of ", pages);
  text += fmt::format("\n  {}resolved   {:>5}{}   {} with a DOI, {} with authors, {} with a preprint linked\n",
                      style.good, count_of(report, Status::resolved), style.off, report.with_doi, report.with_authors,
                      report.with_preprint);
  for (const auto& [status, label] :
       {std::pair(Status::ambiguous, "ambiguous"), {Status::not_found, "not found"}, {Status::failed, "failed   "}}) {
    if (const std::size_t count = count_of(report, status))
      text += fmt::format("  {}{}  {:>5}{}\n", style.bad, label, count, style.off);
  }
  if (!report.rejects.empty())
    text += fmt::format("  {}rejected   {:>5}{}\n", style.bad, report.rejects.size(), style.off);
  if (report.not_papers > 0) text += fmt::format("  no papers  {:>5}   pinned as such, left out\n", report.not_papers);
  if (report.duplicates > 0) text += fmt::format("  listed twice {:>3}\n", report.duplicates);
  text += describe_who(report);

  if (const std::string none = describe_without_papers(report); !none.empty()) text += "\n" + none;

  if (report.since) {
    const std::string changes = describe_changes(report.since->changes, report.folder, style);
    if (!changes.empty()) text += "\n" + changes;
  }
  text += attention_text(report, records, style);
  text += fmt::format("\n{} in {:.1f} s\n", describe_requests(report), report.wall_s);
  if (!report.files.empty()) text += fmt::format("{}/: {}\n", printable(report.folder), fmt::join(report.files, ", "));
  return text;
}

std::string finished_line(const RunReport& report, int exit_code, Clock::WallTime now) {
  std::uint64_t requests = 0;
  for (const auto& [source, numbers] : report.sources) requests += numbers.requests;
  return json_log_line(now, "info", "the run ended", [&](JsonWriter& json) {
    json.member("entries", report.entries);
    for (const Status status : kStatuses) json.member(to_string(status), count_of(report, status));
    json.member("rejected", report.rejects.size());
    json.member("waiting", report.waiting);
    json.member("requests", requests);
    json.member("exit_code", exit_code);
    json.key("wall_s");
    json.real(report.wall_s);
  });
}

std::string stats_json(const RunReport& report) {
  nlohmann::ordered_json stats;
  stats["entries"] = report.entries;
  for (const Status status : kStatuses) {
    stats["status"][std::string(to_string(status))] = count_of(report, status);
  }
  stats["rejected"] = report.rejects.size();
  stats["not_due"] = report.not_due;
  stats["waiting"] = report.waiting;
  for (const char* name : {"requests", "cache_hits", "retries", "bytes"})
    stats[name] = nlohmann::ordered_json::object();
  for (const auto& [source, numbers] : report.sources) {
    const std::string id(to_string(source));
    stats["requests"][id] = numbers.requests;
    stats["cache_hits"][id] = numbers.cache_hits;
    stats["retries"][id] = numbers.retries;
    stats["bytes"][id] = numbers.bytes;
  }
  stats["wall_s"] = report.wall_s;
  return stats.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace bibmill
