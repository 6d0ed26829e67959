#include "connectors/arxiv/feed.h"

#include <algorithm>
#include <array>
#include <pugixml.hpp>

#include "connectors/arxiv/entry.h"
#include "connectors/wire/xml.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 1> kEntry = {"entry"};
constexpr std::size_t kMessageBytes = 200;  // of the source's own words in one of our messages

pugi::xml_node child(pugi::xml_node parent, std::string_view local) {
  for (const pugi::xml_node node : parent.children()) {
    if (xml_local_name(node.name()) == local) return node;
  }
  return {};
}

/// arXiv's own words when the feed is an error message: told by the entry, because the status may be 200 too.
std::optional<std::string> error_text(pugi::xml_node feed) {
  const pugi::xml_node entry = child(feed, "entry");
  const std::string_view id = child(entry, "id").text().get();
  const std::string title = collapse_space(child(entry, "title").text().get());
  if (title != "Error" || id.find("/api/errors") == std::string_view::npos) return std::nullopt;
  return shorten(printable(child(entry, "summary").text().get()), kMessageBytes);
}

}  // namespace

Result<ArxivFeed> read_arxiv_feed(std::string_view body) {
  pugi::xml_document document;
  // Only the XML declaration says how the text is encoded: the header's charset has been missing and wrong.
  const pugi::xml_parse_result parsed = document.load_buffer(body.data(), body.size());
  if (!parsed) return fail(ErrorKind::decode, std::string("arXiv: not well-formed XML: ") + parsed.description());
  const pugi::xml_node root = document.document_element();
  if (xml_local_name(root.name()) != "feed") return fail(ErrorKind::decode, "arXiv: the answer is no Atom feed");
  if (auto text = error_text(root)) return fail(ErrorKind::rejected, "arXiv: " + *text);

  ArxivFeed feed;
  feed.total = child(root, "totalResults").text().as_llong(0);
  std::size_t from = 0;
  while (const auto element = next_xml_element(body, from, kEntry)) {
    if (!element->complete()) break;
    auto record = decode_arxiv_entry(body.substr(element->begin, element->end - element->begin));
    if (!record) return tl::unexpected(record.error());
    feed.entries.push_back({std::move(*record), {element->begin, element->end}});
    from = element->end;
  }
  const auto is_entry = [](pugi::xml_node node) { return xml_local_name(node.name()) == "entry"; };
  const auto children = root.children();
  if (std::count_if(children.begin(), children.end(), is_entry) != std::ssize(feed.entries)) {
    return fail(ErrorKind::decode, "arXiv: the feed's entries cannot be told apart");
  }
  return feed;
}

}  // namespace bibmill
