#include "connectors/arxiv/mirror.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "connectors/arxiv/entry.h"
#include "connectors/arxiv/search.h"
#include "connectors/arxiv/search_query.h"
#include "connectors/wire/compose.h"
#include "connectors/wire/url.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

constexpr std::string_view kPath = "/api/query";

std::string xml_escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return escaped;
}

/// A count as arXiv reads it; its own words when it is none.
Result<std::size_t> read_count(const Target& target, std::string_view name, std::size_t otherwise) {
  const auto text = target.find(name);
  if (!text || text->empty()) return otherwise;
  long long value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size()) {
    return fail(ErrorKind::rejected, std::string(name) + " must be an integer");
  }
  if (value < 0) return fail(ErrorKind::rejected, std::string(name) + " must be non-negative");
  return static_cast<std::size_t>(value);
}

struct Page {
  std::size_t start = 0;
  std::size_t size = 0;
};

Result<Page> read_page(const Target& target) {
  constexpr std::size_t kDefaultSize = 10;
  constexpr std::size_t kLargest = 2000;
  const auto start = read_count(target, "start", 0);
  if (!start) return tl::unexpected(start.error());
  const auto size = read_count(target, "max_results", kDefaultSize);
  if (!size) return tl::unexpected(size.error());
  return Page{*start, std::min(*size, kLargest)};
}

Result<std::vector<Ask>> read_ids(std::string_view id_list) {
  std::vector<Ask> asks;
  for (const std::string_view text : split(id_list, ',')) {
    auto id = ArxivId::parse(text);
    if (!id) return fail(ErrorKind::rejected, "incorrect id format for " + std::string(text));
    asks.emplace_back(ByArxivId(std::move(*id)));
  }
  return asks;
}

/// Every record once, in the order of the questions. Two questions may find the same one.
std::vector<std::string_view> distinct_entries(std::span<const MirrorAnswer> answers) {
  std::vector<std::string_view> entries;
  std::map<std::string, bool, std::less<>> seen;
  for (const MirrorAnswer& answer : answers) {
    for (const std::string& slice : answer.slices) {
      const auto record = decode_arxiv_entry(slice);
      if (seen.emplace(record ? record->record_id : slice, true).second) entries.push_back(slice);
    }
  }
  return entries;
}

HttpResponse atom(int status, std::string body) {
  return respond(status, "application/atom+xml; charset=utf-8", std::move(body));
}

constexpr std::string_view kHead =
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    "<feed xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "
    "xmlns=\"http://www.w3.org/2005/Atom\">\n";

std::string counts(std::size_t items, std::size_t total, std::size_t start) {
  return fmt::format(
      "  <opensearch:itemsPerPage>{}</opensearch:itemsPerPage>\n"
      "  <opensearch:totalResults>{}</opensearch:totalResults>\n"
      "  <opensearch:startIndex>{}</opensearch:startIndex>\n",
      items, total, start);
}

}  // namespace

Result<std::vector<Ask>> ArxivMirror::parse(const SourceRequest& request) const {
  const Target target = parse_target(request.target);
  if (target.path != kPath) return fail(ErrorKind::rejected, "unknown route " + target.path);
  const auto page = read_page(target);
  if (!page) return tl::unexpected(page.error());
  const std::string_view ids = target.find("id_list").value_or("");
  const std::string_view search = target.find("search_query").value_or("");
  if (ids.empty() && search.empty()) return fail(ErrorKind::rejected, "search_query or id_list must be given");
  // With both, arXiv filters the search's results by the ids: the ids are what is asked for.
  return ids.empty() ? parse_search_query(search) : read_ids(ids);
}

HttpResponse ArxivMirror::compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const {
  const Target target = parse_target(request.target);
  const Page page = read_page(target).value_or(Page());
  const std::vector<std::string_view> entries = distinct_entries(answers);
  const std::string echo =
      fmt::format("search_query={}&id_list={}&start={}&max_results={}", target.find("search_query").value_or(""),
                  target.find("id_list").value_or(""), page.start, page.size);
  std::string body(kHead);
  body += fmt::format(
      "  <id>https://arxiv.org/api/query</id>\n  <title>arXiv Query: {0}</title>\n"
      "  <link href=\"https://arxiv.org/api/query?{0}\" type=\"application/atom+xml\"/>\n",
      xml_escape(echo));
  body += counts(page.size, entries.size(), page.start);
  for (std::size_t i = page.start; i < entries.size() && i - page.start < page.size; ++i) {
    body.append("  ").append(entries[i]).append("\n");
  }
  return atom(200, body + "</feed>\n");
}

HttpResponse ArxivMirror::refusal(const SourceRequest& request, const Error& error) const {
  if (parse_target(request.target).path != kPath) return respond(404, "text/plain", "Not Found");
  std::string anchor = error.message;
  std::replace(anchor.begin(), anchor.end(), ' ', '_');
  const std::string body =
      std::string(kHead) + "  <id>https://arxiv.org/</id>\n  <title>arXiv Search Results</title>\n" + counts(1, 1, 0) +
      fmt::format(
          "  <entry>\n    <id>https://arxiv.org/api/errors#{0}</id>\n    <title>Error</title>\n"
          "    <link href=\"https://arxiv.org/api/errors#{0}\" rel=\"alternate\" type=\"text/html\"/>\n"
          "    <summary>{1}</summary>\n    <author>\n      <name>arXiv api core</name>\n"
          "    </author>\n  </entry>\n</feed>\n",
          xml_escape(anchor), xml_escape(error.message));
  return atom(400, body);
}

bool ArxivMirror::search_matches(const ByTitle& query, const SourceRecord& record) const {
  if (!arxiv_selects(query, record)) return false;
  const std::string family = fold_title(query.family);
  const auto has_family = [&](const Person& person) {
    return (" " + fold_title(display_name(person.name)) + " ").find(" " + family + " ") != std::string::npos;
  };
  return family.empty() || std::any_of(record.work.authors.begin(), record.work.authors.end(), has_family);
}

bool ArxivMirror::preprint_matches(const ByPreprintOf& query, const SourceRecord& record) const {
  return arxiv_selects(query, record);
}

}  // namespace bibmill
