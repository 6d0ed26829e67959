#include "connectors/wire/compose.h"

#include <set>
#include <utility>

namespace bibmill {

HttpResponse respond(int status, std::string_view content_type, std::string body) {
  HttpResponse response;
  response.status = status;
  response.headers.add("Content-Type", std::string(content_type));
  response.body = std::move(body);
  return response;
}

std::vector<std::string_view> distinct_slices(std::span<const MirrorAnswer> answers) {
  std::vector<std::string_view> slices;
  std::set<std::string_view> seen;
  for (const MirrorAnswer& answer : answers) {
    if (!answer.found) continue;
    for (const std::string& slice : answer.slices) {
      if (seen.insert(slice).second) slices.push_back(slice);
    }
  }
  return slices;
}

}  // namespace bibmill
