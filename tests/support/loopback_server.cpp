#include "tests/support/loopback_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/status.hpp>
#include <cmath>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <tuple>

#include "connectors/wire/url.h"
#include "tests/support/server_replies.h"

namespace bibmill::testing_support {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Request = http::request<http::empty_body>;

constexpr std::uint32_t kLongestHead = 64u << 10;
constexpr std::size_t kPieces = 20;  // of a slow body

constexpr std::array<const char*, 4> kKeyHeaders = {"Crossref-Plus-API-Token", "Authorization", "x-api-key",
                                                    "Client-Id"};

std::string_view text_of(const Request& request, http::field field) {
  const auto found = request.find(field);
  return found == request.end() ? std::string_view() : std::string_view(found->value());
}

bool has_key(const Request& request) {
  return std::ranges::any_of(kKeyHeaders, [&](const char* name) { return request.find(name) != request.end(); });
}

std::string head_of(const Reply& reply, bool keep_alive) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", reply.status,
                                 std::string_view(http::obsolete_reason(static_cast<http::status>(reply.status))));
  for (const auto& [name, value] : reply.headers) head += fmt::format("{}: {}\r\n", name, value);
  head += fmt::format("Content-Length: {}\r\nConnection: {}\r\n\r\n", reply.body.size(),
                      keep_alive ? "keep-alive" : "close");
  return head;
}

/// Crossref tells its limits with every answer.
void state_limits(Reply& reply, const Draw& draw) {
  int within = 1;
  while (within < 1000 && std::abs(draw.rate * within - std::round(draw.rate * within)) > 1e-6) within *= 10;
  reply.headers.emplace_back("x-rate-limit-limit", std::to_string(std::lround(draw.rate * within)));
  reply.headers.emplace_back("x-rate-limit-interval", fmt::format("{}s", within));
  reply.headers.emplace_back("x-concurrency-limit", std::to_string(draw.concurrency));
}

}  // namespace

struct LoopbackServer::State {
  /// A request that was let in, until it is answered.
  struct Visit {
    Reply reply;
    std::optional<SourceId> inside;
    std::string target;
  };

  explicit State(ServerOptions given)
      : options(std::move(given)),
        replies(options.replay),
        acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), options.port)),
        authority(fmt::format("127.0.0.1:{}", acceptor.local_endpoint().port())),
        log(options.log, std::ios::app),
        keeper(options.limits) {
    asio::co_spawn(io, accept(), asio::detached);
    thread = std::thread([this] { io.run(); });
  }
  ~State() {
    io.stop();
    thread.join();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  asio::awaitable<void> accept();
  asio::awaitable<void> serve(tcp::socket socket);
  asio::awaitable<void> send(tcp::socket& socket, std::shared_ptr<Visit> visit, bool keep_alive);
  asio::awaitable<void> send_body(tcp::socket& socket, std::shared_ptr<Visit> visit);
  asio::awaitable<void> pause(double seconds);
  Visit visit(const Request& request, std::chrono::steady_clock::time_point now);
  Asked read(const Request& request) const;
  void leave(Visit& visit);

  ServerOptions options;
  ServerReplies replies;
  asio::io_context io{1};
  tcp::acceptor acceptor;
  std::string authority;
  std::ofstream log;  // only on the server's thread

  mutable std::mutex mutex;  // over all below
  LimitKeeper keeper;
  ServerCounters counted;
  std::map<SourceId, std::size_t> numbers;  ///< of requests since the rules were given

  std::thread thread;
};

