// libcurl against the loopback server: what comes back, and what does not.
#include "connectors/http/curl_client.h"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>

#include "connectors/async/cpu_pool.h"
#include "connectors/async/event.h"
#include "connectors/async/event_loop.h"
#include "connectors/async/system_clock.h"
#include "tests/support/headers.h"
#include "tests/support/loopback_server.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using namespace testing_support;

using Reply = Result<HttpResponse>;

ServerOptions without_limits(std::vector<FaultRule> faults = {}) {
  ServerOptions options;
  options.replay = std::string(BIBMILL_SOURCE_DIR) + "/fixtures/http";
  options.faults = std::move(faults);
  options.limits = false;
  return options;
}

constexpr const char* kWork = "/works/10.1145%2F3767295.3769325";

struct World {
  explicit World(std::vector<FaultRule> faults = {}) : server(without_limits(std::move(faults))) {}

  HttpRequest request(const std::string& target = kWork) const {
    HttpRequest made(SourceId::crossref, server.base_url() + target);
    made.headers = headers_of({{"User-Agent", "bibmill-test"}, {"Accept", "application/json"}});
    return made;
  }
  std::vector<Reply> send(const std::vector<HttpRequest>& requests);
  Reply send(const HttpRequest& request) { return std::move(send(std::vector{request}).front()); }

  LoopbackServer server;
  CpuPool cpu{1};
  EventLoop loop{cpu, nullptr};
  SystemClock clock;
  std::unique_ptr<CurlClient> client = std::make_unique<CurlClient>();
};

Awaitable<void> send_one(CurlClient* client, HttpRequest request, std::optional<Reply>* slot, std::size_t* left,
                         std::shared_ptr<Event> done) {
  Reply reply = co_await client->send(std::move(request));
  slot->emplace(std::move(reply));
  if (--*left == 0) done->set();
}

Awaitable<void> send_all(World* world, std::vector<HttpRequest> requests, std::vector<std::optional<Reply>>* slots) {
  const auto executor = world->loop.executor();
  const auto done = std::make_shared<Event>(executor);
  std::size_t left = requests.size();
  for (std::size_t i = 0; i < requests.size(); ++i)
    world->loop.spawn(send_one(world->client.get(), requests[i], &(*slots)[i], &left, done));
  std::ignore = co_await done->wait();
}

std::vector<Reply> World::send(const std::vector<HttpRequest>& requests) {
  std::vector<std::optional<Reply>> slots(requests.size());
  loop.run(send_all(this, requests, &slots));
  std::vector<Reply> replies;
  for (auto& slot : slots) replies.push_back(std::move(*slot));
  return replies;
}

FaultRule with_seconds(Fault fault, double seconds) {
  FaultRule rule(fault);
  rule.seconds = seconds;
  return rule;
}

TEST(CurlClient, BringsStatusHeadersAndUnfoldedBody) {
  World world;
  const Reply reply = world.send(world.request());
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->headers.find("CONTENT-TYPE"), "application/json");
  EXPECT_EQ(reply->headers.find("content-encoding"), "gzip");
  EXPECT_EQ(reply->headers.find("Date"), "Mon, 23 Nov 2026 04:05:06 GMT");
  EXPECT_TRUE(reply->body.starts_with(R"({"status":"ok")")) << reply->body.substr(0, 40);
  EXPECT_TRUE(reply->body.ends_with("}"));
  EXPECT_EQ(world.server.counters().user_agents, (std::set<std::string>{"bibmill-test"}));
}

TEST(CurlClient, EveryStatusIsAValue) {
  World world;
  const Reply missing = world.send(world.request("/works/10.1145%2Fnothing.here"));
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->status, 404);
  EXPECT_EQ(missing->body, "Resource not found.");
  FaultRule down(Fault::status);
  world.server.set_faults({down});
  EXPECT_EQ(world.send(world.request())->status, 503);
}

