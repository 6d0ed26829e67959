// Pin: what a person decided about one entry, beside the list and not in it. Every run obeys it.
#pragma once

#include <cstddef>
#include <string>

#include "normalizers/model/work.h"

namespace bibmill {

struct Pin {
  std::string key;           ///< citation key of the entry
  std::string entry;         ///< its identity (entry hash with its occurrence); empty where the person gave none
  Work fixed;                ///< the fields that are set stand as they are
  bool not_a_paper = false;  ///< the entry gives no record
  std::string file;          ///< the pin file
  std::size_t line = 0;      ///< from 1

  bool operator==(const Pin&) const = default;
};

}  // namespace bibmill
