// Rows of the record linkage sets (Leipzig, DeepMatcher, Ditto): title, authors, venue, year as plain text, lower-cased
// and split at punctuation by whoever made the set.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"

namespace bibmill::quality {

struct LinkageRow {
  std::string title;
  std::string authors;  ///< "viswanath poosala , yannis e. ioannidis"
  std::string venue;
  std::string year;  ///< "1999" or "1999.0"
};

/// The row as an entry would give it, and as a source would.
Entry entry_of(const LinkageRow& row);
SourceRecord record_of(const LinkageRow& row);

}  // namespace bibmill::quality
