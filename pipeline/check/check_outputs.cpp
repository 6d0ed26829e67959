#include "pipeline/check/check_outputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/merge/field_merge.h"
#include "pipeline/merge/work_fields.h"
#include "pipeline/report/conflict_sentence.h"
#include "pipeline/stored/stored_assignment.h"
#include "pipeline/write/bibtex.h"

namespace bibmill {
namespace {

constexpr std::size_t kTitleBytes = 90;

std::string in_quotes(std::string_view text) { return fmt::format("\"{}\"", printable(shorten(text, kTitleBytes))); }

std::string name_of(const Entry& entry) { return in_quotes(entry.work.title.value_or(entry.raw)); }

/// Every pinned field is as pinned, and what was pinned once is pinned still.
bool obeys_pin(const Record& record, const Entry& entry) {
  return std::ranges::all_of(kAllWorkFields, [&](WorkField field) {
    const auto origin = record.provenance.find(std::string(json_name(field)));
    const bool was_pinned = origin != record.provenance.end() && origin->second.source == SourceId::input &&
                            origin->second.id == kPinOrigin;
    const std::string pinned = entry.pin ? print_field(entry.pin->fixed, field) : std::string();
    return pinned.empty() ? !was_pinned : was_pinned && pinned == print_field(record.work, field);
  });
}

class Check {
 public:
  Check(const CheckSubject& subject, const BibtexSettings& style)
      : subject_(subject), style_(style), assignment_(assign_stored(subject.list.entries, subject.stored.records)) {}

  std::vector<Finding> run() && {
    for (std::size_t i = 0; i < subject_.list.entries.size(); ++i) check_entry(i);
    for (const Reject& reject : subject_.list.rejects)
      add(FindingKind::rejected, reject.file, reject.line, "", printable(reject.reason));
    check_file();
    check_bibliography();
    return std::move(findings_);
  }

 private:
  void add(FindingKind kind, std::string file, std::size_t line, std::string key, std::string message) {
    findings_.push_back({kind, std::move(file), line, std::move(key), std::move(message)});
  }

  void check_entry(std::size_t index) {
    const Entry& entry = subject_.list.entries[index];
    if (const auto record = assignment_.record_of[index]) {
      if (!obeys_pin(subject_.stored.records[*record], entry)) {
        add(FindingKind::stale, entry.file, entry.line, subject_.stored.records[*record].id,
            fmt::format("{} was pinned otherwise after its record was made; run 'bibmill enrich' again",
                        name_of(entry)));
        return;
      }
      check_record(subject_.stored.records[*record], entry);
    } else if (const auto earlier = assignment_.earlier_of[index]) {
      add(FindingKind::stale, entry.file, entry.line, subject_.stored.records[*earlier].id,
          fmt::format("{} was changed after its record was made; run 'bibmill enrich' again", name_of(entry)));
    } else {
      add(FindingKind::missing, entry.file, entry.line, "",
          fmt::format("{} has no record; run 'bibmill enrich' again", name_of(entry)));
    }
  }

  /// What a record that belongs to the entry says about it.
  void check_record(const Record& record, const Entry& entry) {
    const auto tell = [&](FindingKind kind, std::string message) {
      add(kind, entry.file, entry.line, record.id, std::move(message));
    };
    const std::string name = name_of(entry);
    switch (record.status) {
      case Status::resolved: break;
      case Status::ambiguous:
        tell(FindingKind::ambiguous, fmt::format("{} is ambiguous ({}); 'bibmill explain {} {}' shows the candidates",
                                                 name, record.match.reason, subject_.folder.string(), record.id));
        break;
      case Status::not_found: tell(FindingKind::not_found, fmt::format("no source knows {}", name)); break;
      case Status::failed:
        tell(FindingKind::failed,
             fmt::format("{} could not be asked about: {}", name,
                         record.unasked.empty() ? "no reason given"
                                                : fmt::format("{}: {}", to_string(record.unasked.front().source),
                                                              printable(record.unasked.front().reason))));
        break;
    }
    for (const Conflict& conflict : record.conflicts)
      tell(FindingKind::conflict, fmt::format("{} of {}: {} ({})", conflict.field, name,
                                              conflict_sentence(conflict, in_quotes), printable(conflict.reason)));
    for (const Update& update : record.updates) {
      if (!takes_back(update)) continue;
      tell(FindingKind::retracted, fmt::format("{} has a notice of {}{}", name, printable(update.type),
                                               update.doi ? ": doi:" + update.doi->str() : std::string()));
    }
  }

  /// Crossref's update types that say a work should no longer be cited.
  static bool takes_back(const Update& update) {
    constexpr std::array kTypes = {"retraction", "partial_retraction", "withdrawal", "removal"};
    return std::ranges::find(kTypes, update.type) != kTypes.end();
  }

  void check_file() {
    const std::string file = (subject_.folder / "enriched.jsonl").string();
    const StoredRecords& stored = subject_.stored;
    for (const StoredRecords::BadLine& bad : stored.bad_lines)
      add(FindingKind::invalid, file, bad.line, "", printable(bad.reason));
    std::map<std::string_view, std::size_t> first_line;
    std::size_t furthest = 0;
    bool reordered = false;
    for (const auto& record : assignment_.record_of) {
      if (!record) continue;
      reordered = reordered || *record < furthest;
      furthest = std::max(furthest, *record);
    }
    for (std::size_t i = 0; i < stored.records.size(); ++i) {
      const Record& record = stored.records[i];
      const auto [known, added] = first_line.emplace(record.id, stored.lines[i]);
      if (!added) {
        add(FindingKind::invalid, file, stored.lines[i], record.id,
            fmt::format("line {} has the same id, {}", known->second, printable(record.id)));
      }
      if (!assignment_.used[i]) {
        add(FindingKind::left_over, file, stored.lines[i], record.id,
            fmt::format("{} is no longer in the list; run 'bibmill enrich' again", name_of(record.entry)));
      }
    }
    if (reordered)
      add(FindingKind::reordered, file, 0, "", "the list has another order now; run 'bibmill enrich' again");
  }

  void check_bibliography() {
    const std::string file = (subject_.folder / "references.bib").string();
    const std::string remedy = fmt::format("'bibmill render {}' writes it again", subject_.folder.string());
    if (!subject_.references) {
      add(FindingKind::bibliography, file, 0, "", "it is not there; " + remedy);
      return;
    }
    const std::string rendered = bibliography(subject_.stored.records, style_);
    if (rendered == *subject_.references) return;
    const auto differs = std::ranges::mismatch(rendered, *subject_.references).in2;
    const auto line = static_cast<std::size_t>(std::count(subject_.references->begin(), differs, '\n')) + 1;
    add(FindingKind::bibliography, file, line, "", "it is not what enriched.jsonl renders to; " + remedy);
  }

  const CheckSubject& subject_;
  const BibtexSettings& style_;
  StoredAssignment assignment_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_outputs(const CheckSubject& subject, const BibtexSettings& style) {
  return Check(subject, style).run();
}

}  // namespace bibmill
