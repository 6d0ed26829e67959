// JsonWriter: the smallest JSON printer that serves our outputs: commas, escapes, fixed number forms, no locale.
// Appends to a string of the caller. Not thread-safe; one per string. Nesting is the caller's duty: what is begun is
// ended.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// `"name":`; a value or a begin follows.
  void key(std::string_view name);

  /// Quoted and escaped; bytes that are no UTF-8 become U+FFFD, one for each.
  void string(std::string_view text);
  void integer(long long value);
  /// Four decimals. `value` must be finite.
  void real(double value);
  void boolean(bool value);

  /// `"name":"text"`; nothing where the text is empty or absent: absent is absent, never "" or null.
  void member(std::string_view name, std::string_view text);
  void member_if(std::string_view name, const std::optional<std::string>& text);
  /// `"name":7`.
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  void member(std::string_view name, Number value) {
    key(name);
    integer(static_cast<long long>(value));
  }
  /// `"name":["…",…]`; nothing where the list is empty.
  void member(std::string_view name, const std::vector<std::string>& texts);
  /// Members of one object that a writer has printed before, in their order; nothing where the text is empty.
  void printed_members(std::string_view text);

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string& out_;
  bool need_comma_ = false;
};

}  // namespace bibmill
