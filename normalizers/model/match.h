// Match: how well a source's record fits an entry: a verdict, a named reason, a probability. They never travel apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/model/source_record.h"

namespace bibmill {

enum class Verdict : std::uint8_t { exact, strong, weak, ambiguous, different };

std::string_view to_string(Verdict verdict);

struct Match {
  Verdict verdict = Verdict::different;
  std::string reason =
      "not_compared";        ///< stable snake_case name of the deciding rule: "title_and_authors", "year_differs"
  double probability = 0.0;  ///< that both are the same work, 0 to 1
  std::vector<std::pair<std::string, double>> features;  ///< named comparison features, for candidates[].features

  bool accepted() const { return verdict == Verdict::exact || verdict == Verdict::strong; }
  bool operator==(const Match&) const = default;
};

struct Candidate {
  SourceRecord record;
  Match match;

  bool operator==(const Candidate&) const = default;
};

}  // namespace bibmill
