#include "tests/quality/sets.h"

#include <array>

namespace bibmill::quality {
namespace {

constexpr std::array kSets = {
    QualitySet{"dblp-acm", "dblp-acm", measure_dblp_acm},
    QualitySet{"dblp-scholar", "dblp-scholar", measure_dblp_scholar},
};

}  // namespace

std::span<const QualitySet> quality_sets() { return kSets; }

}  // namespace bibmill::quality
