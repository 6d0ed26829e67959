#include "connectors/wire/xml.h"

#include <algorithm>

namespace bibmill {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Past the first `what` at or after `from`; kNone when it does not come.
std::size_t past(std::string_view xml, std::size_t from, std::string_view what) {
  const std::size_t at = xml.find(what, from);
  return at == kNone ? kNone : at + what.size();
}

/// Past a document type, whose internal subset in brackets may hold ">" itself.
std::size_t past_doctype(std::string_view xml, std::size_t open) {
  const std::size_t stop = xml.find_first_of("[>", open);
  if (stop == kNone) return kNone;
  if (xml[stop] == '>') return stop + 1;
  const std::size_t subset = past(xml, stop, "]");
  return subset == kNone ? kNone : past(xml, subset, ">");
}

struct Tag {
  std::size_t begin = 0;  ///< of "<"
  std::size_t end = 0;    ///< past ">"
  std::string_view name;  ///< qualified
  bool closes = false;    ///< "</name>"
  bool empty = false;     ///< "<name/>"
};

/// Past the ">" of a tag, which may also stand inside a quoted attribute value.
std::size_t past_tag(std::string_view xml, std::size_t from) {
  while (true) {
    const std::size_t stop = xml.find_first_of("\"'>", from);
    if (stop == kNone) return kNone;
    if (xml[stop] == '>') return stop + 1;
    const std::size_t quote = xml.find(xml[stop], stop + 1);
    if (quote == kNone) return kNone;
    from = quote + 1;
  }
}

std::optional<Tag> next_tag(std::string_view xml, std::size_t from) {
  while (true) {
    const std::size_t open = xml.find('<', from);
    if (open == kNone) return std::nullopt;
    const std::string_view rest = xml.substr(open);
    if (rest.starts_with("<!--")) {
      from = past(xml, open + 4, "-->");
    } else if (rest.starts_with("<![CDATA[")) {
      from = past(xml, open, "]]>");
    } else if (rest.starts_with("<?")) {
      from = past(xml, open, "?>");
    } else if (rest.starts_with("<!")) {
      from = past_doctype(xml, open);
    } else {
      const bool closes = rest.starts_with("</");
      const std::size_t name = open + (closes ? 2 : 1);
      const std::size_t name_end = std::min(xml.find_first_of(" \t\r\n/>", name), xml.size());
      const std::size_t end = past_tag(xml, name_end);
      if (end == kNone) return std::nullopt;
      return Tag{open, end, xml.substr(name, name_end - name), closes, xml[end - 2] == '/'};
    }
    if (from == kNone) return std::nullopt;
  }
}

/// Past the end tag that belongs to the start tag `start`; kNone when it does not come.
std::size_t past_element(std::string_view xml, const Tag& start) {
  if (start.empty) return start.end;
  std::size_t depth = 1;
  std::size_t from = start.end;
  while (const auto tag = next_tag(xml, from)) {
    from = tag->end;
    if (tag->name != start.name || tag->empty) continue;
    depth = tag->closes ? depth - 1 : depth + 1;
    if (depth == 0) return from;
  }
  return kNone;
}

}  // namespace

std::string_view xml_local_name(std::string_view qualified) {
  const std::size_t colon = qualified.rfind(':');
  return colon == kNone ? qualified : qualified.substr(colon + 1);
}

std::optional<XmlElement> next_xml_element(std::string_view xml, std::size_t from,
                                           std::span<const std::string_view> names) {
  while (const auto tag = next_tag(xml, from)) {
    from = tag->end;
    const std::string_view local = xml_local_name(tag->name);
    if (tag->closes || std::find(names.begin(), names.end(), local) == names.end()) continue;
    return XmlElement{tag->begin, past_element(xml, *tag), local};
  }
  return std::nullopt;
}

}  // namespace bibmill
