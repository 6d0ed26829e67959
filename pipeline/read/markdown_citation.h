// Titles inside whole citations, as bibliographies print them. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/read/markdown_authors.h"
#include "pipeline/read/markdown_head.h"

namespace bibmill::markdown {

/// Authors at the start of `text`, up to a full stop, and how many bytes they take with it.
struct LeadingAuthors {
  AuthorList authors;
  std::size_t length = 0;
};
std::optional<LeadingAuthors> leading_authors(std::string_view text);

/// `Surname, Given, et al. "Title." Venue (2019).` always; with an address behind it also
/// `Surname, I., & Surname, I. (2017). Title. Venue.`, and with that or a venue `Given Surname, Given Surname. Title.
/// Venue 2022.` Leaves the title in `title` and puts the rest into `head`; false, and nothing changed, for any other
/// text.
bool take_citation(std::string& title, Head& head);

/// "Vaswani et al.:", "Kwon et al. 2023,": nothing but authors in front of a linked title.
bool take_lead_authors(std::string_view text, Head& head);

/// Without white space at its ends and the full stop behind it.
std::string_view strip_stop(std::string_view text);

}  // namespace bibmill::markdown
