// Isbn and Issn: canonical, check digits verified. ISBN-10 becomes ISBN-13 digits without hyphens; ISSN is NNNN-NNNC.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

class Isbn {
 public:
  /// Accepts ISBN-10/13 with or without hyphens and blanks, "ISBN 978-…", URL forms Crossref keeps (…/isbn/978…).
  static std::optional<Isbn> parse(std::string_view text);
  const std::string& str() const { return text_; }
  auto operator<=>(const Isbn&) const = default;

 private:
  explicit Isbn(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

class Issn {
 public:
  static std::optional<Issn> parse(std::string_view text);
  const std::string& str() const { return text_; }
  auto operator<=>(const Issn&) const = default;

 private:
  explicit Issn(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace bibmill
