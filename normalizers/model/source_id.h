// SourceId: who said it. The names are those of flags, statistics, provenance and tables.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bibmill {

enum class SourceId : std::uint8_t {
  input,  ///< the user's own entry
  crossref,
  datacite,
  doi_ra,
  arxiv,
  dblp_index,
  dblp_sparql,
  dblp_rest,
  openalex,
  ror_index,
};

inline constexpr std::array kAllSources = {
    SourceId::input,      SourceId::crossref,    SourceId::datacite,  SourceId::doi_ra,   SourceId::arxiv,
    SourceId::dblp_index, SourceId::dblp_sparql, SourceId::dblp_rest, SourceId::openalex, SourceId::ror_index,
};

/// "crossref", "dblp_sparql", ... (CONTRACTS §1).
std::string_view to_string(SourceId source);

/// The inverse of to_string; nullopt for anything else.
std::optional<SourceId> parse_source_id(std::string_view name);

}  // namespace bibmill
