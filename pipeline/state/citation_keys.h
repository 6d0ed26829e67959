// Citation keys (CONTRACTS §4): the user's own key, made citable (normalizers/text/citation_key.h); else the key the
// entry has already; else family name, year, first title word. What is given here is the key in every output. Pure: the
// outcome does not depend on the order of the input.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "normalizers/model/record.h"

namespace bibmill {

/// Entry hash, with "-2" for the second entry of equal hash and so on → the key it was given.
using KnownKeys = std::map<std::string, std::string>;

/// The hash of each record's entry, told apart by occurrence ("89ab…", "89ab…-2").
std::vector<std::string> entry_identities(std::span<const Record> records);
std::vector<std::string> entry_identities(std::span<const Entry> entries);

/// Sets Record::id of all records. Keys are unique ignoring ASCII case (BibTeX compares them so); of entries that would
/// have the same key the one whose user wrote it so, then the one with the smallest hash, has it bare and the others
/// carry four digits of their own hash. A key in `known` is never given to an entry it does not belong to.
void assign_citation_keys(std::span<Record> records, const KnownKeys& known);

/// The key an entry gets when nothing else speaks: "jin2026megascale"; ASCII letters and digits.
std::string plain_citation_key(const Record& record);

/// Keys for a stream of records, where no later record is known: the wish, or the wish with digits of the entry's hash
/// when it was given before. Copyable; used as a function on each record in input order.
class StreamKeys {
 public:
  void operator()(Record& record);

 private:
  std::set<std::string> taken_;
};

}  // namespace bibmill
