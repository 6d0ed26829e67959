#include "connectors/openalex/codec.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "connectors/openalex/record.h"
#include "connectors/wire/json.h"
#include "connectors/wire/refusals.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::string_view kAccept = "application/json";

/// Root fields only: others cannot be selected. Without citations, topics and counts, most of a work's bytes.
constexpr std::string_view kSelect =
    "id,doi,title,display_name,publication_year,publication_date,type,language,biblio,authorships,primary_location,"
    "locations,is_retracted,abstract_inverted_index";

const Doi& doi_of(const Ask& ask) { return std::get<ByDoi>(ask.query).doi; }

bool goes_alone(const Ask& ask) { return ask.alone || doi_of(ask).str().find_first_of(",|") != std::string::npos; }

std::string single_target(const Doi& doi) {
  return "/works/doi:" + percent_encode(doi.str()) + "?select=" + std::string(kSelect);
}

/// A full page: several works may bear one DOI.
std::string list_target(std::string_view dois) {
  return "/works?filter=doi:" + std::string(dois) + "&per_page=100&select=" + std::string(kSelect);
}

Error unexpected_status(const HttpResponse& response) {
  const auto json = Json::parse(response.body);
  const auto why = json ? (*json)["message"].text() : std::nullopt;
  return status_error("OpenAlex", response.status, printable(shorten(why.value_or(""), 120)));
}

/// JSON with an error and a message, or a short page of the framework: both say so in words.
bool says_not_found(const HttpResponse& response) {
  return response.status == 404 && ascii_lower(response.body).find("not found") != std::string::npos;
}

struct Item {
  Slice slice;
  SourceRecord record;
  bool authors_cut = false;  ///< by the list; the single work has them all
};

bool is_older(const Item& a, const Item& b) {
  const auto age = [](const Item& item) {
    return std::tuple(item.record.record_id.size(), std::string_view(item.record.record_id), item.slice.begin);
  };
  return age(a) < age(b);
}

/// The works of a list; what is no work is left out. Where two bear one DOI, the older comes first.
std::vector<Item> read_items(std::string_view body, const std::vector<Slice>& slices) {
  std::vector<Item> items;
  for (const Slice& slice : slices) {
    const auto json = Json::parse(body.substr(slice.begin, slice.end - slice.begin));
    auto record = json ? read_openalex_work(json->root()) : std::nullopt;
    if (record) items.push_back(Item{slice, std::move(*record), has_cut_authors(json->root())});
  }
  std::sort(items.begin(), items.end(), is_older);
  return items;
}

KeyAnswer nothing(KeyAnswer::State state) { return KeyAnswer{state, {}, {}}; }

std::vector<KeyAnswer> answer_all(std::span<const Ask> asks, const std::vector<Item>& items, bool complete) {
  std::vector<KeyAnswer> answers;
  for (const Ask& ask : asks) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.record.work.doi == doi_of(ask); });
    if (found == items.end()) {
      answers.push_back(nothing(complete ? KeyAnswer::State::unconfirmed : KeyAnswer::State::cut_off));
    } else if (found->authors_cut) {
      answers.push_back(nothing(KeyAnswer::State::unconfirmed));
    } else {
      answers.push_back(KeyAnswer{KeyAnswer::State::found, {found->record}, {found->slice}});
    }
  }
  return answers;
}

Result<std::vector<KeyAnswer>> answer_single(std::span<const Ask> asks, JsonView work, std::string_view body) {
  if (asks.size() != 1) return fail(ErrorKind::decode, "expected a list of works from OpenAlex, got a single one");
  auto record = read_openalex_work(work);
  if (!record) return fail(ErrorKind::decode, "expected a work, or a list of works, from OpenAlex");
  if (record->work.doi != doi_of(asks.front())) return std::vector{nothing(KeyAnswer::State::absent)};
  const std::string_view bytes = trim(body);
  const auto begin = static_cast<std::size_t>(bytes.data() - body.data());
  return std::vector{KeyAnswer{KeyAnswer::State::found, {std::move(*record)}, {Slice{begin, begin + bytes.size()}}}};
}

}  // namespace

OpenalexCodec::OpenalexCodec(OpenalexLimits limits) : limits_(limits) {}

Lane OpenalexCodec::lane(const Ask& ask) const {
  if (goes_alone(ask)) return Lane{"doi-single", "single", 1};
  return Lane{"doi-list", "list", limits_.batch};
}

Encoded OpenalexCodec::encode(std::span<const Ask> asks) const {
  std::string dois;
  std::size_t taken = 0;
  if (!goes_alone(asks.front())) {
    for (const Ask& ask : asks.first(std::min(asks.size(), std::max<std::size_t>(limits_.batch, 1)))) {
      const std::string next = (taken == 0 ? "" : "%7C") + percent_encode(doi_of(ask).str());
      if (taken > 0 && request_line_length(list_target(dois + next)) > limits_.max_request_line) break;
      dois += next;
      ++taken;
    }
  }
  if (taken > 1) return Encoded{SourceRequest{list_target(dois), std::string(kAccept)}, taken};
  return Encoded{SourceRequest{single_target(doi_of(asks.front())), std::string(kAccept)}, 1};
}

Result<std::vector<KeyAnswer>> OpenalexCodec::decode(std::span<const Ask> asks, const HttpResponse& response) const {
  if (asks.size() == 1 && says_not_found(response)) return std::vector{nothing(KeyAnswer::State::absent)};
  if (response.status != 200) return tl::unexpected(unexpected_status(response));
  const auto json = Json::parse(response.body);
  if (!json) return fail(ErrorKind::decode, "expected JSON from OpenAlex: " + json.error().message);
  if ((*json)["error"].exists()) return fail(ErrorKind::server, "OpenAlex reports an error with status 200");
  if (!(*json)["results"].is_array()) return answer_single(asks, json->root(), response.body);

  const auto slices = json_array_slices(response.body, {"results"});
  if (!slices) return fail(ErrorKind::decode, "expected an array results in OpenAlex's list");
  const auto total = (*json)["meta"]["count"].integer();
  if (!total) return fail(ErrorKind::decode, "expected a number meta.count in OpenAlex's list");
  const bool complete = *total <= static_cast<std::int64_t>(slices->size());
  const std::vector<Item> items = read_items(response.body, *slices);
  std::vector<KeyAnswer> answers = answer_all(asks, items, complete);
  // A work whose authors are cut answers too, though not for good.
  if (std::ranges::any_of(items, &Item::authors_cut)) return answers;
  if (auto others = other_records("OpenAlex", answers, slices->size())) return tl::unexpected(std::move(*others));
  return answers;
}

Result<std::vector<SourceRecord>> OpenalexCodec::decode_slices(const Query& /*query*/,
                                                               std::span<const std::string_view> slices) const {
  std::vector<SourceRecord> records;
  for (const std::string_view slice : slices) {
    auto record = read_openalex_work(slice);
    if (!record) return tl::unexpected(record.error());
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace bibmill
