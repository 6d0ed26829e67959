#include "pipeline/people/identities.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace bibmill {
namespace {

/// "95/7448-1" → "95/7448"; empty where there is no number.
std::string_view base_of(std::string_view dblp_person) {
  const std::size_t slash = dblp_person.find('/');
  const std::size_t dash = dblp_person.rfind('-');
  const bool numbered = slash != std::string_view::npos && dash != std::string_view::npos && dash > slash &&
                        dash + 1 < dblp_person.size() &&
                        dblp_person.find_first_not_of("0123456789", dash + 1) == std::string_view::npos;
  return numbered ? dblp_person.substr(0, dash) : std::string_view();
}

bool differ(std::uint32_t a, std::uint32_t b) { return a != 0 && b != 0 && a != b; }

}  // namespace

std::vector<Identity> identities_of(std::span<const Record> records, const PeopleTraits& traits) {
  const auto person_of = [&](const Authorship& mention) -> const Person& {
    return records[traits.record_of(mention.work)].work.authors[mention.author];
  };
  std::unordered_set<std::string_view> shared;
  for (const Authorship& mention : traits.mentions()) {
    const auto& dblp = person_of(mention).dblp_person;
    if (dblp && !base_of(*dblp).empty()) shared.insert(base_of(*dblp));
  }
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto number = [&](std::string_view identifier) {
    return numbers.emplace(identifier, static_cast<std::uint32_t>(numbers.size() + 1)).first->second;
  };
  std::vector<Identity> identities;
  identities.reserve(traits.mentions().size());
  for (const Authorship& mention : traits.mentions()) {
    const Person& person = person_of(mention);
    Identity identity;
    if (person.orcid) identity.orcid = number(person.orcid->str());
    if (person.dblp_person && !shared.contains(*person.dblp_person)) {
      const bool homonym = person.dblp_person->find('/') == std::string::npos;
      (homonym ? identity.dblp_homonym : identity.dblp_person) = number(*person.dblp_person);
    }
    identities.push_back(identity);
  }
  return identities;
}

bool agree(const Identity& a, const Identity& b) {
  return (a.orcid != 0 && a.orcid == b.orcid) || (a.dblp_person != 0 && a.dblp_person == b.dblp_person) ||
         (a.dblp_homonym != 0 && a.dblp_homonym == b.dblp_homonym);
}

bool contradict(const Identity& a, const Identity& b) {
  return differ(a.orcid, b.orcid) || differ(a.dblp_person, b.dblp_person) || differ(a.dblp_homonym, b.dblp_homonym);
}

JoinedPeople::JoinedPeople(const PeopleTraits& traits, std::vector<Identity> identities)
    : clusters_(traits.mentions().size()), identities_(std::move(identities)) {
  works_.reserve(traits.mentions().size());
  for (const Authorship& mention : traits.mentions()) works_.push_back({mention.work});
}

bool JoinedPeople::join(std::uint32_t a, std::uint32_t b) {
  std::size_t kept = clusters_.representative(a);
  std::size_t gone = clusters_.representative(b);
  if (kept == gone) return true;
  if (gone < kept) std::swap(kept, gone);
  if (contradict(identities_[kept], identities_[gone])) return false;
  std::vector<std::uint32_t> works;
  works.reserve(works_[kept].size() + works_[gone].size());
  std::ranges::merge(works_[kept], works_[gone], std::back_inserter(works));
  if (std::ranges::adjacent_find(works) != works.end()) return false;
  clusters_.join(kept, gone);
  works_[kept] = std::move(works);
  works_[gone] = {};
  Identity& identity = identities_[kept];
  if (identity.orcid == 0) identity.orcid = identities_[gone].orcid;
  if (identity.dblp_person == 0) identity.dblp_person = identities_[gone].dblp_person;
  if (identity.dblp_homonym == 0) identity.dblp_homonym = identities_[gone].dblp_homonym;
  return true;
}

void JoinedPeople::join_equal_identifiers() {
  const std::vector<Identity> identities = identities_;
  for (const auto part : {&Identity::orcid, &Identity::dblp_person, &Identity::dblp_homonym}) {
    std::unordered_map<std::uint32_t, std::uint32_t> first;
    for (std::uint32_t mention = 0; mention < identities.size(); ++mention) {
      const std::uint32_t identifier = identities[mention].*part;
      if (identifier == 0) continue;
      const auto [known, fresh] = first.emplace(identifier, mention);
      if (!fresh) join(known->second, mention);
    }
  }
}

std::vector<std::uint32_t> JoinedPeople::representatives() {
  std::vector<std::uint32_t> representatives(identities_.size());
  for (std::size_t i = 0; i < representatives.size(); ++i)
    representatives[i] = static_cast<std::uint32_t>(clusters_.representative(i));
  return representatives;
}

}  // namespace bibmill
