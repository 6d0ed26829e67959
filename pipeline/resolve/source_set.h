// SourceSet: the sources of a run that may be asked. A source that is off, or has no index, is a null pointer.
#pragma once

#include <vector>

#include "connectors/source.h"

namespace bibmill {

struct SourceSet {
  Source* crossref = nullptr;
  Source* datacite = nullptr;
  Source* doi_ra = nullptr;
  Source* arxiv = nullptr;
  std::vector<Source*> dblp;   ///< the ways into DBLP, the best first: local index, SPARQL, REST
  Source* openalex = nullptr;  ///< metered: asked only about DOIs that are known to be the work's
};

}  // namespace bibmill
