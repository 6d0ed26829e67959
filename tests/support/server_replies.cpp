#include "tests/support/server_replies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <chrono>
#include <ctime>
#include <regex>
#include <stdexcept>

#include "config/settings.h"
#include "connectors/registry.h"
#include "connectors/replay/replay_client.h"
#include "tests/support/gzip.h"

namespace bibmill::testing_support {
namespace {

constexpr std::array kSources = {SourceId::crossref,    SourceId::datacite,  SourceId::doi_ra,  SourceId::arxiv,
                                 SourceId::dblp_sparql, SourceId::dblp_rest, SourceId::openalex};

/// As dblp.org and its mirrors answer plain clients since September 2026.
constexpr std::string_view kWall =
    "<!doctype html><html lang=\"en\"><head><title>Making sure you&#39;re not a bot!</title>"
    "<link rel=\"stylesheet\" href=\"/.within.website/x/xess/xess.min.css\">"
    "<script id=\"anubis_challenge\" type=\"application/json\">{\"rules\":{\"difficulty\":4}}</script></head>"
    "<body><h1>Making sure you're not a bot!</h1></body></html>";

ReplaySides all_sides() {
  SourceSettings settings;
  settings.batch = 1000;
  settings.batch_titles = 1000;
  ReplaySides sides;
  for (const SourceId source : kSources)
    sides.emplace(source, ReplaySide{make_codec(source, settings), make_mirror(source)});
  return sides;
}

ReplayFolder load(const std::filesystem::path& folder) {
  auto loaded = ReplayFolder::load(folder, all_sides());
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return std::move(*loaded);
}

Reply plain(int status, std::string_view type, std::string body) {
  Reply reply;
  reply.status = status;
  if (!type.empty()) reply.headers.emplace_back("Content-Type", type);
  reply.plain_size = body.size();
  reply.body = std::move(body);
  return reply;
}

Reply to_reply(const HttpResponse& response) {
  Reply reply = plain(response.status, "", response.body);
  for (const auto& [name, value] : response.headers.fields()) {
    // These are for the server to say of the body that it sends.
    const bool own =
        boost::algorithm::iequals(name, "Content-Length") || boost::algorithm::iequals(name, "Content-Encoding") ||
        boost::algorithm::iequals(name, "Transfer-Encoding") || boost::algorithm::iequals(name, "Connection");
    if (!own) reply.headers.emplace_back(name, value);
  }
  return reply;
}

void set_header(Reply& reply, const std::string& name, const std::string& value) {
  std::erase_if(reply.headers, [&](const auto& header) { return boost::algorithm::iequals(header.first, name); });
  reply.headers.emplace_back(name, value);
}

Reply compressed(Reply reply, const Asked& asked) {
  if (!asked.gzip || reply.body.empty()) return reply;
  reply.body = gzip(reply.body);
  set_header(reply, "Content-Encoding", "gzip");
  set_header(reply, "Vary", "Accept-Encoding");
  return reply;
}

std::string http_date(std::chrono::seconds from_now) {
  const std::time_t when = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + from_now);
  std::tm parts{};
  gmtime_r(&when, &parts);
  std::array<char, 64> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return std::string(text.data(), size);
}

Reply status_reply(const FaultRule& rule) {
  Reply reply = plain(rule.status.value_or(503), "text/plain", "A fault on demand.\n");
  if (rule.retry_after_s) {
    const std::chrono::seconds wait(*rule.retry_after_s);
    set_header(reply, "Retry-After", rule.retry_after_as_date ? http_date(wait) : std::to_string(wait.count()));
  }
  return reply;
}

Reply redirect(const std::string& location) {
  Reply reply = plain(302, "text/html", "<html><body>Moved.</body></html>");
  set_header(reply, "Location", location);
  return reply;
}

std::string other_type(std::string_view accept) {
  return accept.find("json") != std::string_view::npos ? "text/xml" : "application/json";
}

/// Another identifier of the same kind; the body's records then answer that one.
std::string in_place_of(const Query& query, std::size_t number, std::string& found) {
  if (const auto* const by_doi = std::get_if<ByDoi>(&query)) {
    found = by_doi->doi.str().substr(by_doi->doi.str().find('/') + 1);
    return found + ".other";
  }
  if (const auto* const by_id = std::get_if<ByArxivId>(&query)) {
    found = by_id->id.str();
    return fmt::format("0704.{:04}", number + 1);
  }
  if (const auto* const by_key = std::get_if<ByDblpKey>(&query)) {
    found = by_key->key.str();
    return found + "Other";
  }
  return {};
}

/// The totals of an empty page: Crossref, DataCite, arXiv, DBLP's search, OpenAlex.
std::string with_positive_total(const std::string& body) {
  static const std::regex kTotal(
      R"re(("total-results":|"total":|<opensearch:totalResults[^>]*>|"@total":"|"count":)0)re");
  return std::regex_replace(body, kTotal,
                            "$01"
                            "7");
}

}  // namespace

