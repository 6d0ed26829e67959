#include "tests/quality/quality_set.h"

#include "pipeline/match/compare.h"
#include "pipeline/match/subject.h"

namespace bibmill::quality {

double value_of(Figure figure, std::span<const Outcome> outcomes) {
  const auto counts = count(outcomes);
  switch (figure) {
    case Figure::f1: return counts.f1();
    case Figure::agreement: return counts.agreement();
    case Figure::right: return static_cast<double>(counts.right);
    case Figure::wrong: return static_cast<double>(counts.wrong);
    case Figure::recall: return counts.recall();
    case Figure::recall_if_precise: return counts.precision() >= 0.99 ? counts.recall() : 0;
    case Figure::calibration_error: return calibration_error(calibration_bins(outcomes));
  }
  return 0;
}

bool is_met(const Measurement& measurement) {
  const double value = value_of(measurement.bar.figure, measurement.outcomes);
  const bool at_most = measurement.bar.figure == Figure::wrong || measurement.bar.figure == Figure::calibration_error;
  return at_most ? value <= measurement.bar.value : value >= measurement.bar.value;
}

std::vector<Outcome> compare_pairs(std::span<const LabelledPair> pairs, const MatchPolicy& policy, Decide decide) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(pairs.size());
  for (const auto& pair : pairs) {
    const auto entry = make_subject(pair.entry, policy.venues);
    const auto match = compare(entry, make_subject(pair.record, policy.venues), policy);
    const bool accepted =
        decide == Decide::by_probability ? match.probability >= 0.5 : is_accepted(match, entry, policy);
    const auto description = pair.entry.work.title.value_or("") + " / " + pair.record.work.title.value_or("");
    outcomes.push_back({pair.id, pair.same, accepted, true, match.probability, match.reason, description});
  }
  return outcomes;
}

}  // namespace bibmill::quality
