#include "connectors/source_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "connectors/replay/replay_headers.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {

namespace {

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1e3));
}

std::chrono::seconds days(double count) { return std::chrono::seconds(static_cast<std::int64_t>(count * 86'400)); }

std::string day_of(Clock::WallTime time) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

/// "Sun, 01 Nov 2026 08:49:37 GMT" → "2026-11-01". Sources send this form of the three that HTTP allows (IMF-fixdate).
std::optional<std::string> day_of_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto comma = text.find(", ");
  if (comma == std::string_view::npos) return std::nullopt;
  const auto parts = split(text.substr(comma + 2), ' ');
  if (parts.size() < 3 || parts[0].size() != 2 || parts[2].size() != 4) return std::nullopt;
  const auto month = std::ranges::find(kMonths, parts[1]);
  if (month == kMonths.end()) return std::nullopt;
  for (const std::string_view digits : {parts[0], parts[2]}) {
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  }
  return fmt::format("{}-{:02}-{}", parts[2], month - kMonths.begin() + 1, parts[0]);
}

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  return text.find_first_not_of("0123456789-") == std::string_view::npos;
}

}  // namespace

SourceOptions make_source_options(const Settings& settings, SourceId source, const Secret& key, SourceMode mode) {
  const SourceSettings& from = settings.sources.at(std::string(to_string(source)));
  SourceOptions options;
  options.source = source;
  options.base_url = from.base_url;
  while (options.base_url.ends_with('/')) options.base_url.pop_back();
  options.contact_parameter = from.contact_parameter;
  options.contact = settings.contact;
  options.user_agent = make_user_agent(settings.contact);
  options.key_header = from.key_header;
  options.key = key;
  options.connect_timeout = milliseconds(from.connect_timeout_s);
  options.timeout = milliseconds(from.timeout_s);
  options.max_body = settings.http.max_body_bytes;
  options.max_redirects = settings.http.max_redirects;
  options.retry = RetryLimits{from.retries, milliseconds(from.retry_base_s), milliseconds(from.retry_cap_s)};
  if (!mode.replay) options.batch_linger = milliseconds(settings.http.batch_linger_s);
  options.lifetime = days(from.lifetime_days);
  options.lifetime_absent = days(from.lifetime_absent_days);
  options.lifetime_toc = days(from.lifetime_toc_days);
  options.offline = mode.offline;
  return options;
}

Secret make_user_agent(const Secret& contact) {
  if (contact.empty()) return Secret("bibmill/0.1.0");
  return Secret(fmt::format("bibmill/0.1.0 (mailto:{})", contact.reveal()));
}

namespace {

/// RFC 6750 §2.1 for the header that names it; others (Crossref-Plus-API-Token) carry the key as it is.
std::string key_value(const SourceOptions& options) {
  return (ascii_lower(options.key_header) == "authorization" ? "Bearer " : "") + options.key.reveal();
}

}  // namespace

HttpRequest make_request(const SourceOptions& options, const SourceRequest& request) {
  std::string url = options.base_url + request.target;
  if (!options.contact_parameter.empty() && !options.contact.empty()) {
    url += url.find('?') == std::string::npos ? '?' : '&';
    url += options.contact_parameter + "=" + percent_encode(options.contact.reveal());
  }
  HttpRequest made(options.source, std::move(url));
  made.headers.add("User-Agent", options.user_agent.reveal());
  made.headers.add("Accept", request.accept);
  if (!options.key_header.empty() && !options.key.empty()) made.headers.add(options.key_header, key_value(options));
  made.connect_timeout = options.connect_timeout;
  made.timeout = options.timeout;
  made.max_body = options.max_body;
  return made;
}

std::chrono::seconds lifetime_of(const SourceOptions& options, const Query& query, bool found) {
  if (!found) return options.lifetime_absent;
  return kind_of(query) == QueryKind::toc ? options.lifetime_toc : options.lifetime;
}

std::optional<std::string> response_day(const HttpResponse& response) {
  const auto date = response.headers.find("Date");
  return date ? day_of_http_date(*date) : std::nullopt;
}

std::vector<std::string> answer_days(const HttpResponse& response, std::size_t count, Clock::WallTime received) {
  std::vector<std::string> all(count, response_day(response).value_or(day_of(received)));
  const auto listed = response.headers.find(kReplayDaysHeader);
  if (!listed) return all;
  const auto replayed = split(*listed, ',');
  for (std::size_t i = 0; i < std::min(count, replayed.size()); ++i) {
    if (is_day(replayed[i])) all[i] = replayed[i];
  }
  return all;
}

std::vector<bool> not_recorded(const HttpResponse& response, std::size_t count) {
  std::vector<bool> missing(count, false);
  const auto listed = response.headers.find(kReplayNotRecordedHeader);
  if (!listed) return missing;
  for (const std::string_view number : split(*listed, ',')) {
    std::size_t index = count;
    std::from_chars(number.data(), number.data() + number.size(), index);
    if (index < count) missing[index] = true;
  }
  return missing;
}

}  // namespace bibmill
