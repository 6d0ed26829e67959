#include "connectors/http_source.h"

#include <algorithm>
#include <optional>

#include "connectors/async/event.h"

namespace bibmill {

namespace {

constexpr std::size_t kRememberedRecords = 2'000;  // some 20 MB: the answers that entries of one run ask for again

constexpr const char* kNotAskedOffline =
    "not asked, because --offline was given, and no answer of an earlier run is stored or fresh enough";

}  // namespace

/// One question that is out. Its waiters come and go; it stays until it is settled.
struct HttpSource::Flight {
  explicit Flight(const boost::asio::any_io_executor& executor) : done(executor) {}
  Event done;
  std::optional<Reply> reply;
};

/// The questions that are out and the answers of this run that were used last.
struct HttpSource::Answered {
  using Recent = std::list<std::pair<std::string, std::shared_ptr<const Answer>>>;
  std::map<std::string, std::shared_ptr<Flight>> flights;
  Recent recent;  // front: used last
  std::map<std::string, Recent::iterator> places;
  std::size_t records = 0;

  static std::size_t weight(const Answer& answer) { return answer.records.size() + 1; }

  std::shared_ptr<const Answer> recall(const std::string& key) {
    const auto place = places.find(key);
    if (place == places.end()) return nullptr;
    recent.splice(recent.begin(), recent, place->second);
    return place->second->second;
  }

  void remember(const std::string& key, const std::shared_ptr<const Answer>& answer) {
    if (places.contains(key)) return;
    recent.emplace_front(key, answer);
    places[key] = recent.begin();
    records += weight(*answer);
    while (records > kRememberedRecords && recent.size() > 1) {
      records -= weight(*recent.back().second);
      places.erase(recent.back().first);
      recent.pop_back();
    }
  }

  void land(const std::string& key, const Reply& reply) {
    const auto found = flights.find(key);
    if (found == flights.end()) return;
    const auto flight = found->second;
    flights.erase(found);
    if (reply) remember(key, *reply);
    flight->reply = reply;
    flight->done.set();
  }
};

HttpSource::HttpSource(const SourceParts& parts, SourceOptions options)
    : parts_(parts),
      options_(std::move(options)),
      answered_(std::make_shared<Answered>()),
      sender_(std::make_shared<SourceSender>(parts, options_)) {
  parts_.loop.add_idle_listener(this, [this] { return sender_->start_on_idle(); });
}

HttpSource::~HttpSource() {
  parts_.loop.remove_idle_listener(this);
  sender_->close();
}

SourceStats HttpSource::stats() const {
  SourceStats stats = sender_->stats();
  stats.cache_hits = cache_hits_;
  return stats;
}

Awaitable<Result<std::shared_ptr<const Answer>>> HttpSource::ask(Query query, Turn turn) {
  if (turn.cached_only) co_return from_any_time(query);
  const std::string key = std::string(to_string(kind_of(query))) + ":" + canonical_key(query);
  if (auto recalled = answered_->recall(key)) co_return recalled;
  std::shared_ptr<Flight> flight;
  if (const auto found = answered_->flights.find(key); found != answered_->flights.end()) {
    flight = found->second;
  } else {
    auto cached = from_cache(query, parts_.clock.wall());
    if (!cached) co_return tl::unexpected<Error>(cached.error());
    if (*cached) {
      ++cache_hits_;
      answered_->remember(key, *cached);
      co_return *cached;
    }
    if (options_.offline) co_return fail(ErrorKind::offline, kNotAskedOffline);
    flight = take_off(query, turn, key);
  }
  const bool landed = co_await flight->done.wait();
  if (!landed) co_return fail(ErrorKind::cancelled, "the run is being stopped");
  co_return *flight->reply;
}

/// Remembered apart from what is fresh: nobody else may take it for that.
Result<std::shared_ptr<const Answer>> HttpSource::from_any_time(const Query& query) {
  const std::string key = "stored:" + std::string(to_string(kind_of(query))) + ":" + canonical_key(query);
  if (auto recalled = answered_->recall(key)) return recalled;
  auto cached = from_cache(query, Clock::WallTime());
  if (!cached) return cached;
  if (!*cached) return fail(ErrorKind::offline, "the cache has no answer for " + key);
  ++cache_hits_;
  answered_->remember(key, *cached);
  return cached;
}

/// Null: the cache does not know. A stored answer that cannot be read any more is asked for again.
Result<std::shared_ptr<const Answer>> HttpSource::from_cache(const Query& query, Clock::WallTime now) {
  auto stored = parts_.cache.lookup(options_.source, kind_of(query), canonical_key(query), now);
  if (!stored) return tl::unexpected<Error>(stored.error());
  if (!*stored) return std::shared_ptr<const Answer>();
  if (const auto kept = record((*stored)->response); !kept) return tl::unexpected<Error>(kept.error());
  auto answer = std::make_shared<Answer>();
  if ((*stored)->found) {
    auto records = parts_.codec.decode_slices(query, (*stored)->slice_bytes());
    if (!records) return std::shared_ptr<const Answer>();
    answer->records = std::move(*records);
    for (SourceRecord& record : answer->records) record.retrieved = (*stored)->day;
  }
  return answer;
}

Result<void> HttpSource::record(std::int64_t response) {
  if (parts_.recorder == nullptr || !recorded_.insert(response).second) return {};
  const auto exchange = parts_.cache.exchange(response);
  if (!exchange) return tl::unexpected<Error>(exchange.error());
  return *exchange ? parts_.recorder->keep(options_.source, (*exchange)->url, (*exchange)->response) : Result<void>();
}

std::shared_ptr<HttpSource::Flight> HttpSource::take_off(const Query& query, Turn turn, const std::string& key) {
  const auto flight = std::make_shared<Flight>(parts_.loop.executor());
  answered_->flights[key] = flight;
  const auto pending = std::make_shared<Pending>(query, turn);
  pending->key = key;
  pending->settle = [answered = std::weak_ptr(answered_), key](const Reply& reply) {
    if (const auto still = answered.lock()) still->land(key, reply);
  };
  sender_->ask(pending);
  return flight;
}

}  // namespace bibmill
