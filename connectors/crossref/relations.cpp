#include "connectors/crossref/relations.h"

#include <array>
#include <utility>

#include "connectors/crossref/dates.h"
#include "connectors/wire/fields.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// Crossref's relation names (REST API, `relation`) and what they are to us.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kKinds = {{
    {"has-preprint", "preprint"},
    {"is-preprint-of", "published"},
    {"is-version-of", "version"},
    {"has-version", "version"},
    {"is-replaced-by", "version"},
    {"replaces", "version"},
    {"has-manuscript", "version"},
    {"is-manuscript-of", "version"},
    {"is-variant-form-of", "version"},
    {"is-original-form-of", "version"},
    {"is-same-as", "same_as"},
    {"is-identical-to", "same_as"},
    {"is-translation-of", "translation"},
    {"has-translation", "translation"},
    {"is-review-of", "review_of"},
    {"is-supplement-to", "supplement"},
    {"is-supplemented-by", "supplement"},
}};

std::string_view kind_of_relation(std::string_view name) {
  for (const auto& [crossref, ours] : kKinds) {
    if (crossref == name) return ours;
  }
  return {};
}

/// The target of a relation: "id" may be a DOI in any case, an arXiv id, an ISBN, a URL.
std::optional<Identifier> target_of(JsonView relation) {
  const auto id = relation["id"].text();
  if (!id) return std::nullopt;
  const std::string type = ascii_lower(relation["id-type"].text().value_or("doi"));
  if (type == "arxiv") {
    auto arxiv = ArxivId::parse(*id);
    return arxiv ? std::optional<Identifier>(std::move(*arxiv)) : std::nullopt;
  }
  if (type != "doi" && type != "uri" && type != "url") return std::nullopt;
  return parse_identifier(*id);
}

void read_relations(JsonView work, SourceRecord& record) {
  for (const auto& [name, related] : work["relation"].members()) {
    const std::string_view kind = kind_of_relation(name);
    if (kind.empty()) continue;
    for (const JsonView relation : related.items()) {
      auto target = target_of(relation);
      if (!target || (record.work.doi && *target == Identifier(*record.work.doi))) continue;
      add_unique(record.relations, Relation{std::string(kind), std::move(*target)});
    }
  }
}

std::string update_type(JsonView update) {
  const std::string type = ascii_lower(update["type"].text().value_or(""));
  return type == "err" ? "erratum" : type;
}

/// A new version or edition continues the work (it often names itself): no notice about one.
bool continues(std::string_view type) { return type == "new_version" || type == "new_edition"; }

void read_update(JsonView update, SourceRecord& record) {
  const std::string type = update_type(update);
  auto doi = registered_doi(update["DOI"].text().value_or(""));
  if (type.empty()) return;
  if (!continues(type)) {
    add_unique(record.updates, Update{type, std::move(doi), read_crossref_date(update["updated"])});
  } else if (doi && doi != record.work.doi) {
    add_unique(record.relations, Relation{"version", std::move(*doi)});
  }
}

bool is_notice(JsonView update, const SourceRecord& record) {
  const std::string type = update_type(update);
  if (type.empty() || continues(type)) return false;
  const auto target = registered_doi(update["DOI"].text().value_or(""));
  return !target || target != record.work.doi;
}

}  // namespace

void read_crossref_relations(JsonView work, SourceRecord& record) {
  read_relations(work, record);
  for (const JsonView update : work["updated-by"].items()) read_update(update, record);
  for (const JsonView update : work["update-to"].items()) {
    if (!is_notice(update, record)) continue;
    record.is_notice = true;
    if (auto target = registered_doi(update["DOI"].text().value_or(""))) {
      add_unique(record.relations, Relation{"update_to", std::move(*target)});
    }
  }
  for (const JsonView alias : work["aliases"].items()) {
    auto doi = registered_doi(alias.text().value_or(""));
    if (doi && doi != record.work.doi) add_unique(record.aliases, std::move(*doi));
  }
}

}  // namespace bibmill
