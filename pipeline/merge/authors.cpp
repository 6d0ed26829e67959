#include "pipeline/merge/authors.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "normalizers/names/person_name.h"
#include "pipeline/merge/agreement.h"

namespace bibmill {
namespace {

bool agree(const PersonName& a, const PersonName& b) { return compare_names(a, b) >= NameAgreement::initials; }

/// Letters that an ASCII form of the name would lose, and words that initials would lose. Of the whole name: where a
/// source cuts it into family and given names makes it no richer.
std::size_t richness(const PersonName& name) {
  std::size_t score = 0;
  for (const std::string_view part :
       {std::string_view(name.given), std::string_view(name.particle), std::string_view(name.family)}) {
    // Each character beyond ASCII counts once, by its first byte.
    score += static_cast<std::size_t>(
        std::count_if(part.begin(), part.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    std::size_t run = 0;
    for (const char c : part) {
      const auto byte = static_cast<unsigned char>(c);
      const bool letter = byte >= 0x80 || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
      run = letter ? run + 1 : 0;
      if (run == 2) ++score;  // a word of two letters is a name, one of one letter an initial
    }
  }
  return score;
}

std::size_t richness(const std::vector<Person>& people) {
  std::size_t score = 0;
  for (const Person& person : people) score += richness(person.name);
  return score;
}

bool same_people(const std::vector<Person>& a, const std::vector<Person>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Person& x, const Person& y) { return agree(x.name, y.name); });
}

bool is_better(const Work& later, const Work& first) {
  if (later.authors_incomplete) return false;
  const bool covers = later.authors.size() > first.authors.size() && names_within(first.authors, later.authors);
  if (first.authors_incomplete || covers) return names_within(first.authors, later.authors);
  return same_people(first.authors, later.authors) && richness(later.authors) > richness(first.authors);
}

/// The person of `people` whom `name` means, and no other.
std::optional<std::size_t> only_match(const PersonName& name, const std::vector<Person>& people) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (!agree(name, people[i].name)) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

std::optional<std::size_t> counterpart(const std::vector<Person>& people, std::size_t position,
                                       const std::vector<Person>& lender) {
  const PersonName& name = people[position].name;
  if (people.size() == lender.size() && agree(name, lender[position].name)) return position;
  const std::optional<std::size_t> theirs = only_match(name, lender);
  if (!theirs || only_match(lender[*theirs].name, people) != position) return std::nullopt;
  return theirs;
}

template <class Value>
void lend(std::vector<Person>& people, Person& borrower, const std::optional<Value>& value,
          std::optional<Value> Person::* member) {
  if (!value || borrower.*member) return;
  const bool taken =
      std::any_of(people.begin(), people.end(), [&](const Person& other) { return other.*member == value; });
  if (!taken) borrower.*member = value;
}

bool has_what_lacks(const Person& lender, const Person& borrower) {
  return (lender.orcid && !borrower.orcid) || (lender.dblp_person && !borrower.dblp_person) ||
         (!lender.affiliations.empty() && borrower.affiliations.empty());
}

}  // namespace

std::size_t choose_author_list(std::span<const Work* const> works) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < works.size(); ++i) {
    if (is_better(*works[i], *works[best])) best = i;
  }
  return best;
}

void lend_identifiers(std::vector<Person>& people, const std::vector<Person>& lender) {
  for (std::size_t i = 0; i < people.size(); ++i) {
    // Most lists have nothing to lend, and finding the counterpart costs more than all the rest.
    const auto could_lend = [&](const Person& theirs) { return has_what_lacks(theirs, people[i]); };
    if (std::ranges::none_of(lender, could_lend)) continue;
    const std::optional<std::size_t> theirs = counterpart(people, i, lender);
    if (!theirs) continue;
    lend(people, people[i], lender[*theirs].orcid, &Person::orcid);
    lend(people, people[i], lender[*theirs].dblp_person, &Person::dblp_person);
    if (people[i].affiliations.empty()) people[i].affiliations = lender[*theirs].affiliations;
  }
}

}  // namespace bibmill
