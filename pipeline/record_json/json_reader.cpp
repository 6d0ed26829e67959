#include "pipeline/record_json/json_reader.h"

namespace bibmill {

Result<simdjson::dom::object> parse_object(simdjson::dom::parser& parser, std::string_view json_line) {
  // simdjson copies from a null pointer, if only nothing.
  if (json_line.empty()) return fail(ErrorKind::decode, "not a JSON object: the line is empty");
  simdjson::dom::object object;
  const auto error = parser.parse(json_line.data(), json_line.size()).get(object);
  if (error == simdjson::SUCCESS) return object;
  return fail(ErrorKind::decode, std::string("not a JSON object: ") + simdjson::error_message(error));
}

void JsonReader::note(const std::string& place, std::string_view what) {
  if (problem_.empty()) problem_ = place + ": " + std::string(what);
}

std::optional<std::string> JsonReader::text(std::string_view key) {
  simdjson::dom::element value;
  if (object_.at_key(key).get(value) != simdjson::SUCCESS) return std::nullopt;
  std::string_view found;
  if (value.get(found) != simdjson::SUCCESS) {
    complain(key, "expected a text");
    return std::nullopt;
  }
  return std::string(found);
}

std::optional<std::int64_t> JsonReader::integer(std::string_view key) {
  simdjson::dom::element value;
  if (object_.at_key(key).get(value) != simdjson::SUCCESS) return std::nullopt;
  std::int64_t found = 0;
  if (value.get(found) != simdjson::SUCCESS) {
    complain(key, "expected a whole number");
    return std::nullopt;
  }
  return found;
}

double JsonReader::real_or_zero(std::string_view key) {
  simdjson::dom::element value;
  if (object_.at_key(key).get(value) != simdjson::SUCCESS) return 0.0;
  double found = 0.0;
  if (value.get(found) != simdjson::SUCCESS) complain(key, "expected a number");
  return found;
}

bool JsonReader::flag(std::string_view key) {
  simdjson::dom::element value;
  if (object_.at_key(key).get(value) != simdjson::SUCCESS) return false;
  bool found = false;
  if (value.get(found) != simdjson::SUCCESS) complain(key, "expected true or false");
  return found;
}

std::vector<std::string> JsonReader::texts(std::string_view key) {
  std::vector<std::string> found;
  simdjson::dom::element list;
  if (object_.at_key(key).get(list) != simdjson::SUCCESS) return found;
  simdjson::dom::array items;
  if (list.get(items) != simdjson::SUCCESS) {
    complain(key, "expected a list");
    return found;
  }
  for (const simdjson::dom::element item : items) {
    std::string_view text;
    if (item.get(text) != simdjson::SUCCESS) {
      complain(key, "expected a list of texts");
      return found;
    }
    found.emplace_back(text);
  }
  return found;
}

std::vector<std::pair<std::string, double>> JsonReader::reals(std::string_view key) {
  std::vector<std::pair<std::string, double>> found;
  const std::optional<JsonReader> inner = child(key);
  if (!inner) return found;
  for (const auto member : inner->object_) {
    double value = 0.0;
    if (member.value.get(value) != simdjson::SUCCESS) complain(key, "expected numbers");
    found.emplace_back(std::string(member.key), value);
  }
  return found;
}

std::optional<JsonReader> JsonReader::child(std::string_view key) {
  simdjson::dom::element value;
  if (object_.at_key(key).get(value) != simdjson::SUCCESS) return std::nullopt;
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) {
    complain(key, "expected an object");
    return std::nullopt;
  }
  return JsonReader(object, path_of(key), problem_);
}

}  // namespace bibmill
