// Lines of people.jsonl and organisations.jsonl, which are read back and may have been edited.
#include "pipeline/write/companion_json.h"
#include "pipeline/write/companion_json_read.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  const std::string_view text = fuzz::as_text(data, size);
  if (const auto person = parse_person(text)) {
    const std::string line = to_json_line(*person);
    const auto again = parse_person(line);
    fuzz::require(again && to_json_line(*again) == line, "a person read back is written the same");
  }
  if (const auto organisation = read_organisation(text)) {
    const std::string line = to_json_line(*organisation);
    const auto again = read_organisation(line);
    fuzz::require(again && to_json_line(*again) == line, "an organisation read back is written the same");
  }
  return 0;
}
