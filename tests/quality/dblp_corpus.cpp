#include "tests/quality/dblp_corpus.h"

#include <zlib.h>

#include <array>
#include <memory>
#include <string>

#include "connectors/dblp/dblp_xml.h"
#include "connectors/wire/xml.h"

namespace bibmill::quality {
namespace {

std::string gunzip(const std::filesystem::path& path) {
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(gzopen(path.c_str(), "rb"), gzclose);
  std::string text;
  if (!file) return text;
  std::array<char, 1 << 16> buffer{};
  for (int read = 1; read > 0;) {
    read = gzread(file.get(), buffer.data(), buffer.size());
    if (read > 0) text.append(buffer.data(), static_cast<std::size_t>(read));
  }
  return text;
}

}  // namespace

std::vector<SourceRecord> dblp_corpus(const std::filesystem::path& corpus) {
  constexpr std::array<std::string_view, 2> kPapers = {"article", "inproceedings"};
  const std::string text = gunzip(corpus / "dblp-164k.xml.gz");
  std::vector<SourceRecord> records;
  for (auto element = next_xml_element(text, 0, kPapers); element && element->complete();
       element = next_xml_element(text, element->end, kPapers)) {
    auto record = decode_dblp_element(std::string_view(text).substr(element->begin, element->end - element->begin));
    if (record) records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace bibmill::quality
