#include "pipeline/people/author_reader.h"

#include <string>
#include <string_view>

#include "normalizers/base/fnv1a.h"
#include "normalizers/base/sort_unique.h"
#include "normalizers/names/folded_name.h"
#include "normalizers/names/short_names.h"
#include "normalizers/text/fold.h"
#include "pipeline/match/rarity.h"
#include "pipeline/parallel/for_each_index.h"

namespace bibmill {
namespace {

/// A folded word of the family name with written-out umlauts contracted: "mueller" and "muller" fall into one block.
std::string block_word(std::string_view word) {
  std::string contracted;
  for (const char c : word) {
    const bool umlaut =
        c == 'e' && !contracted.empty() && std::string_view("aou").find(contracted.back()) != std::string_view::npos;
    if (!umlaut) contracted += c;
  }
  return contracted;
}

std::uint64_t block_of_name(const FoldedName& name) {
  if (name.literal || name.family.empty()) return 0;
  if (name.given_joined.empty()) return fnv1a(name.family_joined, fnv1a("one name"));
  return fnv1a(formal_name(name.given.front()).substr(0, 1), fnv1a(block_word(name.family.back())));
}

std::uint64_t hash_of_name(const FoldedName& name) {
  return fnv1a(name.given_joined, fnv1a(name.literal ? "!" : "|", fnv1a(name.family_joined)));
}

std::uint64_t as_printed(const PersonName& name) {
  std::uint64_t hash = kFnv1aBasis;
  for (const std::string* part : {&name.literal, &name.family, &name.particle, &name.given, &name.suffix})
    hash = fnv1a("\n", fnv1a(*part, hash));
  return hash;
}

AuthorRead read_name(const PersonName& name) {
  const FoldedName folded = fold_name(name);
  return {hash_of_name(folded), block_of_name(folded), name_kind(folded), {}};
}

std::vector<std::uint64_t> read_affiliation(std::string_view text) {
  std::vector<std::uint64_t> words;
  for (const std::string& word : fold_words(text)) {
    if (word.size() > 1 && !is_function_word(word)) words.push_back(fnv1a(word));
  }
  return words;
}

}  // namespace

AuthorReader::AuthorReader(std::span<const Record> records, std::span<const std::uint32_t> which) {
  std::vector<const PersonName*> names;
  std::vector<std::string_view> affiliations;
  for (const std::uint32_t record : which) {
    for (const Person& author : records[record].work.authors) {
      if (names_.emplace(as_printed(author.name), names.size()).second) names.push_back(&author.name);
      for (const AuthorAffiliation& affiliation : author.affiliations) {
        if (affiliations_.emplace(fnv1a(affiliation.name), affiliations.size()).second)
          affiliations.push_back(affiliation.name);
      }
    }
  }
  read_names_.resize(names.size());
  for_each_index(names.size(), [&](std::size_t i) { read_names_[i] = read_name(*names[i]); });
  read_affiliations_.resize(affiliations.size());
  for_each_index(affiliations.size(),
                 [&](std::size_t i) { read_affiliations_[i] = read_affiliation(affiliations[i]); });
}

AuthorRead AuthorReader::read(const Person& person) const {
  AuthorRead author = read_names_[names_.at(as_printed(person.name))];
  for (const AuthorAffiliation& affiliation : person.affiliations) {
    const Words& words = read_affiliations_[affiliations_.at(fnv1a(affiliation.name))];
    author.affiliation.insert(author.affiliation.end(), words.begin(), words.end());
  }
  sort_unique(author.affiliation);
  return author;
}

}  // namespace bibmill
