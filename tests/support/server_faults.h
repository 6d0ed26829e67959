// Faults of the loopback server, on demand. As a file for bibmill-testserver:
//
//   {"rules": [
//     {"source": "crossref", "requests": [1, 3], "fault": "status", "status": 429, "retry_after": 2},
//     {"source": "arxiv", "fault": "html_wall", "status": 200},
//     {"fault": "slow_body", "seconds": 3}
//   ]}
//
//   source       a source id (CONTRACTS §1); left out: every source
//   requests     numbers of that source's requests, from 1, redirected and refused ones included; left out: all
//   fault        status         answers `status` (503), with Retry-After: `retry_after` seconds where given, as an
//                               HTTP date with "retry_after_as": "date"
//                cut_body       closes the connection in the middle of the body
//                slow_body      sends the body drop by drop over `seconds` (2)
//                delay          answers rightly, but `seconds` (2) later
//                html_wall      a web page ("Making sure you're not a bot!") with `status` (200)
//                redirect       once, to another path of this server; redirect_host: to another name of this machine;
//                redirect_plain: to plain http elsewhere; redirect_loop: without end
//                truncated_gzip a gzip stream without its second half
//                gzip_bomb      a small gzip stream that unfolds to `bytes` (64 MiB)
//                wrong_type     the right body as XML where JSON was asked for, else as JSON
//                empty_body     status 200 and nothing
//                large_body     `bytes` (64 MiB) of well-formed JSON
//                reset          resets the connection in place of an answer
//                invalid        the first half of the body as if it were all: neither JSON nor XML
//                other_records  the records of other identifiers than those asked for
//                empty_page     no records, but a positive total
//   status, seconds, bytes, retry_after, retry_after_as: as above
//
// The first rule that matches counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/model/source_id.h"

namespace bibmill::testing_support {

enum class Fault : std::uint8_t {
  status,
  cut_body,
  slow_body,
  delay,
  html_wall,
  redirect,
  redirect_host,
  redirect_plain,
  redirect_loop,
  truncated_gzip,
  gzip_bomb,
  wrong_type,
  empty_body,
  large_body,
  reset,
  invalid,
  other_records,
  empty_page,
};

struct FaultRule {
  FaultRule() = default;
  explicit FaultRule(Fault fault_in, std::optional<SourceId> source_in = std::nullopt,
                     std::vector<std::size_t> requests_in = {})
      : source(source_in), requests(std::move(requests_in)), fault(fault_in) {}

  std::optional<SourceId> source;     ///< nullopt: every source
  std::vector<std::size_t> requests;  ///< from 1; empty: all
  Fault fault = Fault::status;
  std::optional<int> status;          ///< of `status` and `html_wall`
  std::optional<long> retry_after_s;  ///< of `status`
  bool retry_after_as_date = false;
  double seconds = 2;             ///< of `slow_body` and `delay`
  std::size_t bytes = 64u << 20;  ///< of `gzip_bomb` and `large_body`
};

/// "redirect_loop" and the like.
std::string_view to_string(Fault fault);

/// The rules of a fault file. Error input: what is wrong with it.
Result<std::vector<FaultRule>> parse_faults(std::string_view json);

/// The first rule for the `number`-th request (from 1) of `source`; nullptr without one.
const FaultRule* find_fault(const std::vector<FaultRule>& rules, SourceId source, std::size_t number);

}  // namespace bibmill::testing_support
