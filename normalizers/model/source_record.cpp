#include "normalizers/model/source_record.h"

#include <algorithm>

namespace bibmill {

bool carries(const SourceRecord& record, const Identifier& identifier) {
  if (const auto* doi = std::get_if<Doi>(&identifier)) {
    return record.work.doi == *doi || std::ranges::find(record.aliases, *doi) != record.aliases.end();
  }
  if (const auto* arxiv = std::get_if<ArxivId>(&identifier)) return record.work.arxiv_id == *arxiv;
  return record.work.dblp_key == std::get<DblpKey>(identifier);
}

}  // namespace bibmill
