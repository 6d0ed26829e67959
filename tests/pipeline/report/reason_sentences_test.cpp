#include "pipeline/report/reason_sentences.h"

#include <gtest/gtest.h>

#include "normalizers/model/match.h"
#include "pipeline/match/compare.h"
#include "pipeline/match/versions.h"

namespace bibmill {
namespace {

TEST(ReasonSentences, EveryRuleHasOne) {
  for (const auto rules : {match_rules(), version_rules()}) {
    for (const MatchRule& rule : rules) {
      const auto sentence = reason_sentence(rule.name);
      ASSERT_TRUE(sentence) << rule.name << ": write a sentence for people in reason_sentences.cpp";
      EXPECT_TRUE(sentence->ends_with('.')) << rule.name;
    }
  }
  EXPECT_TRUE(reason_sentence(Match().reason));
}

TEST(ReasonSentences, WhatMergeAndDeduplicationNameHasOneToo) {
  for (const char* reason : {"refuted", "registrant_relation", "linked_through_another", "orcid", "dblp_person",
                             "name_and_coauthor", "alone"}) {
    EXPECT_TRUE(reason_sentence(reason)) << reason;
  }
  EXPECT_FALSE(reason_sentence("no_such_rule"));
}

TEST(ReasonSentences, EveryFeatureIsDescribed) {
  Features all;
  all.title.grade = TitleGrade::reworded;
  all.title.edit = 0.9;
  all.title.numbers_agree = false;
  all.title.system = all.people.verdict = all.year = all.venue = all.pages = all.affiliations = Evidence::agrees;
  all.identifier_equal = all.doi_conflict = all.related = true;
  for (const auto& [name, value] : feature_list(all)) {
    EXPECT_EQ(describe_feature(name, value).find('_'), std::string::npos) << name << " has no words";
  }
}

TEST(ReasonSentences, ValuesReadAsWords) {
  const struct {
    std::string_view name;
    double value;
    std::string_view words;
  } cases[] = {
      {"authors", 0.75, "75 % of the authors"},  {"venue", 1, "the venue agrees"},
      {"venue", 0.5, "the venue nearly agrees"}, {"doi", 0, "the DOI differs"},
      {"year_difference", 0, "the same year"},   {"year_difference", -1, "1 year earlier"},
      {"year_difference", 2, "2 years later"},   {"novel_feature", 0.25, "novel_feature 0.25"},
  };
  for (const auto& test : cases) EXPECT_EQ(describe_feature(test.name, test.value), test.words);
}

}  // namespace
}  // namespace bibmill
