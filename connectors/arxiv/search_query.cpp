#include "connectors/arxiv/search_query.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// Terms, operators and parentheses; blanks and parentheses end a term, except inside quotes and date ranges.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  std::string token;
  bool quoted = false;
  bool in_range = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '[' || c == ']') in_range = c == '[';
    const bool parenthesis = c == '(' || c == ')';
    const bool ends = !quoted && !in_range && (c == ' ' || c == '\t' || parenthesis);
    if (!ends) {
      token += c;
      continue;
    }
    if (!token.empty()) tokens.push_back(std::exchange(token, std::string()));
    if (parenthesis) tokens.emplace_back(1, c);
  }
  if (!token.empty()) tokens.push_back(std::move(token));
  return tokens;
}

struct Alternative {
  std::string title;
  std::vector<std::string> authors;
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
  } else if (prefix == "au") {
    // "au:del_maestro" joins the parts of a name.
    std::replace(value.begin(), value.end(), '_', ' ');
    alternative.authors.push_back(std::move(value));
  } else {
    if (!alternative.title.empty()) alternative.title += ' ';
    alternative.title += value;
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Takes a search apart, token by token.
class SearchReader {
 public:
  explicit SearchReader(std::string_view search) : tokens_(tokens_of(search)) {}

  std::vector<Ask> read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::string& token = tokens_[i];
      const bool narrowed = i + 1 < tokens_.size() && tokens_[i + 1].starts_with("AND");
      if (token == "(") {
        open();
      } else if (token == ")") {
        close(narrowed);
      } else {
        add(token);
      }
    }
    flush();
    return std::move(asks_);
  }

 private:
  void open() {
    if (depth_++ > 0) return;
    if (!joined_) flush();
    group_ = asks_.size();
    joined_ = true;
  }

  void close(bool narrowed) {
    if (depth_ == 0 || --depth_ > 0 || narrowed) return;
    flush();
    join_group();
    joined_ = true;
  }

  void add(const std::string& token) {
    if (token == "OR") {
      flush();
      joined_ = true;
    } else if (token == "AND" || token == "ANDNOT") {
      joined_ = true;
      excluded_ = token == "ANDNOT";
    } else {
      if (!joined_) flush();
      if (!excluded_) add_term(token, alternative_);
      joined_ = false;
      excluded_ = false;
    }
  }

  void flush() {
    std::ranges::move(alternative_.identifiers, std::back_inserter(asks_));
    if (!alternative_.title.empty()) {
      asks_.emplace_back(ByTitle(alternative_.title, joined(alternative_.authors)));
    } else if (!alternative_.authors.empty()) {
      asks_.emplace_back(ByPreprintOf(std::nullopt, std::move(alternative_.authors)));
    }
    alternative_ = Alternative();
  }

  /// A DOI in parentheses, alone or with authors, is one question.
  void join_group() {
    const std::size_t size = asks_.size() - group_;
    const auto* doi = size == 1 || size == 2 ? std::get_if<ByDoi>(&asks_[group_].query) : nullptr;
    const auto* people = size == 2 ? std::get_if<ByPreprintOf>(&asks_[group_ + 1].query) : nullptr;
    if (!doi || (size == 2 && !people)) return;
    Ask joined(ByPreprintOf(doi->doi, people ? people->people : std::vector<std::string>()));
    asks_.erase(asks_.begin() + static_cast<std::ptrdiff_t>(group_), asks_.end());
    asks_.push_back(std::move(joined));
  }

  std::vector<std::string> tokens_;
  std::vector<Ask> asks_;
  Alternative alternative_;
  std::size_t depth_ = 0;  ///< of parentheses
  std::size_t group_ = 0;  ///< questions before the open parenthesis
  bool joined_ = true;     ///< the next term belongs to this alternative
  bool excluded_ = false;
};

}  // namespace

std::vector<Ask> parse_search_query(std::string_view search_query) { return SearchReader(search_query).read(); }

}  // namespace bibmill
