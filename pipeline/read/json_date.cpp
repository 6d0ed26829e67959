#include "pipeline/read/json_date.h"

#include <simdjson.h>

#include <cstdint>

#include "normalizers/text/unicode.h"
#include "pipeline/read/json_text.h"

namespace bibmill {

using simdjson::dom::element;

std::optional<PartialDate> json_date(std::string_view value) {
  std::optional<PartialDate> date;
  const auto use = [&date](const element& object) {
    std::int64_t numbers[3] = {0, 0, 0};
    for (std::size_t i = 0; i < 3; ++i) {
      if (object["date-parts"].at(0).at(i).get_int64().get(numbers[i]) != simdjson::SUCCESS) break;
    }
    const auto small = [](std::int64_t n) {
      return n > 0 && n < 10'000 ? std::optional<int>(static_cast<int>(n)) : std::nullopt;
    };
    if (const auto year = small(numbers[0])) date = make_partial_date(*year, small(numbers[1]), small(numbers[2]));
  };
  if (!with_json(value, use)) date = parse_partial_date(trim(value));
  return date;
}

}  // namespace bibmill
