// Settings: everything that can be configured, as plain structs. defaults.toml documents every key; a test keeps both
// equal. This layer knows nothing of the others: sources are named by string.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/secret.h"

namespace bibmill {

struct SourceSettings {
  bool enabled = true;
  std::string base_url;         ///< "https://api.crossref.org"; plain http only to loopback
  std::string group;            ///< policy group: sources of one group share pace file, gate and circuit
  double rate = 1.0;            ///< requests per second (of list routes, where the source has two buckets)
  double rate_single = 0.0;     ///< requests per second of single-record routes; 0 = the same bucket
  double rate_anonymous = 0.0;  ///< `rate` when no contact address is configured; 0 = same
  double rate_single_anonymous = 0.0;
  int burst = 1;                  ///< requests that may start at once
  int concurrency = 1;            ///< requests in flight, of the whole group
  int concurrency_anonymous = 0;  ///< 0 = same
  std::size_t batch = 1;          ///< identifiers in one request
  std::size_t batch_titles = 1;   ///< titles in one request
  std::string
      contact_parameter;        ///< "mailto": query parameter that carries the contact address; "" = only in User-Agent
  std::string key_environment;  ///< NAME of the environment variable that holds the key, never the key
  std::string key_header;       ///< header that carries the key
  double timeout_s = 60;
  double connect_timeout_s = 10;
  double lifetime_days = 14;        ///< how long an answer is fresh
  double lifetime_absent_days = 1;  ///< how long "not there" is fresh
  double lifetime_toc_days = 30;    ///< tables of contents (DBLP)
  int retries = 4;                  ///< further attempts after the first
  double retry_base_s = 1;
  double retry_cap_s = 120;
  bool operator==(const SourceSettings&) const = default;
};

/// Whether a source is an index on this machine: nobody is asked, so it can only be switched on and off.
inline bool is_local_source(std::string_view name) { return name.ends_with("_index"); }

struct HttpSettings {
  std::size_t max_body_bytes = 32u << 20;
  int max_redirects = 5;
  double batch_linger_s = 0.2;  ///< a key waits at most so long for company while other work goes on
  int circuit_failures = 5;     ///< consecutive failures that open the circuit
  double circuit_pause_s = 60;  ///< first pause; doubles up to circuit_pause_cap_s
  double circuit_pause_cap_s = 3600;
  double circuit_wall_s = 21600;  ///< pause after a bot wall or 403
  bool operator==(const HttpSettings&) const = default;
};

/// After which a run asks nobody any more; the next one goes on.
struct LimitSettings {
  std::size_t max_requests = 0;  ///< 0 = any number
  double time_s = 0;             ///< 0 = any time
  bool operator==(const LimitSettings&) const = default;
};

struct ResolveSettings {
  std::size_t permits = 1024;  ///< entries in flight
  std::string counterparts =
      "titles";  ///< "titles", "identifiers" or "off": how a preprint's paper, a paper's preprint is looked for
  std::size_t counterpart_titles_limit = 500;  ///< of more entries in a run the rest waits for later ones
  std::size_t toc_entries = 3;  ///< entries of one venue and year from which its table of contents is asked for
  std::vector<std::string> denied_prefixes{"10.5555", "10.65215"};  ///< DOI prefixes never accepted
  std::map<std::string, std::string> agencies;  ///< DOI prefix → "crossref" | "datacite", known without asking
  bool operator==(const ResolveSettings&) const = default;
};

struct MatchSettings {
  double accept_probability = 0.9;  ///< a candidate is accepted from here
  double accept_title_only = 0.97;  ///< ... where the entry gives nothing but a title
  double runner_up_gap = 0.2;       ///< and its runner-up is at least so far behind
  bool operator==(const MatchSettings&) const = default;
};

/// When an entry is asked about again, counted from its last attempt.
struct StateSettings {
  double resolved_days = 90;
  double preprint_days = 7;      ///< resolved, but only as a preprint: it may get published
  double past_venue_days = 365;  ///< a conference paper of an earlier year
  double incomplete_days = 1;    ///< resolved, but a source that might have added something could not be asked
  double ambiguous_days = 7;
  double not_found_first_days = 1;  ///< doubles with each time it is not found, up to not_found_most_days
  double not_found_most_days = 30;
  double keep_expired_days = 365;  ///< how long answers stay in the cache after they are no longer fresh
  bool operator==(const StateSettings&) const = default;
};

/// Which fields references.bib carries, and how.
struct BibtexSettings {
  bool abstract_field = false;
  bool keywords = true;         ///< topics as `keywords`
  bool url = false;             ///< false: `url` only where there is neither DOI nor eprint
  bool unicode = true;          ///< false: 7-bit LaTeX, accents as special characters (apis/bibtex.md profile B)
  std::size_t max_authors = 0;  ///< 0 = all; else `and others` after so many
  bool operator==(const BibtexSettings&) const = default;
};

struct PathSettings {
  std::string state;  ///< default $XDG_STATE_HOME/bibmill
  std::string index;  ///< default $XDG_DATA_HOME/bibmill/index
  std::string pace;   ///< default $XDG_STATE_HOME/bibmill/pace
  std::string
      organisations;  ///< the user's rows; default organisations.local.toml in ./config or beside ./bibmill.toml
  bool operator==(const PathSettings&) const = default;
};

struct Settings {
  Secret contact;                                 ///< mail address for polite pools; empty = anonymous
  std::map<std::string, SourceSettings> sources;  ///< by source id
  HttpSettings http;
  LimitSettings limits;
  ResolveSettings resolve;
  MatchSettings match;
  StateSettings state;
  BibtexSettings bibtex;
  PathSettings paths;
  std::size_t jobs = 0;  ///< CPU threads; 0 = all
  bool operator==(const Settings&) const = default;
};

}  // namespace bibmill
