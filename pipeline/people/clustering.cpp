#include "pipeline/people/clustering.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "pipeline/parallel/for_each_index.h"
#include "pipeline/people/identities.h"
#include "pipeline/people/name_block.h"

namespace bibmill {
namespace {

// Similarities of a block are held as a matrix of floats: 64 MB at most. A name with more mentions is compared in
// parts.
constexpr std::size_t kLargestBlock = 4000;

using Block = std::vector<std::uint32_t>;

void add_in_parts(std::vector<Block>& blocks, Block block, const PeopleTraits& traits) {
  if (block.size() > kLargestBlock)
    std::ranges::sort(block, {},
                      [&](std::uint32_t mention) { return std::pair(traits.mentions()[mention].name, mention); });
  for (std::size_t begin = 0; begin < block.size(); begin += kLargestBlock) {
    const auto first = block.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = block.begin() + static_cast<std::ptrdiff_t>(std::min(begin + kLargestBlock, block.size()));
    Block part(first, last);
    std::ranges::sort(part);
    if (part.size() > 1) blocks.push_back(std::move(part));
  }
}

/// Largest first, so that no thread waits for another at the end.
std::vector<Block> blocks_of(const PeopleTraits& traits) {
  Block all;
  for (std::uint32_t mention = 0; mention < traits.mentions().size(); ++mention) {
    if (traits.block_of(mention) != 0) all.push_back(mention);
  }
  std::ranges::sort(all, {}, [&](std::uint32_t mention) { return std::pair(traits.block_of(mention), mention); });
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && traits.block_of(all[end]) == traits.block_of(all[i])) ++end;
    add_in_parts(blocks,
                 Block(all.begin() + static_cast<std::ptrdiff_t>(i), all.begin() + static_cast<std::ptrdiff_t>(end)),
                 traits);
    i = end;
  }
  std::ranges::sort(blocks, [](const Block& a, const Block& b) {
    return a.size() != b.size() ? a.size() > b.size() : a.front() < b.front();
  });
  return blocks;
}

}  // namespace

std::vector<std::uint32_t> cluster_people(std::span<const Record> records, const PeopleTraits& traits,
                                          const PeopleModel& model) {
  const std::vector<Block> blocks = blocks_of(traits);
  const std::vector<Identity> identities = identities_of(records, traits);
  std::vector<std::vector<Join>> found(blocks.size());
  for_each_index(blocks.size(), [&](std::size_t i) {
    thread_local Acquaintances acquaintances;  // as long as there are names: one a thread, not one a block
    found[i] = NameBlock(records, traits, identities, blocks[i], acquaintances).joins(model);
  });
  std::vector<Join> joins;
  for (const std::vector<Join>& of_block : found) joins.insert(joins.end(), of_block.begin(), of_block.end());
  std::ranges::sort(joins, [](const Join& a, const Join& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : std::tie(a.a, a.b) < std::tie(b.a, b.b);
  });
  JoinedPeople people(traits, identities);
  people.join_equal_identifiers();
  for (const Join& join : joins) people.join(join.a, join.b);
  return people.representatives();
}

void each_compared_pair(std::span<const Record> records, const PeopleTraits& traits, const PeopleModel& model,
                        const std::function<void(std::uint32_t a, std::uint32_t b, const PairEvidence&)>& use) {
  const std::vector<Identity> identities = identities_of(records, traits);
  Acquaintances acquaintances;
  for (const Block& block : blocks_of(traits))
    NameBlock(records, traits, identities, block, acquaintances).each_pair(model, use);
}

}  // namespace bibmill
