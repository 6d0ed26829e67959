// AuthorReader: what an author's printed name and affiliations say, as numbers. Names and affiliations recur from work
// to work, so each that differs is read once. Immutable once made, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "normalizers/model/record.h"
#include "pipeline/people/name_kind.h"

namespace bibmill {

struct AuthorRead {
  std::uint64_t name = 0;   ///< equal for names that fold to the same
  std::uint64_t block = 0;  ///< see PeopleTraits::block_of
  NameKind kind = NameKind::spelled;
  std::vector<std::uint64_t> affiliation;  ///< words, each once, ascending
};

class AuthorReader {
 public:
  /// Knows the authors of the records `which`. Uses the caller's TBB arena.
  AuthorReader(std::span<const Record> records, std::span<const std::uint32_t> which);

  /// One of those authors.
  AuthorRead read(const Person& person) const;

 private:
  using Words = std::vector<std::uint64_t>;

  std::unordered_map<std::uint64_t, std::uint32_t> names_, affiliations_;  // fnv1a as printed → position below
  std::vector<AuthorRead> read_names_;                                     // without affiliation
  std::vector<Words> read_affiliations_;
};

}  // namespace bibmill
