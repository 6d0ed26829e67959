// Names of people: reading every form that sources and users write, and printing each output's form. Rules and test
// vectors: apis/bibtex.md §3. Pure, thread-safe. (The value type is normalizers/model/person.h.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/person.h"

namespace bibmill {

/// One printed name in reading order, as arXiv and DBLP give it: "Marcos Dias De Assunção", "Ludwig van Beethoven", "K.
/// K. Ramakrishnan", "ATLAS Collaboration" (literal), "Plato" (family only). Commas mean "Family, Given[, Suffix]".
/// Footnote marks (¶ * † 1) glued to the ends are dropped, DBLP's four-digit homonym number too.
PersonName parse_name(std::string_view printed);

/// A BibTeX name list ("A and B and others"), LaTeX decoded, by BibTeX's own grammar (First von Last / von Last, First
/// / von Last, Jr, First; braces make literals).
struct NameList {
  std::vector<PersonName> names;
  bool others = false;
};
NameList parse_bibtex_names(std::string_view field);

/// Structured input of Crossref and DataCite: particles moved out of family or given, suffixes out of family, ALL CAPS
/// lowered.
PersonName make_name(std::string_view given, std::string_view family, std::string_view suffix = {});

/// "Ludwig van Beethoven", "Henry Ford Jr.", "The ABC Consortium".
std::string display_name(const PersonName& name);

/// How far two printed names can be the same person's.
enum class NameAgreement : std::uint8_t {
  different,  ///< other family, or given names that contradict
  family,     ///< same family, one has no given name
  initials,   ///< same family, given names agree by initials
  full,       ///< same family and given names (diacritics, hyphens, case, transliterated umlauts aside)
};
NameAgreement compare_names(const PersonName& a, const PersonName& b);

/// fold of the family name (with particle), for blocking and keys: "van der Berg" → "van der berg".
std::string family_key(const PersonName& name);

}  // namespace bibmill
