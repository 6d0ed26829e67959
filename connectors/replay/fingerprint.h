// Fingerprint: a short name for bytes, the same on every machine. Not for secrets, not against forgery.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "normalizers/base/fnv1a.h"

namespace bibmill {

/// FNV-1a, 64 bit.
class Fingerprint {
 public:
  /// Adds bytes and an end mark, so that "a","bc" differs from "ab","c".
  void add(std::string_view bytes);
  /// 16 lower-case hex digits.
  std::string str() const;

 private:
  std::uint64_t state_ = kFnv1aBasis;
};

}  // namespace bibmill
