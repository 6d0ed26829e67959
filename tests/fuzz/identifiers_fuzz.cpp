// Identifiers in every form: lists of them, and each alone.
#include "normalizers/ids/identifier.h"
#include "pipeline/read/identifiers.h"
#include "tests/fuzz/entries.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = bibmill::fuzz::as_text(data, size);
  if (const auto identifier = bibmill::parse_identifier(text)) {
    const auto again = bibmill::parse_identifier(bibmill::to_string(*identifier));
    bibmill::fuzz::require(again == identifier, "an identifier's own text is read as itself");
  }
  if (const auto doi = bibmill::Doi::parse(text)) {
    bibmill::fuzz::require(bibmill::Doi::parse(doi->str()) == doi, "a canonical DOI is read as itself");
    bibmill::fuzz::require(bibmill::Doi::parse(doi->url()) == doi, "a DOI's URL is read as the DOI");
  }
  bibmill::fuzz::require_sound(bibmill::read_identifiers(text, "list.txt"), text);
  return 0;
}
