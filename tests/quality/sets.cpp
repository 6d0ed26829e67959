#include "tests/quality/sets.h"

#include <array>

namespace bibmill::quality {
namespace {

constexpr std::array kSets = {
    QualitySet{"sparse-vs-dblp", "sparse-vs-dblp", measure_sparse_dblp},
    QualitySet{"dblp-acm", "dblp-acm", measure_dblp_acm},
    QualitySet{"dblp-scholar", "dblp-scholar", measure_dblp_scholar},
    QualitySet{"fuzzycat", "fuzzycat", measure_fuzzycat},
    QualitySet{"jabref", "names", measure_jabref},
};

}  // namespace

std::span<const QualitySet> quality_sets() { return kSets; }

}  // namespace bibmill::quality
