#include "pipeline/report/run_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "normalizers/text/unicode.h"
#include "pipeline/report/reason_sentences.h"
#include "pipeline/resolve/resolver.h"

namespace bibmill {
namespace {

constexpr std::size_t kMostAttention = 20;
constexpr std::size_t kTitleBytes = 90;

struct Style {
  const char* bold = "";
  const char* good = "";
  const char* bad = "";
  const char* faint = "";
  const char* off = "";
};

Style style_of(bool colour) {
  return colour ? Style{"\x1b[1m", "\x1b[32m", "\x1b[33m", "\x1b[2m", "\x1b[0m"} : Style{};
}

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

/// What a person should look at, shortest form: place, title, why.
std::vector<std::string> attention_lines(const RunReport& report, std::span<const Record> records, const Style& style) {
  std::vector<std::string> lines;
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
  for (const Record& record : records) {
    const std::string place = fmt::format("{}:{}", printable(record.entry.file), record.entry.line);
    if (record.status != Status::resolved) {
      lines.push_back(fmt::format("  {}{}{}  {}  {}\n      {}{}{}", style.bad, to_string(record.status), style.off,
                                  place, name_of(record), style.faint, what_is_known(record), style.off));
    }
    for (const Conflict& conflict : record.conflicts) {
      lines.push_back(fmt::format("  {}conflict{}  {}  {}: kept \"{}\", {} says \"{}\" ({})", style.bad, style.off,
                                  place, conflict.field, printable(shorten(conflict.kept, kTitleBytes)),
                                  to_string(conflict.source), printable(shorten(conflict.other, kTitleBytes)),
                                  conflict.reason));
    }
    for (const Update& update : record.updates) {
      lines.push_back(
          fmt::format("  {}{}{}  {}  {}", style.bad, printable(update.type), style.off, place, name_of(record)));
    }
  }
  for (const Reject& reject : report.rejects) {
    const std::string column = reject.column ? fmt::format(":{}", reject.column) : "";
    lines.push_back(fmt::format("  {}rejected{}  {}:{}{}  {}", style.bad, style.off, printable(reject.file),
                                reject.line, column, printable(reject.reason)));
  }
  return lines;
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

/// Cron mails what is printed: a night in which nothing changed is a line.
std::string describe_unchanged(const RunReport& report, std::size_t attention) {
  std::string text =
      fmt::format("{} {}: nothing was due, nothing changed", report.entries, report.entries == 1 ? "paper" : "papers");
  if (attention > 0) text += fmt::format("; {} to look at: {}/attention.md", attention, printable(report.folder));
  return text + "\n";
}

}  // namespace

void count_record(RunReport& report, const Record& record) {
  ++report.entries;
  ++report.by_status[record.status];
  if (record.same_as) ++report.duplicates;
  if (record.status != Status::resolved) return;
  std::map<SourceId, std::string_view> unasked;
  bool postponed = false;
  for (const Unasked& missing : record.unasked) {
    if (missing.reason == kPostponed) {
      postponed = true;
    } else if (missing.source != SourceId::input) {
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

std::string describe_without_papers(const RunReport& report) {
  std::string names;
  for (const std::string& input : report.without_papers)
    names += (names.empty() ? "" : ", ") + (input == "-" ? "standard input" : printable(input));
  if (names.empty()) return {};
  return "No papers were found in " + names +
         ". Inputs are Markdown reading lists, BibTeX, JSON Lines, or one identifier a line.\n";
}

bool needs_attention(const Record& record) {
  return record.status != Status::resolved || !record.conflicts.empty() || !record.updates.empty();
}

std::string summarize(const RunReport& report, std::span<const Record> records, bool colour) {
  if (report.unchanged) return describe_unchanged(report, records.size());
  const Style style = style_of(colour);
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
  if (report.people > 0) text += fmt::format("  people     {:>5}\n", report.people);

  if (const std::string none = describe_without_papers(report); !none.empty()) text += "\n" + none;

  const std::vector<std::string> attention = attention_lines(report, records, style);
  if (!attention.empty()) text += "\nTo look at:\n";
  for (std::size_t i = 0; i < std::min(attention.size(), kMostAttention); ++i) text += attention[i] + "\n";
  if (attention.size() > kMostAttention) text += fmt::format("  … and {} more\n", attention.size() - kMostAttention);

  text += fmt::format("\n{} in {:.1f} s\n", describe_requests(report), report.wall_s);
  if (!report.files.empty()) text += fmt::format("{}/: {}\n", printable(report.folder), fmt::join(report.files, ", "));
  return text;
}

std::string stats_json(const RunReport& report) {
  nlohmann::ordered_json stats;
  stats["entries"] = report.entries;
  for (const Status status : {Status::resolved, Status::ambiguous, Status::not_found, Status::failed}) {
    stats["status"][std::string(to_string(status))] = count_of(report, status);
  }
  stats["rejected"] = report.rejects.size();
  stats["not_due"] = report.not_due;
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
