// RunReport: what a run did, in numbers, and its two printed forms: the summary for people and the JSON of --stats.
// Pure.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "normalizers/model/change.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/organisation_record.h"
#include "normalizers/model/person_record.h"
#include "normalizers/model/record.h"
#include "pipeline/report/attention_marks.h"
#include "pipeline/report/log_line.h"

namespace bibmill {

/// In the order in which people read them.
inline constexpr std::array kStatuses = {Status::resolved, Status::ambiguous, Status::not_found, Status::failed};

/// Of one source.
struct SourceNumbers {
  std::uint64_t requests = 0;  ///< every attempt, redirects and retries included; a replayed answer counts as one
  std::uint64_t cache_hits = 0;
  std::uint64_t retries = 0;
  std::uint64_t failures = 0;  ///< requests that brought nothing that can be used
  std::uint64_t bytes = 0;     ///< of response bodies, unpacked: a replayed answer counts as many as a live one
};

/// What a run knows of the run before it into the same folder.
struct SinceLastRun {
  AttentionMarks seen;          ///< of what that one asked a person to look at
  bool only_new = false;        ///< that one had --attention new
  std::vector<Change> changes;  ///< in input order; entries that are gone last
};

/// Resolved records that a source could have added to, had it been asked.
struct MissingSource {
  std::size_t papers = 0;
  std::string reason;  ///< of the first
};

struct RunReport {
  std::vector<Page> pages;
  std::vector<Reject> rejects;
  std::vector<std::string> without_papers;  ///< inputs that gave nothing at all
  std::vector<std::string> notes;  ///< on what the run works with: a replay folder's broken files, a cache made anew
  std::size_t entries = 0;
  std::size_t not_papers = 0;  ///< entries that were pinned as none, and left out
  std::map<Status, std::size_t> by_status;
  std::size_t with_doi = 0;  ///< resolved records with a DOI
  std::size_t with_authors = 0;
  std::size_t with_preprint = 0;  ///< resolved published works with an arXiv version linked
  std::size_t duplicates = 0;     ///< records that are same_as another
  std::size_t people = 0;
  std::size_t people_joined = 0;      ///< of those, who stand for several authorships
  std::size_t organisations = 0;      ///< that are known
  std::size_t open_affiliations = 0;  ///< printed strings whose organisation is unknown or ambiguous
  std::map<SourceId, MissingSource> missing;
  std::size_t postponed = 0;     ///< resolved records whose other versions a later run searches for
  std::size_t not_due = 0;       ///< entries whose record was read from the state
  std::size_t not_recorded = 0;  ///< of those, how many --record could not record: the cache lacks answers
  std::size_t waiting = 0;       ///< entries that the run's limit left for the next one
  std::string stopped_after;     ///< what that limit was: "2 requests (--max-requests)"; empty: none
  std::map<SourceId, SourceNumbers> sources;
  std::optional<SinceLastRun> since;  ///< absent: no run into this folder has ended before, or the records are streamed
  bool only_new = false;  ///< --attention new: what the last run told is neither told again nor counted by exit_code()
  std::size_t newly_open = 0;  ///< rejects, and entries that are not resolved, which the last run had not or otherwise
  bool unchanged = false;      ///< nothing was due, and the outputs are those of the last run
  std::string folder;          ///< where the outputs are
  std::vector<std::string> files;  ///< their names
  double wall_s = 0;
  std::optional<std::int64_t> unresolved_since;  ///< of the entry that is so for longest, seconds since 1970
  std::optional<std::int64_t> last_success;      ///< start of the last run that ended well, be it this one; likewise
};

/// Counts `newly_open` of a run whose `since` is there. Every record and reject of the run.
void count_news(RunReport& report, std::span<const Record> records);

/// Counts whom and what the records name.
void count_people(RunReport& report, std::span<const PersonRecord> people,
                  std::span<const OrganisationRecord> organisations);

/// Counts what a record tells.
void count_record(RunReport& report, const Record& record);

/// "No papers in list.md, notes.md. …" and what inputs there are; empty when every input gave something.
std::string describe_without_papers(const RunReport& report);

/// Whether the summary shows it to a person: unresolved (but not waiting for the next run), in conflict, or with a
/// notice such as a retraction.
bool needs_attention(const Record& record);

/// Whether something changed since the last run, or is to be looked at that it did not tell.
bool has_news(const RunReport& report, std::span<const Record> records);

/// The summary: what was read, what came of it, what changed since the last run, what needs a person's eye and was not
/// told by that one (at most 20 lines of it), what was asked, what was written. Of a run with nothing new, a line.
std::string summarize(const RunReport& report, std::span<const Record> records, bool colour);

/// The last line of a log of JSON: the counts by status, what waits, requests, seconds and the exit code.
std::string finished_line(const RunReport& report, int exit_code, Clock::WallTime now);

/// The object that --stats writes: entries, counts by status, requests / cache_hits / retries / bytes by source,
/// wall_s.
std::string stats_json(const RunReport& report);

}  // namespace bibmill
