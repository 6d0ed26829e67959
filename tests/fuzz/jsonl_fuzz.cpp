// JSON Lines: minimal objects and our own output.
#include "pipeline/read/jsonl.h"
#include "pipeline/record_json/record_json.h"
#include "pipeline/record_json/record_json_read.h"
#include "tests/fuzz/entries.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = bibmill::fuzz::as_text(data, size);
  bibmill::ReadResult list = bibmill::read_jsonl(text, "list.jsonl");
  // A line of our own output names the place in the list that it came from.
  std::erase_if(list.entries, [](const bibmill::Entry& entry) { return entry.file != "list.jsonl"; });
  bibmill::fuzz::require_sound(list, text);
  if (const auto record = bibmill::parse_record(text)) {
    const std::string line = bibmill::to_json_line(*record);
    const auto again = bibmill::parse_record(line);
    bibmill::fuzz::require(again && bibmill::to_json_line(*again) == line, "a record read back is written the same");
  }
  return 0;
}
