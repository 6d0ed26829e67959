// PeopleModel: how much each piece of evidence weighs. Pure.
#pragma once

#include <array>

#include "pipeline/people/pair_evidence.h"

namespace bibmill {

/// Log-odds of two mentions being one person: constant plus the weighted evidence.
struct EvidenceWeights {
  float constant = 0;
  PairEvidence weights{};

  float log_odds(const PairEvidence& evidence) const { return add(constant, evidence); }
  /// Log-odds of some evidence, and more of it that was zero there.
  float add(float log_odds, const PairEvidence& more) const {
    float sum = log_odds;
    for (std::size_t i = 0; i < kEvidenceCount; ++i) sum += weights[i] * more[i];
    return sum;
  }
};

struct PeopleModel {
  EvidenceWeights first_look;   ///< without the spread of the name, which is found by it
  EvidenceWeights second_look;  ///< decides
  float sure = 1.5f;            ///< log-odds from which first look joins
  float threshold = 0;          ///< log-odds from which two clusters are one person
  /// Similarity is exp(log-odds / temperature): the mean over the pairs of two clusters lies between the mean of the
  /// log-odds (high) and the best pair (low).
  float temperature = 2;
};

/// The learned one (weights.h).
const PeopleModel& shipped_people_model();

}  // namespace bibmill
