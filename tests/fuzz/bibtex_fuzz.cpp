// BibTeX: nothing is lost, whatever is broken.
#include "pipeline/read/bibtex_file.h"
#include "pipeline/read/bibtex_reader.h"
#include "tests/fuzz/entries.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = bibmill::fuzz::as_text(data, size);
  bibmill::fuzz::require(bibmill::to_string(bibmill::parse_bibtex(text)) == text,
                         "a BibTeX file is taken apart without loss");
  bibmill::fuzz::require_sound(bibmill::read_bibtex(text, "list.bib"), text);
  return 0;
}
