#include "tests/quality/sets.h"

#include <array>

namespace bibmill::quality {
namespace {

constexpr std::array kSets = {
    QualitySet{"sparse-vs-dblp", "sparse-vs-dblp", measure_sparse_dblp},
    QualitySet{"dblp-acm", "dblp-acm", measure_dblp_acm},
    QualitySet{"dblp-scholar", "dblp-scholar", measure_dblp_scholar},
    QualitySet{"medrxiv", "medrxiv", measure_medrxiv},
    QualitySet{"preprint-crossref", "preprint-crossref", measure_preprint_crossref},
    QualitySet{"preprint-arxiv", "preprint-arxiv", measure_preprint_arxiv},
    QualitySet{"fuzzycat", "fuzzycat", measure_fuzzycat},
    QualitySet{"jabref", "names", measure_jabref},
};

}  // namespace

std::span<const QualitySet> quality_sets() { return kSets; }

}  // namespace bibmill::quality
