#include "connectors/registry.h"

#include "connectors/arxiv/codec.h"
#include "connectors/arxiv/mirror.h"
#include "connectors/crossref/codec.h"
#include "connectors/crossref/mirror.h"
#include "connectors/datacite/codec.h"
#include "connectors/datacite/mirror.h"
#include "connectors/dblp/rest_codec.h"
#include "connectors/dblp/rest_mirror.h"
#include "connectors/dblp/sparql_codec.h"
#include "connectors/dblp/sparql_mirror.h"
#include "connectors/doi_ra/codec.h"
#include "connectors/doi_ra/mirror.h"
#include "connectors/openalex/codec.h"
#include "connectors/openalex/mirror.h"

namespace bibmill {

std::unique_ptr<Codec> make_codec(SourceId source, const SourceSettings& settings) {
  switch (source) {
    case SourceId::crossref: {
      CrossrefLimits limits;
      limits.batch = settings.batch;
      return std::make_unique<CrossrefCodec>(limits);
    }
    case SourceId::datacite: {
      DataciteLimits limits;
      limits.batch = settings.batch;
      return std::make_unique<DataciteCodec>(limits);
    }
    case SourceId::doi_ra: {
      DoiRaLimits limits;
      limits.batch = settings.batch;
      return std::make_unique<DoiRaCodec>(limits);
    }
    case SourceId::arxiv: return std::make_unique<ArxivCodec>(settings.batch, settings.batch_titles);
    case SourceId::dblp_sparql: return std::make_unique<DblpSparqlCodec>(settings.batch, settings.batch_titles);
    case SourceId::dblp_rest: return std::make_unique<DblpRestCodec>();
    case SourceId::openalex: {
      OpenalexLimits limits;
      limits.batch = settings.batch;
      return std::make_unique<OpenalexCodec>(limits);
    }
    default: return nullptr;
  }
}

std::unique_ptr<Mirror> make_mirror(SourceId source) {
  switch (source) {
    case SourceId::crossref: return std::make_unique<CrossrefMirror>();
    case SourceId::datacite: return std::make_unique<DataciteMirror>();
    case SourceId::doi_ra: return std::make_unique<DoiRaMirror>();
    case SourceId::arxiv: return std::make_unique<ArxivMirror>();
    case SourceId::dblp_sparql: return std::make_unique<DblpSparqlMirror>();
    case SourceId::dblp_rest: return std::make_unique<DblpRestMirror>();
    case SourceId::openalex: return std::make_unique<OpenalexMirror>();
    default: return nullptr;
  }
}

}  // namespace bibmill
