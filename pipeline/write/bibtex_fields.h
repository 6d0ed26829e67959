// The fields of one BibTeX entry, in the order they are written. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/record.h"
#include "pipeline/write/bibtex.h"

namespace bibmill {

struct BibtexField {
  std::string name;
  std::string value;  ///< a whole BibTeX value: {text}, a macro, pieces joined by #
};

/// What is known of the work, then what else the user's own entry holds, as written. No name comes twice.
std::vector<BibtexField> bibtex_fields(const Record& record, std::string_view type, const BibtexSettings& style);

}  // namespace bibmill
