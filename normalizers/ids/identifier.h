// Identifier: any one identifier of a work, as a user or a source may claim it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "normalizers/ids/arxiv_id.h"
#include "normalizers/ids/dblp_key.h"
#include "normalizers/ids/doi.h"

namespace bibmill {

using Identifier = std::variant<Doi, ArxivId, DblpKey>;

/// Reads an identifier out of a URL or a bare identifier. An arXiv DOI is an ArxivId, and so is
/// DBLP's key of a CoRR record that holds the arXiv id (journals/corr/abs-2505-11432): they name the same paper.
/// nullopt for other text, for example a link to code or to a publisher page that holds no identifier.
std::optional<Identifier> parse_identifier(std::string_view text);

/// "doi:10.1145/…", "arxiv:2505.11432", "dblp:conf/…": for messages and keys.
std::string to_string(const Identifier& identifier);

}  // namespace bibmill
