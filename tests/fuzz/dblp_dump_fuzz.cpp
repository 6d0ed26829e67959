// DBLP's dump as a file: however it is damaged, it is refused or read, in blocks that lie in the text one after
// another.
#include "connectors/dblp/dblp_xml.h"
#include "connectors/local/dump_reader.h"
#include "connectors/local/lookup_terms.h"
#include "connectors/wire/xml.h"
#include "tests/fuzz/input_file.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

void require_terms(std::string_view block) {
  std::size_t from = 0;
  while (const auto element = next_xml_element(block, from, kDblpRecordElements)) {
    if (!element->complete()) return;
    require(element->begin >= from && element->end <= block.size(), "an element lies in its block");
    from = element->end;
    const auto fields = read_dblp_element(block.substr(element->begin, element->end - element->begin));
    if (fields) static_cast<void>(terms_of(make_dblp_record(SourceId::dblp_index, *fields), fields->toc));
  }
}

void read_dump(std::string_view bytes) {
  auto reader = DumpReader::open(file_with(bytes));
  require(reader.has_value(), "a file that is there can be opened");
  const bool plain = !bytes.starts_with("\x1f\x8b");
  std::size_t read = 0;
  while (true) {
    const auto block = reader->next_block();
    if (!block || !*block) break;
    read += (*block)->size();
    require(!plain || read <= bytes.size(), "blocks do not overlap");
    require_terms(**block);
  }
}

}  // namespace
}  // namespace bibmill::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bibmill::fuzz::read_dump(bibmill::fuzz::as_text(data, size));
  return 0;
}
