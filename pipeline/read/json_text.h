// JSON inside a field's value. Pure, thread-safe.
#pragma once

#include <simdjson.h>

#include <string_view>

namespace bibmill {

inline bool is_json(std::string_view value) { return value.starts_with('[') || value.starts_with('{'); }

/// Runs `use` on the parsed value; false when the text is no JSON array or object.
template <class Use>
bool with_json(std::string_view value, const Use& use) {
  if (!is_json(value)) return false;
  simdjson::dom::parser parser;
  const simdjson::padded_string padded(value);
  simdjson::dom::element parsed;
  if (parser.parse(padded).get(parsed) != simdjson::SUCCESS) return false;
  use(parsed);
  return true;
}

}  // namespace bibmill
