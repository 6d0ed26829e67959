// JsonArraySplitter: the elements of one large JSON array, taken from pieces of its text as they arrive, so that a dump
// need not be in memory. Finds where objects begin and end; parses nothing. Not thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace bibmill {

class JsonArraySplitter {
 public:
  /// Called with the text of each object of the outermost array.
  using Take = std::function<void(std::string element)>;

  explicit JsonArraySplitter(Take take) : take_(std::move(take)) {}

  void feed(std::string_view piece);

  /// The array has begun and ended.
  bool complete() const { return complete_; }

 private:
  Take take_;
  std::string element_;
  std::size_t depth_ = 0;  ///< 1: between the elements
  bool in_string_ = false;
  bool escaped_ = false;
  bool complete_ = false;
};

}  // namespace bibmill
