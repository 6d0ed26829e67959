// One record of ROR's data dump or API, schema 2 (apis of ror.org; https://ror.readme.io/docs/fields). Pure,
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/affiliations/organisation.h"
#include "normalizers/base/result.h"

namespace bibmill {

enum class RorStatus : std::uint8_t { active, inactive, withdrawn };

struct RorRelation {
  std::string type;  ///< "parent", "child", "related", "successor", "predecessor"
  std::string id;
  std::string label;

  bool operator==(const RorRelation&) const = default;
};

struct RorRecord {
  Organisation organisation;  ///< its parents are among the relations too
  RorStatus status = RorStatus::active;
  std::vector<RorRelation> relations;
};

/// Error decode: no JSON object, or one without id or display name.
Result<RorRecord> parse_ror_record(std::string_view json);

}  // namespace bibmill
