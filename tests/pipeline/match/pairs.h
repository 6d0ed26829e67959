// Makes entries and records from the columns of fixtures/match/*.csv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"

namespace bibmill::testing {

/// What a description says: "Ada Lindqvist; Bo Chen; others" and "10.1145/1 arXiv:2505.01234" are lists, empty is
/// unknown.
struct Description {
  std::string title;
  std::string authors;
  std::string year;
  std::string type;  ///< CSL, or "notice", "withdrawn"
  std::string venue;
  std::string ids;
  std::string versions;  ///< identifiers of versions that the record names
  std::string issue = {};
  std::string pages = {};
};

Entry make_entry(const Description& description);
SourceRecord make_record(const Description& description);

std::vector<std::string> split(std::string_view text, std::string_view separator);

}  // namespace bibmill::testing
