// Markup in metadata: HTML entities, face markup, JATS, MathML. Sources: Crossref deposits (apis/crossref.md §6),
// DataCite, DBLP.
#pragma once

#include <string>
#include <string_view>

namespace bibmill {

/// Decodes named (HTML 4 and the XML five) and numeric entities once; unknown ones stay as they are.
std::string decode_entities(std::string_view text);

/// Plain Unicode text of a title, name or abstract: known tags (i, b, em, sub, sup, scp, tt, jats:*, mml:*, ns4:*, p,
/// br, …) are removed, paragraphs separated by a blank, MathML by its alttext or its text, processing instructions and
/// comments dropped, entities decoded (doubly escaped known tags too), white space collapsed. Text in angle brackets
/// that is no known tag stays:
/// "<Konggi-Inhyung (A Sex Doll)>". A leading "Abstract" heading of JATS is dropped.
std::string plain_text(std::string_view markup);

}  // namespace bibmill
