#include "connectors/crossref/codec.h"

#include <algorithm>
#include <utility>

#include "connectors/crossref/record.h"
#include "connectors/wire/batch.h"
#include "connectors/wire/json.h"
#include "connectors/wire/refusals.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::string_view kAccept = "application/json";

/// Selectable names only: others (language, subtype, aliases, institution) answer 400. Without `reference`, most of a
/// record's bytes.
constexpr std::string_view kSelect =
    "DOI,type,title,subtitle,original-title,short-title,author,editor,container-title,short-container-title,event,"
    "publisher,publisher-location,issued,published,published-print,published-online,posted,approved,volume,issue,page,"
    "article-number,ISBN,ISSN,license,relation,update-to,updated-by,abstract,resource";

/// What tells a paper: an answer has up to a thousand of them, and abstracts and licences come with the DOI later.
constexpr std::string_view kSelectPaper = "DOI,type,title,subtitle,author,container-title,event,issued";

/// Also true for a DOI that a list filter cannot express: the server splits at commas after decoding.
bool goes_alone(const Ask& ask) {
  const auto* by_doi = std::get_if<ByDoi>(&ask.query);
  return by_doi != nullptr && (ask.alone || by_doi->doi.str().find_first_of(",:;") != std::string::npos);
}

std::string list_target(std::string_view filter, std::size_t count) {
  return "/works?filter=" + std::string(filter) + "&rows=" + std::to_string(count) + "&select=" + std::string(kSelect);
}

/// As many whole words of `text`, encoded, as fit into `room` bytes; a part of the first where even that is too long.
std::string encode_words(std::string_view text, std::size_t room) {
  std::string encoded;
  for (const std::string_view word : split(text, ' ')) {
    const std::string next = (encoded.empty() ? "" : "+") + percent_encode(word);
    if (encoded.size() + next.size() > room) {
      if (encoded.empty()) encoded = percent_encode(shorten(word, room / 9));  // 3 bytes a character, each as %XX
      break;
    }
    encoded += next;
  }
  return encoded;
}

std::string title_target(const ByTitle& by, const CrossrefLimits& limits) {
  const std::string head = "/works?query.bibliographic=";
  const std::string tail = "&rows=" + std::to_string(limits.search_rows) + "&select=" + std::string(kSelect);
  const std::size_t fixed = request_line_length(head + tail);
  const std::size_t room = limits.max_request_line > fixed ? limits.max_request_line - fixed : 0;
  return head + encode_words(collapse_space(by.title + " " + by.family), room) + tail;
}

/// The container is searched for (its exact name differs from year to year), the year and the types are filters.
std::string proceedings_target(const ByProceedings& by, const CrossrefLimits& limits) {
  const std::string year = std::to_string(by.year);
  const std::string head = "/works?query.container-title=";
  const std::string tail =
      "&filter=from-pub-date:" + year + ",until-pub-date:" + year +
      ",type:proceedings-article,type:book-chapter,type:journal-article&rows=" + std::to_string(ByProceedings::kPart) +
      "&offset=" + std::to_string(by.part * ByProceedings::kPart) + "&select=" + std::string(kSelectPaper);
  const std::size_t fixed = request_line_length(head + tail);
  const std::size_t room = limits.max_request_line > fixed ? limits.max_request_line - fixed : 0;
  return head + encode_words(collapse_space(by.name), room) + tail;
}

bool is_named(const SourceRecord& record, const Doi& doi) {
  return record.work.doi == doi || std::find(record.aliases.begin(), record.aliases.end(), doi) != record.aliases.end();
}

Error unexpected_status(const HttpResponse& response) {
  const auto json = Json::parse(response.body);
  const auto why = json ? (*json)["message"].first()["message"].text() : std::nullopt;
  return status_error("Crossref", response.status, printable(shorten(why.value_or(""), 120)));
}

struct Item {
  Slice slice;
  SourceRecord record;
};

/// The items of a work-list; those that name no DOI describe no registered work.
Result<std::vector<Item>> read_items(std::string_view body) {
  const auto slices = json_array_slices(body, {"message", "items"});
  if (!slices) return fail(ErrorKind::decode, "expected an array message.items in Crossref's work-list");
  std::vector<Item> items;
  for (const Slice& slice : *slices) {
    if (auto record = read_crossref_work(body.substr(slice.begin, slice.end - slice.begin))) {
      items.push_back(Item{slice, std::move(*record)});
    }
  }
  return items;
}

KeyAnswer found(const Item& item) { return KeyAnswer{KeyAnswer::State::found, {item.record}, {item.slice}}; }

KeyAnswer nothing(KeyAnswer::State state) { return KeyAnswer{state, {}, {}}; }

KeyAnswer answer_doi(const Doi& doi, const std::vector<Item>& items, bool complete) {
  const auto exact =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.record.work.doi == doi; });
  if (exact != items.end()) return found(*exact);
  const auto alias =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return is_named(item.record, doi); });
  if (alias != items.end()) return found(*alias);
  return nothing(complete ? KeyAnswer::State::unconfirmed : KeyAnswer::State::cut_off);
}

