// What a link in a reading list is: its label in any bracket form, and whether it points to the paper itself. Pure,
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bibmill::markdown {

enum class LinkRole : std::uint8_t {
  paper,      ///< labelled Paper, arXiv, PDF, …: the publication; its identifier is a claim about the entry
  companion,  ///< labelled Code, Slides, Personal Notes, …: never an identifier of the paper
  unknown,    ///< any other label
};

/// "[Paper]" → "Paper": without the brackets that `[[Paper]](url)` and `[\[Paper\]](url)` leave in the text.
std::string link_label(std::string_view text);

/// By the words of the label alone. An empty label or one of more than four words is `unknown` (it may be a title).
LinkRole link_role(std::string_view label);

/// The address is that of a publication: it holds an identifier, is a PDF, or lies at a known publisher's or
/// proceedings site.
bool is_publication_url(std::string_view url);

/// A repository or model hub: a list of tools, not of papers.
bool is_code_url(std::string_view url);

}  // namespace bibmill::markdown
