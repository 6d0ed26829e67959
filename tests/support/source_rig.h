// An HttpSource with everything around it, on a virtual clock.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/async/event.h"
#include "connectors/async/virtual_clock.h"
#include "connectors/cache/sqlite_answer_cache.h"
#include "connectors/http_source.h"
#include "tests/support/fake_http.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_source.h"

namespace bibmill::testing_support {

inline constexpr Clock::WallTime kToday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}.time_since_epoch()};

inline SourceOptions toy_options() {
  SourceOptions options;
  options.source = SourceId::crossref;
  options.base_url = "https://toy.example";
  options.lifetime = std::chrono::hours(24 * 14);
  options.lifetime_absent = std::chrono::hours(24);
  options.lifetime_toc = std::chrono::hours(24 * 30);
  return options;
}

using Reply = Pending::Reply;

struct RigOptions {
  std::size_t batch = 50;
  std::size_t places = 3;
  std::string origin = "live";
  Clock::WallTime now = kToday;
  SourceOptions source = toy_options();
};

class Rig {
 public:
  explicit Rig(const TemporaryFolder& folder, RigOptions options = {}, ToyServer server_in = {})
      : clock(options.now),
        loop(cpu, &clock),
        server(std::make_shared<ToyServer>(std::move(server_in))),
        cache(folder.path() / "cache.db", options.origin),
        group(loop.executor(), clock, options.places),
        codec(options.batch),
        http(clock, [server = server](const HttpRequest& request) { return (*server)(request); }) {
    const SourceParts parts{loop, clock, cpu, codec, http, group, cache};
    source = std::make_unique<HttpSource>(parts, options.source);
  }

  /// Asks all at once, in order; entry ordinals count from 0.
  std::vector<Reply> ask(const std::vector<Query>& queries) {
    std::vector<Turn> turns;
    for (std::size_t i = 0; i < queries.size(); ++i) turns.emplace_back(i, false);
    return ask(queries, turns);
  }

  std::vector<Reply> ask(const std::vector<Query>& queries, const std::vector<Turn>& turns) {
    std::vector<std::optional<Reply>> slots(queries.size());
    loop.run(ask_all(queries, turns, &slots));
    std::vector<Reply> replies;
    for (auto& slot : slots) replies.push_back(std::move(*slot));
    return replies;
  }

  Reply ask_one(const Query& query) { return ask({query}).front(); }

  VirtualClock clock;
  CpuPool cpu{2};
  EventLoop loop;
  std::shared_ptr<ToyServer> server;
  SqliteAnswerCache cache;
  FakeGroup group;
  ToyCodec codec;
  FakeHttp http;
  std::unique_ptr<HttpSource> source;

 private:
  Awaitable<void> ask_into(Query query, Turn turn, std::optional<Reply>* slot, std::shared_ptr<std::size_t> left,
                           std::shared_ptr<Event> all_done) {
    auto reply = co_await source->ask(query, turn);
    slot->emplace(std::move(reply));
    if (--*left == 0) all_done->set();
  }
  Awaitable<void> ask_all(std::vector<Query> queries, std::vector<Turn> turns,
                          std::vector<std::optional<Reply>>* slots) {
    const auto left = std::make_shared<std::size_t>(queries.size());
    const auto all_done = std::make_shared<Event>(loop.executor());
    for (std::size_t i = 0; i < queries.size(); ++i)
      loop.spawn(ask_into(queries[i], turns[i], &(*slots)[i], left, all_done));
    if (!queries.empty()) std::ignore = co_await all_done->wait();
  }
};

/// "value" of a found answer, "-" of an absent one, the kind of an error.
inline std::string text_of(const Reply& reply) {
  if (!reply) return std::string(to_string(reply.error().kind));
  if ((*reply)->absent()) return "-";
  std::string text;
  for (const SourceRecord& record : (*reply)->records) text += (text.empty() ? "" : "+") + record.comment.value_or("?");
  return text;
}

inline std::vector<std::string> texts_of(const std::vector<Reply>& replies) {
  std::vector<std::string> texts;
  for (const Reply& reply : replies) texts.push_back(text_of(reply));
  return texts;
}

/// The targets of all requests that were sent.
inline std::vector<std::string> targets_of(const Rig& rig) {
  std::vector<std::string> targets;
  for (const HttpRequest& request : rig.http.requests)
    targets.push_back(request.url.substr(std::string("https://toy.example").size()));
  return targets;
}

inline std::vector<Query> tocs(const std::vector<std::string>& keys) {
  std::vector<Query> queries;
  for (const std::string& key : keys) queries.emplace_back(ByToc(key));
  return queries;
}

}  // namespace bibmill::testing_support
