// OpenAlex gives abstracts as an inverted index: which words stand at which positions. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>

#include "connectors/wire/json.h"

namespace bibmill {

/// {"An": [0, 2], "index": [1]} → "An index An": words in the order of their positions, as plain text. Gaps are closed;
/// of two words at one position both stay. Paragraphs are lost. nullopt when there is none (publishers may have it
/// withheld), or when it is longer than any abstract.
std::optional<std::string> read_inverted_abstract(JsonView index);

}  // namespace bibmill
