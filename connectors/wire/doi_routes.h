// The two routes by which Crossref, DataCite and OpenAlex give records of DOIs: one record, its DOI in the path, and a
// list. For their mirrors. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/codec.h"
#include "connectors/wire/url.h"

namespace bibmill {

enum class DoiRoute : std::uint8_t { single, list, unknown };

struct DoiCall {
  Target target;
  DoiRoute route = DoiRoute::unknown;
  std::string doi;  ///< of the single route, as it stands there
};

/// `list`: the path of the list, "/works"; a single record lies below it.
DoiCall read_doi_call(Target target, std::string_view list);

/// The question of a single route whose DOI is one, asked alone; else those of a list, without what is no DOI.
std::vector<Ask> asks_of(const DoiCall& call, std::span<const std::string_view> listed);

}  // namespace bibmill
