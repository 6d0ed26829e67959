#include "pipeline/state/inheritance.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

using Names = std::vector<std::string>;

Names user_key(const EntryFacts& facts) { return facts.user_key.empty() ? Names() : Names{facts.user_key}; }
Names identifiers(const EntryFacts& facts) { return facts.identifiers; }
Names title_in_list(const EntryFacts& facts) {
  return facts.title.empty() ? Names() : Names{facts.file + '\n' + facts.title};
}

std::vector<std::size_t> by_identity(std::span<const EntryFacts> entries) {
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return entries[i].identity; });
  return order;
}

}  // namespace

EntryFacts facts_of(const Entry& entry, std::string identity, std::string file) {
  EntryFacts facts;
  facts.identity = std::move(identity);
  facts.user_key = entry.key.value_or("");
  for (const Identifier& identifier : entry.identifiers) facts.identifiers.push_back(to_string(identifier));
  facts.title = fold_title(entry.work.title.value_or(""));
  facts.file = std::move(file);
  return facts;
}

std::vector<std::optional<std::size_t>> continued_entries(std::span<const EntryFacts> added,
                                                          std::span<const EntryFacts> vanished) {
  std::vector<std::optional<std::size_t>> continued(added.size());
  std::vector<bool> taken(vanished.size(), false);
  const std::vector<std::size_t> added_order = by_identity(added);
  const std::vector<std::size_t> vanished_order = by_identity(vanished);
  for (Names (*names_of)(const EntryFacts&) : {user_key, identifiers, title_in_list}) {
    std::multimap<std::string, std::size_t> named;
    for (const std::size_t i : vanished_order) {
      for (std::string& name : names_of(vanished[i])) named.emplace(std::move(name), i);
    }
    for (const std::size_t i : added_order) {
      for (const std::string& name : names_of(added[i])) {
        const auto [from, to] = named.equal_range(name);
        const auto free = std::find_if(from, to, [&](const auto& candidate) { return !taken[candidate.second]; });
        if (continued[i] || free == to) continue;
        continued[i] = free->second;
        taken[free->second] = true;
      }
    }
  }
  return continued;
}

}  // namespace bibmill
