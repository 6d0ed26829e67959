#include "pipeline/report/conflict_sentence.h"

#include <fmt/format.h>

namespace bibmill {

bool is_refuted(const Conflict& conflict) { return conflict.reason == "refuted"; }

std::string conflict_sentence(const Conflict& conflict, const std::function<std::string(std::string_view)>& quoted) {
  const std::string taken = conflict.kept.empty() ? std::string() : quoted(conflict.kept);
  if (is_refuted(conflict)) {
    return fmt::format("{} is another paper's{}{}", quoted(conflict.other), taken.empty() ? "" : "; taken is ", taken);
  }
  const std::string_view who = conflict.source == SourceId::input ? "the list" : to_string(conflict.source);
  return fmt::format("{}{}{} says {}", taken.empty() ? "" : "kept " + taken, taken.empty() ? "" : "; ", who,
                     quoted(conflict.other));
}

}  // namespace bibmill
