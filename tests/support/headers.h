// Header fields for tests, from a list.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "connectors/http/message.h"

namespace bibmill::testing_support {

inline HttpHeaders headers_of(const std::vector<std::pair<std::string, std::string>>& fields) {
  HttpHeaders headers;
  for (const auto& [name, value] : fields) headers.add(name, value);
  return headers;
}

}  // namespace bibmill::testing_support
