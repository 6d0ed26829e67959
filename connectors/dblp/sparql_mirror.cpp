#include "connectors/dblp/sparql_mirror.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "connectors/dblp/sparql_query.h"
#include "connectors/dblp/sparql_tokens.h"
#include "connectors/dblp/title_range.h"
#include "connectors/wire/compose.h"
#include "connectors/wire/json.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::string_view kPath = "/sparql";
using Kind = SparqlToken::Kind;

/// The table-of-contents page in "https://dblp.org/db/conf/eurosys/eurosys2026", with or without an ending.
std::optional<std::string> toc_page(std::string_view iri) {
  constexpr std::string_view kMark = "dblp.org/db/";
  const std::size_t at = iri.find(kMark);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view page = iri.substr(at + kMark.size());
  for (const std::string_view ending : {".html", ".bht", ".xml"}) {
    if (page.ends_with(ending)) page.remove_suffix(ending.size());
  }
  return page.empty() ? std::nullopt : std::optional(std::string(page));
}

std::optional<Query> question_of(std::string_view iri) {
  if (auto page = toc_page(iri)) return ByToc(std::move(*page));
  if (iri.find("dblp.org/rec/") != std::string_view::npos) {
    auto key = DblpKey::parse(iri);
    return key ? std::optional<Query>(ByDblpKey(std::move(*key))) : std::nullopt;
  }
  if (iri.find("doi.org/") == std::string_view::npos) return std::nullopt;
  auto doi = Doi::parse(iri);
  return doi ? std::optional<Query>(ByDoi(std::move(*doi))) : std::nullopt;
}

bool is_word(const SparqlToken& token, std::string_view lower_case) {
  return token.kind == Kind::word && ascii_lower(token.text) == lower_case;
}

bool is_sign(const SparqlToken* token, std::string_view text) {
  return token != nullptr && token->kind == Kind::sign && token->text == text;
}

class Reader {
 public:
  explicit Reader(std::vector<SparqlToken> tokens) : tokens_(std::move(tokens)) {}

  std::vector<Ask> read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const SparqlToken& token = tokens_[i];
      // "PREFIX dblp: <…>" and "BASE <…>" declare, they do not ask.
      if (is_word(token, "prefix")) i += 2;
      if (is_word(token, "base")) i += 1;
      if (is_word(token, "values")) in_values_ = true;
      if (is_sign(&token, "}")) in_values_ = false;
      if (token.kind == Kind::iri) add(question_of(token.text));
      if (token.kind == Kind::literal && is_title(i) && title_range(token.text)) add(ByTitle(token.text));
    }
    add_proceedings();
    return std::move(asks_);
  }

 private:
  const SparqlToken* at(std::size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }

  /// A lower bound, or a title that is compared for equality: `?t >= "…"`, `"…" <= ?t`, `?t = "…"`, `VALUES ?t { "…"
  /// }`.
  bool is_title(std::size_t i) const {
    const SparqlToken* before = i == 0 ? nullptr : at(i - 1);
    return in_values_ || is_sign(before, ">=") || is_sign(before, ">") || is_sign(before, "=") ||
           is_sign(at(i + 1), "<=") || is_sign(at(i + 1), "<");
  }

  /// What `property` has to be: the literal that follows it.
  std::optional<std::string> value_of(std::string_view property) const {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (is_word(tokens_[i], property) && tokens_[i + 1].kind == Kind::literal) return tokens_[i + 1].text;
    }
    return std::nullopt;
  }

  void add_proceedings() {
    const auto name = value_of("dblp:publishedin");
    const auto year = value_of("dblp:yearofpublication");
    int number = 0;
    if (name && year && std::from_chars(year->data(), year->data() + year->size(), number).ec == std::errc()) {
      add(ByProceedings(*name, number));
    }
  }

  void add(std::optional<Query> query) {
    if (!query) return;
    const std::string name = std::string(to_string(kind_of(*query))) + " " + canonical_key(*query);
    if (seen_.insert(name).second) asks_.emplace_back(std::move(*query));
  }

  std::vector<SparqlToken> tokens_;
  std::vector<Ask> asks_;
  std::set<std::string> seen_;
  bool in_values_ = false;
};

/// What the outermost SELECT projects; our own variables for "SELECT *".
std::vector<std::string> projection(const std::vector<SparqlToken>& tokens) {
  std::vector<std::string> variables;
  auto token =
      std::find_if(tokens.begin(), tokens.end(), [](const SparqlToken& one) { return is_word(one, "select"); });
  for (; token != tokens.end() && !is_word(*token, "where") && !is_sign(&*token, "{"); ++token) {
    const bool is_variable =
        token->kind == Kind::word && (token->text.starts_with('?') || token->text.starts_with('$'));
    if (is_variable) variables.push_back(token->text.substr(1));
  }
  if (variables.empty()) variables.assign(kSparqlVariables.begin(), kSparqlVariables.end());
  return variables;
}

}  // namespace

Result<std::vector<Ask>> DblpSparqlMirror::parse(const SourceRequest& request) const {
  const Target target = parse_target(request.target);
  if (target.path != kPath) return fail(ErrorKind::rejected, "unknown route " + target.path);
  const auto query = target.find("query");
  if (!query || query->empty()) return fail(ErrorKind::rejected, "parameter query is missing");
  return Reader(sparql_tokens(*query)).read();
}

HttpResponse DblpSparqlMirror::compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const {
  const Target target = parse_target(request.target);
  std::string variables;
  for (const std::string& variable : projection(sparql_tokens(target.find("query").value_or("")))) {
    if (!variables.empty()) variables += ',';
    variables += json_quote(variable);
  }
  std::string bindings;
  for (const std::string_view slice : distinct_slices(answers)) {
    if (!bindings.empty()) bindings += ",\n";
    bindings += slice;
  }
  return respond(
      200, "application/sparql-results+json",
      fmt::format("{{\"head\":{{\"vars\":[{}]}},\"results\":{{\"bindings\":[{}]}}}}\n", variables, bindings));
}

HttpResponse DblpSparqlMirror::refusal(const SourceRequest& request, const Error& error) const {
  const int status = parse_target(request.target).path == kPath ? 400 : 404;
  return respond(status, "application/json",
                 fmt::format("{{\"exception\":{},\"status\":\"ERROR\"}}\n", json_quote(error.message)));
}

bool DblpSparqlMirror::search_matches(const ByTitle& query, const SourceRecord& record) const {
  const auto range = title_range(query.title);
  return range && in_range(*range, record.work.title.value_or(""));
}

bool DblpSparqlMirror::proceedings_match(const ByProceedings& query, const SourceRecord& record) const {
  const Work& work = record.work;
  const bool is_year = work.issued && work.issued->year == query.year;
  return is_year && (work.container_title_short == query.name || work.container_title == query.name);
}

}  // namespace bibmill
