#include "pipeline/people/acquaintances.h"

#include <algorithm>

namespace bibmill {
namespace {

// For time: beyond it, a work's authors are a crowd.
constexpr std::size_t kMostAuthors = 12;

std::span<const std::uint32_t> first_names(std::span<const std::uint32_t> names) {
  return names.first(std::min(names.size(), kMostAuthors));
}

}  // namespace

void Acquaintances::forget() {
  for (const std::uint32_t name : acquainted_) nearness_[name] = 0;
  acquainted_.clear();
  drawn_ = kUnknownWord;
}

void Acquaintances::draw(const PeopleTraits& traits, const Authorship& mention, std::uint32_t but) {
  forget();
  if (nearness_.size() < traits.name_count()) nearness_.resize(traits.name_count(), 0);
  for (const std::uint32_t author : first_names(traits.names(mention.work))) {
    if (author == mention.name || author == but) continue;
    const float rarity = traits.circle_rarity(author);
    for (const std::uint32_t name : traits.circle(author)) {
      if (nearness_[name] == 0) acquainted_.push_back(name);
      nearness_[name] += std::min(rarity, traits.circle_rarity(name));
    }
  }
}

float Acquaintances::between(const PeopleTraits& traits, std::uint32_t a, std::uint32_t b) {
  const Authorship& first = traits.mentions()[a];
  const Authorship& second = traits.mentions()[b];
  const bool both_forms = std::ranges::binary_search(traits.names(first.work), second.name);
  const std::uint32_t but = both_forms ? second.name : first.name;
  if (drawn_ != a || but_ != but) {
    draw(traits, first, but);
    drawn_ = a;
    but_ = but;
  }
  float sum = 0;
  for (const std::uint32_t author : first_names(traits.names(second.work))) {
    if (author == first.name || author == second.name) continue;
    sum += tells_little(traits.kind(author)) ? nearness_[author] / 2 : nearness_[author];
  }
  return sum;
}

}  // namespace bibmill
