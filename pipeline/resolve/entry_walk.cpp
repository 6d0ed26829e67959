#include "pipeline/resolve/entry_walk.h"

#include <algorithm>
#include <utility>

#include "pipeline/match/versions.h"
#include "pipeline/resolve/preprint_question.h"
#include "pipeline/resolve/toc_choice.h"

namespace bibmill {
namespace {

/// Records of one table of contents that are worth comparing with an entry.
constexpr std::size_t kNearest = 5;

std::string first_family(const Work& work) {
  return work.authors.empty() ? std::string() : work.authors.front().name.family;
}

bool is_version_relation(const Relation& relation, std::string_view wanted) {
  return relation.kind == wanted || relation.kind == "version" || relation.kind == "same_as";
}

}  // namespace

Awaitable<Record> EntryWalk::walk() {
  co_await ask_claims();
  if (!chosen()) co_await search_index();
  if (!chosen() || is_preprint(chosen()->work)) co_await ask_shared_table();
  if (!chosen()) co_await search_titles();
  co_await ask_registered_record();
  const bool wants_versions = counterparts() != Counterparts::off;
  if (chosen() && wants_versions) co_await find_published();
  if (chosen()) co_await ask_openalex();
  if (chosen() && wants_versions) co_await find_preprint();
  // An entry that no source could be asked about needed one all the same.
  resolver_.note_walk(!asked_.empty() || !is_never_accepted(), answered_);
  co_return conclude();
}

Awaitable<void> EntryWalk::ask_claims() {
  // DOIs last: by then the tables of contents have given those of other entries, and all share a request.
  std::vector<Identifier> claims;
  for (const bool dois : {false, true}) {
    std::ranges::copy_if(entry_.identifiers, std::back_inserter(claims),
                         [dois](const Identifier& claim) { return std::holds_alternative<Doi>(claim) == dois; });
  }
  for (const Identifier& claim : claims) {
    const auto* doi = std::get_if<Doi>(&claim);
    if (doi && is_denied(*doi)) continue;
    Records records = co_await ask_identifier(claim);
    if (!std::holds_alternative<DblpKey>(claim)) {
      const Query query = query_for(claim);
      Records on_this_machine = co_await ask_index(query);
      std::ranges::move(on_this_machine, std::back_inserter(records));
    }
    if (!records.empty()) known_claims_.insert(to_string(claim));
    co_await keep(std::move(records));
  }
}

Awaitable<void> EntryWalk::search_index() {
  if (title().empty()) co_return;
  const Query query = ByTitle(title(), first_family(entry_.work));
  Records records = co_await ask_index(query);
  co_await keep(std::move(records));
}

Awaitable<void> EntryWalk::ask_shared_table() {
  const std::set<std::string>& shared = resolver_.policy().tocs;
  // What was read from a table stands in it, whatever its venue is called.
  const bool is_from_table = shared.contains(entry_.file);
  const std::optional<std::string> page = is_from_table ? entry_.file : toc_of(entry_, resolver_.venues());
  if (page && shared.contains(*page)) co_await ask_table(*page);
}

Awaitable<void> EntryWalk::ask_table(std::string page) {
  if (title().empty()) co_return;
  const Query query = ByToc(page);
  const auto holds_it = [&](const Source* way) { return way->holds(query); };
  // Its titles were among those of the index.
  if (std::ranges::any_of(resolver_.sources().dblp, holds_it)) co_return;
  const std::shared_ptr<const Answer> toc = co_await ask_dblp(query);
  if (!toc || toc->absent()) co_return;
  Records nearest = resolver_.toc_index(page, toc)->nearest(title(), kNearest);
  co_await keep(std::move(nearest));
}

Awaitable<void> EntryWalk::search_titles() {
  if (title().empty()) co_return;
  const Query query = ByTitle(title(), first_family(entry_.work));
  // DBLP and arXiv take many titles in one request; Crossref takes one, so it is asked last.
  const std::shared_ptr<const Answer> in_dblp = co_await ask_dblp(query);
  if (in_dblp) co_await keep(in_dblp->records);
  if (!chosen()) {
    const std::shared_ptr<const Answer> in_arxiv = co_await ask(resolver_.sources().arxiv, query);
    if (in_arxiv) co_await keep(in_arxiv->records);
  }
  if (!chosen()) co_await ask_table_of_venue_without_dois();
  if (!chosen() || is_preprint(chosen()->work)) {
    const std::shared_ptr<const Answer> in_crossref = co_await ask(resolver_.sources().crossref, query);
    if (in_crossref) co_await keep(in_crossref->records);
  }
}

/// Its title is spelt otherwise, and Crossref, which would find it all the same, has no papers of the venue.
Awaitable<void> EntryWalk::ask_table_of_venue_without_dois() {
  const Venue* venue = venue_of(entry_, resolver_.venues());
  const std::optional<std::string> page = toc_of(entry_, resolver_.venues());
  if (page && !has_dois(*venue, venue_year(entry_))) co_await ask_table(*page);
}

Awaitable<void> EntryWalk::ask_registered_record() {
  const SourceRecord* record = chosen();
  if (!record || !record->work.doi || is_denied(*record->work.doi)) co_return;
  const Doi doi = *record->work.doi;
  Records records = co_await ask_doi(doi);
  co_await keep(std::move(records));
}

Awaitable<void> EntryWalk::find_published() {
  if (!is_preprint(chosen()->work)) co_return;
  const std::vector<Identifier> links = related("published");
  Records candidates;
  for (const Identifier& link : links) {
    Records records = co_await ask_identifier(link);
    std::ranges::move(records, std::back_inserter(candidates));
  }
  const auto is_no_paper = [&](const SourceRecord& record) { return is_preprint(record.work) || !belongs(record); };
  std::erase_if(candidates, is_no_paper);
  if (candidates.empty() && counterparts() == Counterparts::titles) {
    const Query query = ByTitle(title(), first_family(chosen()->work));
    const std::shared_ptr<const Answer> in_dblp = co_await ask_dblp(query);
    if (in_dblp) candidates = in_dblp->records;
    std::erase_if(candidates, is_no_paper);
    if (candidates.empty()) {
      // Its search is a bag of words: it finds papers under other titles too.
      const std::shared_ptr<const Answer> in_crossref = co_await ask(resolver_.sources().crossref, query);
      if (in_crossref) candidates = in_crossref->records;
      std::erase_if(candidates, is_no_paper);
    }
  }
  if (candidates.empty() && counterparts() == Counterparts::identifiers) {
    const Query query = ByTitle(title(), first_family(chosen()->work));
    candidates = co_await ask_index(query);
    std::erase_if(candidates, is_no_paper);
    if (candidates.empty()) postpone(resolver_.sources().crossref);
  }
  if (candidates.empty()) co_return;
  const std::optional<Doi> doi = candidates.front().work.doi;
  link_versions(std::move(candidates));
  if (!doi || is_denied(*doi)) co_return;
  Records registered = co_await ask_doi(*doi);
  link_versions(std::move(registered));
}

/// Never to find a work: only about a DOI that is known to be its. What comes decides nothing; what it names as
/// versions tells where to look, and is linked only where title and people say the same.
Awaitable<void> EntryWalk::ask_openalex() {
  const std::optional<Doi> doi = main_version()->work.doi;
  if (!doi || is_denied(*doi)) co_return;
  const Query query = ByDoi(*doi);
  const std::shared_ptr<const Answer> answer = co_await ask(resolver_.sources().openalex, query);
  if (answer) link_versions(answer->records);
}

Awaitable<void> EntryWalk::find_preprint() {
  if (is_preprint(chosen()->work) || has_preprint()) co_return;
  const std::vector<Identifier> links = related("preprint");
  for (const Identifier& link : links) {
    Records records = co_await ask_identifier(link);
    link_versions(std::move(records));
  }
  if (!has_preprint()) co_await ask_for_preprint();
}

Awaitable<void> EntryWalk::ask_for_preprint() {
  Source* arxiv = resolver_.sources().arxiv;
  // By identifier and people first: that finds most of what a title finds, and what has another title.
  const std::optional<ByPreprintOf> question = preprint_question(chosen()->work);
  if (question && counterparts() == Counterparts::titles) {
    const Query by_people = *question;
    const std::shared_ptr<const Answer> of_same_people = co_await ask(arxiv, by_people);
    if (of_same_people) link_surest(of_same_people->records);
  } else if (chosen()->work.doi) {
    const Query by_doi = ByDoi(*chosen()->work.doi);
    const std::shared_ptr<const Answer> claims_doi = co_await ask(arxiv, by_doi);
    if (claims_doi) link_versions(claims_doi->records);
  }
  if (has_preprint()) co_return;
  if (counterparts() != Counterparts::titles) {
    postpone(arxiv);
    co_return;
  }
  const Query by_title = ByTitle(title());
  const std::shared_ptr<const Answer> named_so = co_await ask(arxiv, by_title);
  if (named_so) link_versions(named_so->records);
}

Counterparts EntryWalk::counterparts() const {
  const ResolvePolicy& policy = resolver_.policy();
  const bool too_many = policy.counterparts == Counterparts::titles && entry_.ordinal >= policy.titles_before;
  return too_many ? Counterparts::identifiers : policy.counterparts;
}

void EntryWalk::postpone(const Source* search) {
  if (search == nullptr || counterparts() == resolver_.policy().counterparts) return;
  unasked_.push_back({search->id(), std::string(kPostponed)});
}

Awaitable<void> EntryWalk::keep(Records records) {
  Records found;
  for (SourceRecord& record : records) {
    const auto is_it = [&](const SourceRecord& other) {
      return other.source == record.source && other.record_id == record.record_id;
    };
    const bool known =
        std::ranges::any_of(decision_.candidates, is_it, &Candidate::record) || std::ranges::any_of(found, is_it);
    if (!known) found.push_back(std::move(record));
  }
  if (found.empty()) co_return;
  for (Candidate& candidate : decision_.candidates) found.push_back(std::move(candidate.record));
  decision_ = co_await resolver_.decide_on_cpu(&entry_, std::move(found));
}

const SourceRecord* EntryWalk::chosen() const {
  if (decision_.outcome != Outcome::accepted || !decision_.chosen) return nullptr;
  return &decision_.candidates[*decision_.chosen].record;
}

const SourceRecord* EntryWalk::main_version() const {
  const auto published =
      std::ranges::find_if(versions_, [](const SourceRecord& record) { return !is_preprint(record.work); });
  return is_preprint(chosen()->work) && published != versions_.end() ? &*published : chosen();
}

bool EntryWalk::has_preprint() const {
  const auto is_one = [&](const SourceRecord& record) { return is_preprint(record.work) && belongs(record); };
  return std::ranges::any_of(decision_.candidates, is_one, &Candidate::record) ||
         std::ranges::any_of(versions_, is_one);
}

bool EntryWalk::belongs(const SourceRecord& record) const {
  const SourceRecord* work = chosen();
  if (!work) return false;
  const auto is_it = [&](const SourceRecord& other) {
    return other.source == record.source && other.record_id == record.record_id;
  };
  const std::vector<Candidate>& compared = decision_.candidates;
  const auto is_candidate = [&](std::size_t index) { return is_it(compared[index].record); };
  if (std::ranges::any_of(decision_.same_work, is_candidate)) return true;
  // The decision compared every record it was made from with the chosen one: only a claim of the user's adds to that.
  if (!is_claimed(record) && std::ranges::any_of(compared, is_it, &Candidate::record)) return false;
  return link(*work, record).accepted();
}

bool EntryWalk::is_claimed(const SourceRecord& record) const {
  return std::ranges::any_of(entry_.identifiers, [&](const Identifier& claim) { return carries(record, claim); });
}

Match EntryWalk::link(const SourceRecord& work, const SourceRecord& record) const {
  const LinkedBy linked = is_claimed(record) ? LinkedBy::entry : LinkedBy::nobody;
  return same_work(work, record, resolver_.policy().match, linked);
}

void EntryWalk::link_versions(Records records) {
  for (SourceRecord& record : records) {
    const bool known = std::ranges::find(versions_, record) != versions_.end();
    if (!known && belongs(record)) versions_.push_back(std::move(record));
  }
}

std::vector<Identifier> EntryWalk::related(std::string_view kind) const {
  std::vector<Identifier> links;
  const auto add = [&](const SourceRecord& record) {
    if (!belongs(record)) return;
    for (const Relation& relation : record.relations) {
      if (is_version_relation(relation, kind)) links.push_back(relation.target);
    }
  };
  std::ranges::for_each(decision_.candidates, add, &Candidate::record);
  std::ranges::for_each(versions_, add);
  return links;
}

void EntryWalk::link_surest(const Records& records) {
  for (const std::size_t index : surest_versions(*chosen(), records, resolver_.policy().match)) {
    if (std::ranges::find(versions_, records[index]) == versions_.end()) versions_.push_back(records[index]);
  }
}

std::string EntryWalk::title() const {
  if (entry_.work.title) return *entry_.work.title;
  return chosen() ? chosen()->work.title.value_or("") : "";
}

bool EntryWalk::is_denied(const Doi& doi) const {
  return std::ranges::find(resolver_.policy().match.denied_prefixes, doi.prefix()) !=
         resolver_.policy().match.denied_prefixes.end();
}

}  // namespace bibmill
