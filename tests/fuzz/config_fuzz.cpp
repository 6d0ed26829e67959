// Configuration: a file has mistakes that are told, or settings; nothing else.
#include "config/load.h"
#include "config/organisations.h"
#include "config/venues.h"
#include "tests/fuzz/input_file.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

template <class Load>
void require_told(const Load& load) {
  try {
    load();
  } catch (const ConfigError& error) {
    require(!error.problems().empty(), "a wrong configuration names its mistakes");
  }
}

}  // namespace
}  // namespace bibmill::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  const std::string_view text = fuzz::as_text(data, size);
  fuzz::require_told([&] {
    LoadRequest request;
    request.config_file = fuzz::file_with(text);
    fuzz::require(!show_settings(load_settings(request)).empty(), "settings in force can be shown");
  });
  fuzz::require_told([&] { parse_venues(text, "venues.toml"); });
  fuzz::require_told([&] { parse_organisations(text, "organisations.toml"); });
  return 0;
}