std::optional<SourceId> source_of_path(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, SourceId>, 8> kRoutes = {{
      {"/works", SourceId::crossref},
      {"/v1/works", SourceId::crossref},
      {"/dois", SourceId::datacite},
      {"/doiRA", SourceId::doi_ra},
      {"/ra", SourceId::doi_ra},
      {"/api/query", SourceId::arxiv},
      {"/sparql", SourceId::dblp_sparql},
      {"/search/publ/api", SourceId::dblp_rest},
  }};
  for (const auto& [route, source] : kRoutes) {
    if (path.starts_with(route) && (path.size() == route.size() || path[route.size()] == '/')) return source;
  }
  return std::nullopt;
}

ServerReplies::ServerReplies(const std::filesystem::path& folder) : folder_(load(folder)) {}

Reply ServerReplies::answer(const Asked& asked) const {
  const auto response = replay_response(folder_, asked.source, SourceRequest{asked.target, asked.accept});
  if (!response) return plain(501, "text/plain", response.error().message);
  return compressed(to_reply(*response), asked);
}

Reply ServerReplies::faulty(const Asked& asked, const FaultRule& rule) const {
  switch (rule.fault) {
    case Fault::status: return status_reply(rule);
    case Fault::html_wall: return plain(rule.status.value_or(200), "text/html; charset=utf-8", std::string(kWall));
    case Fault::redirect:
    case Fault::redirect_host:
    case Fault::redirect_plain:
    case Fault::redirect_loop: return sent_on(asked, rule.fault);
    case Fault::empty_body: return plain(200, asked.accept, "");
    case Fault::large_body: return plain(200, asked.accept, '"' + std::string(rule.bytes, 'a') + '"');
    case Fault::gzip_bomb: {
      Reply reply = plain(200, asked.accept, gzip_bomb(rule.bytes));
      set_header(reply, "Content-Encoding", "gzip");
      return reply;
    }
    case Fault::other_records: return other_records(asked);
    case Fault::empty_page: return empty_page(asked);
    default: return damaged(asked, rule);
  }
}

/// The hop itself is answered, except in a loop and outside of this machine.
Reply ServerReplies::sent_on(const Asked& asked, Fault fault) const {
  const std::string hop = std::string(kHopPrefix) + asked.target;
  if (fault == Fault::redirect_plain) return redirect("http://mirror.example.org" + asked.target);
  if (fault == Fault::redirect_loop) return redirect(hop);
  if (asked.redirected) return answer(asked);
  if (fault == Fault::redirect) return redirect(hop);
  return redirect("http://localhost" + asked.authority.substr(asked.authority.find(':')) + hop);
}

/// The right answer, spoilt.
Reply ServerReplies::damaged(const Asked& asked, const FaultRule& rule) const {
  Asked as_sent = asked;
  as_sent.gzip = rule.fault == Fault::truncated_gzip;
  Reply reply = answer(as_sent);
  switch (rule.fault) {
    case Fault::wrong_type: set_header(reply, "Content-Type", other_type(asked.accept)); break;
    case Fault::truncated_gzip:
    case Fault::invalid: reply.body.resize(reply.body.size() / 2); break;
    case Fault::cut_body: reply.ending = Reply::Ending::cut; break;
    case Fault::reset: reply.ending = Reply::Ending::reset; break;
    case Fault::delay: reply.delay_s = rule.seconds; break;
    case Fault::slow_body: reply.spread_s = rule.seconds; break;
    default: break;
  }
  return reply;
}

Reply ServerReplies::other_records(const Asked& asked) const {
  Asked unzipped = asked;
  unzipped.gzip = false;
  Reply reply = answer(unzipped);
  const auto asks = folder_.mirror(asked.source)->parse(SourceRequest{asked.target, asked.accept});
  for (std::size_t i = 0; asks && i < asks->size(); ++i) {
    std::string found;
    const std::string other = in_place_of((*asks)[i].query, i, found);
    if (!found.empty()) boost::algorithm::ireplace_all(reply.body, found, other);
  }
  return reply;
}

Reply ServerReplies::empty_page(const Asked& asked) const {
  const Mirror& mirror = *folder_.mirror(asked.source);
  const SourceRequest request{asked.target, asked.accept};
  const auto asks = mirror.parse(request);
  if (!asks) return answer(asked);
  std::vector<MirrorAnswer> nothing;
  for (const Ask& ask : *asks) nothing.emplace_back(ask.query);
  Reply reply = to_reply(mirror.compose(request, nothing));
  if (reply.status != 200) return answer(asked);  // a single record has no page
  reply.body = with_positive_total(reply.body);
  return reply;
}

Reply too_many_requests() {
  Reply reply = plain(429, "text/plain", "");
  set_header(reply, "Retry-After", "1");
  return reply;
}

}  // namespace bibmill::testing_support
