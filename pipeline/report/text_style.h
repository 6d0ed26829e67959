// Colours of what is printed, or none.
#pragma once

namespace bibmill {

struct TextStyle {
  const char* bold = "";
  const char* good = "";
  const char* bad = "";
  const char* faint = "";
  const char* off = "";
};

constexpr TextStyle text_style(bool colour) {
  return colour ? TextStyle{"\x1b[1m", "\x1b[32m", "\x1b[33m", "\x1b[2m", "\x1b[0m"} : TextStyle{};
}

}  // namespace bibmill
