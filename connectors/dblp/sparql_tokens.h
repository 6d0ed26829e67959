// SPARQL text cut into tokens, as far as the mirror needs to see what a query asks for. Facts: SPARQL 1.1 §19.8. Pure,
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

struct SparqlToken {
  enum class Kind : std::uint8_t {
    iri,
    literal,
    word,
    sign
  };  ///< word: keyword, variable ("?pub"), prefixed name, number
  Kind kind;
  std::string text;  ///< without the brackets of an IRI and the quotes of a literal, escapes resolved
};

/// Comments are dropped. Never fails: what is no token of SPARQL becomes a sign of one character.
std::vector<SparqlToken> sparql_tokens(std::string_view query);

}  // namespace bibmill
