// What every mirror composes its answers with. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/message.h"
#include "connectors/mirror.h"

namespace bibmill {

HttpResponse respond(int status, std::string_view content_type, std::string body);

/// The records of all answers in their order, each once: two questions may have the same one. Views into `answers`.
std::vector<std::string_view> distinct_slices(std::span<const MirrorAnswer> answers);

}  // namespace bibmill
