// RecordStream: enriched JSON Lines on a stream, in input order, each line as soon as it and all before it are there
// (`--out -`).
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <map>
#include <utility>

#include "normalizers/model/record.h"

namespace bibmill {

/// The stream takes no more: its reader has ended, or the disk is full.
struct OutputClosed {};

class RecordStream {
 public:
  /// `out` nullptr: closed, add() is not called. `finish` sees each record before it is written, in input
  /// order, and sets Record::id.
  RecordStream(std::ostream* out, std::function<void(Record&)> finish) : out_(out), finish_(std::move(finish)) {}

  bool is_open() const { return out_ != nullptr; }
  /// Writes it, and those that waited for it; else keeps it until its turn. `index` counts from 0 without gaps. Throws
  /// OutputClosed as soon as a write fails: nobody would see what is asked for from then on.
  void add(std::size_t index, Record record);

 private:
  std::ostream* out_;
  std::function<void(Record&)> finish_;
  std::size_t next_ = 0;
  std::map<std::size_t, Record> waiting_;
};

}  // namespace bibmill
