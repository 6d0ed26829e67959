#include "connectors/wire/json.h"

#include <simdjson.h>

#include <bit>
#include <charconv>
#include <type_traits>
#include <utility>

#include "normalizers/text/json_repair.h"

namespace bibmill {
namespace {

namespace dom = simdjson::dom;
namespace ondemand = simdjson::ondemand;
using Place = std::array<std::uintptr_t, 2>;

static_assert(sizeof(dom::element) == sizeof(Place) && std::is_trivially_copyable_v<dom::element>);

dom::element element_at(const Place& place) { return std::bit_cast<dom::element>(place); }
Place place_of(dom::element element) { return std::bit_cast<Place>(element); }

bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// simdjson's raw text reaches to the next token.
Slice trimmed(std::string_view whole, std::string_view raw) {
  while (!raw.empty() && is_json_space(raw.back())) raw.remove_suffix(1);
  const auto begin = static_cast<std::size_t>(raw.data() - whole.data());
  return Slice{begin, begin + raw.size()};
}

simdjson::simdjson_result<std::string_view> raw_text(ondemand::value value) {
  ondemand::json_type type{};
  if (const auto error = value.type().get(type)) return error;
  if (type == ondemand::json_type::object) {
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return error;
    return object.raw_json();
  }
  if (type == ondemand::json_type::array) {
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) return error;
    return array.raw_json();
  }
  return value.raw_json_token();
}

/// Reading positions in a text: simdjson's lazy side, over a copy with the padding that it needs.
class Scan {
 public:
  explicit Scan(std::string_view text) : padded_(text) {
    if (parser_.iterate(padded_).get(document_) == simdjson::UTF8_ERROR) {
      padded_ = simdjson::padded_string(replace_invalid_utf8(text, "?"));  // one byte for one: positions stay
      open_ = parser_.iterate(padded_).get(document_) == simdjson::SUCCESS;
      return;
    }
    open_ = parser_.iterate(padded_).get(document_) == simdjson::SUCCESS;
  }

  bool open() const { return open_; }
  std::string_view text() const { return padded_; }
  ondemand::document& document() { return document_; }

  simdjson::simdjson_result<ondemand::value> find(std::initializer_list<std::string_view> path) {
    if (path.size() == 0) return simdjson::NO_SUCH_FIELD;
    const auto* key = path.begin();
    ondemand::value value;
    if (const auto error = document_.find_field_unordered(*key).get(value)) return error;
    for (++key; key != path.end(); ++key) {
      ondemand::value inner;
      if (const auto error = value.find_field_unordered(*key).get(inner)) return error;
      value = inner;
    }
    return value;
  }

 private:
  simdjson::padded_string padded_;
  ondemand::parser parser_;
  ondemand::document document_;
  bool open_ = false;
};

}  // namespace

// ----------------------------------------------------------------------------------------------------------------
// JsonView

bool JsonView::is_object() const { return place_ && element_at(*place_).is_object(); }
bool JsonView::is_array() const { return place_ && element_at(*place_).is_array(); }
bool JsonView::is_null() const { return place_ && element_at(*place_).is_null(); }

JsonView JsonView::operator[](std::string_view key) const {
  dom::element found;
  if (!is_object() || element_at(*place_).at_key(key).get(found) != simdjson::SUCCESS) return {};
  return JsonView(place_of(found));
}

std::vector<JsonView> JsonView::items() const {
  std::vector<JsonView> found;
  if (!place_ || is_null()) return found;
  dom::array array;
  if (element_at(*place_).get_array().get(array) != simdjson::SUCCESS) return {*this};
  for (const dom::element element : array) found.push_back(JsonView(place_of(element)));
  return found;
}

JsonView JsonView::first() const {
  dom::array array;
  if (!place_ || is_null()) return {};
  if (element_at(*place_).get_array().get(array) != simdjson::SUCCESS) return *this;
  return array.begin() != array.end() ? JsonView(place_of(*array.begin())) : JsonView();
}

std::vector<std::pair<std::string_view, JsonView>> JsonView::members() const {
  std::vector<std::pair<std::string_view, JsonView>> found;
  dom::object object;
  if (!place_ || element_at(*place_).get_object().get(object) != simdjson::SUCCESS) return found;
  for (const auto field : object) found.emplace_back(field.key, JsonView(place_of(field.value)));
  return found;
}

std::optional<std::string_view> JsonView::text() const {
  std::string_view text;
  if (!place_ || element_at(*place_).get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
  return text;
}

std::optional<std::string> JsonView::scalar() const {
  if (const auto string = text()) return std::string(*string);
  if (!place_ || !element_at(*place_).is_number()) return std::nullopt;
  return simdjson::minify(element_at(*place_));
}

std::optional<std::int64_t> JsonView::integer() const {
  std::int64_t number = 0;
  if (place_ && element_at(*place_).get_int64().get(number) == simdjson::SUCCESS) return number;
  const auto string = text();
  if (!string || string->empty()) return std::nullopt;
  const char* end = string->data() + string->size();
  const auto [stopped, error] = std::from_chars(string->data(), end, number);
  return error == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

std::optional<bool> JsonView::boolean() const {
  bool value = false;
  if (!place_ || element_at(*place_).get_bool().get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

// --------------------------------------------------------------------------------------------------------------------
// Json

struct Json::Parsed {
  dom::parser parser;
  dom::element root;
};

Json::Json(std::unique_ptr<Parsed> parsed) : parsed_(std::move(parsed)) {}
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

Result<Json> Json::parse(std::string_view text) {
  auto parsed = std::make_unique<Parsed>();
  auto error = parsed->parser.parse(text.data(), text.size()).get(parsed->root);
  std::string repaired;
  if (error == simdjson::UTF8_ERROR) {
    repaired = replace_invalid_utf8(text, "\xEF\xBF\xBD");
    error = parsed->parser.parse(repaired).get(parsed->root);
  }
  if (error == simdjson::STRING_ERROR) {
    repaired = repair_surrogates(repaired.empty() ? text : std::string_view(repaired));
    error = parsed->parser.parse(repaired).get(parsed->root);
  }
  if (error) return fail(ErrorKind::decode, std::string("not JSON: ") + simdjson::error_message(error));
  return Json(std::move(parsed));
}

JsonView Json::root() const { return JsonView(place_of(parsed_->root)); }

// ------------------------------------------------------------------------------------------------------------------
// Slices

std::optional<Slice> json_slice(std::string_view text, std::initializer_list<std::string_view> path) {
  Scan scan(text);
  ondemand::value value;
  std::string_view raw;
  if (!scan.open() || scan.find(path).get(value) || raw_text(value).get(raw)) return std::nullopt;
  return trimmed(scan.text(), raw);
}

std::optional<std::vector<Slice>> json_array_slices(std::string_view text,
                                                    std::initializer_list<std::string_view> path) {
  Scan scan(text);
  if (!scan.open()) return std::nullopt;
  ondemand::array array;
  if (path.size() == 0) {
    if (scan.document().get_array().get(array)) return std::nullopt;
  } else {
    ondemand::value value;
    if (scan.find(path).get(value) || value.get_array().get(array)) return std::nullopt;
  }
  std::vector<Slice> slices;
  for (auto item : array) {
    ondemand::value value;
    std::string_view raw;
    if (item.get(value) || raw_text(value).get(raw)) return std::nullopt;
    slices.push_back(trimmed(scan.text(), raw));
  }
  return slices;
}

std::string json_quote(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20) {
      quoted += "\\u00";
      quoted += kHex[byte >> 4U];
      quoted += kHex[byte & 0xFU];
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace bibmill
