#include "connectors/dblp/dblp_xml.h"

#include <algorithm>
#include <pugixml.hpp>

#include "connectors/wire/url.h"
#include "connectors/wire/xml.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// All text below an element: titles hold <i>, <sub>, <sup>, <tt> and <ref>. Walks without recursion, however deep it
/// nests.
class TextWalker final : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) text_ += node.value();
    return true;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string text_of(pugi::xml_node node) {
  TextWalker walker;
  node.traverse(walker);
  return collapse_space(walker.text());
}

/// The first one that says something: fields repeat, in a few records even `year`.
std::string field(pugi::xml_node record, const char* name) {
  for (const pugi::xml_node node : record.children(name)) {
    if (std::string text = text_of(node); !text.empty()) return text;
  }
  return {};
}

std::vector<std::string> fields(pugi::xml_node record, const char* name) {
  std::vector<std::string> texts;
  for (const pugi::xml_node node : record.children(name)) {
    if (std::string text = text_of(node); !text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<DblpPerson> people(pugi::xml_node record, const char* role) {
  std::vector<DblpPerson> persons;
  for (const pugi::xml_node node : record.children(role)) {
    persons.push_back({text_of(node), node.attribute("pid").value(), node.attribute("orcid").value()});
  }
  return persons;
}

/// `publtype` holds several words: "informal", formerly "informal publication"; "withdrawn"; "encyclopedia"; "software"
/// (dblp.dtd).
bool has_publtype(pugi::xml_node record, std::string_view word) {
  const auto words = split(record.attribute("publtype").value(), ' ');
  return std::find(words.begin(), words.end(), word) != words.end();
}

WorkType type_of(pugi::xml_node record) {
  const std::string_view element = xml_local_name(record.name());
  if (has_publtype(record, "encyclopedia")) return WorkType::entry;
  if (has_publtype(record, "software")) return WorkType::software;
  if (element == "inproceedings") return WorkType::paper_conference;
  if (element == "article") return WorkType::article_journal;
  if (element == "proceedings") return WorkType::collection;
  if (element == "book") return WorkType::book;
  if (element == "incollection") return WorkType::chapter;
  if (element == "phdthesis" || element == "mastersthesis") return WorkType::thesis;
  return element == "data" ? WorkType::dataset : WorkType::document;
}

/// The dump declares ISO-8859-1 but is ASCII; re-encoded extracts are UTF-8, and some really hold Latin-1 bytes.
std::string from_latin1(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80U) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (byte >> 6U));
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

/// "db/conf/eurosys/eurosys2026.html#Name26" → "conf/eurosys/eurosys2026".
std::string toc_page_of(std::string_view url) {
  if (!url.starts_with("db/")) return {};
  url.remove_prefix(3);
  const std::size_t end = url.find(".htm");
  return end == std::string_view::npos ? std::string() : std::string(url.substr(0, end));
}

DblpFields fields_of(pugi::xml_node record) {
  DblpFields all;
  all.key = record.attribute("key").value();
  all.type = type_of(record);
  all.informal = has_publtype(record, "informal");
  all.withdrawn = has_publtype(record, "withdrawn");
  all.title = field(record, "title");
  all.authors = people(record, "author");
  all.editors = people(record, "editor");
  const std::string journal = field(record, "journal");
  all.venue = journal.empty() ? field(record, "booktitle") : journal;
  all.series = field(record, "series");
  all.volume = field(record, "volume");
  all.issue = field(record, "number");
  all.pages = field(record, "pages");
  all.year = field(record, "year");
  const std::string publisher = field(record, "publisher");
  all.publisher = publisher.empty() ? field(record, "school") : publisher;
  all.isbns = fields(record, "isbn");
  all.links = fields(record, "ee");
  all.month = field(record, "month");
  all.crossref = field(record, "crossref");
  all.toc = toc_page_of(field(record, "url"));
  all.changed = record.attribute("mdate").value();
  return all;
}

}  // namespace

Result<DblpFields> read_dblp_element(std::string_view element) {
  const std::string text = replace_dblp_entities(is_valid_utf8(element) ? std::string(element) : from_latin1(element));
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!parsed)
    return fail(ErrorKind::decode, std::string("DBLP record is not well-formed XML: ") + parsed.description());
  const pugi::xml_node record = document.document_element();
  if (record.attribute("key").empty()) return fail(ErrorKind::decode, "DBLP record without a key");
  return fields_of(record);
}

Result<SourceRecord> decode_dblp_element(std::string_view element) {
  const Result<DblpFields> fields = read_dblp_element(element);
  if (!fields) return tl::unexpected(fields.error());
  return make_dblp_record(SourceId::dblp_index, *fields);
}

Result<std::vector<SourceRecord>> decode_dblp_xml(std::string_view xml) {
  std::vector<SourceRecord> records;
  std::size_t from = 0;
  const auto at = [](std::size_t byte) { return " (byte " + std::to_string(byte) + ")"; };
  while (const auto element = next_xml_element(xml, from, kDblpWorkElements)) {
    if (!element->complete()) return fail(ErrorKind::decode, "DBLP record is cut off" + at(element->begin));
    auto record = decode_dblp_element(xml.substr(element->begin, element->end - element->begin));
    if (!record) return fail(ErrorKind::decode, record.error().message + at(element->begin));
    records.push_back(std::move(*record));
    from = element->end;
  }
  const std::string_view rest = xml.substr(from);
  const std::size_t open = rest.rfind('<');
  if (open != std::string_view::npos && rest.find('>', open) == std::string_view::npos) {
    return fail(ErrorKind::decode, "DBLP text is cut off inside a tag" + at(from + open));
  }
  return records;
}

}  // namespace bibmill
