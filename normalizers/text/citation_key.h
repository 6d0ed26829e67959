// Which citation keys can be cited. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace bibmill {

/// `wish` as a key that BibTeX, biber and \cite take: nothing invisible, and `-` for each blank and each of
/// `{}(),%#~\"`, which end a key, comment it out or are active in TeX. Everything else of a user's own key stays, for
/// his documents cite by it. Of its own result it changes nothing. Empty when nothing to cite by is left.
std::string citable_key(std::string_view wish);

}  // namespace bibmill
