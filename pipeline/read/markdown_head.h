// The first line of a list item taken apart: title, links, venue, authors. Says nothing about whether it is a paper.
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "normalizers/model/entry.h"
#include "pipeline/read/markdown_authors.h"
#include "pipeline/read/markdown_marks.h"
#include "pipeline/read/markdown_tree.h"

namespace bibmill::markdown {

struct Head {
  std::string title;                     ///< plain text; empty when there is none
  std::optional<std::string> title_url;  ///< the title itself is this link
  std::vector<Link> links;               ///< in order, the title's own link (no label) included
  std::optional<VenueMark> mark;
  std::optional<std::string> date;   ///< "(2022-09)" in front of the title
  std::optional<std::string> topic;  ///< "(Topic)" in front of a linked title
  std::optional<AuthorList> authors;
  std::vector<std::string> affiliations;
  std::vector<std::string> notes;
  std::vector<std::string> remarks;  ///< what follows the title and is none of these, as plain text

  std::vector<Identifier> identifiers;  ///< printed behind the title, or alone, without a link

  bool has_address = false;     ///< the publication's address or identifier stands behind the title, or alone
  bool in_sentence = false;     ///< the sentence goes on behind the first link: prose
  bool has_paper_link = false;  ///< a link labelled as the paper
  bool has_citation = false;    ///< authors, then the title in quotation marks
};

Head read_head(const std::vector<Span>& spans);

}  // namespace bibmill::markdown
