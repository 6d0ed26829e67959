#include "connectors/ror/record.h"

#include <algorithm>

#include "connectors/wire/json.h"

namespace bibmill {
namespace {

bool has_type(JsonView name, std::string_view type) {
  return std::ranges::any_of(name["types"].items(), [&](JsonView one) { return one.text() == type; });
}

OrganisationNameKind kind_of(JsonView name) {
  if (has_type(name, "ror_display") || has_type(name, "label")) return OrganisationNameKind::label;
  return has_type(name, "acronym") ? OrganisationNameKind::acronym : OrganisationNameKind::alias;
}

RorStatus status_of(JsonView record) {
  const auto status = record["status"].text().value_or("");
  if (status == "inactive") return RorStatus::inactive;
  return status == "withdrawn" ? RorStatus::withdrawn : RorStatus::active;
}

void add_once(std::vector<std::string>& list, std::optional<std::string_view> text) {
  if (text && !text->empty() && std::ranges::find(list, *text) == list.end()) list.emplace_back(*text);
}

void read_names(JsonView record, Organisation& organisation) {
  for (const JsonView name : record["names"].items()) {
    const auto value = name["value"].text();
    if (!value || value->empty()) continue;
    if (has_type(name, "ror_display")) organisation.name = *value;
    organisation.names.push_back({std::string(*value), kind_of(name), 0});
  }
}

void read_locations(JsonView record, Organisation& organisation) {
  for (const JsonView location : record["locations"].items()) {
    const JsonView details = location["geonames_details"];
    add_once(organisation.countries, details["country_code"].text());
    add_once(organisation.cities, details["name"].text());
  }
}

}  // namespace

Result<RorRecord> parse_ror_record(std::string_view json) {
  const Result<Json> document = Json::parse(json);
  if (!document) return tl::unexpected(document.error());
  const JsonView root = document->root();
  RorRecord record;
  Organisation& organisation = record.organisation;
  organisation.id = root["id"].text().value_or("");
  organisation.ror = organisation.id;
  read_names(root, organisation);
  if (organisation.id.empty() || organisation.name.empty()) {
    return fail(ErrorKind::decode, "a ROR record without id or display name; is this a dump of schema 2?");
  }
  read_locations(root, organisation);
  organisation.education = has_type(root, "education");
  record.status = status_of(root);
  for (const JsonView relation : root["relationships"].items()) {
    RorRelation one{std::string(relation["type"].text().value_or("")), std::string(relation["id"].text().value_or("")),
                    std::string(relation["label"].text().value_or(""))};
    if (one.type == "parent") organisation.parents.push_back(one.id);
    if (!one.id.empty()) record.relations.push_back(std::move(one));
  }
  return record;
}

}  // namespace bibmill
