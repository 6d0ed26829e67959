#include "connectors/arxiv/search.h"

#include <algorithm>

#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

constexpr std::size_t kPhraseBytes =
    200;  // some thirty words: beyond them nothing is told apart, and twenty still fit a request

bool is_published_as(const SourceRecord& record, const Doi& doi) {
  return std::any_of(record.relations.begin(), record.relations.end(), [&](const Relation& relation) {
    const Doi* target = std::get_if<Doi>(&relation.target);
    return target != nullptr && *target == doi;
  });
}

bool is_written_by(const SourceRecord& record, const std::vector<std::string>& people) {
  const auto has = [&](const std::string& name) {
    return std::any_of(record.work.authors.begin(), record.work.authors.end(),
                       [&](const Person& author) { return holds_phrase(display_name(author.name), fold_title(name)); });
  };
  return !people.empty() && std::all_of(people.begin(), people.end(), has);
}

}  // namespace

std::string arxiv_phrase(std::string_view title) {
  std::string phrase = fold_title(title);
  if (phrase.size() <= kPhraseBytes) return phrase;
  const std::size_t blank = phrase.rfind(' ', kPhraseBytes);
  // A single word of that length cannot be cut without breaking the phrase: the search then finds nothing.
  if (blank != std::string::npos) phrase.resize(blank);
  return phrase;
}

bool holds_phrase(std::string_view title, std::string_view phrase) {
  if (phrase.empty()) return false;
  const std::string words = " " + fold_title(title) + " ";
  return words.find(" " + std::string(phrase) + " ") != std::string::npos;
}

std::optional<ArxivId> asked_arxiv_id(const Query& query) {
  if (const auto* by = std::get_if<ByArxivId>(&query)) return by->id;
  const auto* by = std::get_if<ByDoi>(&query);
  if (by == nullptr || by->doi.prefix() != "10.48550") return std::nullopt;
  return ArxivId::parse(by->doi.str());
}

bool arxiv_selects(const Query& query, const SourceRecord& record) {
  if (const auto id = asked_arxiv_id(query)) return record.work.arxiv_id == id;
  if (const auto* by = std::get_if<ByDoi>(&query)) return is_published_as(record, by->doi);
  if (const auto* by = std::get_if<ByTitle>(&query)) {
    return holds_phrase(record.work.title.value_or(""), arxiv_phrase(by->title));
  }
  if (const auto* by = std::get_if<ByPreprintOf>(&query)) {
    return (by->doi && is_published_as(record, *by->doi)) || is_written_by(record, by->people);
  }
  return false;
}

}  // namespace bibmill
