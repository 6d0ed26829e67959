// Record: the result for one Entry, as written to enriched.jsonl (schema 1, CONTRACTS §5).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/base/error.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/match.h"

namespace bibmill {

enum class Status : std::uint8_t { resolved, ambiguous, not_found, failed };

std::string_view to_string(Status status);

/// A value that lost, and who said it.
struct OtherValue {
  std::string value;  ///< printed form
  SourceId source = SourceId::input;
  std::string id;

  bool operator==(const OtherValue&) const = default;
};

struct Provenance {
  SourceId source = SourceId::input;
  std::string id;
  std::string retrieved;  ///< UTC day; empty for the user's own values
  std::vector<OtherValue> others;

  bool operator==(const Provenance&) const = default;
};

/// Another version of the same work, or another work that belongs to it. `kind`: "preprint", "published", "journal",
/// "conference", "version", "translation"; "review_of": the work it reviews, "update_to": the work it corrects or
/// retracts.
struct Version {
  std::string kind;
  std::optional<std::string> title;
  std::optional<Doi> doi;
  std::optional<ArxivId> arxiv_id;
  std::optional<DblpKey> dblp_key;
  std::optional<PartialDate> issued;
  std::string reason{};  ///< why it is one: the rule that linked it, or "registrant_relation"

  bool operator==(const Version&) const = default;
};

struct Conflict {
  std::string field;
  std::string kept;
  std::string other;
  SourceId source = SourceId::input;  ///< who says `other`
  std::string reason;

  bool operator==(const Conflict&) const = default;
};

/// A source that was needed and could not be asked.
struct Unasked {
  SourceId source = SourceId::input;
  std::string reason;  ///< ErrorKind name and our message

  bool operator==(const Unasked&) const = default;
};

/// One affiliation of the entry's own line.
struct EntryAffiliation {
  std::string text;    ///< as written
  std::string status;  ///< "matched", "ambiguous", "unknown"
  std::optional<std::string> ror;
  std::optional<std::string> name;
  std::vector<std::string> candidates;  ///< ids, most probable first: ROR ids where there are any

  bool operator==(const EntryAffiliation&) const = default;
};

/// What is shown of a record that was compared with the entry (CONTRACTS §5). Whole SourceRecords, abstracts and all,
/// would be a third of a run's memory.
struct ComparedRecord {
  SourceId source = SourceId::input;
  std::string id;  ///< SourceRecord::record_id
  std::optional<std::string> title;
  std::vector<Person> authors;
  std::optional<PartialDate> issued;
  std::optional<Doi> doi;
  std::optional<ArxivId> arxiv_id;
  std::optional<DblpKey> dblp_key;
  Match match;

  bool operator==(const ComparedRecord&) const = default;
};

struct Record {
  Entry entry;
  std::string id;  ///< citation key (CONTRACTS §4)
  Status status = Status::not_found;
  Work work;                                     ///< the enriched fields; unless resolved, only what the user wrote
  std::map<std::string, Provenance> provenance;  ///< by JSON field name: "title", "authors", "doi"
  Match match;                                   ///< of the accepted candidate, or of the best one
  std::vector<ComparedRecord> candidates;        ///< taken first, then the likeliest; at most 5
  std::vector<Version> versions;
  std::vector<Update> updates;
  std::vector<Conflict> conflicts;
  std::vector<Unasked> unasked;
  std::vector<EntryAffiliation> affiliations;
  std::vector<std::string> author_persons;  ///< ids in people.jsonl, one per work.authors; empty before deduplication
  std::optional<std::string> same_as;       ///< id of the record of the same work earlier in the input
  std::vector<std::string> duplicates;      ///< ids of later records that are `same_as` this one, in input order
  std::string packed;  ///< `candidates` and `provenance` as printed, in place of both (pack_origins); "" = not packed

  bool operator==(const Record&) const = default;
};

}  // namespace bibmill
