// What an arXiv title search asks and what it selects: shared by the codec and its mirror. Facts: arXiv API user
// manual, "quoted phrases"; titles are sent without punctuation and diacritics, which break the match.
#pragma once

#include <string>
#include <string_view>

#include "connectors/query.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// The quoted phrase for a title: its folded words, at most 200 bytes of them. Empty for a title without letters and
/// digits.
std::string arxiv_phrase(std::string_view title);

/// Whether a title holds the phrase as whole words.
bool holds_phrase(std::string_view title, std::string_view phrase);

/// The arXiv id that a question names, directly or as DOI 10.48550/arxiv.…, which arXiv's own search does not know.
std::optional<ArxivId> asked_arxiv_id(const Query& query);

/// Whether the record answers the question: by id, by a DOI its author supplied, by the phrase in its title, or by the
/// names of its authors (each as a phrase, as `au:"…"` finds it).
bool arxiv_selects(const Query& query, const SourceRecord& record);

}  // namespace bibmill
