// RunReport: what a run did, in numbers, and its two printed forms: the summary for people and the JSON of --stats.
// Pure.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// Of one source.
struct SourceNumbers {
  std::uint64_t requests = 0;  ///< every attempt, redirects and retries included; a replayed answer counts as one
  std::uint64_t cache_hits = 0;
  std::uint64_t retries = 0;
  std::uint64_t bytes = 0;  ///< of response bodies, unpacked: a replayed answer counts as many as a live one
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
  std::map<SourceId, MissingSource> missing;
  std::size_t postponed = 0;  ///< resolved records whose other versions a later run searches for
  std::size_t not_due = 0;    ///< entries whose record was read from the state
  std::map<SourceId, SourceNumbers> sources;
  bool unchanged = false;          ///< nothing was due, and the outputs are those of the last run
  std::string folder;              ///< where the outputs are
  std::vector<std::string> files;  ///< their names
  double wall_s = 0;
};

/// Counts what a record tells.
void count_record(RunReport& report, const Record& record);

/// "No papers in list.md, notes.md. …" and what inputs there are; empty when every input gave something.
std::string describe_without_papers(const RunReport& report);

/// Whether the summary shows it to a person: unresolved, in conflict, or with a notice such as a retraction.
bool needs_attention(const Record& record);

/// The summary: what was read, what came of it, what needs a person's eye (at most 20 lines of it), what was asked,
/// what was written. Of a run that changed nothing, a line.
std::string summarize(const RunReport& report, std::span<const Record> records, bool colour);

/// The object that --stats writes: entries, counts by status, requests / cache_hits / retries / bytes by source,
/// wall_s.
std::string stats_json(const RunReport& report);

}  // namespace bibmill
