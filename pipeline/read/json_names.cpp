#include "pipeline/read/json_names.h"

#include <array>
#include <string>
#include <utility>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::array<std::pair<std::string_view, JsonField>, 52> kNames = {{
    {"title", JsonField::title},
    {"authors", JsonField::authors},
    {"author", JsonField::authors},
    {"editors", JsonField::editors},
    {"editor", JsonField::editors},
    {"issued", JsonField::issued},
    {"date", JsonField::issued},
    {"published", JsonField::issued},
    {"publicationdate", JsonField::issued},
    {"publication_date", JsonField::issued},
    {"year", JsonField::year},
    {"publication_year", JsonField::year},
    {"container_title", JsonField::container},
    {"container-title", JsonField::container},
    {"journal", JsonField::container},
    {"booktitle", JsonField::container},
    {"venue", JsonField::venue},
    {"conference", JsonField::venue},
    {"doi", JsonField::doi},
    {"dblp", JsonField::dblp},
    {"dblp_key", JsonField::dblp},
    {"arxiv", JsonField::arxiv},
    {"arxiv_id", JsonField::arxiv},
    {"arxivid", JsonField::arxiv},
    {"eprint", JsonField::eprint},
    {"url", JsonField::url},
    {"link", JsonField::url},
    {"pdf", JsonField::url},
    {"links", JsonField::url},
    {"key", JsonField::key},
    {"citation_key", JsonField::key},
    {"citation-key", JsonField::key},
    {"citekey", JsonField::key},
    {"id", JsonField::id},
    {"type", JsonField::type},
    {"volume", JsonField::volume},
    {"issue", JsonField::issue},
    {"number", JsonField::issue},
    {"pages", JsonField::pages},
    {"page", JsonField::pages},
    {"publisher", JsonField::publisher},
    {"isbn", JsonField::isbn},
    {"issn", JsonField::issn},
    {"abstract", JsonField::abstract_text},
    {"topics", JsonField::topics},
    {"keywords", JsonField::topics},
    {"affiliations", JsonField::affiliations},
    {"notes", JsonField::notes},
    {"note", JsonField::notes},
    {"event", JsonField::event},
    {"language", JsonField::language},
    {"lang", JsonField::language},
}};

}  // namespace

JsonField json_field(std::string_view name) {
  const std::string lower = ascii_lower(name);
  for (const auto& [known, field] : kNames) {
    if (known == lower) return field;
  }
  return JsonField::none;
}

}  // namespace bibmill
