// Titles as people write them, taken apart and put together. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

/// "title: subtitle"; the title alone when the subtitle is empty or already part of it.
std::string join_title(std::string_view title, std::string_view subtitle);

/// Drops the full stop that DBLP and Crossref put after titles (not "...", not after an abbreviation such as "vs." or
/// "Inc.").
std::string strip_final_stop(std::string_view title);

/// "FlashPS: Efficient Generative …" → system "FlashPS", rest "Efficient Generative …". A system name is one to three
/// words before the first ": " (or " - ", " – ", "—"), with at least one capital.
struct TitleParts {
  std::optional<std::string> system;  ///< "FlashPS"
  std::string main;  ///< title up to the subtitle: "A Survey" of "A Survey: Of Things"; with the system name removed
  std::optional<std::string> subtitle;
};
TitleParts split_title(std::string_view title);

}  // namespace bibmill
