// OrganisationDirectory: look-ups over many organisations: by id, by name (whatever the abbreviations and fillers), by
// rare words. A view of an image that is built in memory (directory_builder.h) or mapped from an index file. Immutable;
// thread-safe; must not outlive the image's bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "normalizers/affiliations/directory_layout.h"
#include "normalizers/affiliations/organisation.h"

namespace bibmill {

/// One organisation of a directory. Lists are separated by '|'; empty texts mean that nothing is known.
struct OrganisationView {
  std::string_view id;
  std::string_view ror;
  std::string_view name;
  std::string_view countries;
  std::string_view cities;  ///< folded
  std::string_view parents;
  bool preferred = false;
  bool education = false;
};

class OrganisationDirectory {
 public:
  OrganisationDirectory() = default;

  /// nullopt when the bytes are no whole image of this version.
  static std::optional<OrganisationDirectory> over(std::span<const std::byte> image);

  std::size_t size() const { return header_.organisations; }

  OrganisationView organisation(std::uint32_t index) const;

  /// Index of the organisation with this id; kNone when there is none.
  std::uint32_t find(std::string_view id) const;

  /// All names with this key, next to each other.
  std::span<const directory::NameEntry> names(std::uint64_t key) const;

  std::span<const directory::NameEntry> all_names() const { return names_; }

  /// nullptr for a word that no name has.
  const directory::TokenEntry* token(std::uint64_t hash) const;

  /// The names (indexes into all_names()) that have the token.
  std::span<const std::uint32_t> names_with(const directory::TokenEntry& token) const;

  /// The tokens of a name, in its order.
  std::span<const std::uint32_t> tokens_of(const directory::NameEntry& name) const;
  const directory::TokenEntry& token_at(std::uint32_t index) const { return tokens_[index]; }

  std::string_view text(std::uint32_t offset) const;

 private:
  directory::Header header_;
  std::span<const directory::OrganisationEntry> organisations_;
  std::span<const directory::NameEntry> names_;
  std::span<const directory::TokenEntry> tokens_;
  std::span<const std::uint32_t> name_tokens_;
  std::span<const std::uint32_t> postings_;
  std::span<const std::uint32_t> name_slots_;
  std::span<const std::uint32_t> token_slots_;
  std::span<const std::uint32_t> id_slots_;
  std::string_view text_;
};

}  // namespace bibmill
