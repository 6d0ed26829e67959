// A PacedGroup on a virtual clock, and requests that are sent through it.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "connectors/async/cpu_pool.h"
#include "connectors/async/event_loop.h"
#include "connectors/async/virtual_clock.h"
#include "connectors/http/paced_group.h"

namespace bibmill::testing_support {

using Wall = Clock::WallTime;

inline constexpr Wall kStart = Wall(std::chrono::seconds(1'800'000'000));

inline GroupOptions three_a_second() {
  GroupOptions options;
  options.name = "crossref";
  options.rates = {{"list", 4.0}, {"single", 10.0}};
  options.concurrency = 3;
  return options;
}

/// One request as a source makes it: grant, so long on the way, report.
struct Sent {
  std::string bucket = "list";
  std::chrono::milliseconds on_the_way{0};
  std::optional<Error> error;
  std::optional<HttpResponse> response;
  int failures = 0;
  // What came of it:
  long started = -1;  ///< milliseconds since the beginning
  std::string outcome = "waiting";
  Ruling ruling{Ruling::Action::done};
};

struct World {
  explicit World(GroupOptions options, Wall start = kStart) : clock(start), group(loop.executor(), clock, options) {}
  long elapsed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - Clock::TimePoint()).count();
  }
  void run(std::vector<Sent>& all);

  CpuPool cpu{1};
  VirtualClock clock;
  EventLoop loop{cpu, &clock};
  PacedGroup group;
};

inline Awaitable<void> send_one(World* world, Sent* sent, std::shared_ptr<Event> done,
                                std::shared_ptr<std::size_t> left) {
  auto permit = co_await world->group.grant(sent->bucket);
  if (permit) {
    sent->started = world->elapsed();
    const auto back = world->clock.now() + sent->on_the_way;
    co_await world->clock.sleep_until(back);
    permit->give_back();
    Attempt attempt(sent->bucket, sent->failures);
    if (sent->error) attempt.error = &*sent->error;
    if (sent->response) attempt.response = &*sent->response;
    sent->ruling = world->group.report(attempt);
    sent->outcome = sent->error ? "failed" : "sent";
  } else {
    sent->outcome = std::string(to_string(permit.error().kind));
  }
  if (--*left == 0) done->set();
}

inline Awaitable<void> send_all(World* world, std::vector<Sent>* all) {
  const auto executor = world->loop.executor();
  const auto done = std::make_shared<Event>(executor);
  const auto left = std::make_shared<std::size_t>(all->size());
  for (Sent& sent : *all) world->loop.spawn(send_one(world, &sent, done, left));
  std::ignore = co_await done->wait();
}

inline void World::run(std::vector<Sent>& all) { loop.run(send_all(this, &all)); }

inline std::vector<long> starts(const std::vector<Sent>& all) {
  std::vector<long> result;
  for (const Sent& sent : all) result.push_back(sent.started);
  return result;
}

inline std::vector<std::string> outcomes(const std::vector<Sent>& all) {
  std::vector<std::string> result;
  for (const Sent& sent : all) result.push_back(sent.outcome);
  return result;
}

inline Sent failing(ErrorKind kind, std::optional<std::chrono::milliseconds> retry_after = std::nullopt) {
  Sent sent;
  sent.error.emplace(kind, "a fault");
  sent.error->retry_after = retry_after;
  return sent;
}

}  // namespace bibmill::testing_support
