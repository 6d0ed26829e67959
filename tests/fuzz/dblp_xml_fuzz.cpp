// DBLP's XML: a dump, and each of its elements.
#include "connectors/dblp/dblp_xml.h"
#include "connectors/wire/xml.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

void require_same_by_element(std::string_view xml) {
  const auto whole = decode_dblp_xml(xml);
  std::vector<SourceRecord> records;
  bool readable = true;
  std::size_t from = 0;
  while (const auto element = next_xml_element(xml, from, kDblpWorkElements)) {
    if (!element->complete()) break;
    require(element->begin >= from && element->end > element->begin && element->end <= xml.size(),
            "an element lies in the text");
    const auto record = decode_dblp_element(xml.substr(element->begin, element->end - element->begin));
    readable = readable && record.has_value();
    if (record) records.push_back(*record);
    from = element->end;
  }
  if (whole) require(readable && *whole == records, "a dump is the sum of its elements");
}

}  // namespace
}  // namespace bibmill::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bibmill::fuzz::require_same_by_element(bibmill::fuzz::as_text(data, size));
  return 0;
}
