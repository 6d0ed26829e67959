// The short marks that reading lists put beside a title: venues with years, awards, affiliation lines. Pure,
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/ids/arxiv_id.h"

namespace bibmill::markdown {

struct VenueMark {
  std::optional<std::string> venue;  ///< "SOSP", "arXiv"
  std::optional<int> year;
  std::optional<ArxivId> arxiv;
};

/// The whole text is a venue with its year ("SOSP 2023", "EuroSys' 26", "ATC'18", "OSDI 25", "ASPLOS26") or arXiv
/// ("arXiv 2312.07104", "arXiv:2603.21331", "arxiv'25", "arXiv preprint arXiv:2007.05832 (2020)"). nullopt for anything
/// else.
std::optional<VenueMark> parse_venue_mark(std::string_view text);

/// "23_Eurosys_Some Title": the mark in front of a title, and how many bytes it takes.
struct PrefixMark {
  VenueMark mark;
  std::size_t length = 0;
};
std::optional<PrefixMark> parse_prefix_mark(std::string_view text);

/// "2022-09" or "2022": a date in front of a title or in a table's date column.
bool is_date(std::string_view text);

/// Only capitalised short names: "PKU & ByteDance", "SIAT, CAS", "Stevens Institute of Technology"; beside an acronym
/// also "imec & KU Leuven", "3M & 360", "MIT; CMU", "MIT / CMU". A line that names an institution may be long, hold
/// quotation marks and end in a full stop ("Univ. of X."). Sentences and lists of terms are not.
bool is_affiliation_line(std::string_view text);

/// May be one where lines of affiliations are the rule: also "vivo", and lines mostly of capitalised words that are
/// joined by " & " or name an organisation.
bool resembles_affiliation_line(std::string_view text);

/// Capitalised as titles are: three words or more, of the longer ones two thirds. "Attention is all you need" is not,
/// nor is a sentence; a title that fails is still one where other evidence says so.
bool is_title_case(std::string_view text);

/// Holds CJK ideographs (U+4000 to U+9FFF).
bool has_ideographs(std::string_view text);

/// Split at " & " only.
std::vector<std::string> split_affiliations(std::string_view text);

/// "Best Paper Award!", "Industry Paper", "Spotlight": remarks that are notes even without emphasis.
bool is_note(std::string_view text);

}  // namespace bibmill::markdown
