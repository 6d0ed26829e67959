// Values of the user's own BibTeX fields, as written, on their way out again. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bibmill {

using MacroDefinitions = std::vector<std::pair<std::string, std::string>>;  ///< Entry::macros

/// The expression with the user's macros replaced by their definitions, months left as they are and other macros as
/// plain text, so that it needs no @string. nullopt when it is no complete BibTeX value (braces, quotes and `#` in
/// order): it must not get into a file, where it could swallow or add fields. Invisible characters
/// (normalizers/text/utf8.h) are dropped.
std::optional<std::string> own_expression(std::string_view expression, const MacroDefinitions& macros);

/// Braces in balance, never below zero: what may stand between the braces of a value.
bool is_balanced(std::string_view latex);

/// 1 to 12 for the month that an expression names first ("jul # \"/\" # aug", "{July}", "7"); nullopt when it names
/// none.
std::optional<int> month_of(std::string_view expression);

/// "jan" to "dec".
std::string_view month_macro(int month);

}  // namespace bibmill
