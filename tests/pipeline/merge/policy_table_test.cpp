#include "pipeline/merge/policy_table.h"

#include <set>
#include <utility>

namespace bibmill {
namespace {

TEST(PolicyTable, HasOneRowForEachFieldAndKind) {
  std::set<std::pair<WorkField, WorkKind>> rows;
  for (const FieldPolicy& row : policy_table()) {
    EXPECT_TRUE(rows.emplace(row.field, row.kind).second) << json_name(row.field);
    EXPECT_EQ(&policy_for(row.field, row.kind), &row);
  }
  EXPECT_EQ(rows.size(), 2 * kAllWorkFields.size());
}

TEST(PolicyTable, GivesAReasonAndAnOrderWithoutRepetition) {
  for (const FieldPolicy& row : policy_table()) {
    EXPECT_FALSE(row.reason.empty()) << json_name(row.field);
    EXPECT_FALSE(row.order.empty()) << json_name(row.field);
    EXPECT_EQ(std::set<SourceId>(row.order.begin(), row.order.end()).size(), row.order.size()) << json_name(row.field);
    EXPECT_FALSE(rank_of(row, SourceId::input)) << "the user's side has its own rule";
  }
}

struct Preference {
  WorkField field;
  WorkKind kind;
  SourceId winner;
  SourceId loser;  ///< gives the value where the winner has none; input: gives none at all
};

TEST(PolicyTable, PrefersTheSourceThatKnows) {
  using enum SourceId;
  using enum WorkField;
  constexpr auto published = WorkKind::published;
  constexpr auto preprint = WorkKind::preprint;
  for (const auto& [field, kind, winner, loser] : {
           Preference{type, published, dblp_index, crossref},
           Preference{type, preprint, arxiv, dblp_sparql},
           Preference{title, published, crossref, dblp_index},
           Preference{title, published, datacite, dblp_sparql},
           Preference{title, published, dblp_rest, arxiv},
           Preference{title, preprint, arxiv, datacite},
           Preference{authors, published, crossref, dblp_index},
           Preference{authors, preprint, arxiv, dblp_index},
           Preference{issued, published, crossref, dblp_index},
           Preference{issued, preprint, arxiv, datacite},
           Preference{container_title, published, crossref, dblp_index},
           Preference{container_title_short, published, dblp_index, crossref},
           Preference{event, published, crossref, datacite},
           Preference{publisher, published, crossref, dblp_index},
           Preference{volume, published, crossref, dblp_index},
           Preference{pages, published, crossref, dblp_index},
           Preference{doi, published, crossref, dblp_index},
           Preference{doi, preprint, datacite, arxiv},
           Preference{arxiv_id, published, arxiv, dblp_index},
           Preference{dblp_key, published, dblp_index, dblp_sparql},
           Preference{isbn, published, crossref, dblp_index},
           Preference{url, preprint, arxiv, datacite},
           Preference{abstract_text, published, crossref, arxiv},
           Preference{abstract_text, preprint, arxiv, datacite},
           Preference{license, published, crossref, arxiv},
           Preference{primary_class, published, arxiv, datacite},
       }) {
    const FieldPolicy& row = policy_for(field, kind);
    ASSERT_TRUE(rank_of(row, winner)) << json_name(field);
    ASSERT_TRUE(rank_of(row, loser)) << json_name(field);
    EXPECT_LT(*rank_of(row, winner), *rank_of(row, loser)) << json_name(field);
  }
}

TEST(PolicyTable, RanksAggregatorsBelowEverybodyElse) {
  for (const FieldPolicy& row : policy_table()) {
    const auto rank = rank_of(row, SourceId::openalex);
    EXPECT_TRUE(!rank || (*rank == row.order.size() - 1 && *rank > 0)) << json_name(row.field);
  }
}

struct Exclusion {
  WorkField field;
  WorkKind kind;
  SourceId source;
};

TEST(PolicyTable, LeavesOutTheSourceThatCannotKnow) {
  using enum SourceId;
  using enum WorkField;
  constexpr auto published = WorkKind::published;
  constexpr auto preprint = WorkKind::preprint;
  for (const auto& [field, kind, source] : {
           Exclusion{doi, published, arxiv},                  // the author's own text
           Exclusion{pages, published, arxiv},                // a comment's page count
           Exclusion{container_title, preprint, dblp_index},  // "CoRR"
           Exclusion{container_title_short, preprint, dblp_index},
           Exclusion{volume, preprint, dblp_sparql},  // "abs/2505.11432"
           Exclusion{abstract_text, published, dblp_index},
           Exclusion{dblp_key, published, crossref},
           Exclusion{title, published, doi_ra},  // says who registers, describes nothing
           Exclusion{publisher, published, arxiv},
       }) {
    EXPECT_FALSE(rank_of(policy_for(field, kind), source)) << json_name(field) << ' ' << to_string(source);
  }
}

TEST(PolicyTable, TakesFromOtherVersionsOnlyWhatBelongsToThePreprint) {
  const std::set<WorkField> allowed{WorkField::arxiv_id, WorkField::abstract_text, WorkField::primary_class};
  for (const FieldPolicy& row : policy_table()) {
    EXPECT_TRUE(row.scope == Scope::chosen || allowed.contains(row.field)) << json_name(row.field);
  }
}

}  // namespace
}  // namespace bibmill
