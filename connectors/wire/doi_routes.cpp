#include "connectors/wire/doi_routes.h"

#include <optional>
#include <utility>

#include "connectors/wire/fields.h"

namespace bibmill {

DoiCall read_doi_call(Target target, std::string_view list) {
  DoiCall call{std::move(target), DoiRoute::unknown, {}};
  std::string_view path = call.target.path;
  if (!path.starts_with(list)) return call;
  path.remove_prefix(list.size());
  if (path.empty() || path == "/") {
    call.route = DoiRoute::list;
  } else if (path.starts_with('/')) {
    call.route = DoiRoute::single;
    call.doi = path.substr(1);
  }
  return call;
}

std::vector<Ask> asks_of(const DoiCall& call, std::span<const std::string_view> listed) {
  std::vector<Ask> asks;
  if (call.route == DoiRoute::single) {
    if (auto doi = registered_doi(call.doi)) asks.emplace_back(ByDoi(std::move(*doi)), true);
    return asks;
  }
  for (const std::string_view text : listed) {
    if (auto doi = registered_doi(text)) asks.emplace_back(ByDoi(std::move(*doi)));
  }
  return asks;
}

}  // namespace bibmill
