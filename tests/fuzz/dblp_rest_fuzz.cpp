// DBLP's publication search: every exchange.
#include "tests/fuzz/exchange.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bibmill::fuzz::require_sound_exchange(bibmill::SourceId::dblp_rest, bibmill::fuzz::as_text(data, size));
  return 0;
}
