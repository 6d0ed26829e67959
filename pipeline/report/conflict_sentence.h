// What a person is told of a conflict, in the summary, in attention.md, by `explain` and by `check` alike. Pure,
// thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "normalizers/model/record.h"

namespace bibmill {

/// Whether the conflict is an identifier of the list that leads to another paper.
bool is_refuted(const Conflict& conflict);

/// `kept "A"; the list says "B"`; of a refuted identifier `"10.1/b" is another paper's; taken is "10.1/a"`. `quoted`
/// shows a value, with its quotation marks.
std::string conflict_sentence(const Conflict& conflict, const std::function<std::string(std::string_view)>& quoted);

}  // namespace bibmill
