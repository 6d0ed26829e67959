#include "pipeline/organisations/resolve.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
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

/// What the strings of some records mean by themselves. Authors repeat their employer's name from work to work, so each
/// string is read once.
class Meanings {
 public:
  /// `records` keep their texts while this lives.
  Meanings(std::span<const Record> records, const OrganisationResolver& resolver) {
    std::vector<std::string_view> texts;
    for (const Record& record : records) {
      for (const EntryAffiliation& affiliation : record.affiliations) add(texts, affiliation.text);
      for (const Person& author : record.work.authors) {
        for (const AuthorAffiliation& affiliation : author.affiliations) add(texts, affiliation.name);
      }
    }
    verdicts_.resize(texts.size());
    for_each_index(texts.size(), [&](std::size_t i) { verdicts_[i] = resolver.resolve(texts[i]); });
  }

  const AffiliationVerdict& of(std::string_view text) const { return verdicts_[places_.at(text)]; }

 private:
  void add(std::vector<std::string_view>& texts, std::string_view text) {
    if (places_.emplace(text, texts.size()).second) texts.push_back(text);
  }

  std::unordered_map<std::string_view, std::size_t> places_;
  std::vector<AffiliationVerdict> verdicts_;
};

class RecordResolution {
 public:
  RecordResolution(Record& record, const Meanings& meanings, const OrganisationResolver& resolver)
      : record_(record), meanings_(meanings), resolver_(resolver) {}

  /// What the record's own affiliations mean, in their order.
  std::vector<AffiliationVerdict> resolve() && {
    read_authors();
    std::vector<AffiliationVerdict> verdicts;
    for (const EntryAffiliation& affiliation : record_.affiliations) verdicts.push_back(meanings_.of(affiliation.text));
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      // What a string means by itself needs no help; nor may it help itself.
      if (verdicts[i].status == AffiliationStatus::ambiguous) {
        AffiliationContext context = context_;
        context.countries = countries_beside(verdicts, i);
        verdicts[i] = resolver_.resolve(record_.affiliations[i].text, context);
      }
      fill(record_.affiliations[i], verdicts[i]);
    }
    return verdicts;
  }

 private:
  void read_authors() {
    for (Person& author : record_.work.authors) {
      for (AuthorAffiliation& affiliation : author.affiliations) {
        const AffiliationVerdict& verdict = meanings_.of(affiliation.name);
        for (const ResolvedOrganisation& organisation : verdict.organisations) add_to_context(context_, organisation);
        if (affiliation.ror) add_once(context_.organisations, *affiliation.ror);
        if (!affiliation.ror && !verdict.organisations.empty() && !verdict.organisations.front().ror.empty())
          affiliation.ror = verdict.organisations.front().ror;
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

  Record& record_;
  const Meanings& meanings_;
  const OrganisationResolver& resolver_;
  AffiliationContext context_;
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

OrganisationRecord unresolved(const std::string& id, std::string_view text) {
  OrganisationRecord record;
  record.id = id;
  record.name = text;
  return record;
}

class Collection {
 public:
  void add(const std::string& text, const AffiliationVerdict& verdict) {
    if (verdict.organisations.empty()) {
      const std::string id = "as-written:" + text;
      count(id, text, verdict.reason, [&] { return unresolved(id, text); });
    }
    for (const ResolvedOrganisation& organisation : verdict.organisations)
      count(organisation.id, text, verdict.reason, [&] { return record_of(organisation); });
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

  template <class Make>
  void count(const std::string& id, const std::string& text, std::string_view reason, Make make) {
    const auto [entry, fresh] = by_id_.try_emplace(id);
    if (fresh) entry->second.record = make();
    auto& strings = entry->second.strings;
    const auto string = strings.find(text);
    if (string == strings.end()) {
      strings.emplace(text, OrganisationString{text, 1, std::string(reason)});
    } else {
      ++string->second.count;
    }
  }

  std::map<std::string, Entry> by_id_;
};

}  // namespace

void resolve_affiliations(Record& record, const OrganisationResolver& resolver) {
  const Meanings meanings(std::span(&record, 1), resolver);
  RecordResolution(record, meanings, resolver).resolve();
}

std::vector<OrganisationRecord> resolve_organisations(std::span<Record> records, const OrganisationResolver& resolver) {
  const Meanings meanings(records, resolver);
  std::vector<std::vector<AffiliationVerdict>> own(records.size());
  for_each_index(records.size(),
                 [&](std::size_t i) { own[i] = RecordResolution(records[i], meanings, resolver).resolve(); });
  Collection collection;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (const Person& author : records[i].work.authors) {
      for (const AuthorAffiliation& affiliation : author.affiliations)
        collection.add(affiliation.name, meanings.of(affiliation.name));
    }
    for (std::size_t of = 0; of < own[i].size(); ++of) collection.add(records[i].affiliations[of].text, own[i][of]);
  }
  return std::move(collection).records();
}

}  // namespace bibmill
