#include "pipeline/organisations/resolve.h"

#include <algorithm>
#include <map>
#include <utility>

#include "pipeline/parallel/for_each_index.h"

namespace bibmill {
namespace {

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(text);
}

/// Ids of what the authors' affiliations say, parents included.
void add_to_context(AffiliationContext& context, const ResolvedOrganisation& organisation) {
  add_once(context.organisations, organisation.id);
  for (const std::string& parent : organisation.parents) add_once(context.organisations, parent);
}

class RecordResolution {
 public:
  RecordResolution(Record& record, const OrganisationResolver& resolver) : record_(record), resolver_(resolver) {}

  std::vector<SeenAffiliation> resolve() && {
    read_authors();
    std::vector<AffiliationVerdict> verdicts;
    for (const EntryAffiliation& affiliation : record_.affiliations)
      verdicts.push_back(resolver_.resolve(affiliation.text));
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      // What a string means by itself needs no help; nor may it help itself.
      if (verdicts[i].status == AffiliationStatus::ambiguous) {
        AffiliationContext context = context_;
        context.countries = countries_beside(verdicts, i);
        verdicts[i] = resolver_.resolve(record_.affiliations[i].text, context);
      }
      fill(record_.affiliations[i], verdicts[i]);
      see(record_.affiliations[i].text, verdicts[i]);
    }
    return std::move(seen_);
  }

 private:
  void read_authors() {
    for (Person& author : record_.work.authors) {
      for (AuthorAffiliation& affiliation : author.affiliations) {
        const AffiliationVerdict verdict = resolver_.resolve(affiliation.name);
        for (const ResolvedOrganisation& organisation : verdict.organisations) add_to_context(context_, organisation);
        if (affiliation.ror) add_once(context_.organisations, *affiliation.ror);
        if (!affiliation.ror && !verdict.organisations.empty() && !verdict.organisations.front().ror.empty())
          affiliation.ror = verdict.organisations.front().ror;
        see(affiliation.name, verdict);
      }
    }
  }

  static std::vector<std::string> countries_beside(const std::vector<AffiliationVerdict>& verdicts, std::size_t self) {
    std::vector<std::string> countries;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      if (i != self && !verdicts[i].organisations.empty())
        add_once(countries, verdicts[i].organisations.front().country);
    }
    return countries;
  }

  static void fill(EntryAffiliation& affiliation, const AffiliationVerdict& verdict) {
    affiliation.status = to_string(verdict.status);
    affiliation.ror.reset();
    affiliation.name.reset();
    affiliation.candidates.clear();
    if (!verdict.organisations.empty()) {
      const ResolvedOrganisation& meant = verdict.organisations.front();
      if (!meant.ror.empty()) affiliation.ror = meant.ror;
      affiliation.name = meant.name;
    }
    for (const ResolvedOrganisation& candidate : verdict.candidates) affiliation.candidates.push_back(candidate.id);
  }

  void see(const std::string& text, const AffiliationVerdict& verdict) {
    seen_.push_back({text, std::string(verdict.reason), verdict.organisations});
  }

  Record& record_;
  const OrganisationResolver& resolver_;
  AffiliationContext context_;
  std::vector<SeenAffiliation> seen_;
};

OrganisationRecord record_of(const ResolvedOrganisation& organisation) {
  OrganisationRecord record;
  record.id = organisation.id;
  // A unit is reported under its parent's ROR id, but has none itself.
  if (organisation.ror == organisation.id) record.ror = organisation.ror;
  record.name = organisation.name;
  if (!organisation.country.empty()) record.country = organisation.country;
  record.parents = organisation.parents;
  return record;
}

OrganisationRecord unresolved(const std::string& text) {
  OrganisationRecord record;
  record.id = "as-written:" + text;
  record.name = text;
  return record;
}

class Collection {
 public:
  void add(const SeenAffiliation& seen) {
    if (seen.organisations.empty()) return count(unresolved(seen.text), seen);
    for (const ResolvedOrganisation& organisation : seen.organisations) count(record_of(organisation), seen);
  }

  std::vector<OrganisationRecord> records() && {
    std::vector<OrganisationRecord> list;
    for (auto& [id, entry] : by_id_) {
      for (auto& [text, string] : entry.strings) entry.record.strings.push_back(std::move(string));
      list.push_back(std::move(entry.record));
    }
    return list;
  }

 private:
  struct Entry {
    OrganisationRecord record;
    std::map<std::string, OrganisationString> strings;
  };

  void count(OrganisationRecord record, const SeenAffiliation& seen) {
    const std::string id = record.id;
    Entry& entry = by_id_.try_emplace(id, Entry{std::move(record), {}}).first->second;
    OrganisationString& string =
        entry.strings.try_emplace(seen.text, OrganisationString{seen.text, 0, seen.reason}).first->second;
    ++string.count;
  }

  std::map<std::string, Entry> by_id_;
};

}  // namespace

std::vector<SeenAffiliation> resolve_affiliations(Record& record, const OrganisationResolver& resolver) {
  return RecordResolution(record, resolver).resolve();
}

std::vector<OrganisationRecord> resolve_organisations(std::span<Record> records, const OrganisationResolver& resolver) {
  std::vector<std::vector<SeenAffiliation>> seen(records.size());
  for_each_index(records.size(), [&](std::size_t i) { seen[i] = resolve_affiliations(records[i], resolver); });
  Collection collection;
  for (const auto& of_record : seen) {
    for (const SeenAffiliation& one : of_record) collection.add(one);
  }
  return std::move(collection).records();
}

}  // namespace bibmill
