#include "connectors/openalex/locations.h"

#include <utility>

#include "connectors/wire/fields.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

bool is_repository(JsonView location) { return location["source"]["type"].text() == "repository"; }

/// "id" is "doi:10.1145/…", "pmh:oai:arXiv.org:2402.17944", "pmid:…": only DOIs are taken from it, the rest is in the
/// address.
std::optional<Identifier> identifier_of(JsonView location) {
  const std::string_view id = location["id"].text().value_or("");
  if (id.starts_with("doi:")) {
    if (const auto doi = registered_doi(id)) return parse_identifier(doi->str());
  }
  const auto url = web_url(location["landing_page_url"]);
  return url ? parse_identifier(*url) : std::nullopt;
}

/// An arXiv DOI and the arXiv id are one identifier.
Identifier canonical(const Doi& doi) {
  auto identifier = parse_identifier(doi.str());
  return identifier ? std::move(*identifier) : Identifier(doi);
}

bool is_archive_name(std::string_view name) { return ascii_lower(name).starts_with("arxiv"); }

}  // namespace

JsonView own_openalex_location(JsonView work, const std::optional<Doi>& doi) {
  if (doi) {
    for (const JsonView location : work["locations"].items()) {
      if (identifier_of(location) == canonical(*doi)) return location;
    }
    if (identifier_of(work["primary_location"]) == canonical(*doi)) return work["primary_location"];
  }
  return is_repository(work["primary_location"]) ? JsonView() : work["primary_location"];
}

void read_openalex_container(JsonView own_location, Work& work) {
  work.license = plain_field(own_location["license"]);
  const JsonView source = own_location["source"];
  const std::string_view kind = source["type"].text().value_or("");
  if (kind == "repository") return;
  const auto name = plain_field(source["display_name"]);
  auto printed = plain_field(own_location["raw_source_name"]);
  if (printed && is_archive_name(*printed)) printed.reset();
  if (name && is_archive_name(*name)) return;
  work.publisher = plain_field(source["host_organization_name"]);
  for (const JsonView text : source["issn"].items()) {
    if (auto issn = Issn::parse(text.text().value_or(""))) add_unique(work.issn, std::move(*issn));
  }
  if (kind == "journal") {
    work.container_title = name ? name : printed;
  } else if (kind == "book series") {
    work.collection_title = name;
    const bool says_more = printed && name && ascii_lower(*printed) != ascii_lower(*name);
    if (says_more) work.container_title = printed;
  } else if (kind == "conference") {
    work.container_title = printed ? printed : name;
  } else if (work.type == WorkType::paper_conference || work.type == WorkType::chapter ||
             work.type == WorkType::article_journal) {
    work.container_title = printed;  // a platform, or a place that they do not know
  }
}

void read_openalex_relations(JsonView locations, SourceRecord& record) {
  const bool archived = record.work.type == WorkType::article;
  for (const JsonView location : locations.items()) {
    auto target = identifier_of(location);
    if (!target || (record.work.doi && *target == canonical(*record.work.doi))) continue;
    const bool submitted = std::holds_alternative<ArxivId>(*target) || location["version"].text() == "submittedVersion";
    add_unique(record.relations, Relation{submitted && !archived ? "preprint" : "version", std::move(*target)});
  }
}

}  // namespace bibmill
