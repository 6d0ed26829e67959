#include "connectors/datacite/mirror.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "connectors/wire/compose.h"
#include "connectors/wire/doi_routes.h"
#include "connectors/wire/fields.h"
#include "connectors/wire/json.h"
#include "connectors/wire/url.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

constexpr std::string_view kContentType = "application/vnd.api+json; charset=utf-8";
constexpr std::int64_t kDefaultPageSize = 25;
constexpr std::int64_t kLargestPage = 1000;
constexpr std::size_t kLongestRequestLine = 8192;

DoiCall read_call(const SourceRequest& request) {
  DoiCall call = read_doi_call(parse_target(request.target), "/dois");
  if (call.route == DoiRoute::list && !call.target.find("ids")) call.route = DoiRoute::unknown;
  return call;
}

HttpResponse failure(int status, std::string_view title) {
  return respond(status, kContentType,
                 R"({"errors":[{"status":")" + std::to_string(status) + R"(","title":)" + json_quote(title) + "}]}");
}

HttpResponse not_found() { return failure(404, "The resource you are looking for doesn't exist."); }

std::int64_t page_size(const Target& target) {
  for (const std::string_view name : {"page[size]", "page%5Bsize%5D"}) {
    const std::string_view text = target.find(name).value_or("");
    std::int64_t size = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (!text.empty() && error == std::errc() && size >= 0) return std::min(size, kLargestPage);
  }
  return kDefaultPageSize;
}

std::optional<HttpResponse> refuse(const SourceRequest& request, const DoiCall& call) {
  if (request_line_length(request.target) > kLongestRequestLine) return failure(414, "Request-URI Too Long");
  if (call.route == DoiRoute::unknown) return not_found();
  if (call.route == DoiRoute::single && !registered_doi(call.doi)) return not_found();
  return std::nullopt;
}

}  // namespace

Result<std::vector<Ask>> DataciteMirror::parse(const SourceRequest& request) const {
  const DoiCall call = read_call(request);
  if (const auto refused = refuse(request, call)) {
    return fail(ErrorKind::rejected, "DataCite would answer with status " + std::to_string(refused->status));
  }
  return asks_of(call, split(call.target.find("ids").value_or(""), ','));
}

HttpResponse DataciteMirror::compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const {
  const DoiCall call = read_call(request);
  if (call.route == DoiRoute::single) {
    if (answers.empty() || !answers.front().found || answers.front().slices.empty()) return not_found();
    return respond(200, kContentType, R"({"data":)" + answers.front().slices.front() + "}");
  }
  std::vector<std::string_view> records = distinct_slices(answers);
  std::reverse(records.begin(), records.end());  // the order of ids is not kept
  const auto size = static_cast<std::size_t>(page_size(call.target));
  std::string body = R"({"data":[)";
  for (std::size_t i = 0; i < records.size() && i < size; ++i) {
    if (i > 0) body += ',';
    body += records[i];
  }
  const std::size_t pages = size == 0 ? 0 : (records.size() + size - 1) / size;
  body += R"(],"meta":{"total":)" + std::to_string(records.size()) + R"(,"totalPages":)" + std::to_string(pages) +
          R"(,"page":1},"links":{"self":)" + json_quote("https://api.datacite.org" + request.target) + "}}";
  return respond(200, kContentType, std::move(body));
}

HttpResponse DataciteMirror::refusal(const SourceRequest& request, const Error& error) const {
  if (auto refused = refuse(request, read_call(request))) return std::move(*refused);
  return failure(400, error.message);
}

bool DataciteMirror::search_matches(const ByTitle& query, const SourceRecord& record) const {
  const std::vector<std::string> asked = fold_words(query.title);
  const std::vector<std::string> there = fold_words(record.work.title.value_or(""));
  return !asked.empty() && std::all_of(asked.begin(), asked.end(), [&](const std::string& word) {
    return std::find(there.begin(), there.end(), word) != there.end();
  });
}

}  // namespace bibmill