asio::awaitable<void> LoopbackServer::State::accept() {
  while (true) {
    boost::system::error_code failed;
    tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, failed));
    if (failed) continue;
    {
      const std::lock_guard lock(mutex);
      ++counted.connections;
    }
    socket.set_option(tcp::no_delay(true), failed);
    asio::co_spawn(io, serve(std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> LoopbackServer::State::serve(tcp::socket socket) {
  boost::beast::flat_buffer buffer;
  while (true) {
    http::request_parser<http::empty_body> parser;
    parser.header_limit(kLongestHead);
    boost::system::error_code failed;
    std::ignore = co_await http::async_read(socket, buffer, parser, asio::redirect_error(asio::use_awaitable, failed));
    if (failed) co_return;
    const auto now = std::chrono::steady_clock::now();
    const auto visitor = std::make_shared<Visit>(visit(parser.get(), now));
    const bool keep_alive = parser.get().keep_alive() && visitor->reply.ending == Reply::Ending::whole;
    try {
      co_await send(socket, visitor, keep_alive);
    } catch (const boost::system::system_error&) {
      leave(*visitor);  // the client has gone
      co_return;
    }
    leave(*visitor);
    if (log.is_open()) log << visitor->target << std::endl;
    if (!keep_alive) co_return;
  }
}

asio::awaitable<void> LoopbackServer::State::send(tcp::socket& socket, std::shared_ptr<Visit> visit, bool keep_alive) {
  co_await pause(visit->reply.delay_s);
  if (visit->reply.ending == Reply::Ending::reset) {
    leave(*visit);
    socket.set_option(asio::socket_base::linger(true, 0));
    socket.close();
    co_return;
  }
  const std::string head = head_of(visit->reply, keep_alive);
  if (visit->reply.body.empty()) leave(*visit);
  std::ignore = co_await asio::async_write(socket, asio::buffer(head), asio::use_awaitable);
  co_await send_body(socket, visit);
}

/// The place is free before the last byte goes: the client may know the answer to be complete before we do.
asio::awaitable<void> LoopbackServer::State::send_body(tcp::socket& socket, std::shared_ptr<Visit> visit) {
  const std::string& body = visit->reply.body;
  if (body.empty()) co_return;
  const bool cut = visit->reply.ending == Reply::Ending::cut;
  const std::size_t most = cut ? body.size() / 2 : body.size() - 1;
  const double spread = visit->reply.spread_s;
  const std::size_t piece = spread > 0 ? most / kPieces + 1 : most;
  for (std::size_t at = 0; at < most; at += piece) {
    const std::size_t size = std::min(piece, most - at);
    std::ignore = co_await asio::async_write(socket, asio::buffer(body.data() + at, size), asio::use_awaitable);
    co_await pause(spread / kPieces);
  }
  leave(*visit);
  if (cut) co_return;
  std::ignore = co_await asio::async_write(socket, asio::buffer(body.data() + most, 1), asio::use_awaitable);
}

asio::awaitable<void> LoopbackServer::State::pause(double seconds) {
  if (seconds <= 0) co_return;
  const std::chrono::duration<double> span(seconds);
  asio::steady_timer timer(io, std::chrono::duration_cast<std::chrono::steady_clock::duration>(span));
  co_await timer.async_wait(asio::use_awaitable);
}

Asked LoopbackServer::State::read(const Request& request) const {
  Asked asked;
  asked.target = std::string(request.target());
  asked.redirected = asked.target.starts_with(kHopPrefix);
  if (asked.redirected) asked.target.erase(0, kHopPrefix.size());
  asked.accept = std::string(text_of(request, http::field::accept));
  if (asked.accept.empty() || asked.accept == "*/*") asked.accept = "application/json";
  asked.gzip = text_of(request, http::field::accept_encoding).find("gzip") != std::string_view::npos;
  asked.authority = authority;
  return asked;
}

LoopbackServer::State::Visit LoopbackServer::State::visit(const Request& request,
                                                          std::chrono::steady_clock::time_point now) {
  Asked asked = read(request);
  const Target target = parse_target(asked.target);
  const std::string agent(text_of(request, http::field::user_agent));
  const std::string_view contact = target.find("mailto").value_or("");
  const bool polite = !contact.empty() || agent.find("mailto:") != std::string::npos;
  const auto source = source_of_path(target.path);
  const std::lock_guard lock(mutex);
  counted.user_agents.insert(agent);
  if (!contact.empty()) counted.contacts.emplace(contact);
  const bool elsewhere = text_of(request, http::field::host) != authority;
  if ((elsewhere && has_key(request)) || target.find("api_key")) ++counted.keys_leaked;
  Visit visit;
  visit.target = asked.target;
  if (!source) {
    ++counted.unknown;
    visit.reply.status = 404;
    return visit;
  }
  asked.source = *source;
  visit.inside = source;
  const Draw draw = published_limits(*source, target.path, polite, options.rate_scale);
  const bool admitted = keeper.enter(draw, now);
  const FaultRule* const fault = find_fault(options.faults, *source, ++numbers[*source]);
  if (fault != nullptr) ++counted.faults;
  if (!admitted) {
    visit.reply = too_many_requests();
  } else {
    visit.reply = fault != nullptr ? replies.faulty(asked, *fault) : replies.answer(asked);
  }
  if (*source == SourceId::crossref) state_limits(visit.reply, draw);
  counted.bytes[std::string(to_string(*source))] += visit.reply.plain_size;
  const bool first = counted.largest_body == 0;
  counted.smallest_body = first ? visit.reply.plain_size : std::min(counted.smallest_body, visit.reply.plain_size);
  counted.largest_body = std::max(counted.largest_body, visit.reply.plain_size);
  return visit;
}

void LoopbackServer::State::leave(Visit& visit) {
  const auto source = std::exchange(visit.inside, std::nullopt);
  if (!source) return;
  const std::lock_guard lock(mutex);
  keeper.leave(*source);
}

LoopbackServer::LoopbackServer(ServerOptions options) : state_(std::make_unique<State>(std::move(options))) {}
LoopbackServer::~LoopbackServer() = default;

std::uint16_t LoopbackServer::port() const { return state_->acceptor.local_endpoint().port(); }
std::string LoopbackServer::base_url() const { return "http://" + state_->authority; }

void LoopbackServer::set_faults(std::vector<FaultRule> faults) {
  const std::lock_guard lock(state_->mutex);
  state_->options.faults = std::move(faults);
  state_->numbers.clear();
}

ServerCounters LoopbackServer::counters() const {
  const std::lock_guard lock(state_->mutex);
  ServerCounters counters = state_->counted;
  counters.groups = state_->keeper.counters();
  return counters;
}

std::size_t ServerCounters::requests() const {
  std::size_t all = unknown;
  for (const auto& [source, group] : groups) all += group.requests;
  return all;
}

std::size_t ServerCounters::violations() const {
  std::size_t all = 0;
  for (const auto& [source, group] : groups) all += group.rate_violations + group.concurrency_violations;
  return all;
}

std::string to_json(const ServerCounters& counters) {
  nlohmann::ordered_json json;
  json["requests"] = counters.requests();
  json["violations"] = counters.violations();
  json["sources"] = nlohmann::ordered_json::object();
  for (const auto& [source, group] : counters.groups) {
    const std::string name(to_string(source));
    auto& about = json["sources"][name];
    about["requests"] = group.requests;
    about["rate_violations"] = group.rate_violations;
    about["concurrency_violations"] = group.concurrency_violations;
    about["largest_concurrency"] = group.largest_concurrency;
    about["smallest_gap_s"] = group.smallest_gap_s;
    const auto bytes = counters.bytes.find(name);
    about["body_bytes"] = bytes == counters.bytes.end() ? 0 : bytes->second;
  }
  json["smallest_body"] = counters.smallest_body;
  json["largest_body"] = counters.largest_body;
  json["connections"] = counters.connections;
  json["unknown"] = counters.unknown;
  json["faults"] = counters.faults;
  json["keys_leaked"] = counters.keys_leaked;
  json["user_agents"] = counters.user_agents;
  json["mailto"] = counters.contacts;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace bibmill::testing_support
