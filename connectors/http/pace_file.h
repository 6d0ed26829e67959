// PaceFile: the pace and circuit of one policy group, shared by all processes of the user (CONTRACTS §3). Each use is a
// read-modify-write under flock; whoever reserves a start waits for it after the lock is released. Wall-clock time.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "connectors/async/clock.h"
#include "normalizers/base/result.h"

namespace bibmill {

struct PaceState {
  std::map<std::string, Clock::WallTime> next;  ///< by bucket: Pacer::next
  Clock::WallTime open_until{};                 ///< circuit
  int pauses = 0;
  std::map<std::string, Clock::WallTime> turn{};  ///< by bucket: as `next`, by the starts as they really happened
};

class PaceFile {
 public:
  /// The file is made when it is first used, its folder too.
  explicit PaceFile(std::filesystem::path file) : file_(std::move(file)) {}

  /// Reads the state (empty when there is none or it is damaged), lets `change` change it, writes it. Error storage.
  Result<void> update(const std::function<void(PaceState&)>& change);

 private:
  std::filesystem::path file_;
};

/// The file's text and back; damaged text gives an empty state.
std::string print_pace(const PaceState& state);
PaceState parse_pace(std::string_view text);

}  // namespace bibmill
