#include "connectors/dblp/sparql_tokens.h"

#include <algorithm>
#include <cctype>

namespace bibmill {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ':' || c == '?' || c == '$' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Past an IRI reference that begins at `open`; kNone when "<" is the operator.
std::size_t past_iri(std::string_view query, std::size_t open) {
  const std::size_t stop = query.find_first_of("<>\"{}|^`\\ \t\r\n", open + 1);
  return stop != kNone && query[stop] == '>' ? stop + 1 : kNone;
}

/// Reads a literal whose quote stands at `at`; leaves `at` past it. The quotes may be tripled.
std::string read_literal(std::string_view query, std::size_t& at) {
  const std::string_view one = query.substr(at, 1);
  const std::string three(3, one[0]);
  const std::string quote = query.substr(at).starts_with(three) ? three : std::string(one);
  at += quote.size();
  std::string text;
  while (at < query.size() && !query.substr(at).starts_with(quote)) {
    if (query[at] == '\\' && at + 1 < query.size()) {
      const char escaped = query[++at];
      text += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped;
    } else {
      text += query[at];
    }
    ++at;
  }
  at = std::min(at + quote.size(), query.size());
  return text;
}

}  // namespace

std::vector<SparqlToken> sparql_tokens(std::string_view query) {
  using Kind = SparqlToken::Kind;
  std::vector<SparqlToken> tokens;
  std::size_t at = 0;
  while (at < query.size()) {
    const char c = query[at];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at;
    } else if (c == '#') {
      at = std::min(query.find('\n', at), query.size());
    } else if (c == '"' || c == '\'') {
      std::string text = read_literal(query, at);
      tokens.push_back({Kind::literal, std::move(text)});
    } else if (const std::size_t end = c == '<' ? past_iri(query, at) : kNone; end != kNone) {
      tokens.push_back({Kind::iri, std::string(query.substr(at + 1, end - at - 2))});
      at = end;
    } else if (is_word(c)) {
      std::size_t word_end = at;
      while (word_end < query.size() && is_word(query[word_end])) ++word_end;
      tokens.push_back({Kind::word, std::string(query.substr(at, word_end - at))});
      at = word_end;
    } else {
      const std::size_t length = query.substr(at).starts_with(">=") || query.substr(at).starts_with("<=") ? 2 : 1;
      tokens.push_back({Kind::sign, std::string(query.substr(at, length))});
      at += length;
    }
  }
  return tokens;
}

}  // namespace bibmill
