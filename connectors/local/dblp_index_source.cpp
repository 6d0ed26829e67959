#include "connectors/local/dblp_index_source.h"

#include <variant>

namespace bibmill {
namespace {

// Candidates of one title: the matcher compares each with the entry.
constexpr std::size_t kMostCandidates = 8;

std::shared_ptr<const Answer> look_up(const DblpIndex& index, const Query& query) {
  struct LookUp {
    const DblpIndex& index;
    std::vector<SourceRecord> operator()(const ByDoi& by) const { return index.by_doi(by.doi); }
    std::vector<SourceRecord> operator()(const ByArxivId& by) const { return index.by_arxiv_id(by.id); }
    std::vector<SourceRecord> operator()(const ByDblpKey& by) const { return index.by_key(by.key); }
    std::vector<SourceRecord> operator()(const ByToc& by) const { return index.by_toc(by.page); }
    std::vector<SourceRecord> operator()(const ByTitle& by) const {
      return index.by_title(by.title, by.family, kMostCandidates);
    }
    std::vector<SourceRecord> operator()(const ByAgency&) const { return {}; }
    std::vector<SourceRecord> operator()(const ByPreprintOf&) const { return {}; }
    std::vector<SourceRecord> operator()(const ByProceedings&) const { return {}; }
  };
  auto answer = std::make_shared<Answer>();
  answer->records = std::visit(LookUp{index}, query);
  return answer;
}

}  // namespace

bool DblpIndexSource::holds(const Query& query) const {
  const auto* by_toc = std::get_if<ByToc>(&query);
  return by_toc != nullptr && index_->has_toc(by_toc->page);
}

Awaitable<Result<std::shared_ptr<const Answer>>> DblpIndexSource::ask(Query query, Turn) {
  auto work = [index = index_, query = std::move(query)] { return look_up(*index, query); };
  std::shared_ptr<const Answer> answer = co_await run_on(cpu_, std::move(work));
  co_return answer;
}

}  // namespace bibmill
