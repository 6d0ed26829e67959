// retitled: how likely two descriptions with different titles are versions of one work, by the same people and
// content words. A logistic model with few weights, learned by scripts/learn_versions.py; the weights stand in
// retitled.cpp with the figures they gave. Pure, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "pipeline/match/features.h"

namespace bibmill {

constexpr std::size_t kRetitledFeatures = 6;
using RetitledFeatures = std::array<double, kRetitledFeatures>;

/// What the model weighs, in the order of the features.
constexpr std::array<std::string_view, kRetitledFeatures> kRetitledNames = {
    "content_share",   // ContentOverlap::share, of the closest pair of titles
    "content_common",  // ContentOverlap::common, at most 6, over 6
    "people_union",    // agreeing people over all people of both lists
    "people_order",    // the longest run of agreeing people in one order, over the shorter list
    "people_log",      // natural logarithm of the number of agreeing people
    "first_person",    // the first ones agree
};

/// `features` must have compared the people of both sides. Symmetric.
RetitledFeatures retitled_features(const Features& features, const Subject& a, const Subject& b);

/// 0 to 1. Learned for a preprint and a published work, or two preprints.
double retitled_probability(const RetitledFeatures& features);

}  // namespace bibmill
