// Reason names → sentences: what a named reason means, in words that a stranger understands. Every rule of
// match_rules() and version_rules() has one here (a test sees to it). Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

/// Of a match, a link between versions, a refuted claim or a joined person: "title_and_authors" → "Title and authors
/// are the same." nullopt for a name that has no sentence.
std::optional<std::string_view> reason_sentence(std::string_view reason);

/// A comparison feature and its value: ("authors", 0.75) → "75 % of the authors", ("venue", 1) → "the venue agrees".
/// A name that is not known here is printed as it is.
std::string describe_feature(std::string_view name, double value);

}  // namespace bibmill
