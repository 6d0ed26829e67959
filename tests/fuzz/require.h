// REQUIRE of the fuzzers: a property that does not hold is a finding, like a crash. (assert vanishes in release
// builds.)
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace bibmill::fuzz {

inline void require(bool holds, std::string_view property) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: property violated: %.*s\n", static_cast<int>(property.size()), property.data());
  std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view() : std::string_view(reinterpret_cast<const char*>(data), size);
}

}  // namespace bibmill::fuzz

/// libFuzzer calls this with every input. -Wmissing-declarations asks for the declaration.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
