#include "connectors/dblp/sparql_codec.h"

#include <algorithm>

#include "connectors/dblp/sparql_query.h"
#include "connectors/dblp/sparql_rows.h"
#include "connectors/dblp/title_range.h"
#include "connectors/wire/json.h"
#include "connectors/wire/refusals.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::size_t kRequestLine = 8000;  // bytes; nginx and Apache stop at 8 kB by default
constexpr std::size_t kMessageBytes = 200;  // of the source's own words in one of our messages

std::string target_for(std::span<const Ask> asks) { return "/sparql?query=" + percent_encode(sparql_query(asks)); }

/// Its rows do not tell whose they are: it has a request of its own.
bool has_whole_answer(const Query& query) {
  return std::holds_alternative<ByToc>(query) || std::holds_alternative<ByProceedings>(query);
}

bool selects(const Query& query, const SourceRecord& record) {
  if (has_whole_answer(query)) return true;
  if (const auto* by = std::get_if<ByDblpKey>(&query)) return record.record_id == by->key.str();
  if (const auto* by = std::get_if<ByDoi>(&query)) {
    const auto& aliases = record.aliases;
    return record.work.doi == by->doi || std::find(aliases.begin(), aliases.end(), by->doi) != aliases.end() ||
           (record.work.arxiv_id && record.work.arxiv_id->doi() == by->doi);
  }
  const auto* by = std::get_if<ByTitle>(&query);
  const auto range = by == nullptr ? std::nullopt : title_range(by->title);
  return range && in_range(*range, record.work.title.value_or(""));
}

using Chosen = std::vector<const SparqlPublication*>;

/// What the question's own range would have given alone: the first titles of it. Whether an equal title is among them
/// comes second.
bool keep_first_titles(const ByTitle& by, Chosen& chosen) {
  const auto letters = [](const SparqlPublication* publication) {
    return title_letters(publication->record.work.title.value_or(""));
  };
  const auto rank = [&](const SparqlPublication* one) { return std::pair(letters(one), one->record.record_id); };
  std::sort(chosen.begin(), chosen.end(), [&](auto* a, auto* b) { return rank(a) < rank(b); });
  if (chosen.size() > kTitlesPerRange) chosen.resize(kTitlesPerRange);
  const bool full = chosen.size() == kTitlesPerRange;
  const bool has_equal =
      std::any_of(chosen.begin(), chosen.end(), [&](auto* one) { return letters(one) == title_letters(by.title); });
  std::sort(chosen.begin(), chosen.end(), [](auto* a, auto* b) { return a->record.record_id < b->record.record_id; });
  return !full || has_equal;
}

KeyAnswer answer_to(const Query& query, const std::vector<SparqlPublication>& publications) {
  Chosen chosen;
  for (const SparqlPublication& publication : publications) {
    if (selects(query, publication.record)) chosen.push_back(&publication);
  }
  KeyAnswer answer;
  if (const auto* by = std::get_if<ByTitle>(&query); by != nullptr && !keep_first_titles(*by, chosen)) {
    answer.state = KeyAnswer::State::cut_off;
    return answer;
  }
  for (const SparqlPublication* publication : chosen) {
    answer.records.push_back(publication->record);
    answer.slices.insert(answer.slices.end(), publication->slices.begin(), publication->slices.end());
  }
  if (!answer.records.empty()) answer.state = KeyAnswer::State::found;
  return answer;
}

Result<std::vector<SparqlPublication>> read_results(const HttpResponse& response) {
  const auto json = Json::parse(response.body);
  const auto exception = json ? (*json)["exception"].text() : std::nullopt;
  const std::string words = shorten(printable(exception.value_or("")), kMessageBytes);
  if (response.status != 200) return tl::unexpected(status_error("DBLP SPARQL", response.status, words));
  if (!json) return tl::unexpected(json.error());
  if (exception) return fail(ErrorKind::server, "DBLP SPARQL failed: " + words);
  const auto slices = json_array_slices(response.body, {"results", "bindings"});
  const auto bindings = (*json)["results"]["bindings"].items();
  if (!slices || slices->size() != bindings.size()) {
    return fail(ErrorKind::decode, "DBLP SPARQL: the answer has no results.bindings");
  }
  SparqlRows rows;
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    if (const auto added = rows.add(bindings[i], (*slices)[i]); !added) return tl::unexpected(added.error());
  }
  return rows.publications();
}

}  // namespace

DblpSparqlCodec::DblpSparqlCodec(std::size_t batch, std::size_t batch_titles)
    : batch_(std::max<std::size_t>(batch, 1)), batch_titles_(std::max<std::size_t>(batch_titles, 1)) {}

bool DblpSparqlCodec::answers(QueryKind kind) const {
  return kind == QueryKind::toc || kind == QueryKind::doi || kind == QueryKind::dblp_key || kind == QueryKind::title ||
         kind == QueryKind::proceedings;
}

Lane DblpSparqlCodec::lane(const Ask& ask) const {
  const QueryKind kind = kind_of(ask.query);
  const std::size_t batch = has_whole_answer(ask.query) ? 1 : kind == QueryKind::title ? batch_titles_ : batch_;
  return {std::string(to_string(kind)), "list", batch};
}

Encoded DblpSparqlCodec::encode(std::span<const Ask> asks) const {
  Encoded encoded;
  encoded.taken = std::min(asks.size(), lane(asks.front()).batch);
  encoded.request.accept = "application/sparql-results+json";
  encoded.request.target = target_for(asks.first(encoded.taken));
  while (encoded.taken > 1 && request_line_length(encoded.request.target) > kRequestLine) {
    encoded.request.target = target_for(asks.first(--encoded.taken));
  }
  return encoded;
}

Result<std::vector<KeyAnswer>> DblpSparqlCodec::decode(std::span<const Ask> asks, const HttpResponse& response) const {
  if (asks.size() > 1 && has_whole_answer(asks.front().query)) {
    return fail(ErrorKind::rejected,
                "DBLP SPARQL: rows do not tell which of several tables of contents they belong to");
  }
  const auto publications = read_results(response);
  if (!publications) return tl::unexpected(publications.error());
  std::vector<KeyAnswer> answers;
  for (const Ask& ask : asks) answers.push_back(answer_to(ask.query, *publications));
  if (std::holds_alternative<ByTitle>(asks.front().query)) return answers;
  if (auto others = other_records("DBLP SPARQL", answers, publications->size())) {
    return tl::unexpected(std::move(*others));
  }
  return answers;
}

Result<std::vector<SourceRecord>> DblpSparqlCodec::decode_slices(const Query&,
                                                                 std::span<const std::string_view> slices) const {
  SparqlRows rows;
  for (const std::string_view slice : slices) {
    const auto binding = Json::parse(slice);
    if (!binding) return tl::unexpected(binding.error());
    if (const auto added = rows.add(binding->root(), {}); !added) return tl::unexpected(added.error());
  }
  std::vector<SourceRecord> records;
  for (SparqlPublication& publication : rows.publications()) records.push_back(std::move(publication.record));
  return records;
}

}  // namespace bibmill
