// Configuration: a file has mistakes that are told, or settings; nothing else.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "config/load.h"
#include "config/venues.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

/// load_settings reads files: one for this process, written anew for every input.
std::string written(std::string_view text) {
  static const std::string path =
      (std::filesystem::temp_directory_path() / ("bibmill-config-fuzz-" + std::to_string(getpid()) + ".toml")).string();
  std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
  return path;
}

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
    request.config_file = fuzz::written(text);
    fuzz::require(!show_settings(load_settings(request)).empty(), "settings in force can be shown");
  });
  fuzz::require_told([&] { parse_venues(text, "venues.toml"); });
  return 0;
}
