#include "pipeline/write/companion_json_read.h"

#include <simdjson.h>

#include <string>

#include "pipeline/write/json_reader.h"

namespace bibmill {

Result<OrganisationRecord> read_organisation(std::string_view json_line) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(simdjson::padded_string(json_line)).get(object) != simdjson::SUCCESS)
    return fail(ErrorKind::decode, "expected a JSON object");
  std::string problem;
  JsonReader json(object, "", problem);
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
