#include "pipeline/write/companion_json.h"

#include <cstddef>

#include "pipeline/record_json/json_writer.h"
#include "pipeline/record_json/work_json.h"

namespace bibmill {
namespace {

void write_person_affiliation(JsonWriter& json, const PersonAffiliation& affiliation) {
  json.begin_object();
  json.member("name", affiliation.name);
  json.member_if("ror", affiliation.ror);
  if (!affiliation.years.empty()) {
    json.key("years");
    json.begin_array();
    for (const int year : affiliation.years) json.integer(year);
    json.end_array();
  }
  json.end_object();
}

void write_evidence(JsonWriter& json, const PersonEvidence& evidence) {
  json.begin_object();
  json.member("record", evidence.record);
  json.member("author", evidence.author);
  json.member("reason", evidence.reason);
  json.member("value", evidence.value);
  json.end_object();
}

template <class List, class Write>
void write_list(JsonWriter& json, std::string_view name, const List& list, Write write) {
  if (list.empty()) return;
  json.key(name);
  json.begin_array();
  for (const auto& item : list) write(json, item);
  json.end_array();
}

}  // namespace

std::string to_json_line(const PersonRecord& person) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("id", person.id);
  write_list(json, "names", person.names, [](JsonWriter& out, const PersonName& name) {
    out.begin_object();
    write_name(out, name);
    out.end_object();
  });
  if (person.orcid) json.member("orcid", person.orcid->str());
  json.member_if("dblp_person", person.dblp_person);
  write_list(json, "affiliations", person.affiliations, write_person_affiliation);
  json.member("works", person.works);
  write_list(json, "evidence", person.evidence, write_evidence);
  json.end_object();
  return line;
}

std::string to_json_line(const OrganisationRecord& organisation) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("id", organisation.id);
  json.member_if("ror", organisation.ror);
  json.member("name", organisation.name);
  json.member_if("country", organisation.country);
  json.member("parents", organisation.parents);
  write_list(json, "strings", organisation.strings, [](JsonWriter& out, const OrganisationString& string) {
    out.begin_object();
    out.member("text", string.text);
    out.member("count", string.count);
    out.member("reason", string.reason);
    out.end_object();
  });
  json.end_object();
  return line;
}

std::string to_json_line(const Reject& reject) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("file", reject.file);
  json.member("line", reject.line);
  if (reject.column != 0) json.member("column", reject.column);
  json.member("reason", reject.reason);
  json.member("text", reject.text);
  json.end_object();
  return line;
}

std::string to_json_line(const Change& change) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("change", to_string(change.kind));
  json.member("id", change.key);
  json.member("file", change.file);
  if (change.line != 0) json.member("line", change.line);
  json.member("title", change.title);
  json.member("field", change.field);
  json.member("before", change.before);
  json.member("after", change.after);
  const bool of_a_source = change.source != SourceId::input || change.kind == ChangeKind::conflict;
  if (of_a_source) json.member("source", to_string(change.source));
  json.member("source_id", change.source_id);
  json.end_object();
  return line;
}

}  // namespace bibmill
