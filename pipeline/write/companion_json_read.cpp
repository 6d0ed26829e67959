#include "pipeline/write/companion_json_read.h"

#include <simdjson.h>

#include <string>

#include "pipeline/record_json/json_reader.h"
#include "pipeline/record_json/work_json_read.h"

namespace bibmill {

Result<PersonRecord> parse_person(std::string_view json_line) {
  simdjson::dom::parser parser;
  const Result<simdjson::dom::object> object = parse_object(parser, json_line);
  if (!object) return tl::unexpected(object.error());
  std::string problem;
  JsonReader json(*object, "", problem);
  PersonRecord person;
  person.id = json.text_or_empty("id");
  for (Person& named : read_people(json, "names")) person.names.push_back(std::move(named.name));
  person.orcid = json.parsed("orcid", Orcid::parse);
  person.dblp_person = json.text("dblp_person");
  json.each("affiliations", [&](JsonReader affiliation) {
    person.affiliations.push_back({affiliation.text_or_empty("name"), affiliation.text("ror"), {}});
  });
  person.works = json.texts("works");
  json.each("evidence", [&](JsonReader evidence) {
    const auto author = evidence.integer("author");
    person.evidence.push_back({evidence.text_or_empty("record"),
                               author && *author > 0 ? static_cast<std::size_t>(*author) : 0,
                               evidence.text_or_empty("reason"), evidence.text_or_empty("value")});
  });
  if (person.id.empty()) json.complain("id", "expected a text");
  if (!problem.empty()) return fail(ErrorKind::decode, "not a person of ours: " + problem);
  return person;
}

Result<OrganisationRecord> read_organisation(std::string_view json_line) {
  simdjson::dom::parser parser;
  const Result<simdjson::dom::object> object = parse_object(parser, json_line);
  if (!object) return tl::unexpected(object.error());
  std::string problem;
  JsonReader json(*object, "", problem);
  OrganisationRecord organisation;
  organisation.id = json.text_or_empty("id");
  organisation.ror = json.text("ror");
  organisation.name = json.text_or_empty("name");
  organisation.country = json.text("country");
  organisation.parents = json.texts("parents");
  json.each("strings", [&](JsonReader string) {
    organisation.strings.push_back({string.text_or_empty("text"),
                                    static_cast<std::size_t>(string.integer("count").value_or(0)),
                                    string.text_or_empty("reason")});
  });
  if (!problem.empty()) return fail(ErrorKind::decode, problem);
  if (organisation.id.empty()) return fail(ErrorKind::decode, "id: missing");
  return organisation;
}

}  // namespace bibmill
