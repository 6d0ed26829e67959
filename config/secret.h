// Secret: a key or a mail address. It cannot be printed, formatted, compared in messages or serialised by accident:
// only reveal(), at the one place that sends it.
#pragma once

#include <string>
#include <utility>

namespace bibmill {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  bool empty() const { return text_.empty(); }
  const std::string& reveal() const { return text_; }
  bool operator==(const Secret&) const = default;

 private:
  std::string text_;
};

}  // namespace bibmill
