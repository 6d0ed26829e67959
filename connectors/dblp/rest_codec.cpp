#include "connectors/dblp/rest_codec.h"

#include <algorithm>
#include <tuple>

#include "connectors/dblp/rest_hit.h"
#include "connectors/dblp/title_range.h"
#include "connectors/wire/refusals.h"
#include "connectors/wire/url.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

// Hits on a page: the documented limit is 1,000, but since mid-2026 the server sends no more.
constexpr std::string_view kPage = "100";

std::string search_for(const Query& query) {
  if (const auto* toc = std::get_if<ByToc>(&query)) return "toc:db/" + toc->page + ".bht:";
  return fold_title(std::get<ByTitle>(query).title);
}

struct Hit {
  SourceRecord record;
  Slice slice;
};

struct Hits {
  std::vector<Hit> hits;  ///< by key
  bool cut_off = false;
};

/// The bytes of the hits, which are no list when there is one, and not there when there is none.
std::vector<Slice> hit_slices(std::string_view body) {
  if (const auto list = json_array_slices(body, {"result", "hits", "hit"})) return *list;
  if (const auto one = json_slice(body, {"result", "hits", "hit"})) return {*one};
  return {};
}

Result<Hits> read_hits(const HttpResponse& response) {
  if (response.status != 200) return tl::unexpected(status_error("DBLP search", response.status));
  if (trim(response.body).starts_with('<')) return fail(ErrorKind::decode, "DBLP search: HTML or XML in place of JSON");
  const auto json = Json::parse(response.body);
  if (!json) return tl::unexpected(json.error());
  const JsonView hits = (*json)["result"]["hits"];
  if (!hits.is_object()) return fail(ErrorKind::decode, "DBLP search: the answer has no result.hits");
  const std::vector<JsonView> items = hits["hit"].items();
  const std::vector<Slice> slices = hit_slices(response.body);
  if (items.size() != slices.size()) return fail(ErrorKind::decode, "DBLP search: the hits cannot be told apart");
  Hits read;
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto record = decode_rest_hit(items[i]);
    if (!record) return tl::unexpected(record.error());
    read.hits.push_back({std::move(*record), slices[i]});
  }
  std::sort(read.hits.begin(), read.hits.end(), [](const Hit& a, const Hit& b) {
    return std::tie(a.record.record_id, a.slice.begin) < std::tie(b.record.record_id, b.slice.begin);
  });
  read.cut_off = hits["@total"].integer().value_or(0) > static_cast<std::int64_t>(items.size());
  return read;
}

bool has_equal_title(const Query& query, const Hits& hits) {
  const auto* by = std::get_if<ByTitle>(&query);
  return by != nullptr && std::any_of(hits.hits.begin(), hits.hits.end(), [&](const Hit& hit) {
           return title_letters(hit.record.work.title.value_or("")) == title_letters(by->title);
         });
}

}  // namespace

bool DblpRestCodec::answers(QueryKind kind) const { return kind == QueryKind::toc || kind == QueryKind::title; }

Lane DblpRestCodec::lane(const Ask& ask) const { return {std::string(to_string(kind_of(ask.query))), "list", 1}; }

Encoded DblpRestCodec::encode(std::span<const Ask> asks) const {
  Encoded encoded;
  encoded.taken = 1;
  encoded.request.accept = "application/json";
  encoded.request.target = "/search/publ/api?q=" + percent_encode(search_for(asks.front().query)) +
                           "&format=json&h=" + std::string(kPage) + "&f=0&c=0";
  return encoded;
}

Result<std::vector<KeyAnswer>> DblpRestCodec::decode(std::span<const Ask> asks, const HttpResponse& response) const {
  const auto hits = read_hits(response);
  if (!hits) return tl::unexpected(hits.error());
  std::vector<KeyAnswer> answers(asks.size());
  for (std::size_t i = 0; i < asks.size(); ++i) {
    if (hits->cut_off && !has_equal_title(asks[i].query, *hits)) {
      answers[i].state = KeyAnswer::State::cut_off;
      continue;
    }
    for (const Hit& hit : hits->hits) {
      answers[i].records.push_back(hit.record);
      answers[i].slices.push_back(hit.slice);
    }
    if (!hits->hits.empty()) answers[i].state = KeyAnswer::State::found;
  }
  return answers;
}

Result<std::vector<SourceRecord>> DblpRestCodec::decode_slices(const Query&,
                                                               std::span<const std::string_view> slices) const {
  std::vector<SourceRecord> records;
  for (const std::string_view slice : slices) {
    const auto hit = Json::parse(slice);
    if (!hit) return tl::unexpected(hit.error());
    auto record = decode_rest_hit(hit->root());
    if (!record) return tl::unexpected(record.error());
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace bibmill
