// DBLP's XML: records of the dump and of /rec/<key>.xml. Facts: dblp.dtd (2023-05-10); dblp FAQ "How to parse
// dblp.xml". The dump is several gigabytes in one document: it is read one record element at a time
// (connectors/wire/xml.h finds them), never as a whole.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/dblp/dblp_record.h"
#include "normalizers/base/result.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// The record elements of the DTD that are works. (`www` elements are persons.)
inline constexpr std::array<std::string_view, 8> kDblpWorkElements = {
    "article", "inproceedings", "proceedings", "book", "incollection", "phdthesis", "mastersthesis", "data"};

/// The 65 named entities of the DTD as UTF-8; the five of XML and numeric ones stay for the XML parser. The system id
/// of a DOCTYPE is never fetched.
std::string replace_dblp_entities(std::string_view xml);

/// The fields of one record element, "<article …>…</article>", with or without named entities, in ASCII, UTF-8 or
/// ISO-8859-1. Error decode: not well-formed, or without a key.
Result<DblpFields> read_dblp_element(std::string_view element);

/// The same as a record; a paper alone, without what its proceedings say.
Result<SourceRecord> decode_dblp_element(std::string_view element);

/// All works of a text in its order. Error decode: a record that cannot be read, named by its place.
Result<std::vector<SourceRecord>> decode_dblp_xml(std::string_view xml);

}  // namespace bibmill
