#include "connectors/query.h"

#include "normalizers/text/fold.h"

namespace bibmill {

Query query_for(const Identifier& identifier) {
  if (const auto* doi = std::get_if<Doi>(&identifier)) return ByDoi(*doi);
  if (const auto* id = std::get_if<ArxivId>(&identifier)) return ByArxivId(*id);
  return ByDblpKey(std::get<DblpKey>(identifier));
}

QueryKind kind_of(const Query& query) { return static_cast<QueryKind>(query.index()); }

std::string_view to_string(QueryKind kind) {
  switch (kind) {
    case QueryKind::doi: return "doi";
    case QueryKind::arxiv_id: return "arxiv_id";
    case QueryKind::dblp_key: return "dblp_key";
    case QueryKind::toc: return "toc";
    case QueryKind::title: return "title";
    case QueryKind::agency: return "agency";
    case QueryKind::preprint_of: return "preprint_of";
    case QueryKind::proceedings: return "proceedings";
  }
  return "unknown";
}

std::string canonical_key(const Query& query) {
  struct Key {
    std::string operator()(const ByDoi& by) const { return by.doi.str(); }
    std::string operator()(const ByArxivId& by) const { return by.id.str(); }
    std::string operator()(const ByDblpKey& by) const { return by.key.str(); }
    std::string operator()(const ByToc& by) const { return by.page; }
    std::string operator()(const ByTitle& by) const { return fold_title(by.title) + "|" + fold_title(by.family); }
    std::string operator()(const ByAgency& by) const { return by.subject; }
    std::string operator()(const ByPreprintOf& by) const {
      std::string key = by.doi ? by.doi->str() : "";
      for (const std::string& person : by.people) key += "|" + fold_title(person);
      return key;
    }
    std::string operator()(const ByProceedings& by) const {
      return by.name + "|" + std::to_string(by.year) + "|" + std::to_string(by.part);
    }
  };
  return std::visit(Key{}, query);
}

}  // namespace bibmill
