// JSON as sources send it, read without failing: a document is parsed once and walked with views that are simply absent
// where the text has something else. Escaped lone surrogates and invalid UTF-8 are read as U+FFFD (simdjson 3.0.1
// refuses both).
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/codec.h"
#include "normalizers/base/result.h"

namespace bibmill {

/// A place in a parsed document; cheap to copy, valid as long as its Json lives. Every look-up on an absent place is
/// absent.
class JsonView {
 public:
  JsonView() = default;

  bool exists() const { return place_.has_value(); }
  bool is_object() const;
  bool is_array() const;
  bool is_null() const;

  /// The member of an object (the first, where a key is repeated); absent for other values.
  JsonView operator[](std::string_view key) const;
  /// The elements of an array. Another value that is not null counts as its only element: sources unwrap lists of one.
  std::vector<JsonView> items() const;
  /// The first of items().
  JsonView first() const;
  std::vector<std::pair<std::string_view, JsonView>> members() const;

  /// A string's text, unescaped.
  std::optional<std::string_view> text() const;
  /// A string's text, or a number as written in shortest form: sources give volumes and years both ways.
  std::optional<std::string> scalar() const;
  /// A whole number, or a string of one.
  std::optional<std::int64_t> integer() const;
  std::optional<bool> boolean() const;

 private:
  friend class Json;
  using Place = std::array<std::uintptr_t, 2>;  ///< a simdjson::dom::element, kept out of this header
  explicit JsonView(Place place) : place_(place) {}
  std::optional<Place> place_;
};

/// An owned, parsed JSON text.
class Json {
 public:
  /// Error decode: the text is not JSON (cut, trailing bytes, nested deeper than 1,024 levels).
  static Result<Json> parse(std::string_view text);

  Json(Json&&) noexcept;
  Json& operator=(Json&&) noexcept;
  ~Json();

  JsonView root() const;
  JsonView operator[](std::string_view key) const { return root()[key]; }

 private:
  struct Parsed;
  explicit Json(std::unique_ptr<Parsed> parsed);
  std::unique_ptr<Parsed> parsed_;
};

/// The bytes of the value at a path of keys, {"message"}; nullopt when it is not there or the text is no JSON.
std::optional<Slice> json_slice(std::string_view text, std::initializer_list<std::string_view> path);

/// The bytes of each element of the array at a path, {"message", "items"}; an empty path means the whole text. nullopt
/// when no array is there.
std::optional<std::vector<Slice>> json_array_slices(std::string_view text,
                                                    std::initializer_list<std::string_view> path);

/// A string literal with its quotes.
std::string json_quote(std::string_view text);

}  // namespace bibmill
