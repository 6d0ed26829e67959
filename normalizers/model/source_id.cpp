#include "normalizers/model/source_id.h"

namespace bibmill {

std::string_view to_string(SourceId source) {
  switch (source) {
    case SourceId::input: return "input";
    case SourceId::crossref: return "crossref";
    case SourceId::datacite: return "datacite";
    case SourceId::doi_ra: return "doi_ra";
    case SourceId::arxiv: return "arxiv";
    case SourceId::dblp_index: return "dblp_index";
    case SourceId::dblp_sparql: return "dblp_sparql";
    case SourceId::dblp_rest: return "dblp_rest";
    case SourceId::openalex: return "openalex";
    case SourceId::ror_index: return "ror_index";
  }
  return "unknown";
}

std::optional<SourceId> parse_source_id(std::string_view name) {
  for (const SourceId source : kAllSources) {
    if (to_string(source) == name) return source;
  }
  return std::nullopt;
}

}  // namespace bibmill
