// XML text cut into the elements that records are, without parsing it: so a record's own bytes can be stored, and a
// dump of gigabytes be read one record at a time. Pure, thread-safe, linear in the text.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace bibmill {

/// An element as it stands in a text: from its "<" to the ">" of its end tag.
struct XmlElement {
  std::size_t begin = 0;
  std::size_t end = 0;    ///< npos: its end tag has not come (yet)
  std::string_view name;  ///< without namespace prefix
  bool complete() const { return end != std::string_view::npos; }
};

/// "doi" of "arxiv:doi": names are compared without prefix, because senders choose prefixes freely.
std::string_view xml_local_name(std::string_view qualified);

/// The first element at or after `from` whose local name is one of `names`, in the order of the text; an element inside
/// a found one is part of it. Comments, CDATA sections, processing instructions and the document type are stepped over.
/// nullopt: there is none, or its end tag has not come yet.
std::optional<XmlElement> next_xml_element(std::string_view xml, std::size_t from,
                                           std::span<const std::string_view> names);

}  // namespace bibmill
