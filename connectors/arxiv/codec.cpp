#include "connectors/arxiv/codec.h"

#include <algorithm>
#include <tuple>

#include "connectors/arxiv/entry.h"
#include "connectors/arxiv/feed.h"
#include "connectors/arxiv/search.h"
#include "connectors/wire/refusals.h"
#include "connectors/wire/url.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

constexpr std::string_view kPath = "/api/query?";
constexpr std::size_t kRequestLine = 4000;  // bytes; the shortest limit met among front ends of scholarly APIs
constexpr std::size_t kResultsPerPhrase = 5;

std::string doi_phrase(const Doi& doi) {
  std::string text = doi.str();
  std::erase(text, '"');  // would end the phrase
  return "doi:\"" + text + "\"";
}

/// (doi:"10.1145/1" OR (au:"ada lovelace" AND au:"mary somerville")): in parentheses, as others are OR-ed to it.
std::string preprint_phrase(const ByPreprintOf& by) {
  std::string people;
  for (const std::string& name : by.people)
    people += (people.empty() ? "au:\"" : " AND au:\"") + fold_title(name) + "\"";
  if (!by.doi) return "(" + people + ")";
  return "(" + doi_phrase(*by.doi) + (people.empty() ? ")" : " OR (" + people + "))");
}

std::string phrase_of(const Query& query) {
  if (const auto* by = std::get_if<ByTitle>(&query)) return "ti:\"" + arxiv_phrase(by->title) + "\"";
  if (const auto* by = std::get_if<ByPreprintOf>(&query)) return preprint_phrase(*by);
  return doi_phrase(std::get<ByDoi>(query).doi);
}

/// As arXiv's manual writes searches, "ti:%22on+bread%22": shorter, so that more questions fit a request.
std::string search_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (c == ' ') {
      encoded += '+';
    } else if (c == ':') {
      encoded += c;
    } else {
      encoded += percent_encode(std::string_view(&c, 1));
    }
  }
  return encoded;
}

/// One question's piece of the target.
std::string piece_of(const Query& query) {
  if (const auto id = asked_arxiv_id(query)) return id->str();
  return search_encode(phrase_of(query));
}