/// All of a search: who asked looks through it.
KeyAnswer answer_search(const std::vector<Item>& items, bool cut_off) {
  if (items.empty()) return nothing(cut_off ? KeyAnswer::State::cut_off : KeyAnswer::State::absent);
  KeyAnswer answer{KeyAnswer::State::found, {}, {}};
  for (const Item& item : items) {
    answer.records.push_back(item.record);
    answer.slices.push_back(item.slice);
  }
  return answer;
}

}  // namespace

CrossrefCodec::CrossrefCodec(CrossrefLimits limits) : limits_(limits) {}

Lane CrossrefCodec::lane(const Ask& ask) const {
  if (std::holds_alternative<ByTitle>(ask.query)) return Lane{"title", "list", 1};
  if (std::holds_alternative<ByProceedings>(ask.query)) return Lane{"proceedings", "list", 1};
  if (goes_alone(ask)) return Lane{"doi-single", "single", 1};
  return Lane{"doi-list", "list", limits_.batch};
}

Encoded CrossrefCodec::encode(std::span<const Ask> asks) const {
  if (const auto* by_title = std::get_if<ByTitle>(&asks.front().query)) {
    return Encoded{SourceRequest{title_target(*by_title, limits_), std::string(kAccept)}, 1};
  }
  if (const auto* by_name = std::get_if<ByProceedings>(&asks.front().query)) {
    return Encoded{SourceRequest{proceedings_target(*by_name, limits_), std::string(kAccept)}, 1};
  }
  if (goes_alone(asks.front())) {
    const std::string& doi = std::get<ByDoi>(asks.front().query).doi.str();
    return Encoded{SourceRequest{"/works/" + percent_encode(doi), std::string(kAccept)}, 1};
  }
  const auto filter = [](const Ask& ask) { return "doi:" + percent_encode(std::get<ByDoi>(ask.query).doi.str()); };
  return encode_list(asks, {limits_.batch, limits_.max_request_line}, kAccept, filter, list_target);
}

Result<std::vector<KeyAnswer>> CrossrefCodec::decode(std::span<const Ask> asks, const HttpResponse& response) const {
  if (response.status == 404 && asks.size() == 1 && trim(response.body) == "Resource not found.") {
    return std::vector{nothing(KeyAnswer::State::absent)};
  }
  if (response.status != 200) return tl::unexpected(unexpected_status(response));
  const auto json = Json::parse(response.body);
  if (!json) return fail(ErrorKind::decode, "expected Crossref's JSON envelope: " + json.error().message);
  const auto status = (*json)["status"].text();
  if (status && *status != "ok") return fail(ErrorKind::server, "Crossref reports a failure with status 200");

  const auto type = (*json)["message-type"].text();
  if (type == "work") {
    if (asks.size() != 1) return fail(ErrorKind::decode, "expected a work-list from Crossref, got a single work");
    const auto slice = json_slice(response.body, {"message"});
    if (!slice) return fail(ErrorKind::decode, "expected an object message in Crossref's envelope");
    const auto bytes = std::string_view(response.body).substr(slice->begin, slice->end - slice->begin);
    const std::string_view slices[] = {bytes};
    auto records = decode_slices(asks.front().query, slices);
    if (!records) return tl::unexpected(records.error());
    return std::vector{KeyAnswer{KeyAnswer::State::found, std::move(*records), {*slice}}};
  }
  if (type != "work-list") return fail(ErrorKind::decode, "expected message-type work or work-list from Crossref");

  const auto items = read_items(response.body);
  if (!items) return tl::unexpected(items.error());
  const auto received = static_cast<std::int64_t>((*json)["message"]["items"].items().size());
  const auto total = (*json)["message"]["total-results"].integer();
  if (!total) return fail(ErrorKind::decode, "expected a number message.total-results in Crossref's work-list");
  std::vector<KeyAnswer> answers;
  for (const Ask& ask : asks) {
    const auto* by_doi = std::get_if<ByDoi>(&ask.query);
    answers.push_back(by_doi != nullptr ? answer_doi(by_doi->doi, *items, *total <= received)
                                        : answer_search(*items, *total > 0 && received == 0));
  }
  auto others = other_records("Crossref", answers, items->size());
  // Alone, it may be an alias's primary record, which does not always list it (apis/crossref.md §4).
  if (others && asks.size() == 1) return std::vector{nothing(KeyAnswer::State::cut_off)};
  if (others) return tl::unexpected(std::move(*others));
  return answers;
}

Result<std::vector<SourceRecord>> CrossrefCodec::decode_slices(const Query& query,
                                                               std::span<const std::string_view> slices) const {
  std::vector<SourceRecord> records;
  for (const std::string_view slice : slices) {
    auto record = read_crossref_work(slice);
    if (!record) return tl::unexpected(record.error());
    records.push_back(std::move(*record));
  }
  // An alias is answered with the primary DOI's record, which does not always list it (apis/crossref.md §4).
  const auto* by_doi = std::get_if<ByDoi>(&query);
  if (by_doi != nullptr && records.size() == 1 && !is_named(records.front(), by_doi->doi)) {
    records.front().aliases.push_back(by_doi->doi);
  }
  return records;
}

}  // namespace bibmill
