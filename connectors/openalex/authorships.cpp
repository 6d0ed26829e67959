#include "connectors/openalex/authorships.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "connectors/wire/fields.h"
#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

bool contains(JsonView ids, std::string_view id) {
  const auto items = ids.items();
  return std::any_of(items.begin(), items.end(), [&](JsonView item) { return item.text() == id; });
}

/// The institution that `ids` mean. A department's line is resolved to the department and to its university: then the
/// one that is part of the other.
JsonView only_institution(JsonView institutions, JsonView ids) {
  std::vector<JsonView> meant;
  for (const JsonView institution : institutions.items()) {
    const auto id = institution["id"].text();
    if (id && contains(ids, *id)) meant.push_back(institution);
  }
  const auto is_part_of_all = [&](JsonView one) {
    return std::all_of(meant.begin(), meant.end(), [&](JsonView other) {
      return contains(one["lineage"], other["id"].text().value_or("")) || one["id"].text() == other["id"].text();
    });
  };
  const auto found = std::find_if(meant.begin(), meant.end(), is_part_of_all);
  return found == meant.end() ? JsonView() : *found;
}

std::vector<AuthorAffiliation> read_affiliations(JsonView authorship) {
  std::vector<AuthorAffiliation> affiliations;
  for (const JsonView json : authorship["affiliations"].items()) {
    auto name = plain_field(json["raw_affiliation_string"]);
    if (!name) continue;
    const JsonView institution = only_institution(authorship["institutions"], json["institution_ids"]);
    add_unique(affiliations, AuthorAffiliation{std::move(*name), ror_url(institution["ror"].text().value_or(""))});
  }
  if (!affiliations.empty()) return affiliations;
  for (const JsonView json : authorship["raw_affiliation_strings"].items()) {
    if (auto name = plain_field(json)) add_unique(affiliations, AuthorAffiliation{std::move(*name), std::nullopt});
  }
  return affiliations;
}

}  // namespace

std::vector<Person> read_openalex_authors(JsonView authorships) {
  std::vector<Person> people;
  for (const JsonView json : authorships.items()) {
    const JsonView author = json["author"];
    auto name = person_name("", json["raw_author_name"].text().value_or(""));
    if (!name) name = person_name("", author["display_name"].text().value_or(""));
    if (!name) continue;
    auto orcid = Orcid::parse(json["raw_orcid"].text().value_or(""));
    if (!orcid) orcid = Orcid::parse(author["orcid"].text().value_or(""));
    people.push_back(Person{std::move(*name), std::move(orcid), std::nullopt, read_affiliations(json)});
  }
  return people;
}

}  // namespace bibmill