/// Entries that answer the question, one per paper (the newest version), by id.
KeyAnswer select(const Query& query, const ArxivFeed& feed) {
  std::vector<const ArxivFeedEntry*> chosen;
  for (const ArxivFeedEntry& entry : feed.entries) {
    if (arxiv_selects(query, entry.record)) chosen.push_back(&entry);
  }
  const auto version = [](const ArxivFeedEntry* entry) { return entry->record.work.arxiv_id->version().value_or(0); };
  const auto rank = [&](const ArxivFeedEntry* entry) {
    return std::tuple(entry->record.work.arxiv_id->str(), -version(entry), entry->slice.begin);
  };
  std::sort(chosen.begin(), chosen.end(), [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
  const auto same_paper = [](const auto* a, const auto* b) {
    return a->record.work.arxiv_id == b->record.work.arxiv_id;
  };
  chosen.erase(std::unique(chosen.begin(), chosen.end(), same_paper), chosen.end());

  KeyAnswer answer;
  for (const ArxivFeedEntry* entry : chosen) {
    answer.records.push_back(entry->record);
    answer.slices.push_back(entry->slice);
  }
  if (!answer.records.empty()) answer.state = KeyAnswer::State::found;
  return answer;
}

KeyAnswer cut_off() {
  KeyAnswer answer;
  answer.state = KeyAnswer::State::cut_off;
  return answer;
}

}  // namespace

ArxivCodec::ArxivCodec(std::size_t batch_ids, std::size_t batch_titles)
    : batch_ids_(std::max<std::size_t>(batch_ids, 1)), batch_titles_(std::max<std::size_t>(batch_titles, 1)) {}

bool ArxivCodec::answers(QueryKind kind) const {
  return kind == QueryKind::arxiv_id || kind == QueryKind::title || kind == QueryKind::doi ||
         kind == QueryKind::preprint_of;
}

Lane ArxivCodec::lane(const Ask& ask) const {
  if (asked_arxiv_id(ask.query)) return {"id", "list", batch_ids_};
  if (std::holds_alternative<ByTitle>(ask.query)) return {"title", "list", batch_titles_};
  if (std::holds_alternative<ByPreprintOf>(ask.query)) return {"preprint", "list", batch_ids_};
  return {"doi", "list", batch_ids_};
}

std::size_t ArxivCodec::page_size(const Ask& ask) const {
  // Two people may have written many papers together, of which one is sought.
  if (std::holds_alternative<ByPreprintOf>(ask.query)) return kResultsPerPhrase * std::max(batch_ids_, batch_titles_);
  return std::max(kResultsPerPhrase * batch_titles_, batch_ids_);
}

Encoded ArxivCodec::encode(std::span<const Ask> asks) const {
  const Lane lane_of_all = lane(asks.front());
  const bool by_id = lane_of_all.name == "id";
  const std::string_view separator = by_id ? "," : "+OR+";
  std::string list;
  std::size_t taken = 0;
  for (const Ask& ask : asks.first(std::min(asks.size(), lane_of_all.batch))) {
    const std::string piece = piece_of(ask.query);
    constexpr std::size_t kRest = 120;  // the other parameters and the verb
    if (taken > 0 && list.size() + separator.size() + piece.size() + kRest > kRequestLine) break;
    if (!list.empty()) list += separator;
    list += piece;
    ++taken;
  }
  Encoded encoded;
  encoded.taken = taken;
  encoded.request.accept = "application/atom+xml";
  // The default page of ten would cut the answer silently. A search's page does not depend on how many phrases it has:
  // a phrase on its own must see at least what it saw in company.
  encoded.request.target = std::string(kPath) + (by_id ? "id_list=" : "search_query=") + list +
                           "&start=0&max_results=" + std::to_string(by_id ? taken : page_size(asks.front()));
  if (!by_id) encoded.request.target += "&sortBy=relevance&sortOrder=descending";
  return encoded;
}

Result<std::vector<KeyAnswer>> ArxivCodec::decode(std::span<const Ask> asks, const HttpResponse& response) const {
  auto feed = read_arxiv_feed(response.body);
  if (response.status != 200 && (feed || feed.error().kind != ErrorKind::rejected)) {
    return tl::unexpected(status_error("arXiv", response.status));
  }
  if (!feed) return tl::unexpected(feed.error());
  // A known fault of the service: the whole batch is worth another attempt, each question on its own is not.
  if (feed->total > 0 && feed->entries.empty()) {
    return fail(ErrorKind::server,
                "arXiv announced " + std::to_string(feed->total) + " results and sent an empty page");
  }
  const bool by_id = asked_arxiv_id(asks.front().query).has_value();
  // A page that is full answers a lone phrase; a page that is short of what it announces never does.
  const bool full_page = asks.size() == 1 && feed->entries.size() >= page_size(asks.front());
  std::vector<KeyAnswer> answers;
  for (const Ask& ask : asks) {
    KeyAnswer answer = select(ask.query, *feed);
    const bool found = answer.state == KeyAnswer::State::found;
    const bool settled = !feed->cut_off() || (found && (by_id || full_page));
    answers.push_back(settled ? std::move(answer) : cut_off());
  }
  if (!by_id) return answers;
  if (auto others = other_records("arXiv", answers, feed->entries.size())) return tl::unexpected(std::move(*others));
  return answers;
}

Result<std::vector<SourceRecord>> ArxivCodec::decode_slices(const Query&,
                                                            std::span<const std::string_view> slices) const {
  std::vector<SourceRecord> records;
  for (const std::string_view slice : slices) {
    auto record = decode_arxiv_entry(slice);
    if (!record) return tl::unexpected(record.error());
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace bibmill
