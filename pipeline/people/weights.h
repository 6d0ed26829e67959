// The weights of the evidence for people, written by scripts/learn_people.py; do not edit. In the order of Evidence:
// coauthor, coauthors_two, coauthors_three, coauthors_rare, coauthors_common, circle, affiliation, affiliation_known,
// affiliation_same, venue, topic, topic_words, years_apart, years_near, without_coauthors, initials, one_syllable,
// syllables, middle_name, forms_differ, spread_unknown, spread_one, spread_largest, spread_groups, homonyms.
// clang-format off
#pragma once

#include "pipeline/people/model.h"

namespace bibmill {

// Learned from aminer110 (the 52 names that are shared) and the persons of acl. Figures on the same data: scripts/quality_people.
inline constexpr PeopleModel kPeopleModel = {
    .first_look = {0.54f, {3.45f, 0.36f, 0.04f, 1.68f, 1.36f, 4.17f, 4.91f, -0.83f, 1.26f, 4.33f, 1.12f, 2.13f, -0.43f, -0.09f, 0.05f, -1.28f, -2.27f, -1.27f, 0.77f, -0.49f, 0.00f, 0.00f, 0.00f, 0.00f, 0.00f}},
    .second_look = {-3.00f, {3.08f, 0.29f, 0.02f, 1.68f, 1.06f, 3.08f, 4.49f, -0.73f, 1.10f, 2.86f, 0.88f, 2.15f, -0.68f, -0.12f, 0.25f, 0.47f, -0.05f, 0.05f, -0.02f, -1.48f, 4.77f, -0.42f, 5.14f, -0.32f, -1.13f}},
    .sure = 1.5f,
    .threshold = 0.0f,
    .temperature = 1.0f,
};

}  // namespace bibmill
