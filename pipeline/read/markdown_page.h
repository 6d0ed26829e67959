// What a page says about itself: meta lines, acceptance rates, glossary, and what kind of section a heading opens.
// Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/model/entry.h"
#include "pipeline/read/markdown_tree.h"

namespace bibmill::markdown {

enum class SectionKind : std::uint8_t {
  plain,
  papers,    ///< "Papers", or a venue with its year: bullets without links are papers too
  glossary,  ///< "Acronyms"
  meta,      ///< "Meta Info"
  rates,     ///< "Acceptance Rate"
  ignored,   ///< tables of contents, contributing, licence, notes, news
};

SectionKind section_kind(std::string_view heading);

/// "Spring: 19.6% (= 79 / 404)", "26.8% (= 135 / 504)", "Acceptance rate: 17.7% (= 65 / 368)". nullopt without a
/// percentage.
std::optional<AcceptanceRate> parse_acceptance_rate(std::string_view text);

/// Takes "Homepage: …", "Paper list: …" and acceptance rates into `page`; false for any other paragraph.
bool read_meta_line(const Block& paragraph, bool in_rates, Page& page);

/// "LLM: Large Language Model" into the glossary.
void read_glossary_line(const Block& paragraph, Page& page);

/// "Presented in …" or "Authors: …" in the meta block: notes on one paper, not a list.
bool is_note_page_line(const Block& paragraph);

}  // namespace bibmill::markdown
