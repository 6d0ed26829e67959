#include <algorithm>
#include <utility>

#include "pipeline/resolve/entry_walk.h"

namespace bibmill {

Awaitable<std::shared_ptr<const Answer>> EntryWalk::ask(Source* source, Query query) {
  if (!source || !source->answers(kind_of(query))) co_return nullptr;
  const std::string question =
      std::string(to_string(source->id())) + ' ' + std::string(to_string(kind_of(query))) + ' ' + canonical_key(query);
  const bool follow_up = !asked_.empty();
  if (!asked_.insert(question).second) co_return nullptr;
  const Turn turn(entry_.ordinal, follow_up);
  Result<std::shared_ptr<const Answer>> answer = co_await source->ask(std::move(query), turn);
  if (answer) {
    answered_ = true;
    co_return *answer;
  }
  unasked_.push_back({source->id(), std::string(to_string(answer.error().kind)) + ": " + answer.error().message});
  co_return nullptr;
}

Awaitable<std::shared_ptr<const Answer>> EntryWalk::ask_dblp(Query query) {
  const std::size_t unasked_before = unasked_.size();
  std::shared_ptr<const Answer> best;
  for (Source* way : resolver_.sources().dblp) {
    const std::shared_ptr<const Answer> answer = co_await ask(way, query);
    if (answer) best = answer;
    if (answer && !answer->absent()) break;
  }
  // One way that answered is enough: the others are the same records.
  if (best) unasked_.resize(unasked_before, Unasked());
  co_return best;
}

Awaitable<EntryWalk::Records> EntryWalk::ask_index(Query query) {
  const std::vector<Source*>& ways = resolver_.sources().dblp;
  const auto index = std::ranges::find(ways, SourceId::dblp_index, &Source::id);
  if (index == ways.end()) co_return Records();
  const std::shared_ptr<const Answer> answer = co_await ask(*index, std::move(query));
  if (answer) co_return answer->records;
  co_return Records();
}

Awaitable<EntryWalk::Records> EntryWalk::ask_identifier(Identifier identifier) {
  std::shared_ptr<const Answer> answer;
  if (const auto* doi = std::get_if<Doi>(&identifier)) {
    Records records = co_await ask_doi(*doi);
    co_return records;
  }
  if (const auto* id = std::get_if<ArxivId>(&identifier)) {
    const Query query = ByArxivId(*id);
    answer = co_await ask(resolver_.sources().arxiv, query);
  } else {
    const Query query = ByDblpKey(std::get<DblpKey>(identifier));
    answer = co_await ask_dblp(query);
  }
  if (answer) co_return answer->records;
  co_return Records();
}

Awaitable<EntryWalk::Records> EntryWalk::ask_doi(Doi doi) {
  if (const auto arxiv_id = ArxivId::parse(doi.str())) {
    const Query query = ByArxivId(*arxiv_id);
    const std::shared_ptr<const Answer> preprint = co_await ask(resolver_.sources().arxiv, query);
    if (preprint && !preprint->absent()) co_return preprint->records;
  }
  const Query query = ByDoi(doi);
  const Agency of_prefix = co_await agency_of(std::string(doi.prefix()));
  if (of_prefix.known && of_prefix.name.empty()) co_return Records();  // nobody registers DOIs of this prefix
  // Without a word from doi.org Crossref is the best guess: it registers most of the literature.
  Source* first = of_prefix.known ? agency_source(of_prefix.name) : resolver_.sources().crossref;
  const std::shared_ptr<const Answer> answer = co_await ask(first, query);
  if (answer && !answer->absent()) co_return answer->records;
  if (first && !answer) co_return Records();
  // A prefix tells where DOIs are minted; a single DOI may have moved to another agency.
  const Agency of_doi = co_await agency_of(doi.str());
  if (of_doi.name == of_prefix.name) co_return Records();
  const std::shared_ptr<const Answer> moved = co_await ask(agency_source(of_doi.name), query);
  if (moved) co_return moved->records;
  co_return Records();
}

Source* EntryWalk::agency_source(const std::string& agency) const {
  if (agency == "crossref") return resolver_.sources().crossref;
  if (agency == "datacite") return resolver_.sources().datacite;
  return nullptr;
}

Awaitable<EntryWalk::Agency> EntryWalk::agency_of(std::string subject) {
  const auto listed = resolver_.policy().agencies.find(subject);
  if (listed != resolver_.policy().agencies.end()) co_return Agency(true, listed->second);
  if (const auto told = agencies_.find(subject); told != agencies_.end()) co_return told->second;
  const Query query = ByAgency(subject);
  const std::shared_ptr<const Answer> answer = co_await ask(resolver_.sources().doi_ra, query);
  Agency agency(answer != nullptr, "");
  if (answer && !answer->absent()) agency.name = answer->records.front().agency.value_or("");
  agencies_.emplace(subject, agency);
  co_return agency;
}

}  // namespace bibmill