TEST(CurlClient, KeepsConnectionsAlive) {
  World world;
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(world.send(world.request()));
  EXPECT_EQ(world.server.counters().connections, 1u);
}

TEST(CurlClient, SendsManyAtOnce) {
  World world;
  const auto replies = world.send(std::vector(40, world.request()));
  for (const Reply& reply : replies) {
    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(reply->body, replies.front()->body);
  }
  EXPECT_EQ(world.server.counters().requests(), 40u);
}

TEST(CurlClient, DoesNotFollowRedirectsItself) {
  World world({FaultRule(Fault::redirect)});
  const Reply reply = world.send(world.request());
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 302);
  EXPECT_TRUE(reply->headers.find("Location"));
  EXPECT_EQ(world.server.counters().requests(), 1u);
}

TEST(CurlClient, RetryAfterIsSecondsWhateverItsForm) {
  FaultRule limited(Fault::status);
  limited.status = 429;
  limited.retry_after_s = 90;
  World world({limited});
  EXPECT_EQ(world.send(world.request())->headers.find("Retry-After"), "90");
  limited.retry_after_as_date = true;
  world.server.set_faults({limited});
  const Reply reply = world.send(world.request());
  const std::string seconds(reply->headers.find("Retry-After").value_or("0"));
  EXPECT_GE(std::stol(seconds), 80) << seconds;
  EXPECT_LE(std::stol(seconds), 90) << seconds;
  limited.retry_after_s = -3600;
  world.server.set_faults({limited});
  EXPECT_FALSE(world.send(world.request())->headers.find("Retry-After")) << "a date that is over asks for nothing";
}

TEST(CurlClient, WhatDoesNotArriveWholeIsAnError) {
  struct Case {
    FaultRule rule;
    ErrorKind kind;
    std::size_t most_bytes = 32u << 20;
    std::chrono::milliseconds timeout = 10s;
  };
  FaultRule large(Fault::large_body);
  large.bytes = 3u << 20;
  FaultRule bomb(Fault::gzip_bomb);
  bomb.bytes = 200u << 20;
  const std::vector<Case> cases = {
      {FaultRule(Fault::cut_body), ErrorKind::transport},
      {FaultRule(Fault::reset), ErrorKind::transport},
      {large, ErrorKind::decode, 1u << 20},
      {bomb, ErrorKind::decode, 1u << 20},
      {with_seconds(Fault::delay, 20), ErrorKind::timeout, 32u << 20, 200ms},
      {with_seconds(Fault::slow_body, 20), ErrorKind::timeout, 32u << 20, 300ms},
  };
  for (const Case& c : cases) {
    World world({c.rule});
    HttpRequest request = world.request();
    request.max_body = c.most_bytes;
    request.timeout = c.timeout;
    const Reply reply = world.send(request);
    ASSERT_FALSE(reply) << to_string(c.rule.fault);
    EXPECT_EQ(reply.error().kind, c.kind) << to_string(c.rule.fault) << ": " << reply.error().message;
    EXPECT_EQ(reply.error().message.find("127.0.0.1"), std::string::npos) << "no URL unredacted";
  }
}

TEST(CurlClient, ABodyOfExactlyTheCapIsTaken) {
  FaultRule large(Fault::large_body);
  large.bytes = (1u << 20) - 2;  // and two quotation marks
  World world({large});
  HttpRequest request = world.request();
  request.max_body = 1u << 20;
  const Reply reply = world.send(request);
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(reply->body.size(), 1u << 20);
}

TEST(CurlClient, SlowIsNotFailed) {
  World world({with_seconds(Fault::slow_body, 0.4)});
  const Reply reply = world.send(world.request());
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_TRUE(reply->body.ends_with("}"));
}

TEST(CurlClient, NobodyListens) {
  World world;
  HttpRequest request = world.request();
  request.url = "http://127.0.0.1:1/works";
  const Reply reply = world.send(request);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::transport);
}

