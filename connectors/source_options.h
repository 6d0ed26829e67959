// SourceOptions: what HttpSource needs to know of one source, made from the settings. And the pure parts of a request's
// making.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/secret.h"
#include "config/settings.h"
#include "connectors/async/clock.h"
#include "connectors/codec.h"
#include "connectors/http/message.h"
#include "connectors/http/retry_policy.h"

namespace bibmill {

struct SourceOptions {
  SourceId source = SourceId::input;
  std::string base_url;           ///< "https://api.crossref.org", without a final slash
  std::string contact_parameter;  ///< query parameter for the contact address; "" = only in User-Agent
  Secret contact;
  Secret user_agent;  ///< holds the contact address
  std::string key_header;
  Secret key;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{60'000};
  std::size_t max_body = 32u << 20;
  int max_redirects = 5;
  RetryLimits retry;
  std::optional<std::chrono::milliseconds>
      batch_linger;  ///< nullopt under replay: a batch goes when full or when nothing else can run
  std::chrono::seconds lifetime{};
  std::chrono::seconds lifetime_absent{};
  std::chrono::seconds lifetime_toc{};
  bool offline = false;
};

struct SourceMode {
  bool replay = false;
  bool offline = false;
};

/// From the settings of one source. `key` is the value of the environment variable named there, empty without one.
SourceOptions make_source_options(const Settings& settings, SourceId source, const Secret& key, SourceMode mode);

/// "bibmill/0.1.0 (https://…; mailto:…)"; without a contact address only the program.
Secret make_user_agent(const Secret& contact);

/// The complete request: base address, target, contact parameter, headers.
HttpRequest make_request(const SourceOptions& options, const SourceRequest& request);

/// How long an answer is fresh.
std::chrono::seconds lifetime_of(const SourceOptions& options, const Query& query, bool found);

/// The UTC day "YYYY-MM-DD" of the Date header (RFC 9110 §5.6.7); nullopt without a readable one.
std::optional<std::string> response_day(const HttpResponse& response);

/// The UTC day "YYYY-MM-DD" on which the source answered, for each of `count` questions in request order:
/// X-Bibmill-Days of a replayed response where it says so, else the day of the Date header (RFC 9110 §5.6.7), else the
/// day of `received`.
std::vector<std::string> answer_days(const HttpResponse& response, std::size_t count, Clock::WallTime received);

/// Which of `count` questions a replay folder had no answer for (X-Bibmill-Not-Recorded: their numbers, from 0).
std::vector<bool> not_recorded(const HttpResponse& response, std::size_t count);

}  // namespace bibmill
