// ZIP archives, as ROR's dump comes in: however one is damaged, it is refused or read.
#include "connectors/local/zip_member.h"
#include "tests/fuzz/input_file.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  constexpr std::size_t kPiece = 4096;
  constexpr std::size_t kEnough = 1u << 20;
  auto member = ZipMember::open(fuzz::file_with(fuzz::as_text(data, size)), ".json");
  if (!member) return 0;
  fuzz::require(member->name().ends_with(".json"), "the member has the ending asked for");
  std::string text;
  while (text.size() < kEnough) {
    const std::size_t before = text.size();
    const auto read = member->read(text, kPiece);
    if (!read || *read == 0) break;
    fuzz::require(text.size() == before + *read && *read <= kPiece, "a piece is as long as it says");
  }
  return 0;
}
