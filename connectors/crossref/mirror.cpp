#include "connectors/crossref/mirror.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "connectors/wire/compose.h"
#include "connectors/wire/doi_routes.h"
#include "connectors/wire/fields.h"
#include "connectors/wire/json.h"
#include "connectors/wire/url.h"
#include "connectors/wire/word_bag.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::size_t kLongestRequestLine = 4096;  // "GET " and " HTTP/1.1" included; above it 414
constexpr std::int64_t kDefaultRows = 20;
constexpr std::int64_t kMostRows = 1000;
constexpr std::int64_t kMostOffset = 10'000;  // rows included

/// What a list route may be asked to select; the refusal of any other name ends with this list.
constexpr std::string_view kSelectable =
    "DOI ISBN ISSN URL abstract accepted alternative-id approved archive article-number assertion author chair "
    "clinical-trial-number container-title content-created content-domain contributor created degree deposited editor "
    "event funder group-title indexed is-referenced-by-count issn-type issue issued license link member original-title "
    "page posted prefix published published-online published-print publisher publisher-location reference "
    "references-count relation resource score short-container-title short-title standards-body subject subtitle title "
    "translator type update-policy update-to updated-by volume";

/// The interface is there with and without its version.
DoiCall read_call(const SourceRequest& request) {
  Target target = parse_target(request.target);
  if (target.path.starts_with("/v1/")) target.path.erase(0, std::string_view("/v1").size());
  return read_doi_call(std::move(target), "/works");
}

HttpResponse not_found() { return respond(404, "text/plain", "Resource not found."); }

/// The shape of Crossref's 400: `message` is a list of problems.
HttpResponse failure(int status, std::string_view type, std::string_view value, std::string_view why) {
  const std::string kind = type == "route-not-found" ? "route-not-found" : "validation-failure";
  return respond(status, "application/json;charset=utf-8",
                 R"({"status":"failed","message-type":)" + json_quote(kind) + R"(,"message":[{"type":)" +
                     json_quote(type) + R"(,"value":)" + json_quote(value) + R"(,"message":)" + json_quote(why) +
                     "}]}");
}

/// -1 for what is no number.
std::int64_t number_in(std::string_view text) {
  std::int64_t number = -1;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stopped == text.data() + text.size() ? number : -1;
}

std::int64_t rows_of(const Target& target) {
  const std::string_view text = target.find("rows").value_or("");
  return text.empty() ? kDefaultRows : number_in(text);
}

std::int64_t offset_of(const Target& target) { return number_in(target.find("offset").value_or("0")); }

std::optional<HttpResponse> refuse_select(std::string_view select) {
  const auto known = split(kSelectable, ' ');
  for (const std::string_view name : split(select, ',')) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string names(kSelectable);
    for (std::size_t at = 0; (at = names.find(' ', at)) != std::string::npos; at += 2) names.replace(at, 1, ", ");
    return failure(400, "parameter-not-allowed", name,
                   "Select " + printable(name) +
                       " specified but there is no such select. Valid selects for this route are: " + names);
  }
  return std::nullopt;
}

std::optional<std::string_view> search_text(const Target& target) {
  for (const std::string_view name : {"query.bibliographic", "query.title", "query"}) {
    if (const auto text = target.find(name)) return text;
  }
  return std::nullopt;
}

/// What the filter of this name lets through.
std::vector<std::string_view> filtered(const Target& target, std::string_view filter) {
  std::vector<std::string_view> values;
  for (const auto& [name, value] : target.parameters) {
    if (name != "filter") continue;
    for (const std::string_view part : split(value, ',')) {
      if (part.starts_with(filter)) values.push_back(part.substr(filter.size()));
    }
  }
  return values;
}

std::vector<std::string_view> filtered_dois(const Target& target) { return filtered(target, "doi:"); }

/// A search for a container's papers of one year.
std::optional<ByProceedings> asked_proceedings(const Target& target) {
  const auto name = target.find("query.container-title");
  const auto from = filtered(target, "from-pub-date:");
  const auto until = filtered(target, "until-pub-date:");
  if (!name || name->empty() || from.size() != 1 || until != from) return std::nullopt;
  const std::int64_t year = number_in(from.front());
  const std::int64_t offset = offset_of(target);
  if (year < 0 || offset < 0) return std::nullopt;
  return ByProceedings(std::string(*name), static_cast<int>(year),
                       static_cast<std::size_t>(offset) / ByProceedings::kPart);
}

