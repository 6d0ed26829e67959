#include "connectors/wire/json_array_splitter.h"

#include <utility>

namespace bibmill {

void JsonArraySplitter::feed(std::string_view piece) {
  std::size_t begin = 0;  // of what belongs to the present element
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const char c = piece[i];
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
      }
      continue;
    }
    if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      if (depth_ == 1 && c == '{') begin = i;
      ++depth_;
    } else if (c == '}' || c == ']') {
      if (depth_ > 0) --depth_;
      if (depth_ == 0) complete_ = true;
      if (depth_ == 1 && c == '}') {
        element_ += piece.substr(begin, i + 1 - begin);
        take_(std::exchange(element_, {}));
      }
    }
  }
  if (depth_ > 1) element_ += piece.substr(begin);
}

}  // namespace bibmill
