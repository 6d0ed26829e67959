// The weights of the evidence for people, written by scripts/learn_people.py; do not edit. In the order of Evidence:
// coauthor, coauthors_two, coauthors_three, coauthors_rare, coauthors_common, circle, affiliation, affiliation_known,
// affiliation_same, venue, topic, topic_words, years_apart, years_near, without_coauthors, initials, one_syllable,
// syllables, middle_name, forms_differ, spread_unknown, spread_one, spread_largest, spread_groups, homonyms.
// clang-format off
#pragma once

#include "pipeline/people/model.h"

namespace bibmill {

// Learned from aminer110 (the 52 names that are shared) and the persons of acl. Five folds:
// aminer110 macro precision 0.960, recall 0.751, F1 0.812; acl precision 0.9687, recall 0.9350.
inline constexpr PeopleModel kPeopleModel = {
    .first_look = {0.54f, {3.56f, 0.34f, 0.03f, 1.58f, 1.42f, 4.21f, 4.91f, -0.83f, 1.28f, 4.36f, 1.12f, 2.13f, -0.45f, -0.09f, 0.05f, -1.32f, -2.24f, -1.23f, 0.78f, -0.32f, 0.00f, 0.00f, 0.00f, 0.00f, 0.00f}},
    .second_look = {-2.86f, {3.15f, 0.32f, 0.03f, 1.48f, 1.29f, 2.86f, 4.38f, -0.71f, 1.09f, 3.37f, 0.98f, 2.24f, -0.65f, -0.16f, 0.32f, -0.67f, -0.69f, -0.87f, -0.20f, -0.85f, 3.86f, 1.18f, 4.39f, -0.01f, -1.32f}},
    .sure = 1.5f,
    .threshold = 0.75f,
    .temperature = 1.0f,
};

}  // namespace bibmill
