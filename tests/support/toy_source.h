// A source small enough to see through, with every habit real ones have: lists that leave unknown keys out, a single
// form that is definite, refusals, answers that are cut off, a title search. Its body is lines "key=value".
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/codec.h"
#include "connectors/mirror.h"
#include "connectors/wire/url.h"
#include "normalizers/text/fold.h"

namespace bibmill::testing_support {

inline std::string toy_key(const Query& query) {
  if (const auto* const title = std::get_if<ByTitle>(&query)) return fold_title(title->title);
  return canonical_key(query);
}

/// Routes: /list?toc=a,b (leaves unknown ones out), /one?toc=a (404 for an unknown one), /agency?of=a,b and
/// /search?title=a,b (definite).
class ToyCodec final : public Codec {
 public:
  explicit ToyCodec(std::size_t batch) : batch_(batch) {}

  SourceId source() const override { return SourceId::crossref; }
  bool answers(QueryKind kind) const override {
    return kind == QueryKind::toc || kind == QueryKind::agency || kind == QueryKind::title;
  }
  Lane lane(const Ask& ask) const override {
    if (kind_of(ask.query) == QueryKind::title) return {"title", "list", batch_};
    if (kind_of(ask.query) == QueryKind::agency) return {"agency", "list", batch_};
    if (ask.alone) return {"one", "single", 1};
    return {"list", "list", batch_};
  }
  Encoded encode(std::span<const Ask> asks) const override {
    const std::string name = lane(asks.front()).name;
    std::string target = name == "one"      ? "/one?toc="
                         : name == "list"   ? "/list?toc="
                         : name == "agency" ? "/agency?of="
                                            : "/search?title=";
    for (std::size_t i = 0; i < asks.size(); ++i)
      target += (i == 0 ? "" : ",") + percent_encode(toy_key(asks[i].query));
    return {{target, "text/plain"}, asks.size()};
  }
  Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const override {
    if (response.status == 400) return fail(ErrorKind::rejected, "the toy refuses the request");
    if (response.status == 404 && asks.size() > 1) return fail(ErrorKind::rejected, "the toy has no such route");
    if (response.body.starts_with("garbage")) return fail(ErrorKind::decode, "the toy's answer is garbage");
    std::vector<KeyAnswer> answers;
    const bool cut = response.body.find("#cut") != std::string::npos;
    for (const Ask& ask : asks) answers.push_back(read(ask, response, cut));
    return answers;
  }
  Result<std::vector<SourceRecord>> decode_slices(const Query&,
                                                  std::span<const std::string_view> slices) const override {
    std::vector<SourceRecord> records;
    for (const std::string_view slice : slices) records.push_back(record(slice));
    return records;
  }

 private:
  static SourceRecord record(std::string_view line) {
    SourceRecord record;
    record.source = SourceId::crossref;
    record.record_id = line.substr(0, line.find('='));
    record.comment = std::string(line.substr(line.find('=') + 1));
    return record;
  }
  static bool selects(const Query& query, std::string_view key) {
    return kind_of(query) == QueryKind::title ? std::string_view(fold_title(key)).starts_with(toy_key(query))
                                              : key == toy_key(query);
  }
  static KeyAnswer read(const Ask& ask, const HttpResponse& response, bool cut) {
    KeyAnswer answer;
    const std::string& body = response.body;
    for (std::size_t begin = 0; begin < body.size();) {
      const std::size_t end = std::min(body.find('\n', begin), body.size());
      const auto line = std::string_view(body).substr(begin, end - begin);
      const auto equals = line.find('=');
      if (equals != std::string_view::npos && selects(ask.query, line.substr(0, equals))) {
        answer.records.push_back(record(line));
        answer.slices.push_back({begin, end});
      }
      begin = end + 1;
    }
    const bool silent = kind_of(ask.query) == QueryKind::toc && response.status == 200;
    answer.state = !answer.records.empty() ? KeyAnswer::State::found
                   : cut                   ? KeyAnswer::State::cut_off
                   : silent                ? KeyAnswer::State::unconfirmed
                                           : KeyAnswer::State::absent;
    return answer;
  }
  std::size_t batch_;
};

class ToyMirror final : public Mirror {
 public:
  SourceId source() const override { return SourceId::crossref; }
  Result<std::vector<Ask>> parse(const SourceRequest& request) const override {
    const Target target = parse_target(request.target);
    std::vector<Ask> asks;
    const auto& parameters = target.parameters;
    if (parameters.empty()) return fail(ErrorKind::rejected, "no such route: " + target.path);
    for (const std::string_view item : split(parameters.front().second, ',')) {
      const std::string key(item);
      if (target.path == "/agency") {
        asks.emplace_back(ByAgency(key));
      } else if (target.path == "/search") {
        asks.emplace_back(ByTitle(key));
      } else {
        asks.emplace_back(ByToc(key), target.path == "/one");
      }
    }
    return asks;
  }
  HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const override {
    HttpResponse response;
    response.status = request.target.starts_with("/one") && !answers.front().found ? 404 : 200;
    response.headers.add("Content-Type", "text/plain");
    response.body = "# toy\n";
    for (const MirrorAnswer& answer : answers) {
      for (const std::string& slice : answer.slices) response.body += slice + "\n";
    }
    return response;
  }
  HttpResponse refusal(const SourceRequest&, const Error&) const override {
    HttpResponse response;
    response.status = 400;
    return response;
  }
  bool search_matches(const ByTitle& query, const SourceRecord& record) const override {
    return std::string_view(fold_title(record.record_id)).starts_with(fold_title(query.title));
  }
};

/// The toy's server: keys it knows, keys it chokes on, how many lines fit into one answer.
struct ToyServer {
  std::map<std::string, std::string> known;
  std::set<std::string> poison;   ///< a request with one of these is refused with 400
  std::set<std::string> garbage;  ///< a request with one of these is answered with nonsense
  std::size_t lines = 1000;
  std::string date = "Sun, 01 Nov 2026 08:49:37 GMT";

  Result<HttpResponse> operator()(const HttpRequest& request) const {
    const ToyMirror mirror;
    const auto path = request.url.find('/', request.url.find("://") + 3);
    const SourceRequest asked{request.url.substr(path), ""};
    const auto asks = mirror.parse(asked);
    HttpResponse response;
    if (!asks) return mirror.refusal(asked, asks.error());
    std::vector<MirrorAnswer> answers;
    bool cut = false;
    std::size_t given = 0;
    for (const Ask& ask : *asks) {
      const std::string key = toy_key(ask.query);
      if (poison.contains(key)) return mirror.refusal(asked, Error(ErrorKind::rejected, "poison"));
      if (garbage.contains(key)) {
        response.status = 200;
        response.body = "garbage";
        return response;
      }
      MirrorAnswer answer(ask.query);
      if (const auto found = known.find(key); found != known.end()) {
        cut = given++ >= lines;
        answer.found = !cut;
        if (answer.found) answer.slices.push_back(found->first + "=" + found->second);
      }
      answers.push_back(std::move(answer));
    }
    response = mirror.compose(asked, answers);
    if (cut) response.body += "#cut\n";
    response.headers.add("Date", date);
    return response;
  }
};

}  // namespace bibmill::testing_support
