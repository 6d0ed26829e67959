// Doi: a DOI name in canonical form (ASCII lower-case, no prefix, no URL). Immutable value; thread-safe.
// Rules: apis/doi.md §5 (DOI Handbook syntax; publisher URL forms).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

class Doi {
 public:
  /// Accepts a bare DOI, `doi:`, `info:doi/`, `urn:doi:`, doi.org / dx.doi.org URLs (percent-decoded once), resolver
  /// proxies and publisher URLs that embed one (dl.acm.org/doi/…, link.springer.com/article/…, …). Trailing prose
  /// punctuation and a URL's query are dropped, balanced brackets stay. An arXiv DOI loses its version. nullopt when
  /// there is no DOI in `text`; a shortDOI ("10/gf4gqc") names no record at the metadata sources and is none, nor is a
  /// template's "10.1145/nnnnnnn.nnnnnnn".
  static std::optional<Doi> parse(std::string_view text);

  /// Canonical text, e.g. "10.1145/3448016.3452841".
  const std::string& str() const { return text_; }
  /// "10.1145"
  std::string_view prefix() const { return std::string_view(text_).substr(0, text_.find('/')); }
  /// "https://doi.org/" and the DOI with the characters encoded that must be (apis/doi.md, last section).
  std::string url() const;

  auto operator<=>(const Doi&) const = default;

 private:
  explicit Doi(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace bibmill
