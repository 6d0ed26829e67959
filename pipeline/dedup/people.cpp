#include "pipeline/dedup/people.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/parallel/for_each_index.h"

namespace bibmill {
namespace {

struct Mention {
  std::size_t record = 0;
  std::size_t author = 0;
};

/// A person while mentions are being joined. There may be hundreds of thousands: identifiers point into the records.
struct Joined {
  std::vector<std::size_t> mentions;  // in input order
  const Orcid* orcid = nullptr;
  const std::string* dblp_person = nullptr;
  std::size_t last_record = 0;  // of a mention
};

const Person& author_of(std::span<const Record> records, const Mention& mention) {
  return records[mention.record].work.authors[mention.author];
}

std::vector<Mention> all_mentions(std::span<const Record> records) {
  std::vector<Mention> mentions;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (std::size_t j = 0; j < records[i].work.authors.size(); ++j) mentions.push_back({i, j});
  }
  return mentions;
}

/// Equal joins, different forbids.
bool may_join(const Joined& person, const Person& author, std::size_t record) {
  // Mentions come record by record.
  if (person.last_record == record) return false;
  if (person.orcid && author.orcid && *person.orcid != *author.orcid) return false;
  return !(person.dblp_person && author.dblp_person && *person.dblp_person != *author.dblp_person);
}

void take(Joined& person, std::size_t mention, std::size_t record, const Person& author) {
  person.mentions.push_back(mention);
  person.last_record = record;
  if (!person.orcid && author.orcid) person.orcid = &*author.orcid;
  if (!person.dblp_person && author.dblp_person) person.dblp_person = &*author.dblp_person;
}

std::vector<Joined> join_mentions(std::span<const Record> records, const std::vector<Mention>& mentions) {
  std::vector<Joined> people;
  std::unordered_map<std::string_view, std::size_t> by_orcid;
  std::unordered_map<std::string_view, std::size_t> by_dblp;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Person& author = author_of(records, mentions[i]);
    std::size_t target = people.size();
    const auto try_index = [&](const auto& index, std::string_view key) {
      const auto found = index.find(key);
      if (target == people.size() && found != index.end() &&
          may_join(people[found->second], author, mentions[i].record))
        target = found->second;
    };
    if (author.orcid) try_index(by_orcid, author.orcid->str());
    if (author.dblp_person) try_index(by_dblp, *author.dblp_person);
    if (target == people.size()) people.emplace_back();
    take(people[target], i, mentions[i].record, author);
    if (author.orcid) by_orcid.emplace(author.orcid->str(), target);
    if (author.dblp_person) by_dblp.emplace(*author.dblp_person, target);
  }
  return people;
}

/// An identifier where there is one; else the first mention, whose record's id is stable over runs.
std::string person_id(const Joined& person, const Mention& first, std::span<const Record> records) {
  if (person.orcid) return "orcid:" + person.orcid->str();
  if (person.dblp_person) return "dblp:" + *person.dblp_person;
  return records[first.record].id + "#" + std::to_string(first.author + 1);
}

PersonEvidence evidence_of(const Joined& person, const Record& record, std::size_t position) {
  const Person& author = record.work.authors[position];
  if (person.mentions.size() > 1 && author.orcid) return {record.id, position, "orcid", author.orcid->str()};
  if (person.mentions.size() > 1 && author.dblp_person)
    return {record.id, position, "dblp_person", *author.dblp_person};
  return {record.id, position, "alone", ""};
}

void add_affiliations(std::map<std::string, PersonAffiliation>& affiliations, const Person& author,
                      const Record& record) {
  for (const AuthorAffiliation& affiliation : author.affiliations) {
    PersonAffiliation& known = affiliations[affiliation.name];
    known.name = affiliation.name;
    if (!known.ror) known.ror = affiliation.ror;
    if (record.work.issued) known.years.push_back(record.work.issued->year);
  }
}

PersonRecord describe(const Joined& person, const std::vector<Mention>& mentions, std::span<const Record> records) {
  PersonRecord described;
  described.id = person_id(person, mentions[person.mentions.front()], records);
  if (person.orcid) described.orcid = *person.orcid;
  if (person.dblp_person) described.dblp_person = *person.dblp_person;
  std::map<std::string, PersonAffiliation> affiliations;
  for (const std::size_t index : person.mentions) {
    const Record& record = records[mentions[index].record];
    const std::size_t position = mentions[index].author;
    const PersonName& name = record.work.authors[position].name;
    if (std::ranges::find(described.names, name) == described.names.end()) described.names.push_back(name);
    described.works.push_back(record.id);
    described.evidence.push_back(evidence_of(person, record, position));
    add_affiliations(affiliations, record.work.authors[position], record);
  }
  for (auto& [name, affiliation] : affiliations) {
    std::ranges::sort(affiliation.years);
    const auto repeated = std::ranges::unique(affiliation.years);
    affiliation.years.erase(repeated.begin(), repeated.end());
    described.affiliations.push_back(std::move(affiliation));
  }
  return described;
}

/// The position in `main` of the record that `record` repeats, by id.
std::unordered_map<std::string, std::size_t> positions_by_id(std::span<const Record> records) {
  std::unordered_map<std::string, std::size_t> positions;
  for (std::size_t i = 0; i < records.size(); ++i) positions.emplace(records[i].id, i);
  return positions;
}

}  // namespace

std::vector<PersonRecord> deduplicate_people(std::span<Record> records) {
  const std::unordered_map<std::string, std::size_t> positions = positions_by_id(records);
  const auto original_of = [&](const Record& record) -> const Record* {
    if (!record.same_as) return nullptr;
    const Record& original = records[positions.at(*record.same_as)];
    return original.work.authors.size() == record.work.authors.size() ? &original : nullptr;
  };
  std::vector<Mention> mentions = all_mentions(records);
  std::erase_if(mentions, [&](const Mention& mention) { return original_of(records[mention.record]) != nullptr; });
  const std::vector<Joined> people = join_mentions(records, mentions);

  std::vector<PersonRecord> described(people.size());
  for_each_index(people.size(), [&](std::size_t i) { described[i] = describe(people[i], mentions, records); });

  for (Record& record : records) record.author_persons.assign(record.work.authors.size(), "");
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (const std::size_t index : people[i].mentions) {
      records[mentions[index].record].author_persons[mentions[index].author] = described[i].id;
    }
  }
  for (Record& record : records) {
    if (const Record* original = original_of(record)) record.author_persons = original->author_persons;
  }
  return described;
}

}  // namespace bibmill
