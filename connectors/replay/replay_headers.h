// Header fields of our own, in replay files and in replayed responses. No source sends them.
#pragma once

#include <string_view>

namespace bibmill {

inline constexpr std::string_view kOriginHeader = "X-Bibmill-Origin";  ///< "recorded" or "composed" (CONTRACTS §2)
inline constexpr std::string_view kStatusHeader =
    "X-Bibmill-Status";  ///< of a replay file's response; 200 when it is left out
inline constexpr std::string_view kReplayDaysHeader =
    "X-Bibmill-Days";  ///< "2026-11-01,-": per question, in request order
inline constexpr std::string_view kReplayNotRecordedHeader =
    "X-Bibmill-Not-Recorded";  ///< numbers of questions, from 0

}  // namespace bibmill
