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

class RecordStream {
 public:
  /// `out` nullptr: closed, add() is not called. `give_key` sets Record::id; it sees the records in input order.
  RecordStream(std::ostream* out, std::function<void(Record&)> give_key) : out_(out), give_key_(std::move(give_key)) {}

  bool is_open() const { return out_ != nullptr; }
  /// Writes it, and those that waited for it; else keeps it until its turn. `index` counts from 0 without gaps.
  void add(std::size_t index, Record record);
  /// Lines written so far, by status.
  const std::map<Status, std::size_t>& by_status() const { return by_status_; }
  std::size_t written() const { return next_; }
  /// False when the stream took no more (closed pipe, full disk).
  bool ok() const;

 private:
  std::ostream* out_;
  std::function<void(Record&)> give_key_;
  std::size_t next_ = 0;
  std::map<std::size_t, Record> waiting_;
  std::map<Status, std::size_t> by_status_;
};

}  // namespace bibmill
