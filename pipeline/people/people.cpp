#include "pipeline/people/people.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "normalizers/base/sort_unique.h"
#include "pipeline/parallel/for_each_index.h"
#include "pipeline/people/clustering.h"
#include "pipeline/people/join_reason.h"
#include "pipeline/people/traits.h"

namespace bibmill {
namespace {

/// For each record, the one it repeats, author by author; npos where it mentions people of its own.
class Originals {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  explicit Originals(std::span<const Record> records) : original_of_(records.size(), kNone) {
    std::unordered_map<std::string_view, std::size_t> positions;
    for (std::size_t i = 0; i < records.size(); ++i) positions.emplace(records[i].id, i);
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (!records[i].same_as) continue;
      const std::size_t original = positions.at(*records[i].same_as);
      if (records[original].work.authors.size() == records[i].work.authors.size()) original_of_[i] = original;
    }
  }

  std::size_t of(std::size_t record) const { return original_of_[record]; }

  /// Records that mention people of their own, by id: an order that the input's order does not change.
  std::vector<std::uint32_t> by_id(std::span<const Record> records) const {
    std::vector<std::uint32_t> which;
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      if (original_of_[i] == kNone) which.push_back(i);
    }
    std::ranges::sort(which, {}, [&](std::uint32_t i) { return std::pair(std::string_view(records[i].id), i); });
    return which;
  }

 private:
  std::vector<std::size_t> original_of_;
};

using Mentions = std::vector<std::uint32_t>;

/// The mentions of each person, both in input order.
std::vector<Mentions> people_in_input_order(const PeopleTraits& traits, const std::vector<std::uint32_t>& person_of) {
  Mentions order(person_of.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::uint32_t i) {
    const Authorship& mention = traits.mentions()[i];
    return std::pair(traits.record_of(mention.work), mention.author);
  });
  std::vector<Mentions> people;
  std::vector<std::uint32_t> place(person_of.size(), kUnknownWord);
  for (const std::uint32_t mention : order) {
    std::uint32_t& known = place[person_of[mention]];
    if (known == kUnknownWord) {
      known = static_cast<std::uint32_t>(people.size());
      people.emplace_back();
    }
    people[known].push_back(mention);
  }
  return people;
}

/// The least mention of a person: what its id depends on, and not on the order of the input.
std::uint32_t least(const Mentions& mentions) { return *std::ranges::min_element(mentions); }

/// An identifier where there is one, for the first of those who were given it; else the mention with the least record
/// id, which is stable over runs.
void name_people(std::vector<PersonRecord>& described, const std::vector<Mentions>& people, const PeopleTraits& traits,
                 std::span<const Record> records) {
  std::vector<std::size_t> order(people.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return least(people[i]); });
  std::unordered_set<std::string> given;
  for (const std::size_t i : order) {
    PersonRecord& person = described[i];
    if (person.orcid) person.id = "orcid:" + person.orcid->str();
    if (!person.orcid && person.dblp_person) person.id = "dblp:" + *person.dblp_person;
    if (!person.id.empty() && given.insert(person.id).second) continue;
    const Authorship& mention = traits.mentions()[least(people[i])];
    person.id = records[traits.record_of(mention.work)].id + "#" + std::to_string(mention.author + 1);
  }
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

PersonRecord describe(const Mentions& mentions, const PeopleTraits& traits, std::span<const Record> records) {
  PersonRecord described;
  std::map<std::string, PersonAffiliation> affiliations;
  for (const std::uint32_t index : mentions) {
    const Authorship& mention = traits.mentions()[index];
    const Record& record = records[traits.record_of(mention.work)];
    const Person& author = record.work.authors[mention.author];
    if (std::ranges::find(described.names, author.name) == described.names.end())
      described.names.push_back(author.name);
    if (!described.orcid) described.orcid = author.orcid;
    if (!described.dblp_person) described.dblp_person = author.dblp_person;
    described.works.push_back(record.id);
    described.evidence.push_back(join_reason(records, traits, mentions, index));
    add_affiliations(affiliations, author, record);
  }
  for (auto& [name, affiliation] : affiliations) {
    sort_unique(affiliation.years);
    described.affiliations.push_back(std::move(affiliation));
  }
  return described;
}

}  // namespace

std::vector<PersonRecord> deduplicate_people(std::span<Record> records, const PeopleModel& model) {
  const Originals originals(records);
  const PeopleTraits traits(records, originals.by_id(records));
  const std::vector<Mentions> people = people_in_input_order(traits, cluster_people(records, traits, model));

  std::vector<PersonRecord> described(people.size());
  for_each_index(people.size(), [&](std::size_t i) { described[i] = describe(people[i], traits, records); });
  name_people(described, people, traits, records);

  for (Record& record : records) record.author_persons.assign(record.work.authors.size(), "");
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (const std::uint32_t index : people[i]) {
      const Authorship& mention = traits.mentions()[index];
      records[traits.record_of(mention.work)].author_persons[mention.author] = described[i].id;
    }
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (originals.of(i) != Originals::kNone) records[i].author_persons = records[originals.of(i)].author_persons;
  }
  return described;
}

}  // namespace bibmill
