#include <fstream>
#include <nlohmann/json.hpp>

#include "normalizers/text/markup.h"
#include "tests/quality/sets.h"
#include "tests/quality/version_search.h"

namespace bibmill::quality {
namespace {

std::string text_or_empty(const nlohmann::json& value) { return value.is_string() ? value.get<std::string>() : ""; }

VersionQuestion question_of(const nlohmann::json& pair) {
  VersionQuestion question;
  SourceRecord& article = question.work;
  article.source = SourceId::crossref;
  article.record_id = text_or_empty(pair.at("pub"));
  article.work.type = WorkType::article_journal;
  article.work.doi = Doi::parse(article.record_id);
  article.work.title = plain_text(text_or_empty(pair.at("pub_title")));
  article.work.issued = parse_partial_date(text_or_empty(pair.at("pub_date")));
  article.work.authors = people_of(text_or_empty(pair.at("pub_authors")));
  if (auto preprint = Doi::parse(text_or_empty(pair.at("preprint")))) question.versions.push_back(*std::move(preprint));
  return question;
}

}  // namespace

std::vector<Measurement> measure_medrxiv(const Places& places, const MatchPolicy& policy) {
  std::ifstream file(places.bench / "medrxiv" / "pairs.jsonl");
  std::vector<VersionQuestion> questions;
  for (std::string line; std::getline(file, line);) questions.push_back(question_of(nlohmann::json::parse(line)));
  auto outcomes = search_versions(questions, medrxiv_preprints(places.bench), policy);
  return {{"medrxiv (seen)", std::move(outcomes), {Figure::recall_if_precise, 0.95}, "Cabanac et al. 0.909"}};
}

}  // namespace bibmill::quality
