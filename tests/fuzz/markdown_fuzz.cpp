// Reading lists: every page is read, whatever it holds.
#include "pipeline/read/markdown.h"
#include "tests/fuzz/entries.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = bibmill::fuzz::as_text(data, size);
  const bibmill::ReadResult result = bibmill::read_markdown(text, "list.md");
  bibmill::fuzz::require(result.pages.size() == 1, "a Markdown text is one page");
  bibmill::fuzz::require_sound(result, text);
  return 0;
}
