// One exchange as a text file (CONTRACTS §2): request line, header block, empty line, the response body as received.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "connectors/codec.h"
#include "connectors/http/message.h"
#include "normalizers/base/result.h"

namespace bibmill {

struct ReplayFile {
  SourceRequest request;  ///< `accept` is not kept
  HttpResponse response;
  bool status_given = false;  ///< false: `response.status` is assumed to be 200
};

/// Of a replay file: http.max_body_bytes as shipped, twice over, for those who raised it.
inline constexpr std::size_t kLargestReplayFile = 64u << 20;
/// Request lines have at most 8 kB, header blocks of the sources some 2 kB.
inline constexpr std::size_t kLongestReplayHead = 64u << 10;

/// Lines may end with LF or CRLF; the body is kept byte by byte. The target may be a complete URL; a status may be
/// given by X-Bibmill-Status or by a status line among the headers. Error input: what is wrong, with its line; a
/// request line and header block of more than kLongestReplayHead bytes are none.
Result<ReplayFile> read_replay_file(std::string_view text);

/// The inverse: `headers` of the response are written as they are, the status only when it is not 200.
std::string write_replay_file(const ReplayFile& file);

/// "https://host/path?query" → "/path?query"; a target stays as it is.
std::string_view target_of(std::string_view url);

}  // namespace bibmill
