#include "tests/faults/fault_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace bibmill::testing_support {
namespace {

constexpr std::chrono::seconds kTimeout{60};
constexpr std::chrono::seconds kAlmostTooLong{55};

FaultRule status(int code, std::optional<long> retry_after_s = std::nullopt) {
  FaultRule rule(Fault::status);
  rule.status = code;
  rule.retry_after_s = retry_after_s;
  return rule;
}

FaultRule wall(int code) {
  FaultRule rule(Fault::html_wall);
  rule.status = code;
  return rule;
}

/// A single record under another DOI is how aliases are answered (apis/crossref.md §4): only lists can be found out.
Result<HttpResponse> of_another_in_lists(const ServerReplies& server, const Asked& asked, const HttpResponse& right) {
  const bool list = asked.target.find('?') != std::string::npos && asked.target.find("/works/") == std::string::npos &&
                    asked.target.find("/dois/") == std::string::npos;
  return list ? sends(FaultRule(Fault::other_records))(server, asked, right) : right;
}

/// What never reaches the codec: libcurl says why.
void add_broken_connections(std::vector<Mishap>& all) {
  const auto add = [&](const char* name, ErrorKind kind, const char* message, std::chrono::seconds after = {}) {
    all.push_back({name, breaks_off(kind, message), message, Course::healed, Course::told, after});
  };
  add("connection_refused", ErrorKind::transport, "Couldn't connect to server");
  add("name_not_resolved", ErrorKind::transport, "Couldn't resolve host name");
  add("certificate_invalid", ErrorKind::transport, "SSL peer certificate or SSH remote key was not OK");
  add("reset", ErrorKind::transport, "Failure when receiving data from the peer");
  add("cut_body", ErrorKind::transport, "Transferred a partial file");
  add("timeout", ErrorKind::timeout, "Timeout was reached", kTimeout);
  add("damaged_gzip", ErrorKind::server, "Unrecognized or bad HTTP Content or Transfer-Encoding");
  const char* const too_large = "the response has more than 33554432 bytes (http.max_body_bytes)";
  all.push_back({"body_beyond_the_cap", breaks_off(ErrorKind::decode, too_large), too_large, Course::either});
}

/// What says of itself that it is no answer.
void add_refusals(std::vector<Mishap>& all) {
  for (const int code : {500, 503, 408})
    all.push_back({fmt::format("status_{}", code), sends(status(code)), fmt::format("status {}", code)});
  all.push_back({"status_429", sends(status(429)), "status 429"});
  all.push_back({"status_429_for_a_minute", sends(status(429, 60)), "status 429"});
  all.push_back({"status_429_for_hours", sends(status(429, 4L * 3600)), "status 429", Course::told});
  all.push_back({"status_503_for_hours", sends(status(503, 4L * 3600)), "status 503", Course::told});
  all.push_back({"status_403", sends(status(403)), "status 403", Course::told});
  all.push_back({"wall_200", sends(wall(200)), "bot wall", Course::told});
  all.push_back({"wall_503", sends(wall(503)), "bot wall", Course::told});
  all.push_back({"redirect", sends(FaultRule(Fault::redirect)), "", Course::healed, Course::healed});
  all.push_back(
      {"redirect_to_another_host", sends(FaultRule(Fault::redirect_host)), "", Course::healed, Course::healed});
  all.push_back(
      {"redirect_away_from_tls", sends(FaultRule(Fault::redirect_plain)), "redirects away from https", Course::told});
  all.push_back({"redirect_without_end", sends(FaultRule(Fault::redirect_loop)), "redirects without end"});
}

/// What looks like an answer, and is none.
void add_lies(std::vector<Mishap>& all) {
  all.push_back({"empty_body", sends(FaultRule(Fault::empty_body)), "empty body"});
  all.push_back({"another_content_type", sends(FaultRule(Fault::wrong_type)), "another content type"});
  all.push_back({"half_a_body", sends(FaultRule(Fault::invalid)), ""});
  all.push_back({"utf16", rewrites(as_utf16), ""});
  // Answers about agencies are ASCII, which is the same in both.
  Mishap latin1{"latin1", rewrites(as_latin1), ""};
  latin1.sources = {SourceId::crossref,    SourceId::datacite,  SourceId::arxiv,
                    SourceId::dblp_sparql, SourceId::dblp_rest, SourceId::openalex};
  all.push_back(std::move(latin1));
  Mishap others{"records_of_others", of_another_in_lists, "", Course::either, Course::either};
  others.sources = {SourceId::crossref, SourceId::datacite, SourceId::openalex};
  all.push_back(std::move(others));
  // SPARQL results, and answers about agencies, have no total.
  Mishap empty{"empty_page_with_a_total", sends(FaultRule(Fault::empty_page)), "", Course::healed, Course::either};
  empty.sources = {SourceId::crossref, SourceId::datacite, SourceId::arxiv, SourceId::dblp_rest, SourceId::openalex};
  all.push_back(std::move(empty));
  Mishap slow{"slow", nullptr, "", Course::healed, Course::healed};
  slow.after = kAlmostTooLong;
  all.push_back(std::move(slow));
}

const std::vector<Mishap>& mishaps() {
  static const std::vector<Mishap> kAll = [] {
    std::vector<Mishap> all;
    add_broken_connections(all);
    add_refusals(all);
    add_lies(all);
    return all;
  }();
  return kAll;
}

constexpr Step kSteps[] = {{"first_request", 1, false},
                           {"third_request", 3, false},
                           {"from_the_first_on", 1, true},
                           {"from_the_second_on", 2, true}};

}  // namespace

std::string FaultCase::name() const { return fmt::format("{} {} {}", to_string(source), mishap->name, step.name); }

const std::vector<SourceId>& asked_sources() {
  static const std::vector<SourceId> kAll = {SourceId::crossref, SourceId::datacite,    SourceId::doi_ra,
                                             SourceId::arxiv,    SourceId::dblp_sparql, SourceId::dblp_rest,
                                             SourceId::openalex};
  return kAll;
}

std::vector<FaultCase> fault_cases(SourceId source) {
  std::vector<FaultCase> cases;
  for (const Mishap& mishap : mishaps()) {
    if (!mishap.sources.empty() && std::ranges::find(mishap.sources, source) == mishap.sources.end()) continue;
    for (const Step& step : kSteps) cases.push_back({source, &mishap, step});
  }
  return cases;
}

}  // namespace bibmill::testing_support