TEST(CurlClient, OtherSchemesAndBrokenAddressesAreRefused) {
  World world;
  for (const char* url :
       {"file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "no address", "http://127.0.0.1:99999/"}) {
    HttpRequest request = world.request();
    request.url = url;
    const Reply reply = world.send(request);
    ASSERT_FALSE(reply) << url;
    EXPECT_EQ(reply.error().kind, ErrorKind::rejected) << url;
  }
}

TEST(CurlClient, AFailedTransferSpoilsNoOther) {
  FaultRule cut(Fault::cut_body);
  cut.requests = {1, 3, 5};
  World world({cut});
  const auto replies = world.send(std::vector(6, world.request()));
  std::size_t failed = 0;
  for (const Reply& reply : replies) failed += reply ? 0u : 1u;
  EXPECT_EQ(failed, 3u);
}

TEST(CurlClient, ACancelledRequestEndsAtOnce) {
  World world({with_seconds(Fault::delay, 30)});
  std::optional<Reply> slot;
  std::size_t left = 1;
  const auto done = std::make_shared<Event>(world.loop.executor());
  boost::asio::cancellation_signal stop;
  boost::asio::co_spawn(world.loop.executor(), send_one(world.client.get(), world.request(), &slot, &left, done),
                        boost::asio::bind_cancellation_slot(stop.slot(), [](const std::exception_ptr&) {}));
  struct Script {
    static Awaitable<void> stop_soon(World* world_in, boost::asio::cancellation_signal* signal,
                                     std::shared_ptr<Event> finished) {
      const auto soon = world_in->clock.now() + 100ms;
      co_await world_in->clock.sleep_until(soon);
      signal->emit(boost::asio::cancellation_type::terminal);
      std::ignore = co_await finished->wait();
    }
  };
  const auto before = world.clock.now();
  world.loop.run(Script::stop_soon(&world, &stop, done));
  EXPECT_LT(world.clock.now() - before, 10s);
  ASSERT_TRUE(slot && !*slot);
  EXPECT_EQ((*slot).error().kind, ErrorKind::cancelled);
  world.server.set_faults({});
  EXPECT_TRUE(world.send(world.request())) << "the client goes on";
}

TEST(CurlClient, AClientThatGoesCancelsWhatIsOut) {
  World world({with_seconds(Fault::delay, 30)});
  struct Script {
    static Awaitable<void> drop_soon(World* world_in, std::shared_ptr<Event> finished) {
      const auto soon = world_in->clock.now() + 100ms;
      co_await world_in->clock.sleep_until(soon);
      world_in->client.reset();
      std::ignore = co_await finished->wait();
    }
  };
  std::optional<Reply> slot;
  std::size_t left = 1;
  const auto done = std::make_shared<Event>(world.loop.executor());
  world.loop.spawn(send_one(world.client.get(), world.request(), &slot, &left, done));
  world.loop.run(Script::drop_soon(&world, done));
  ASSERT_TRUE(slot && !*slot);
  EXPECT_EQ((*slot).error().kind, ErrorKind::cancelled);
}

TEST(CurlClient, ARunThatIsDroppedLeavesNothingHanging) {
  World world({with_seconds(Fault::delay, 30)});
  std::optional<Reply> slot;
  std::size_t left = 1;
  const auto done = std::make_shared<Event>(world.loop.executor());
  world.loop.spawn(send_one(world.client.get(), world.request(), &slot, &left, done));
  struct Script {
    static Awaitable<void> pause(World* world_in) {
      const auto soon = world_in->clock.now() + 50ms;
      co_await world_in->clock.sleep_until(soon);
    }
  };
  world.loop.run(Script::pause(&world));
  world.client.reset();  // and then the loop, with the coroutine still in it
  EXPECT_FALSE(slot);
}

}  // namespace
}  // namespace bibmill
