#include "connectors/datacite/codec.h"

#include <algorithm>
#include <utility>

#include "connectors/datacite/record.h"
#include "connectors/wire/batch.h"
#include "connectors/wire/json.h"
#include "connectors/wire/refusals.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::string_view kAccept = "application/vnd.api+json";

const Doi& doi_of(const Ask& ask) { return std::get<ByDoi>(ask.query).doi; }

bool goes_alone(const Ask& ask) { return ask.alone || doi_of(ask).str().find(',') != std::string::npos; }

/// Facets are the expensive part of a DataCite answer; the page must be as long as the list (its default is 25).
std::string list_target(std::string_view ids, std::size_t count) {
  return "/dois?ids=" + std::string(ids) + "&page%5Bsize%5D=" + std::to_string(count) +
         "&disable-facets=true&affiliation=true&detail=true";
}

Error unexpected_status(const HttpResponse& response) {
  const auto json = Json::parse(response.body);
  // A query with a client name that looks like a crawler's gets 404 and {} (apis/datacite.md §3).
  if (json && response.status == 404 && json->root().is_object() && json->root().members().empty()) {
    return Error(ErrorKind::blocked, "DataCite takes this client for a crawler; check the User-Agent");
  }
  const auto why = json ? (*json)["errors"].first()["title"].text() : std::nullopt;
  return status_error("DataCite", response.status, printable(shorten(why.value_or(""), 120)));
}

KeyAnswer nothing(KeyAnswer::State state) { return KeyAnswer{state, {}, {}}; }

struct Item {
  Slice slice;
  SourceRecord record;
};

std::vector<Item> read_items(std::string_view body, const std::vector<Slice>& slices) {
  std::vector<Item> items;
  for (const Slice& slice : slices) {
    if (auto record = read_datacite_record(body.substr(slice.begin, slice.end - slice.begin))) {
      items.push_back(Item{slice, std::move(*record)});
    }
  }
  return items;
}

std::vector<KeyAnswer> answer_all(std::span<const Ask> asks, const std::vector<Item>& items, bool complete) {
  std::vector<KeyAnswer> answers;
  for (const Ask& ask : asks) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.record.work.doi == doi_of(ask); });
    if (found != items.end()) {
      answers.push_back(KeyAnswer{KeyAnswer::State::found, {found->record}, {found->slice}});
    } else {
      answers.push_back(nothing(complete ? KeyAnswer::State::absent : KeyAnswer::State::cut_off));
    }
  }
  return answers;
}

}  // namespace

DataciteCodec::DataciteCodec(DataciteLimits limits) : limits_(limits) {}

Lane DataciteCodec::lane(const Ask& ask) const {
  if (goes_alone(ask)) return Lane{"doi-single", "list", 1};
  return Lane{"doi-list", "list", limits_.batch};
}

Encoded DataciteCodec::encode(std::span<const Ask> asks) const {
  if (goes_alone(asks.front())) {
    const std::string target = "/dois/" + percent_encode(doi_of(asks.front()).str()) + "?affiliation=true";
    return Encoded{SourceRequest{target, std::string(kAccept)}, 1};
  }
  const auto id = [](const Ask& ask) { return percent_encode(doi_of(ask).str()); };
  return encode_list(asks, {limits_.batch, limits_.max_request_line}, kAccept, id, list_target);
}

Result<std::vector<KeyAnswer>> DataciteCodec::decode(std::span<const Ask> asks, const HttpResponse& response) const {
  if (response.status == 404 && asks.size() == 1) {
    const auto json = Json::parse(response.body);
    if (json && (*json)["errors"].first()["status"].scalar() == "404") {
      return std::vector{nothing(KeyAnswer::State::absent)};
    }
  }
  if (response.status != 200) return tl::unexpected(unexpected_status(response));
  const auto json = Json::parse(response.body);
  if (!json) return fail(ErrorKind::decode, "expected DataCite's JSON:API document: " + json.error().message);
  if ((*json)["errors"].exists()) return fail(ErrorKind::server, "DataCite reports errors with status 200");

  const JsonView data = (*json)["data"];
  if (data.is_object()) {
    if (asks.size() != 1) return fail(ErrorKind::decode, "expected a list of records from DataCite, got a single one");
    const auto slice = json_slice(response.body, {"data"});
    if (!slice) return fail(ErrorKind::decode, "expected an object data from DataCite");
    auto items = read_items(response.body, {*slice});
    if (items.empty() || items.front().record.work.doi != doi_of(asks.front())) {
      return fail(ErrorKind::decode, "expected DataCite's record of " + printable(doi_of(asks.front()).str()));
    }
    return std::vector{KeyAnswer{KeyAnswer::State::found, {std::move(items.front().record)}, {*slice}}};
  }
  const auto slices = json_array_slices(response.body, {"data"});
  if (!data.is_array() || !slices) return fail(ErrorKind::decode, "expected data, a record or a list, from DataCite");
  const auto total = (*json)["meta"]["total"].integer();
  if (!total) return fail(ErrorKind::decode, "expected a number meta.total in DataCite's list");
  const bool complete = *total <= static_cast<std::int64_t>(slices->size());
  auto answers = answer_all(asks, read_items(response.body, *slices), complete);
  if (auto others = other_records("DataCite", answers, slices->size())) return tl::unexpected(std::move(*others));
  return answers;
}

Result<std::vector<SourceRecord>> DataciteCodec::decode_slices(const Query& /*query*/,
                                                               std::span<const std::string_view> slices) const {
  std::vector<SourceRecord> records;
  for (const std::string_view slice : slices) {
    auto record = read_datacite_record(slice);
    if (!record) return tl::unexpected(record.error());
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace bibmill
