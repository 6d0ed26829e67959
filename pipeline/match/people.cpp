#include "pipeline/match/people.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "pipeline/match/typo.h"

namespace bibmill {
namespace {

// Collaborations list thousands of authors; the first ones decide, and the cost is quadratic.
constexpr std::size_t kMostPeople = 100;
// Lists change between versions: of the known pairs of the bundled list the least agreeing share 7 of 9 names.
constexpr double kMost = 0.6;
constexpr double kSome = 0.3;

/// "Montes Manuel de Jesús Flores" and "Manuel de Jesús Flores Montes": the same words, the family name sought at the
/// wrong end.
bool same_words(const FoldedName& a, const FoldedName& b) {
  const auto letters = [](const FoldedName& name) { return name.family_joined.size() + name.given_joined.size(); };
  const auto count = [](const FoldedName& name) { return name.family.size() + name.given.size(); };
  if (count(a) < 3 || count(a) != count(b) || letters(a) != letters(b)) return false;
  std::vector<std::string_view> left(a.family.begin(), a.family.end());
  std::vector<std::string_view> right(b.family.begin(), b.family.end());
  left.insert(left.end(), a.given.begin(), a.given.end());
  right.insert(right.end(), b.given.begin(), b.given.end());
  return std::ranges::is_permutation(left, right);
}

bool agree(const FoldedName& a, const FoldedName& b) {
  return compare_names(a, b) != NameAgreement::different || same_words(a, b);
}

/// Positions in `longer` of the people of `shorter` that are there, in the order of `shorter`.
std::vector<std::size_t> positions(const std::vector<FoldedName>& shorter, const std::vector<FoldedName>& longer) {
  std::vector<std::size_t> found;
  std::vector<bool> used(longer.size(), false);
  for (std::size_t i = 0; i < shorter.size() && i < kMostPeople; ++i) {
    const auto count = std::min(longer.size(), kMostPeople);
    // The same place first: two authors of one name are told apart by it.
    for (std::size_t k = 0; k < count; ++k) {
      const auto at = (i + k) % count;
      if (used[at] || !agree(shorter[i], longer[at])) continue;
      used[at] = true;
      found.push_back(at);
      break;
    }
  }
  return found;
}

/// Length of the longest increasing subsequence.
std::size_t in_order(const std::vector<std::size_t>& positions) {
  std::vector<std::size_t> tails;
  for (const auto position : positions) {
    const auto at = std::lower_bound(tails.begin(), tails.end(), position);
    if (at == tails.end()) {
      tails.push_back(position);
    } else {
      *at = position;
    }
  }
  return tails.size();
}

Evidence verdict_of(const PeopleFeatures& people) {
  if (people.agreeing == 0) return Evidence::differs;
  // One person agreeing out of one listed is the first author cited alone, or nobody we can tell.
  if (people.shorter == 1) return people.first_agrees ? Evidence::agrees : Evidence::near;
  if (people.agreeing >= 2 && people.share >= kMost) return Evidence::agrees;
  const bool some = people.share >= kSome && (people.agreeing >= 2 || people.first_agrees);
  return some ? Evidence::near : Evidence::differs;
}

// A name that only scanning or gluing can explain is worth less than one that agrees.
constexpr double kLoose = 0.8;
constexpr std::size_t kLongFamily = 5;
constexpr std::size_t kMostGlued = 20;

char initial(const FoldedName& name) { return name.given.empty() ? '\0' : name.given.front().front(); }

/// "Sarawagi, S." and "Sunita, S.": a given name taken for the family name, the family name for an initial.
bool swapped_initials(const FoldedName& a, const FoldedName& b) {
  return !a.family_joined.empty() && !b.family_joined.empty() && initial(a) == b.family_joined.front() &&
         initial(b) == a.family_joined.front();
}

/// "ikcfaloutsos", "rastogiandk": a name glued to its neighbours.
bool glued(const FoldedName& a, const FoldedName& b) {
  const auto& shorter = a.family_joined.size() < b.family_joined.size() ? a.family_joined : b.family_joined;
  const auto& longer = a.family_joined.size() < b.family_joined.size() ? b.family_joined : a.family_joined;
  return shorter.size() >= kLongFamily && longer.size() > shorter.size() &&
         (longer.starts_with(shorter) || longer.ends_with(shorter));
}

double loose_agreement(const FoldedName& a, const FoldedName& b) {
  if (agree(a, b)) return 1;
  if (a.literal || b.literal) return 0;
  if (initial(a) == initial(b) && is_typo(a.family_joined, b.family_joined)) return kLoose;
  return swapped_initials(a, b) || glued(a, b) ? kLoose : 0;
}

/// "SASCV Narasayya" for S. Agrawal, S. Chaudhuri and V. Narasayya: the initials of all before the last family name.
/// Marks in `found` whom of `people` the initials name, the bearer of the family name among them; their number.
std::size_t find_glued(const FoldedName& glued, const std::vector<FoldedName>& people, std::vector<bool>& found) {
  if (glued.literal || glued.given.size() != 1 || glued.given_joined.size() > kMostGlued) return 0;
  std::string letters = glued.given_joined;
  const auto take = [&](char letter) {
    const auto at = letters.find(letter);
    if (letter == '\0' || at == std::string::npos) return false;
    letters.erase(at, 1);
    return true;
  };
  std::vector<std::size_t> named;
  bool bearer = false;
  for (std::size_t i = 0; i < people.size() && i < kMostPeople; ++i) {
    if (found[i] || people[i].literal || !take(initial(people[i]))) continue;
    named.push_back(i);
    const bool family = people[i].family_joined == glued.family_joined;
    if (!family) take(people[i].family_joined.empty() ? '\0' : people[i].family_joined.front());
    bearer = bearer || family;
  }
  // Middle initials that only one side gives may be left over.
  if (!bearer || letters.size() * 2 > glued.given_joined.size()) return 0;
  for (const auto i : named) found[i] = true;
  return named.size();
}

/// One list against another.
struct Agreement {
  double sum = 0;
  std::size_t compared = 0;  ///< people of the shorter list; a glued name counts for all it names
  bool first = false;        ///< both lists begin with the same person
};

/// `found`: who of `longer` agrees with anybody.
Agreement agreement_of(const std::vector<FoldedName>& shorter, const std::vector<FoldedName>& longer,
                       std::vector<bool>& found) {
  Agreement agreement;
  const auto count = std::min(longer.size(), kMostPeople);
  for (std::size_t i = 0; i < shorter.size() && i < kMostPeople; ++i) {
    double best = 0;
    std::size_t at = 0;
    for (std::size_t k = 0; k < count && best < 1; ++k) {
      const auto place = (i + k) % count;
      const double one = found[place] ? 0 : loose_agreement(shorter[i], longer[place]);
      if (one > best) {
        best = one;
        at = place;
      }
    }
    std::size_t named = 1;
    if (best > 0) {
      found[at] = true;
    } else if (const auto glued = find_glued(shorter[i], longer, found); glued > 0) {
      named = glued;
      best = kLoose * static_cast<double>(glued);
      agreement.first = agreement.first || (i == 0 && found.front());
    }
    agreement.sum += best;
    agreement.compared += named;
  }
  agreement.first = agreement.first || loose_agreement(shorter.front(), longer.front()) > 0;
  return agreement;
}

/// Nobody is named on the one side: whom of `people` its title names.
LoosePeople displaced_people(const std::vector<FoldedName>& people, const std::vector<std::size_t>& in_title) {
  LoosePeople loose;
  loose.known = !in_title.empty();
  loose.displaced = true;
  loose.agreeing = static_cast<double>(in_title.size());
  loose.share = loose.agreeing / static_cast<double>(std::min(people.size(), kMostPeople));
  loose.first = !in_title.empty() && in_title.front() == 0;
  return loose;
}

}  // namespace

PeopleFeatures compare_people(const Subject& a, const Subject& b) {
  PeopleFeatures people;
  if (a.people.empty() || b.people.empty()) return people;
  const bool a_shorter = a.people.size() <= b.people.size();
  const auto& shorter = a_shorter ? a.people : b.people;
  const auto& longer = a_shorter ? b.people : a.people;
  const auto found = positions(shorter, longer);
  people.agreeing = found.size();
  people.shorter = std::min(shorter.size(), kMostPeople);
  people.share = static_cast<double>(found.size()) / static_cast<double>(people.shorter);
  people.share_in_order = static_cast<double>(in_order(found)) / static_cast<double>(people.shorter);
  people.first_agrees = agree(shorter.front(), longer.front());
  people.verdict = verdict_of(people);
  return people;
}

bool spells_names_out(const Subject& subject) {
  const auto spelled = std::ranges::count_if(subject.people, [](const FoldedName& person) {
    return std::ranges::any_of(person.given, [](const std::string& word) {
      // Glued initials ("CCK") rarely read like a name.
      return word.size() > 2 && word.find_first_of("aeiouy") != std::string::npos;
    });
  });
  return spelled > 0 && static_cast<std::size_t>(spelled) * 2 >= subject.people.size();
}

LoosePeople compare_loosely(const Subject& a, const std::vector<std::size_t>& in_a, const Subject& b,
                            const std::vector<std::size_t>& in_b) {
  if (a.people.empty() && b.people.empty()) return {};
  if (a.people.empty()) return displaced_people(b.people, in_a);
  if (b.people.empty()) return displaced_people(a.people, in_b);
  const bool a_shorter = a.people.size() <= b.people.size();
  const auto& shorter = a_shorter ? a.people : b.people;
  const auto& longer = a_shorter ? b.people : a.people;
  std::vector<bool> found(longer.size(), false);
  LoosePeople loose;
  loose.known = true;
  auto [agreeing, compared, first] = agreement_of(shorter, longer, found);
  for (const auto at : a_shorter ? in_a : in_b) {
    if (found[at]) continue;
    ++compared;
    agreeing += 1;
  }
  loose.agreeing = agreeing;
  loose.share = agreeing / static_cast<double>(compared);
  loose.first = first;
  loose.spelled_out = spells_names_out(a) && spells_names_out(b);
  return loose;
}

}  // namespace bibmill
