// OrganisationDirectories: what the program knows of organisations: the user's own rows, the table that ships with it,
// and the index of ROR where one has been built. Immutable, thread-safe; resolvers must not outlive it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/organisations.h"
#include "config/settings.h"
#include "connectors/local/ror_index.h"
#include "normalizers/affiliations/organisation_resolver.h"

namespace bibmill {

/// Rows as organisations: a row without a ROR id is known by its name ("org:<folded name>") and reported under the
/// nearest parent's ROR id.
std::vector<Organisation> organisations_from(const std::vector<OrganisationRow>& rows);

class OrganisationDirectories {
 public:
  /// The user's rows win over the shipped ones: a shipped row of the same name is dropped, and so is what the shipped
  /// rows say about the user's acronyms and spellings.
  OrganisationDirectories(std::vector<OrganisationRow> local, std::vector<OrganisationRow> shipped);

  OrganisationDirectories(OrganisationDirectories&&) noexcept = default;
  OrganisationDirectories& operator=(OrganisationDirectories&&) noexcept = default;
  OrganisationDirectories(const OrganisationDirectories&) = delete;  // the table is a view of the image
  OrganisationDirectories& operator=(const OrganisationDirectories&) = delete;

  /// Only the table that ships with the program.
  static OrganisationDirectories shipped();

  std::string_view image() const { return {reinterpret_cast<const char*>(image_.data()), image_.size()}; }
  /// `index` may be null; it must outlive the resolver.
  OrganisationResolver resolver(const OrganisationDirectory* index) const;

 private:
  std::vector<std::byte> image_;
  OrganisationDirectory table_;
};

/// Everything that a run with these settings knows.
class OrganisationKnowledge {
 public:
  /// The user's rows (paths.organisations), the shipped table, and the index of ROR where there is one. Throws
  /// ConfigError for mistakes in the user's rows. Error storage: the index cannot be used.
  static Result<OrganisationKnowledge> load(const Settings& settings);

  /// The user's and the shipped rows as bytes: equal rows are equal bytes.
  std::string_view image() const { return directories_.image(); }
  /// Which index of ROR: its format and checksum; "" without one.
  std::string index() const;
  OrganisationResolver resolver() const { return directories_.resolver(index_ ? &index_->directory() : nullptr); }

 private:
  OrganisationKnowledge(OrganisationDirectories directories, std::optional<RorIndex> index)
      : directories_(std::move(directories)), index_(std::move(index)) {}

  OrganisationDirectories directories_;
  std::optional<RorIndex> index_;
};

}  // namespace bibmill
