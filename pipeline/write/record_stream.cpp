#include "pipeline/write/record_stream.h"

#include <ostream>
#include <utility>

#include "pipeline/record_json/record_json.h"

namespace bibmill {

void RecordStream::add(std::size_t index, Record record) {
  waiting_.emplace(index, std::move(record));
  bool wrote = false;
  for (auto next = waiting_.begin(); next != waiting_.end() && next->first == next_;
       next = waiting_.erase(next), ++next_) {
    finish_(next->second);
    *out_ << to_json_line(next->second) << '\n';
    wrote = true;
  }
  if (wrote && !out_->flush()) throw OutputClosed();
}

}  // namespace bibmill
