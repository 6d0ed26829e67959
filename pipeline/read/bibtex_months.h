// The months as BibTeX's styles predefine them: macro and name (apis/bibtex.md §1, "predefined by styles").
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace bibmill {

inline constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kMonths = {{
    {"jan", "January"},
    {"feb", "February"},
    {"mar", "March"},
    {"apr", "April"},
    {"may", "May"},
    {"jun", "June"},
    {"jul", "July"},
    {"aug", "August"},
    {"sep", "September"},
    {"oct", "October"},
    {"nov", "November"},
    {"dec", "December"},
}};

}  // namespace bibmill
