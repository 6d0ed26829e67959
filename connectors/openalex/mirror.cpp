#include "connectors/openalex/mirror.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "connectors/wire/compose.h"
#include "connectors/wire/doi_routes.h"
#include "connectors/wire/fields.h"
#include "connectors/wire/json.h"
#include "connectors/wire/url.h"

namespace bibmill {
namespace {

constexpr std::string_view kContentType = "application/json";
constexpr std::int64_t kDefaultPage = 25;
constexpr std::int64_t kLargestPage = 100;
constexpr std::size_t kMostValues = 100;         // OR-ed in one filter
constexpr std::size_t kMostListedAuthors = 100;  // of a work in a list
constexpr std::size_t kLongestRequestLine = 4096;

DoiCall read_call(const SourceRequest& request) { return read_doi_call(parse_target(request.target), "/works"); }

HttpResponse failure(int status, std::string_view error, std::string_view message) {
  return respond(status, kContentType,
                 R"({"error":)" + json_quote(error) + R"(,"message":)" + json_quote(message) + "}");
}

HttpResponse not_found() { return failure(404, "Not found", "The work was not found"); }

/// -1 for what is no number.
std::int64_t page_size(const Target& target) {
  const auto text = target.find("per_page") ? target.find("per_page") : target.find("per-page");
  if (!text) return kDefaultPage;
  std::int64_t size = -1;
  const auto [stopped, error] = std::from_chars(text->data(), text->data() + text->size(), size);
  return error == std::errc() && stopped == text->data() + text->size() ? size : -1;
}

/// The values of `doi:a|b` within the filter; other conditions, separated by commas, are passed over.
std::vector<std::string_view> filtered_dois(const Target& target) {
  constexpr std::string_view kName = "doi:";
  for (const std::string_view condition : split(target.find("filter").value_or(""), ',')) {
    if (condition.starts_with(kName)) return split(condition.substr(kName.size()), '|');
  }
  return {};
}

std::optional<HttpResponse> refuse(const SourceRequest& request, const DoiCall& call) {
  if (request_line_length(request.target) > kLongestRequestLine) {
    return failure(414, "Request-URI Too Long", "Shorten the filter");
  }
  if (call.route == DoiRoute::unknown) return not_found();
  if (call.route == DoiRoute::single) {
    if (!registered_doi(call.doi)) return not_found();
    return std::nullopt;
  }
  const std::int64_t size = page_size(call.target);
  if (size < 1 || size > kLargestPage) {
    return failure(400, "Invalid query parameters error.", "per_page parameter must be between 1 and 100");
  }
  const auto values = filtered_dois(call.target).size();
  if (values == 0) return failure(400, "Invalid query parameters error.", "Only filters by doi are answered here");
  if (values > kMostValues) {
    return failure(400, "Invalid query parameters error.", "Maximum number of values exceeded for doi: 100");
  }
  return std::nullopt;
}

std::string as_listed(std::string_view work) {
  const auto authors = json_array_slices(work, {"authorships"});
  if (!authors || authors->size() <= kMostListedAuthors) return std::string(work);
  const std::size_t last_kept = (*authors)[kMostListedAuthors - 1].end;
  std::string listed(work);
  listed.erase(last_kept, authors->back().end - last_kept);
  listed.insert(listed.find('{') + 1, R"("is_authors_truncated":true,)");
  return listed;
}

std::string work_list(const Target& target, std::span<const std::string_view> works) {
  const std::int64_t size = page_size(target);
  std::string body = R"({"meta":{"count":)" + std::to_string(works.size()) +
                     R"(,"db_response_time_ms":1,"page":1,"per_page":)" + std::to_string(size) +
                     R"(,"groups_count":null},"results":[)";
  for (std::size_t i = 0; i < works.size() && i < static_cast<std::size_t>(size); ++i) {
    if (i > 0) body += ',';
    body += as_listed(works[i]);
  }
  return body + R"(],"group_by":[]})";
}

}  // namespace

Result<std::vector<Ask>> OpenalexMirror::parse(const SourceRequest& request) const {
  const DoiCall call = read_call(request);
  if (const auto refused = refuse(request, call)) {
    return fail(ErrorKind::rejected, "OpenAlex would answer with status " + std::to_string(refused->status));
  }
  return asks_of(call, filtered_dois(call.target));
}

HttpResponse OpenalexMirror::compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const {
  const DoiCall call = read_call(request);
  if (call.route == DoiRoute::single) {
    if (answers.empty() || !answers.front().found || answers.front().slices.empty()) return not_found();
    return respond(200, kContentType, answers.front().slices.front());
  }
  std::vector<std::string_view> works = distinct_slices(answers);
  std::reverse(works.begin(), works.end());  // the order of the filter is not kept
  return respond(200, kContentType, work_list(call.target, works));
}

HttpResponse OpenalexMirror::refusal(const SourceRequest& request, const Error& error) const {
  if (auto refused = refuse(request, read_call(request))) return std::move(*refused);
  return failure(400, "Invalid query parameters error.", error.message);
}

bool OpenalexMirror::search_matches(const ByTitle& /*query*/, const SourceRecord& /*record*/) const { return false; }

}  // namespace bibmill
