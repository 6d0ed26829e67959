// The character entities that metadata uses by name: HTML 4.01 (252), XML's five, and ISO Latin 2 of older SGML
// deposits. Data only.
#pragma once

#include <optional>
#include <string_view>

namespace bibmill {

/// `name` without '&' and ';', case matters. nullopt for other names.
std::optional<char32_t> named_entity(std::string_view name);

}  // namespace bibmill
