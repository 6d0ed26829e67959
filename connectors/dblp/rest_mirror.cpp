#include "connectors/dblp/rest_mirror.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "connectors/wire/compose.h"
#include "connectors/wire/json.h"
#include "connectors/wire/url.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

constexpr std::string_view kPath = "/search/publ/api";

std::optional<std::string> toc_page(std::string_view q) {
  constexpr std::string_view kHead = "toc:db/";
  if (!q.starts_with(kHead)) return std::nullopt;
  q.remove_prefix(kHead.size());
  if (q.ends_with(':')) q.remove_suffix(1);
  for (const std::string_view ending : {".bht", ".html"}) {
    if (q.ends_with(ending)) q.remove_suffix(ending.size());
  }
  return q.empty() ? std::nullopt : std::optional(std::string(q));
}

std::size_t count(const Target& target, std::string_view name, std::size_t otherwise) {
  const std::string_view text = target.find(name).value_or("");
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && !text.empty() && end == text.data() + text.size() ? value : otherwise;
}

/// The member "hit" of the envelope, with its comma; nothing without hits.
std::string hit_member(std::span<const std::string_view> page) {
  if (page.empty()) return {};
  std::string list;
  for (const std::string_view hit : page) list.append(list.empty() ? "" : ",\n").append(hit);
  return page.size() == 1 ? ",\"hit\":" + list : ",\"hit\":[" + list + "]";
}

}  // namespace

Result<std::vector<Ask>> DblpRestMirror::parse(const SourceRequest& request) const {
  const Target target = parse_target(request.target);
  if (target.path != kPath) return fail(ErrorKind::rejected, "unknown route " + target.path);
  std::string q(target.find("q").value_or(""));
  std::vector<Ask> asks;
  if (auto page = toc_page(q)) {
    asks.emplace_back(ByToc(std::move(*page)));
  } else {
    std::erase_if(q, [](char c) { return c == '$' || c == '*'; });
    asks.emplace_back(ByTitle(std::move(q)));
  }
  return asks;
}

HttpResponse DblpRestMirror::compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const {
  constexpr std::size_t kDefaultPage = 30;
  constexpr std::size_t kLargestPage = 100;
  const Target target = parse_target(request.target);
  const std::vector<std::string_view> hits = distinct_slices(answers);
  const std::size_t first = std::min(count(target, "f", 0), hits.size());
  const std::size_t size = std::min({count(target, "h", kDefaultPage), kLargestPage, hits.size() - first});
  const auto page = std::span(hits).subspan(first, size);
  return respond(
      200, "application/json",
      fmt::format(
          R"({{"result":{{"query":{},"status":{{"@code":"200","text":"OK"}},"time":{{"@unit":"msecs","text":"1.0"}},)"
          R"("completions":{{"@total":"0","@computed":"0","@sent":"0"}},)"
          R"("hits":{{"@total":"{}","@computed":"{}","@sent":"{}","@first":"{}"{}}}}}}})"
          "\n",
          json_quote(target.find("q").value_or("")), hits.size(), hits.size(), size, first, hit_member(page)));
}

HttpResponse DblpRestMirror::refusal(const SourceRequest&, const Error&) const {
  return respond(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>\n");
}

bool DblpRestMirror::search_matches(const ByTitle& query, const SourceRecord& record) const {
  std::string text = record.work.title.value_or("") + " " + record.work.container_title_short.value_or("");
  if (record.work.issued) text += " " + std::to_string(record.work.issued->year);
  for (const Person& author : record.work.authors) text += " " + display_name(author.name);
  const std::vector<std::string> words = fold_words(text);
  const std::vector<std::string> asked = fold_words(query.title);
  return !asked.empty() && std::all_of(asked.begin(), asked.end(), [&](const std::string& prefix) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return word.starts_with(prefix); });
  });
}

}  // namespace bibmill
