// Orcid: an ORCID iD in canonical form 0000-0001-2345-6789, its check digit verified (ISO/IEC 7064 MOD 11-2).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

class Orcid {
 public:
  /// Accepts bare iDs with or without hyphens and http(s)://orcid.org/ URLs; nullopt when malformed or the check digit
  /// is wrong.
  static std::optional<Orcid> parse(std::string_view text);
  const std::string& str() const { return text_; }
  auto operator<=>(const Orcid&) const = default;

 private:
  explicit Orcid(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace bibmill
