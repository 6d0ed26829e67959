#include "connectors/arxiv/search_query.h"

#include <algorithm>
#include <array>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// Terms and operators; blanks and parentheses end them, except inside quotes and date ranges.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  std::string token;
  bool quoted = false;
  bool in_range = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '[' || c == ']') in_range = c == '[';
    const bool ends = !quoted && !in_range && (c == ' ' || c == '\t' || c == '(' || c == ')');
    if (!ends) {
      token += c;
    } else if (!token.empty()) {
      tokens.push_back(std::move(token));
      token.clear();
    }
  }
  if (!token.empty()) tokens.push_back(std::move(token));
  return tokens;
}

struct Alternative {
  std::string title;
  std::string family;
  std::vector<Ask> identifiers;
};

void add_term(std::string_view term, Alternative& alternative) {
  constexpr std::array<std::string_view, 6> kPassedOver = {"abs", "co", "jr", "cat", "rn", "submitteddate"};
  const std::size_t colon = term.find(':');
  const std::size_t quote = term.find('"');
  const bool has_prefix = colon != std::string_view::npos && (quote == std::string_view::npos || colon < quote);
  const std::string prefix = has_prefix ? ascii_lower(term.substr(0, colon)) : "all";
  std::string value(has_prefix ? term.substr(colon + 1) : term);
  std::erase(value, '"');
  if (std::find(kPassedOver.begin(), kPassedOver.end(), prefix) != kPassedOver.end()) return;
  if (prefix == "doi") {
    if (auto doi = Doi::parse(value)) alternative.identifiers.emplace_back(ByDoi(std::move(*doi)));
  } else if (prefix == "id") {
    if (auto id = ArxivId::parse(value)) alternative.identifiers.emplace_back(ByArxivId(std::move(*id)));
  } else {
    // "au:del_maestro" joins the parts of a name.
    if (prefix == "au") std::replace(value.begin(), value.end(), '_', ' ');
    std::string& text = prefix == "au" ? alternative.family : alternative.title;
    if (!text.empty()) text += ' ';
    text += value;
  }
}

void flush(Alternative& alternative, std::vector<Ask>& asks) {
  for (Ask& ask : alternative.identifiers) asks.push_back(std::move(ask));
  if (!alternative.title.empty()) asks.emplace_back(ByTitle(alternative.title, alternative.family));
  alternative = Alternative();
}

}  // namespace

std::vector<Ask> parse_search_query(std::string_view search_query) {
  std::vector<Ask> asks;
  Alternative alternative;
  bool joined = true;  // the next term belongs to this alternative
  bool excluded = false;
  for (const std::string& token : tokens_of(search_query)) {
    if (token == "OR") {
      flush(alternative, asks);
      joined = true;
    } else if (token == "AND" || token == "ANDNOT") {
      joined = true;
      excluded = token == "ANDNOT";
    } else {
      if (!joined) flush(alternative, asks);
      if (!excluded) add_term(token, alternative);
      joined = false;
      excluded = false;
    }
  }
  flush(alternative, asks);
  return asks;
}

}  // namespace bibmill