/// The refusal of a request that Crossref would not take; nullopt when it would.
std::optional<HttpResponse> refuse(const SourceRequest& request, const DoiCall& call) {
  if (request_line_length(request.target) > kLongestRequestLine) {
    return respond(414, "text/html", "<html><body><h1>414 Request-URI Too Long</h1></body></html>");
  }
  if (call.route == DoiRoute::unknown) return failure(404, "route-not-found", call.target.path, "Route not found");
  const auto select = call.target.find("select");
  if (call.route == DoiRoute::single) {
    if (select) return failure(400, "parameter-not-allowed", "select", "This route does not support select");
    if (!registered_doi(call.doi)) return not_found();
    return std::nullopt;
  }
  const std::int64_t rows = rows_of(call.target);
  if (rows < 0 || rows > kMostRows) {
    const std::string given(call.target.find("rows").value_or(""));
    return failure(400, "integer-not-valid", given,
                   "Integer specified as " + given + " but must be a positive integer less than or equal to 1000. ");
  }
  if (offset_of(call.target) < 0 || offset_of(call.target) + rows > kMostOffset) {
    const std::string given(call.target.find("offset").value_or(""));
    return failure(400, "integer-not-valid", given,
                   "Offset specified as " + given + " but must be a positive integer less than or equal to 10000.");
  }
  const bool asks = !filtered_dois(call.target).empty() || !search_text(call.target).value_or("").empty() ||
                    asked_proceedings(call.target).has_value();
  if (!asks) return failure(400, "parameter-not-allowed", "filter", "Only DOI filters and searches are answered here");
  return select ? refuse_select(*select) : std::nullopt;
}

std::string work_list(const Target& target, std::span<const std::string_view> items) {
  const std::int64_t rows = rows_of(target);
  std::string body = R"({"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},)";
  body += R"("total-results":)" + std::to_string(items.size()) + R"(,"items":[)";
  for (std::size_t i = 0; i < items.size() && i < static_cast<std::size_t>(rows); ++i) {
    if (i > 0) body += ',';
    body += items[i];
  }
  const auto terms = search_text(target);
  body += R"(],"items-per-page":)" + std::to_string(rows) + R"(,"query":{"start-index":0,"search-terms":)" +
          (terms ? json_quote(*terms) : "null") + "}}}";
  return body;
}

/// A word by which a ranking tells containers apart: every second one is a conference.
bool is_telling(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kEverywhere = {
      "acm", "ieee", "conference", "international", "proceedings", "symposium", "workshop"};
  return word.size() > 2 && word != "the" && std::ranges::find(kEverywhere, word) == kEverywhere.end();
}

/// What a bibliographic search looks at besides the title.
std::string bibliographic_rest(const Work& work) {
  std::string rest = work.container_title.value_or("");
  for (const Person& author : work.authors) rest += " " + display_name(author.name);
  if (work.issued) rest += " " + std::to_string(work.issued->year);
  return rest;
}

}  // namespace

Result<std::vector<Ask>> CrossrefMirror::parse(const SourceRequest& request) const {
  const DoiCall call = read_call(request);
  if (const auto refused = refuse(request, call)) {
    return fail(ErrorKind::rejected, "Crossref would answer with status " + std::to_string(refused->status));
  }
  std::vector<Ask> asks = asks_of(call, filtered_dois(call.target));
  const auto proceedings = asked_proceedings(call.target);
  if (asks.empty() && proceedings) asks.emplace_back(*proceedings);
  if (asks.empty() && search_text(call.target)) asks.emplace_back(ByTitle(std::string(*search_text(call.target))));
  return asks;
}

HttpResponse CrossrefMirror::compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const {
  const DoiCall call = read_call(request);
  if (call.route == DoiRoute::single) {
    if (answers.empty() || !answers.front().found || answers.front().slices.empty()) return not_found();
    return respond(200, "application/json",
                   R"({"status":"ok","message-type":"work","message-version":"1.0.0","message":)" +
                       answers.front().slices.front() + "}");
  }
  std::vector<std::string_view> items = distinct_slices(answers);
  // A list filter's answer is not in the order of its DOIs; a search is ranked.
  if (!filtered_dois(call.target).empty()) std::reverse(items.begin(), items.end());
  return respond(200, "application/json", work_list(call.target, items));
}

HttpResponse CrossrefMirror::refusal(const SourceRequest& request, const Error& error) const {
  if (auto refused = refuse(request, read_call(request))) return std::move(*refused);
  return failure(400, "parameter-not-allowed", "", error.message);
}

bool CrossrefMirror::search_matches(const ByTitle& query, const SourceRecord& record) const {
  if (record.work.title && shares_words(query.title, *record.work.title)) return true;
  const auto& others = record.work.other_titles;
  return std::any_of(others.begin(), others.end(),
                     [&](const std::string& title) { return shares_words(query.title, title); });
}

bool CrossrefMirror::proceedings_match(const ByProceedings& query, const SourceRecord& record) const {
  const Work& work = record.work;
  const bool is_paper = work.type == WorkType::paper_conference || work.type == WorkType::chapter ||
                        work.type == WorkType::article_journal;
  if (query.part > 0 || !is_paper || !work.issued || work.issued->year != query.year) return false;
  const auto words = fold_words(work.container_title.value_or("") + " " + work.event.value_or(""));
  return std::ranges::any_of(fold_words(query.name), [&](const std::string& word) {
    return is_telling(word) && std::ranges::find(words, word) != words.end();
  });
}

bool CrossrefMirror::search_names(const ByTitle& query, const SourceRecord& record) const {
  const std::string text = query.title + " " + query.family;
  return record.work.title && names_title(text, *record.work.title, bibliographic_rest(record.work));
}

}  // namespace bibmill
