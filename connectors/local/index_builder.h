// Building the DBLP index: inflate ► split at record boundaries ► parse ► store, as a TBB pipeline in bounded memory.
//
// The folder holds records.xml (the works' elements, as the dump has them, each on a line of its own), records.at
// (where each begins, and the end: 64-bit numbers), and the look-ups: terms.u64 (sorted), terms.at (where each term's
// records begin in matches.u32, and the end), matches.u32 (record numbers, ascending within a term), words.u64 (the
// terms of all title words, in the order in which near-word terms count them).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "connectors/local/index_meta.h"

namespace bibmill {

struct BuildProgress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes = 0;  ///< of the dump's file
  std::uint64_t records = 0;
};

struct BuildRequest {
  std::filesystem::path dump;
  std::filesystem::path folder;                        ///< exists and is empty
  std::string source;                                  ///< what meta.json calls the dump
  std::size_t threads = 0;                             ///< 0: as many as the machine has
  std::size_t run_length = 4u << 20;                   ///< pairs of term and record sorted in memory, 16 bytes each
  std::function<void(const BuildProgress&)> progress;  ///< called from one thread at a time, after each block
};

/// Error input: the dump is damaged, cut off, or not DBLP's (more than one record in a hundred cannot be read, or there
/// is none); storage: the folder cannot be written. The folder is then of no use.
Result<IndexMeta> build_dblp_index(const BuildRequest& request);

}  // namespace bibmill
