#include "pipeline/record_json/record_json_read.h"

#include <simdjson.h>

#include "pipeline/record_json/json_reader.h"
#include "pipeline/record_json/record_json.h"
#include "pipeline/record_json/work_json_read.h"

namespace bibmill {
namespace {

std::optional<Status> parse_status(std::string_view text) {
  for (const Status status : {Status::resolved, Status::ambiguous, Status::not_found, Status::failed}) {
    if (to_string(status) == text) return status;
  }
  return std::nullopt;
}

std::optional<Verdict> parse_verdict(std::string_view text) {
  for (const Verdict verdict :
       {Verdict::exact, Verdict::strong, Verdict::weak, Verdict::ambiguous, Verdict::different}) {
    if (to_string(verdict) == text) return verdict;
  }
  return std::nullopt;
}

/// "doi:…", "arxiv:…", "dblp:…" as to_string(Identifier) prints them.
std::optional<Identifier> parse_printed_identifier(std::string_view text) {
  const std::string_view scheme = text.substr(0, text.find(':'));
  if (scheme.size() == text.size()) return std::nullopt;
  const std::string_view value = text.substr(scheme.size() + 1);
  if (scheme == "doi") return Doi::parse(value);
  if (scheme == "arxiv") return ArxivId::parse(value);
  if (scheme == "dblp") return DblpKey::parse(value);
  return std::nullopt;
}

SourceId read_source(JsonReader& json) { return json.parsed("source", parse_source_id).value_or(SourceId::input); }

Match read_match(JsonReader& json) {
  Match match;
  if (auto inner = json.child("match")) {
    match.verdict = inner->parsed("verdict", parse_verdict).value_or(Verdict::different);
    match.reason = inner->text_or_empty("reason");
    match.probability = inner->real_or_zero("probability");
  }
  return match;
}

std::vector<std::pair<std::string, std::string>> read_pairs(JsonReader& json, std::string_view key) {
  std::vector<std::pair<std::string, std::string>> pairs;
  json.each(key, [&](JsonReader pair) { pairs.emplace_back(pair.text_or_empty("name"), pair.text_or_empty("value")); });
  return pairs;
}

Entry read_entry(JsonReader& json) {
  Entry entry;
  entry.key = json.text("key");
  entry.file = json.text_or_empty("file");
  if (const auto line = json.integer("line"); line && *line > 0) entry.line = static_cast<std::size_t>(*line);
  entry.work = read_work(json);
  entry.topics = json.texts("topics");
  json.each("links",
            [&](JsonReader link) { entry.links.push_back({link.text_or_empty("label"), link.text_or_empty("url")}); });
  entry.affiliations = json.texts("affiliations");
  entry.notes = json.texts("notes");
  entry.summary = json.texts("summary");
  entry.fields = read_pairs(json, "fields");
  entry.macros = read_pairs(json, "macros");
  entry.venue = json.text("venue");
  if (const auto year = json.integer("year"); year && *year > 0 && *year < 10000) {
    entry.year = static_cast<int>(*year);
  }
  entry.identifiers = json.parsed_list("identifiers", parse_printed_identifier);
  entry.bibtex_type = json.text_or_empty("bibtex_type");
  return entry;
}

ComparedRecord read_candidate(JsonReader& json) {
  ComparedRecord candidate;
  candidate.source = read_source(json);
  candidate.id = json.text_or_empty("id");
  candidate.title = json.text("title");
  candidate.authors = read_people(json, "authors");
  candidate.issued = json.parsed("issued", parse_partial_date);
  candidate.doi = json.parsed("doi", Doi::parse);
  candidate.arxiv_id = json.parsed("arxiv_id", ArxivId::parse);
  candidate.dblp_key = json.parsed("dblp_key", DblpKey::parse);
  candidate.match = read_match(json);
  candidate.match.features = json.reals("features");
  return candidate;
}

Version read_version(JsonReader& json) {
  Version version;
  version.kind = json.text_or_empty("kind");
  version.title = json.text("title");
  version.doi = json.parsed("doi", Doi::parse);
  version.arxiv_id = json.parsed("arxiv_id", ArxivId::parse);
  version.dblp_key = json.parsed("dblp_key", DblpKey::parse);
  version.issued = json.parsed("issued", parse_partial_date);
  version.reason = json.text_or_empty("reason");
  return version;
}

void read_provenance(JsonReader& json, std::map<std::string, Provenance>& provenance) {
  json.members("provenance", [&](std::string_view field, JsonReader origin) {
    Provenance& made = provenance[std::string(field)];
    made.source = read_source(origin);
    made.id = origin.text_or_empty("id");
    made.retrieved = origin.text_or_empty("retrieved");
    origin.each("others", [&](JsonReader other) {
      made.others.push_back({other.text_or_empty("value"), read_source(other), other.text_or_empty("id")});
    });
  });
}

void read_findings(JsonReader& json, Record& record) {
  json.each("updates", [&](JsonReader update) {
    record.updates.push_back({update.text_or_empty("type"), update.parsed("doi", Doi::parse),
                              update.parsed("date", parse_partial_date), read_source(update)});
  });
  json.each("conflicts", [&](JsonReader conflict) {
    record.conflicts.push_back({conflict.text_or_empty("field"), conflict.text_or_empty("kept"),
                                conflict.text_or_empty("other"), read_source(conflict),
                                conflict.text_or_empty("reason")});
  });
  json.each("affiliations", [&](JsonReader affiliation) {
    record.affiliations.push_back({affiliation.text_or_empty("text"), affiliation.text_or_empty("status"),
                                   affiliation.text("ror"), affiliation.text("name"), affiliation.texts("candidates")});
  });
  json.each("unasked", [&](JsonReader source) {
    record.unasked.push_back({read_source(source), source.text_or_empty("reason")});
  });
}

Record read_record(JsonReader& json) {
  Record record;
  record.id = json.text_or_empty("id");
  record.status = json.parsed("status", parse_status).value_or(Status::failed);
  record.work = read_work(json, &record.author_persons);
  json.each("versions", [&](JsonReader version) { record.versions.push_back(read_version(version)); });
  if (auto entry = json.child("entry")) record.entry = read_entry(*entry);
  record.match = read_match(json);
  json.each("candidates", [&](JsonReader candidate) { record.candidates.push_back(read_candidate(candidate)); });
  read_provenance(json, record.provenance);
  read_findings(json, record);
  record.same_as = json.text("same_as");
  record.duplicates = json.texts("duplicates");
  return record;
}

/// What is wrong with the schema that a line names.
Result<void> check_schema(JsonReader& json) {
  const auto schema = json.integer("schema");
  if (schema && *schema == kRecordSchema) return {};
  return fail(ErrorKind::decode, "no record of schema 1: write the file anew with this version of bibmill");
}

/// `value`, or the first complaint about what it was read from.
template <class Value>
Result<Value> unless_problem(const std::string& problem, Value value) {
  if (!problem.empty()) return fail(ErrorKind::decode, "not a record of ours: " + problem);
  return value;
}

}  // namespace

Result<Record> parse_record(std::string_view json_line) {
  simdjson::dom::parser parser;
  const Result<simdjson::dom::object> object = parse_object(parser, json_line);
  if (!object) return tl::unexpected(object.error());
  std::string problem;
  JsonReader json(*object, "", problem);
  if (const Result<void> known = check_schema(json); !known) return tl::unexpected(known.error());
  Record record = read_record(json);
  return unless_problem(problem, std::move(record));
}

Result<Entry> parse_entry_of_record(simdjson::dom::object line) {
  std::string problem;
  JsonReader json(line, "", problem);
  if (const Result<void> known = check_schema(json); !known) return tl::unexpected(known.error());
  Entry entry;
  if (auto inner = json.child("entry")) entry = read_entry(*inner);
  return unless_problem(problem, std::move(entry));
}

std::map<std::string, Provenance> provenance_of(const Record& record) {
  if (record.packed.empty()) return record.provenance;
  std::map<std::string, Provenance> provenance;
  simdjson::dom::parser parser;
  const std::string line = "{" + record.packed + "}";
  if (const Result<simdjson::dom::object> object = parse_object(parser, line)) {
    std::string problem;
    JsonReader json(*object, "", problem);
    read_provenance(json, provenance);
  }
  return provenance;
}

}  // namespace bibmill
