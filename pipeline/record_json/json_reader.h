// JsonReader: typed look at one JSON object of our own format. What is absent stays absent; a value of the wrong shape
// is noted once, with its path, and read as absent, so that reading code is a plain list of fields. Not thread-safe.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/base/result.h"

namespace bibmill {

/// The object that a line holds, valid as long as `parser` is not used again. Error decode: it holds none.
Result<simdjson::dom::object> parse_object(simdjson::dom::parser& parser, std::string_view json_line);

class JsonReader {
 public:
  /// `problem` outlives the reader and keeps the first complaint: "entry.line: expected a whole number".
  JsonReader(simdjson::dom::object object, std::string path, std::string& problem)
      : object_(object), path_(std::move(path)), problem_(problem) {}

  std::optional<std::string> text(std::string_view key);
  std::string text_or_empty(std::string_view key) { return text(key).value_or(std::string()); }
  std::optional<std::int64_t> integer(std::string_view key);
  double real_or_zero(std::string_view key);
  bool flag(std::string_view key);
  std::vector<std::string> texts(std::string_view key);

  /// text() read by `parse` (std::string_view → optional<T>); a text it refuses is a complaint.
  template <class Parse>
  auto parsed(std::string_view key, Parse parse) -> decltype(parse(std::string_view())) {
    const std::optional<std::string> found = text(key);
    if (!found) return std::nullopt;
    auto value = parse(std::string_view(*found));
    if (!value) complain(key, "unexpected text");
    return value;
  }

  /// texts() read by `parse`.
  template <class Parse>
  auto parsed_list(std::string_view key, Parse parse) {
    std::vector<typename decltype(parse(std::string_view()))::value_type> values;
    for (const std::string& found : texts(key)) {
      if (auto value = parse(std::string_view(found))) {
        values.push_back(*std::move(value));
      } else {
        complain(key, "unexpected text");
      }
    }
    return values;
  }

  /// Calls `read(JsonReader)` for each object of the list `key`.
  template <class Read>
  void each(std::string_view key, Read read) {
    simdjson::dom::element list;
    if (object_.at_key(key).get(list) != simdjson::SUCCESS) return;
    simdjson::dom::array items;
    if (list.get(items) != simdjson::SUCCESS) return complain(key, "expected a list");
    std::size_t index = 0;
    for (const simdjson::dom::element item : items) {
      simdjson::dom::object object;
      const std::string place = path_of(key) + "[" + std::to_string(index++) + "]";
      if (item.get(object) != simdjson::SUCCESS) return note(place, "expected an object");
      read(JsonReader(object, place, problem_));
    }
  }

  /// Calls `read(name, JsonReader)` for each member of the object `key`, in the order written.
  template <class Read>
  void members(std::string_view key, Read read) {
    const std::optional<JsonReader> inner = child(key);
    if (!inner) return;
    for (const auto member : inner->object_) {
      simdjson::dom::object object;
      const std::string place = inner->path_of(member.key);
      if (member.value.get(object) != simdjson::SUCCESS) return note(place, "expected an object");
      read(member.key, JsonReader(object, place, problem_));
    }
  }

  /// The members of the object `key` that are numbers, in the order written.
  std::vector<std::pair<std::string, double>> reals(std::string_view key);

  std::optional<JsonReader> child(std::string_view key);

  void complain(std::string_view key, std::string_view what) { note(path_of(key), what); }

 private:
  std::string path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  }
  void note(const std::string& place, std::string_view what);

  simdjson::dom::object object_;
  std::string path_;
  std::string& problem_;
};

}  // namespace bibmill
