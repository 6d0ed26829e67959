// JSON values as the texts that fields hold, and back. Pure, thread-safe.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
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

/// A string decoded, any other value as JSON; null is "".
inline std::string json_text(const simdjson::dom::element& value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  return value.is_null() ? std::string() : simdjson::minify(value);
}

/// The text of an array that holds one text, as Crossref has titles.
inline std::optional<std::string> single_text(const simdjson::dom::element& value) {
  simdjson::dom::array array;
  std::string_view text;
  if (value.get_array().get(array) != simdjson::SUCCESS || array.size() != 1 ||
      array.at(0).get_string().get(text) != simdjson::SUCCESS)
    return std::nullopt;
  return std::string(text);
}

}  // namespace bibmill
