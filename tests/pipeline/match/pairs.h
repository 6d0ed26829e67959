// Reads fixtures/match/*.csv, and makes entries and records from their columns.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"

namespace bibmill::testing {

using Row = std::map<std::string, std::string>;

/// Rows of a CSV file by column name; fields may be quoted. Empty when the file cannot be read.
std::vector<Row> read_csv(const std::string& path);

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
};

Entry make_entry(const Description& description);
SourceRecord make_record(const Description& description);

std::vector<std::string> split(std::string_view text, std::string_view separator);

}  // namespace bibmill::testing
