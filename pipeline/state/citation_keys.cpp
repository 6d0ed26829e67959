#include "pipeline/state/citation_keys.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "normalizers/text/citation_key.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"
#include "pipeline/parallel/for_each_index.h"
#include "pipeline/read/entry_hash.h"

namespace bibmill {
namespace {

std::string ascii_letters(std::string_view folded) {
  std::string kept;
  for (const char c : folded) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) kept += c;
  }
  return kept;
}

/// The first word of a title that is not an article or preposition.
std::string first_telling_word(std::string_view title) {
  constexpr std::array kSkipped = {"a", "an", "the", "on", "of", "in", "for", "to", "from", "towards", "toward", "and"};
  for (const std::string& word : fold_words(title)) {
    if (std::ranges::find(kSkipped, word) != kSkipped.end()) continue;
    if (std::string letters = ascii_letters(word); !letters.empty()) return letters;
  }
  return "";
}

std::string first_family(const Work& work) {
  if (work.authors.empty()) return "";
  const PersonName& name = work.authors.front().name;
  return ascii_letters(fold_title(name.family.empty() ? name.literal : name.family));
}

/// Empty where the user gave none that can be cited.
std::string users_key(const Entry& entry) { return entry.key ? citable_key(*entry.key) : std::string(); }

/// What a record would like to be called, and how strongly.
struct Wish {
  std::string key;
  int rank = 3;  ///< 0: had it before, 1: the user's own, 2: the user's own made citable, 3: made up here
};

Wish wish_of(const Record& record, const std::string& identity, const KnownKeys& known) {
  if (std::string own = users_key(record.entry); !own.empty()) {
    const int rank = own == *record.entry.key ? 1 : 2;
    return {std::move(own), rank};
  }
  if (const auto had = known.find(identity); had != known.end()) {
    if (std::string key = citable_key(had->second); !key.empty()) return {std::move(key), 0};
  }
  return {plain_citation_key(record), 3};
}

/// `entry(i)`: the i-th entry.
template <class EntryAt>
std::vector<std::string> identities_of(std::size_t count, const EntryAt& entry) {
  std::vector<std::string> identities(count);
  for_each_index(count, [&](std::size_t i) { identities[i] = entry_hash(entry(i)); });
  std::unordered_map<std::string, int> occurrences;
  for (std::string& identity : identities) {
    const int occurrence = ++occurrences[identity];
    if (occurrence > 1) identity += "-" + std::to_string(occurrence);
  }
  return identities;
}

}  // namespace

std::vector<std::string> entry_identities(std::span<const Record> records) {
  return identities_of(records.size(), [&](std::size_t i) -> const Entry& { return records[i].entry; });
}

std::vector<std::string> entry_identities(std::span<const Entry> entries) {
  return identities_of(entries.size(), [&](std::size_t i) -> const Entry& { return entries[i]; });
}

void assign_citation_keys(std::span<Record> records, const KnownKeys& known) {
  const std::vector<std::string> identities = entry_identities(records);
  std::vector<Wish> wishes(records.size());
  for_each_index(records.size(), [&](std::size_t i) { wishes[i] = wish_of(records[i], identities[i], known); });

  std::vector<std::size_t> order(records.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {},
                    [&](std::size_t i) { return std::pair(wishes[i].rank, std::string_view(identities[i])); });

  std::set<std::string> taken;
  const std::set<std::string> present(identities.begin(), identities.end());
  for (const auto& [identity, key] : known) {
    if (!present.contains(identity)) taken.insert(ascii_lower(citable_key(key)));
  }
  for (const std::size_t i : order) {
    std::string key = wishes[i].key;
    std::size_t digits = 4;
    // The identity is unique, so that the loop ends at the latest with all of it.
    while (!taken.insert(ascii_lower(key)).second) {
      key = wishes[i].key + "-" + identities[i].substr(0, digits);
      digits += 4;
      if (digits > identities[i].size() + 4) key += "-" + std::to_string(taken.size());
    }
    records[i].id = key;
  }
}

void StreamKeys::operator()(Record& record) {
  const std::string own = users_key(record.entry);
  const std::string wish = own.empty() ? plain_citation_key(record) : own;
  record.id = wish;
  for (int occurrence = 1; !taken_.insert(ascii_lower(record.id)).second; ++occurrence) {
    record.id =
        wish + "-" + entry_hash(record.entry).substr(0, 8) + (occurrence == 1 ? "" : "-" + std::to_string(occurrence));
  }
}

std::string plain_citation_key(const Record& record) {
  std::string key = first_family(record.work);
  const Entry& entry = record.entry;
  const std::optional<int> year = record.work.issued ? std::optional(record.work.issued->year) : entry.year;
  const std::string word = first_telling_word(record.work.title.value_or(entry.work.title.value_or("")));
  if (key.empty() && word.empty()) key = "entry";
  if (key.empty()) return word + (year ? std::to_string(*year) : "");
  return key + (year ? std::to_string(*year) : "") + word;
}

}  // namespace bibmill
