// ArxivId: an arXiv identifier without version, canonical ("2505.11432", "math/0309136"), and the version where one was
// given. Rules and test vectors: apis/arxiv.md §4 (arxiv-base identifier module).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/ids/doi.h"

namespace bibmill {

class ArxivId {
 public:
  /// Accepts new and old style ids, with or without `arXiv:`, `vN`, a trailing "[cs.DC] 16 May 2025", abs/pdf/html URLs
  /// of arXiv and its mirrors, 10.48550/arXiv.… DOIs, "CoRR abs/…", DBLP keys journals/corr/abs-…; rejects month 13,
  /// four digits after 1412 and so on. nullopt when `text` is no such thing.
  static std::optional<ArxivId> parse(std::string_view text);

  const std::string& str() const { return base_; }  ///< without version: identity, equality, cache key
  std::optional<int> version() const { return version_; }
  Doi doi() const;          ///< 10.48550/arxiv.<id>
  std::string url() const;  ///< https://arxiv.org/abs/<id>

  /// Versions of one paper are equal: identity is the base id.
  bool operator==(const ArxivId& other) const { return base_ == other.base_; }
  auto operator<=>(const ArxivId& other) const { return base_ <=> other.base_; }

 private:
  ArxivId(std::string base, std::optional<int> version) : base_(std::move(base)), version_(version) {}
  std::string base_;
  std::optional<int> version_;
};

}  // namespace bibmill
