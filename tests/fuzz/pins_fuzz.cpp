// Pin files: a line is a pin that is written as itself, a mistake that is told, or nothing; a pin that is added leaves
// the other lines alone.
#include "connectors/wire/url.h"
#include "pipeline/pins/pin_file.h"
#include "pipeline/pins/pin_line.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

void require_sound_pin(const Pin& pin, std::string_view file) {
  const std::string line = to_pin_line(pin);
  require(line.find('\n') == std::string::npos, "a pin is one line");
  const auto again = parse_pin_line(line);
  require(again && *again && to_pin_line(**again) == line, "a pin is read back as itself");
  const std::string added = with_pin_added(file, pin);
  require(with_pin_added(added, pin) == added, "a pin that stands already changes nothing");
}

}  // namespace
}  // namespace bibmill::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  const std::string_view text = fuzz::as_text(data, size);
  for (const std::string_view line : split(text, '\n')) {
    const auto pin = parse_pin_line(line);
    if (!pin) {
      fuzz::require(!pin.error().message.empty(), "a mistake is told");
    } else if (*pin) {
      fuzz::require_sound_pin(**pin, text);
    }
  }
  return 0;
}
