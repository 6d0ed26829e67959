// DblpIndexSource: the local DBLP index as a Source. It asks nobody: look-ups run on the CPU pool and come back before
// any queue is judged. It says "not there" of what the dump does not hold, which may have appeared since.
#pragma once

#include <memory>
#include <utility>

#include "connectors/async/cpu_pool.h"
#include "connectors/local/dblp_index.h"
#include "connectors/source.h"

namespace bibmill {

class DblpIndexSource final : public Source {
 public:
  DblpIndexSource(DblpIndex index, CpuPool& cpu)
      : index_(std::make_shared<const DblpIndex>(std::move(index))), cpu_(cpu) {}

  const IndexMeta& meta() const { return index_->meta(); }
  SourceId id() const override { return SourceId::dblp_index; }
  bool answers(QueryKind kind) const override {
    return kind != QueryKind::agency && kind != QueryKind::preprint_of && kind != QueryKind::proceedings;
  }
  bool holds(const Query& query) const override;
  Awaitable<Result<std::shared_ptr<const Answer>>> ask(Query query, Turn turn) override;

 private:
  std::shared_ptr<const DblpIndex> index_;  ///< shared: a run that is stopped drops the source while a look-up runs
  CpuPool& cpu_;
};

}  // namespace bibmill
