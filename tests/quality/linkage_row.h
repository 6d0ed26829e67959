// Rows of the record linkage sets (Leipzig, DeepMatcher, Ditto): title, authors, venue, year as plain text, lower-cased
// and split at punctuation by whoever made the set.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/quality/quality_set.h"

namespace bibmill::quality {

struct LinkageRow {
  std::string title;
  std::string authors;  ///< "viswanath poosala , yannis e. ioannidis"
  std::string venue;
  std::string year;  ///< "1999" or "1999.0"
};

struct LinkagePair {
  LinkageRow a;
  LinkageRow b;
  bool same = false;
};

/// Ditto's files: "COL title VAL … COL authors VAL …<TAB>COL title VAL …<TAB>1", a pair a line.
std::vector<LinkagePair> read_ditto(const std::filesystem::path& path);

/// The pair as an entry and a source's record; the encoding damage that the sets' makers did is undone.
LabelledPair labelled(const std::string& id, const LinkagePair& pair);

/// Pairs of a file, with the line for their id.
std::vector<LabelledPair> ditto_pairs(const std::filesystem::path& path);

/// Each of authors, venue and year moved behind the title with a probability of one half, as DeepMatcher makes its
/// dirty sets. The same for the same seed.
LinkagePair made_dirty(const LinkagePair& pair, unsigned seed);

}  // namespace bibmill::quality
