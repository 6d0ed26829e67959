// RorIndex: all of ROR for looking up affiliations, built from its data dump (schema 2; a .zip from Zenodo or the .json
// inside). The index is one file, organisations.bin: the image of an OrganisationDirectory, mapped when it is used.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "connectors/local/index_meta.h"
#include "connectors/local/mapped_file.h"
#include "normalizers/affiliations/organisation_directory.h"

namespace bibmill {

struct RorBuildRequest {
  std::filesystem::path dump;
  std::filesystem::path folder;  ///< exists and is empty
  std::string source;            ///< what meta.json calls the dump
  std::size_t threads = 0;       ///< 0: as many as the machine has
  std::function<void(std::uint64_t records)> progress;
};

/// Error input: the dump cannot be read, is cut off, or is not ROR's; storage: the folder cannot be written.
Result<IndexMeta> build_ror_index(const RorBuildRequest& request);

/// Immutable, thread-safe.
class RorIndex {
 public:
  /// Error storage: there is none, or it is of another format; with what to do.
  static Result<RorIndex> open(const std::filesystem::path& folder);

  const OrganisationDirectory& directory() const { return directory_; }
  const IndexMeta& meta() const { return meta_; }

  /// Compares the file with its check sum. Error storage: the damage.
  Result<void> verify() const;

 private:
  RorIndex(std::filesystem::path folder, IndexMeta meta, MappedFile file, OrganisationDirectory directory)
      : folder_(std::move(folder)), meta_(std::move(meta)), file_(std::move(file)), directory_(directory) {}

  std::filesystem::path folder_;
  IndexMeta meta_;
  MappedFile file_;
  OrganisationDirectory directory_;
};

}  // namespace bibmill
