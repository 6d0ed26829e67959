#include "pipeline/record_json/record_json.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "pipeline/record_json/json_writer.h"
#include "pipeline/record_json/work_json.h"

namespace bibmill {
namespace {

/// `"name":[{…},…]`, each object filled by `fill`; nothing where the list is empty.
template <class List, class Fill>
void write_objects(JsonWriter& json, std::string_view name, const List& list, Fill fill) {
  if (list.empty()) return;
  json.key(name);
  json.begin_array();
  for (const auto& item : list) {
    json.begin_object();
    fill(item);
    json.end_object();
  }
  json.end_array();
}

void write_probability(JsonWriter& json, double probability) {
  json.key("probability");
  json.real(std::isfinite(probability) ? std::clamp(probability, 0.0, 1.0) : 0.0);
}

void write_match(JsonWriter& json, const Match& match) {
  json.key("match");
  json.begin_object();
  json.member("verdict", to_string(match.verdict));
  json.member("reason", match.reason);
  write_probability(json, match.probability);
  json.end_object();
}

void write_type_and_title(JsonWriter& json, const Work& work) {
  if (work.type) json.member("type", to_string(*work.type));
  json.member_if("title", work.title);
}

void write_versions(JsonWriter& json, const std::vector<Version>& versions) {
  write_objects(json, "versions", versions, [&](const Version& version) {
    json.member("kind", version.kind);
    json.member_if("title", version.title);
    if (version.doi) json.member("doi", version.doi->str());
    if (version.arxiv_id) json.member("arxiv_id", version.arxiv_id->str());
    if (version.dblp_key) json.member("dblp_key", version.dblp_key->str());
    if (version.issued) json.member("issued", version.issued->str());
    json.member("reason", version.reason);
  });
}

void write_identifiers(JsonWriter& json, const std::vector<Identifier>& identifiers) {
  if (identifiers.empty()) return;
  json.key("identifiers");
  json.begin_array();
  for (const Identifier& identifier : identifiers) json.string(to_string(identifier));
  json.end_array();
}

/// A list, not an object: BibTeX repeats names, and their order is the user's.
void write_pairs(JsonWriter& json, std::string_view name,
                 const std::vector<std::pair<std::string, std::string>>& pairs) {
  write_objects(json, name, pairs, [&](const std::pair<std::string, std::string>& pair) {
    json.member("name", pair.first);
    json.member("value", pair.second);
  });
}

void write_entry(JsonWriter& json, const Entry& entry) {
  json.key("entry");
  json.begin_object();
  json.member_if("key", entry.key);
  json.member_if("title", entry.work.title);
  json.member("file", entry.file);
  if (entry.line != 0) json.member("line", entry.line);
  json.member("topics", entry.topics);
  write_objects(json, "links", entry.links, [&](const Link& link) {
    json.member("label", link.label);
    json.member("url", link.url);
  });
  json.member("affiliations", entry.affiliations);
  json.member("notes", entry.notes);
  json.member("summary", entry.summary);
  write_pairs(json, "fields", entry.fields);
  write_pairs(json, "macros", entry.macros);
  json.member_if("venue", entry.venue);
  if (entry.year) json.member("year", *entry.year);
  if (entry.work.type) json.member("type", to_string(*entry.work.type));
  write_work(json, entry.work);
  write_identifiers(json, entry.identifiers);
  json.member("bibtex_type", entry.bibtex_type);
  json.end_object();
}

void write_features(JsonWriter& json, const Match& match) {
  if (match.features.empty()) return;
  json.key("features");
  json.begin_object();
  for (const auto& [name, value] : match.features) {
    if (!std::isfinite(value)) continue;
    json.key(name);
    json.real(value);
  }
  json.end_object();
}

void write_candidates(JsonWriter& json, const std::vector<ComparedRecord>& candidates) {
  write_objects(json, "candidates", candidates, [&](const ComparedRecord& candidate) {
    json.member("source", to_string(candidate.source));
    json.member("id", candidate.id);
    json.member_if("title", candidate.title);
    write_people(json, "authors", candidate.authors);
    if (candidate.issued) json.member("issued", candidate.issued->str());
    if (candidate.doi) json.member("doi", candidate.doi->str());
    if (candidate.arxiv_id) json.member("arxiv_id", candidate.arxiv_id->str());
    if (candidate.dblp_key) json.member("dblp_key", candidate.dblp_key->str());
    write_match(json, candidate.match);
    write_features(json, candidate.match);
  });
}

void write_provenance(JsonWriter& json, const std::map<std::string, Provenance>& provenance) {
  if (provenance.empty()) return;
  json.key("provenance");
  json.begin_object();
  for (const auto& [field, origin] : provenance) {
    json.key(field);
    json.begin_object();
    json.member("source", to_string(origin.source));
    json.member("id", origin.id);
    json.member("retrieved", origin.retrieved);
    write_objects(json, "others", origin.others, [&](const OtherValue& other) {
      json.member("value", other.value);
      json.member("source", to_string(other.source));
      json.member("id", other.id);
    });
    json.end_object();
  }
  json.end_object();
}

void write_updates(JsonWriter& json, const std::vector<Update>& updates) {
  write_objects(json, "updates", updates, [&](const Update& update) {
    json.member("type", update.type);
    if (update.doi) json.member("doi", update.doi->str());
    json.member("source", to_string(update.source));
    if (update.date) json.member("date", update.date->str());
  });
}

void write_conflicts(JsonWriter& json, const std::vector<Conflict>& conflicts) {
  write_objects(json, "conflicts", conflicts, [&](const Conflict& conflict) {
    json.member("field", conflict.field);
    json.member("kept", conflict.kept);
    json.member("other", conflict.other);
    json.member("source", to_string(conflict.source));
    json.member("reason", conflict.reason);
  });
}

void write_affiliations(JsonWriter& json, const std::vector<EntryAffiliation>& affiliations) {
  write_objects(json, "affiliations", affiliations, [&](const EntryAffiliation& affiliation) {
    json.member("text", affiliation.text);
    json.member("status", affiliation.status);
    json.member_if("ror", affiliation.ror);
    json.member_if("name", affiliation.name);
    json.member("candidates", affiliation.candidates);
  });
}

void write_unasked(JsonWriter& json, const std::vector<Unasked>& unasked) {
  write_objects(json, "unasked", unasked, [&](const Unasked& source) {
    json.member("source", to_string(source.source));
    json.member("reason", source.reason);
  });
}

/// Where a value comes from, and what it was chosen from.
void write_origins(JsonWriter& json, const Record& record) {
  write_candidates(json, record.candidates);
  write_provenance(json, record.provenance);
}

}  // namespace

void pack_origins(Record& record) {
  std::string packed = std::move(record.packed);
  JsonWriter json(packed);
  if (packed.empty()) write_origins(json, record);
  packed.shrink_to_fit();
  record.packed = std::move(packed);
  record.candidates = std::vector<ComparedRecord>();
  record.provenance.clear();
}

std::string to_json_line(const Record& record) {
  std::string line;
  line.reserve(2048);
  JsonWriter json(line);
  json.begin_object();
  json.member("schema", kRecordSchema);
  json.member("id", record.id);
  json.member("status", to_string(record.status));
  write_type_and_title(json, record.work);
  write_work(json, record.work, record.author_persons);
  write_versions(json, record.versions);
  write_entry(json, record.entry);
  write_match(json, record.match);
  json.printed_members(record.packed);
  if (record.packed.empty()) write_origins(json, record);
  write_updates(json, record.updates);
  write_conflicts(json, record.conflicts);
  write_affiliations(json, record.affiliations);
  write_unasked(json, record.unasked);
  json.member_if("same_as", record.same_as);
  json.member("duplicates", record.duplicates);
  json.end_object();
  return line;
}

}  // namespace bibmill
