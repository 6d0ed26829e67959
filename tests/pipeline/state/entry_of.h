// An entry of a list, for tests of what the state keeps of it.
#pragma once

#include <string>

#include "normalizers/model/entry.h"

namespace bibmill {

inline Entry entry_of(const std::string& title, const std::string& note = "") {
  Entry entry;
  entry.file = "/lists/list.md";
  entry.line = 1;
  entry.work.title = title;
  if (!note.empty()) entry.notes.push_back(note);
  return entry;
}

}  // namespace bibmill
