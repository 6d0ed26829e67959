#include "connectors/replay/recording_client.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/algorithm/string/predicate.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "connectors/http/response_check.h"
#include "connectors/replay/fingerprint.h"
#include "connectors/replay/replay_file.h"
#include "connectors/replay/replay_headers.h"

namespace bibmill {

namespace {

constexpr std::array<std::string_view, 8> kPrivateParameters = {"mailto", "email", "contact",      "api_key",
                                                                "apikey", "key",   "access_token", "token"};
constexpr std::array<std::string_view, 4> kKeptHeaders = {"content-type", "date", "etag", "last-modified"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::any_of(names, [name](std::string_view one) { return boost::algorithm::iequals(one, name); });
}

Result<void> write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  std::filesystem::path fresh = file;
  fresh += ".new";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  out << bytes;
  out.close();
  if (!out.fail()) std::filesystem::rename(fresh, file, error);
  if (out.fail() || error) return fail(ErrorKind::storage, fmt::format("{} cannot be written", file.string()));
  return {};
}

}  // namespace

std::string anonymous_target(std::string_view target) {
  const auto question = target.find('?');
  if (question == std::string_view::npos) return std::string(target);
  std::string kept(target.substr(0, question));
  std::string_view rest = target.substr(question + 1);
  char joint = '?';
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto parameter = rest.substr(0, end);
    if (!is_one_of(kPrivateParameters, parameter.substr(0, parameter.find('=')))) {
      kept += joint;
      kept += parameter;
      joint = '&';
    }
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return kept;
}

RecordingClient::RecordingClient(HttpClient& inner, std::filesystem::path folder)
    : inner_(inner), folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_);
}

Awaitable<Result<HttpResponse>> RecordingClient::send(HttpRequest request) {
  HttpRequest kept = request;
  auto response = co_await inner_.send(std::move(request));
  if (!response) co_return response;
  const auto accept = kept.headers.find("Accept").value_or("");
  if (check_response(*response, accept)) co_return response;
  const auto written = keep(kept.source, kept.url, *response);
  if (!written) co_return tl::unexpected<Error>(written.error());
  co_return response;
}

Result<void> RecordingClient::keep(SourceId source, const std::string& url, const HttpResponse& response) {
  ReplayFile file;
  file.request.target = anonymous_target(target_of(url));
  file.response.status = response.status;
  file.response.body = response.body;
  file.response.headers.add(std::string(kOriginHeader), "recorded");
  for (const auto& [name, value] : response.headers.fields()) {
    if (is_one_of(kKeptHeaders, name)) file.response.headers.add(name, value);
  }
  Fingerprint name;
  name.add(file.request.target);
  const auto path = folder_ / std::string(to_string(source)) / (name.str() + ".http");
  if (auto written = write_bytes(path, write_replay_file(file)); !written) return written;
  return list(source);
}

/// A recording never holds all a source has.
Result<void> RecordingClient::list(SourceId source) {
  if (!listed_.insert(source).second) return {};
  std::ifstream in(folder_ / "index.json", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  auto index = nlohmann::json::parse(text, nullptr, false);
  if (!index.is_object()) index = nlohmann::json::object();
  const auto name = std::string(to_string(source));
  if (!index.contains(name)) index[name]["complete"] = false;
  return write_bytes(folder_ / "index.json", index.dump(2) + "\n");
}

}  // namespace bibmill
