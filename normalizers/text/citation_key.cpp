#include "normalizers/text/citation_key.h"

#include "normalizers/text/unicode.h"

namespace bibmill {

std::string citable_key(std::string_view wish) {
  std::string key = collapse_space(wish);
  for (char& c : key) {
    if (std::string_view(" {}(),%#~\\\"").find(c) != std::string_view::npos) c = '-';
  }
  return key.find_first_not_of('-') == std::string::npos ? std::string() : key;
}

}  // namespace bibmill
