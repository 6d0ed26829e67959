#include "pipeline/read/json_misfits.h"

#include <algorithm>
#include <string_view>

#include "normalizers/ids/arxiv_id.h"
#include "normalizers/ids/dblp_key.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/json_date.h"
#include "pipeline/read/json_people.h"
#include "pipeline/read/json_text.h"

namespace bibmill {
namespace {

using simdjson::dom::element;

/// `fits` holds for the value, or for each element when it is an array.
template <class Fits>
bool each(const element& value, const Fits& fits) {
  simdjson::dom::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return fits(value);
  return std::all_of(array.begin(), array.end(), [&](const element& item) { return item.is_null() || fits(item); });
}

bool is_text(const element& value) { return value.is_string(); }

bool is_text_or_number(const element& value) { return value.is_string() || value.is_number(); }

bool is_address(const element& value) { return value.is_string() || value["url"].is_string(); }

/// "in press" is no mistake; "20200" is one.
bool is_date(const element& value) {
  const std::string text = json_text(value);
  return json_date(text).has_value() ||
         (value.is_string() && std::ranges::none_of(text, [](char c) { return c >= '0' && c <= '9'; }));
}

/// As Crossref has titles: an array of one.
bool is_single_text(const element& value) { return value.is_string() || single_text(value).has_value(); }

template <class Id>
bool holds(const element& value) {
  const std::string text = json_text(value);
  return is_text_or_number(value) && (trim(text).empty() || Id::parse(text).has_value());
}

struct Expectation {
  bool met;
  std::string_view what;
};

Expectation expectation(JsonField field, const element& value) {
  switch (field) {
    case JsonField::title:
    case JsonField::container:
    case JsonField::venue:
    case JsonField::key:
    case JsonField::type:
    case JsonField::publisher:
    case JsonField::abstract_text:
    case JsonField::event:
    case JsonField::language: return {is_single_text(value), "a text"};
    case JsonField::volume:
    case JsonField::issue:
    case JsonField::pages: return {is_text_or_number(value), "a text or a number"};
    case JsonField::isbn:
    case JsonField::issn: return {is_text_or_number(value) || each(value, is_text), "a text or a list of texts"};
    case JsonField::topics:
    case JsonField::affiliations:
    case JsonField::notes: return {each(value, is_text), "a text or a list of texts"};
    case JsonField::url: return {each(value, is_address), "an address or a list of addresses"};
    case JsonField::authors:
    case JsonField::editors: return {each(value, names_somebody), "a list of names"};
    case JsonField::issued:
    case JsonField::year: return {is_date(value), "a year or a date"};
    case JsonField::arxiv: return {holds<ArxivId>(value), "an arXiv id"};
    case JsonField::dblp: return {holds<DblpKey>(value), "a DBLP key"};
    // A wrong `doi` is reported for every format alike (doubts.h).
    case JsonField::doi:
    case JsonField::eprint:
    case JsonField::id:
    case JsonField::none: break;
  }
  return {true, {}};
}

}  // namespace

std::optional<std::string> misfit(JsonField field, const element& value) {
  if (value.is_null()) return std::nullopt;
  const auto [met, what] = expectation(field, value);
  return met ? std::nullopt : std::optional<std::string>(what);
}

}  // namespace bibmill
