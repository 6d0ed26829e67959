#include "connectors/http/message.h"

#include <boost/algorithm/string/predicate.hpp>

namespace bibmill {

std::optional<std::string_view> HttpHeaders::find(std::string_view name) const {
  for (const auto& [field, value] : fields_) {
    if (boost::algorithm::iequals(field, name)) return value;
  }
  return std::nullopt;
}

}  // namespace bibmill
