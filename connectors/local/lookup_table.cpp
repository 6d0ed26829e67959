#include "connectors/local/lookup_table.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "normalizers/base/sort_unique.h"

namespace bibmill {
namespace {

/// Where `term` stands in a sorted array; its size where it does not. Terms are spread evenly, so the place can be
/// guessed to within a few square roots of the size: that spares most of a binary search's far reads.
std::size_t place_of(std::span<const LookupTerm> terms, LookupTerm term) {
  const auto size = static_cast<double>(terms.size());
  const auto guess = static_cast<std::size_t>(static_cast<double>(term) / 18446744073709551616.0 * size);
  const auto reach = static_cast<std::size_t>(4.0 * std::sqrt(size)) + 1;
  auto begin = terms.begin() + static_cast<std::ptrdiff_t>(guess > reach ? guess - reach : 0);
  auto end = terms.begin() + static_cast<std::ptrdiff_t>(std::min(guess + reach, terms.size()));
  if (begin == end || term < *begin || term > *(end - 1)) {
    begin = terms.begin();
    end = terms.end();
  }
  const auto found = std::lower_bound(begin, end, term);
  return found != end && *found == term ? static_cast<std::size_t>(found - terms.begin()) : terms.size();
}

}  // namespace

Result<LookupTable> LookupTable::open(const std::filesystem::path& folder) {
  Result<MappedFile> terms = MappedFile::open(folder / "terms.u64");
  if (!terms) return tl::unexpected(terms.error());
  Result<MappedFile> starts = MappedFile::open(folder / "terms.at");
  if (!starts) return tl::unexpected(starts.error());
  Result<MappedFile> matches = MappedFile::open(folder / "matches.u32");
  if (!matches) return tl::unexpected(matches.error());
  Result<MappedFile> words = MappedFile::open(folder / "words.u64");
  if (!words) return tl::unexpected(words.error());
  if (starts->numbers<std::uint64_t>().size() != terms->numbers<LookupTerm>().size() + 1)
    return fail(ErrorKind::storage, "the look-up files in " + folder.string() + " do not belong together");
  return LookupTable(std::move(*terms), std::move(*starts), std::move(*matches), std::move(*words));
}

std::span<const RecordNumber> LookupTable::find(LookupTerm term) const {
  const auto terms = terms_.numbers<LookupTerm>();
  const std::size_t place = place_of(terms, term);
  if (place == terms.size()) return {};
  const auto starts = starts_.numbers<std::uint64_t>();
  const auto matches = matches_.numbers<RecordNumber>();
  const std::uint64_t begin = starts[place];
  const std::uint64_t end = starts[place + 1];
  // A damaged file must not lead outside.
  if (begin > end || end > matches.size()) return {};
  return matches.subspan(begin, end - begin);
}

std::vector<LookupTerm> LookupTable::near_words(std::string_view folded_word) const {
  const auto words = words_.numbers<LookupTerm>();
  const LookupTerm self = word_term(folded_word);
  std::vector<LookupTerm> near;
  for (const LookupTerm term : near_word_terms(folded_word)) {
    for (const RecordNumber word : find(term)) {
      if (word < words.size() && words[word] != self) near.push_back(words[word]);
    }
  }
  sort_unique(near);
  return near;
}

}  // namespace bibmill
