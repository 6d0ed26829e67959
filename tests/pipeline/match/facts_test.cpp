// The facts of the bundled reading list: every paper is accepted, its preprints are linked under whatever title, and no
// paper is taken for another of the list or for the near misses known.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "normalizers/names/person_name.h"
#include "pipeline/match/compare.h"
#include "pipeline/match/decide.h"
#include "pipeline/match/versions.h"

namespace bibmill {
namespace {

using Json = nlohmann::json;

std::vector<Json> load_facts() {
  std::ifstream file(std::filesystem::path(BIBMILL_SHARED_DIR) / "seed/entries.jsonl");
  std::vector<Json> facts;
  for (std::string line; std::getline(file, line);) facts.push_back(Json::parse(line));
  return facts;
}

Entry entry_of(const Json& fact) {
  Entry entry;
  entry.work.title = fact["title"].get<std::string>();
  entry.venue = fact["venue"].get<std::string>();
  entry.year = fact["year"].get<int>();
  for (const auto& text : fact["affiliations_seed"]) entry.affiliations.push_back(text.get<std::string>());
  for (const auto& link : fact["links"]) {
    if (auto identifier = parse_identifier(link["url"].get<std::string>())) entry.identifiers.push_back(*identifier);
  }
  return entry;
}

void add_authors(const Json& found, Work& work) {
  if (found["authors"].is_null()) return;
  for (const auto& name : found["authors"]) work.authors.push_back({parse_name(name.get<std::string>()), {}, {}, {}});
}

SourceRecord paper_of(const Json& fact) {
  const auto& found = fact["found"];
  SourceRecord record;
  record.source = SourceId::crossref;
  record.work.type = WorkType::paper_conference;
  record.work.title =
      (found["published_title"].is_null() ? fact["title"] : found["published_title"]).get<std::string>();
  record.work.container_title = "Proceedings of the 21st European Conference on Computer Systems";
  record.work.event = "EUROSYS '26";
  record.work.issued = PartialDate{2026, {}, {}};
  record.work.doi = Doi::parse(found["doi"].get<std::string>());
  record.record_id = record.work.doi->str();
  add_authors(found, record.work);
  return record;
}

std::vector<SourceRecord> preprints_of(const Json& fact) {
  const auto& found = fact["found"];
  std::vector<SourceRecord> records;
  if (found["arxiv_id"].is_null()) return records;
  for (const auto& version : found["arxiv_titles"]) {
    SourceRecord record;
    record.source = SourceId::arxiv;
    record.work.type = WorkType::article;
    record.work.title = version["title"].get<std::string>();
    record.work.arxiv_id = ArxivId::parse(found["arxiv_id"].get<std::string>());
    record.work.issued = PartialDate{2000 + std::stoi(found["arxiv_id"].get<std::string>().substr(0, 2)), {}, {}};
    record.record_id = record.work.arxiv_id->str() + version["version"].get<std::string>();
    add_authors(found, record.work);
    records.push_back(std::move(record));
  }
  return records;
}

TEST(Facts, EveryPaperIsFoundAmongAll) {
  const auto facts = load_facts();
  if (facts.empty()) GTEST_SKIP() << "no facts in " << BIBMILL_SHARED_DIR;
  std::vector<SourceRecord> all;
  for (const auto& fact : facts) all.push_back(paper_of(fact));
  for (const auto& fact : facts) {
    const auto decision = decide(entry_of(fact), all, {});
    ASSERT_EQ(decision.outcome, Outcome::accepted) << fact["title"] << " " << decision.reason;
    EXPECT_EQ(decision.candidates[*decision.chosen].record.record_id, fact["found"]["doi"].get<std::string>());
    EXPECT_EQ(decision.same_work.size(), 1u) << fact["title"];
  }
}

TEST(Facts, PreprintsAreLinkedAndNoOthers) {
  const auto facts = load_facts();
  if (facts.empty()) GTEST_SKIP() << "no facts in " << BIBMILL_SHARED_DIR;
  std::size_t known = 0;
  std::size_t linked = 0;
  std::vector<std::vector<SourceRecord>> preprints_by_fact;
  for (const auto& fact : facts) preprints_by_fact.push_back(preprints_of(fact));
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto paper = paper_of(facts[i]);
    const auto& preprints = preprints_by_fact[i];
    known += !preprints.empty();
    bool all_titles = !preprints.empty();
    for (const auto& preprint : preprints) {
      EXPECT_TRUE(same_work(paper, preprint, {}, LinkedBy::entry).accepted()) << *preprint.work.title;
      const auto match = same_work(paper, preprint, {});
      if (!match.accepted())
        std::printf("  needs a link: %s (%s)\n", preprint.work.title->c_str(), match.reason.c_str());
      all_titles = all_titles && match.accepted();
    }
    linked += all_titles;
    for (std::size_t other = 0; other < facts.size(); ++other) {
      if (other == i) continue;
      for (const auto& preprint : preprints_by_fact[other]) {
        EXPECT_FALSE(same_work(paper, preprint, {}).accepted()) << *paper.work.title << " / " << *preprint.work.title;
      }
    }
  }
  std::printf("preprints linked under all their titles without an identifier: %zu of %zu\n", linked, known);
  EXPECT_EQ(known, 24u);
  EXPECT_GE(linked, 20u);
}

SourceRecord preprint(const std::string& title, const std::vector<std::string>& authors, const std::string& id) {
  SourceRecord record;
  record.source = SourceId::arxiv;
  record.work.type = WorkType::article;
  record.work.title = title;
  for (const auto& name : authors) record.work.authors.push_back({parse_name(name), {}, {}, {}});
  record.work.arxiv_id = ArxivId::parse(id);
  record.work.issued = PartialDate{2000 + std::stoi(id.substr(0, 2)), {}, {}};
  record.record_id = id;
  return record;
}

TEST(Facts, NearMissesStayApart) {
  const auto facts = load_facts();
  if (facts.empty()) GTEST_SKIP() << "no facts in " << BIBMILL_SHARED_DIR;
  const std::vector<SourceRecord> misses = {
      preprint("Reliable and Resilient Collective Communication Library for LLM Training and Serving",
               {"Wei Wang", "Nengneng Yu", "Sixian Xiong", "Zaoxing Liu"}, "2512.25059"),
      preprint("FaaSTube: Optimizing GPU-oriented Data Transfer for Serverless Computing",
               {"Hao Wu", "Junxiao Deng", "Minchen Yu", "Yue Yu", "Yaochen Liu", "Hao Fan", "Song Wu", "Wei Wang"},
               "2411.01830")};
  for (const auto& fact : facts) {
    for (const auto& miss : misses) {
      EXPECT_FALSE(compare(entry_of(fact), miss, {}).accepted()) << fact["title"];
      EXPECT_FALSE(same_work(paper_of(fact), miss, {}).accepted()) << fact["title"];
    }
  }
}

TEST(Facts, AuthorListsMayChangeBetweenLinkedVersions) {
  const auto facts = load_facts();
  if (facts.empty()) GTEST_SKIP() << "no facts in " << BIBMILL_SHARED_DIR;
  const auto crius =
      preprint("A Codesign of Scheduling and Parallelization for Large Model Training in Heterogeneous Clusters",
               {"Chunyu Xue", "Weihao Cui", "Han Zhao", "Quan Chen", "Shulai Zhang", "Pengyu Yang", "Jing Yang",
                "Shaobo Li", "Minyi Guo"},
               "2403.16125");
  const auto arena = paper_of(facts[6]);
  EXPECT_TRUE(same_work(arena, crius, {}, LinkedBy::entry).accepted());
  EXPECT_FALSE(same_work(arena, crius, {}).accepted());
}

}  // namespace
}  // namespace bibmill
