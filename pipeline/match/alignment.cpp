#include "pipeline/match/alignment.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace bibmill {
namespace {

constexpr std::size_t kLongest = 300;

/// Edits so far, and where in the text the match began.
struct Cell {
  std::uint16_t edits;
  std::uint16_t begin;
};

Cell better(Cell a, Cell b) { return b.edits < a.edits ? b : a; }
Cell edited(Cell cell) { return {static_cast<std::uint16_t>(cell.edits + 1), cell.begin}; }

}  // namespace

Alignment align(std::string_view needle, std::string_view text) {
  needle = needle.substr(0, kLongest);
  text = text.substr(0, kLongest);
  if (needle.empty()) return {};
  std::array<Cell, kLongest + 1> column{};  // for one position of the text, by length of the needle's beginning
  for (std::size_t i = 0; i <= needle.size(); ++i) column[i] = {static_cast<std::uint16_t>(i), 0};
  Cell best = column[needle.size()];
  std::size_t end = 0;
  for (std::size_t j = 0; j < text.size(); ++j) {
    Cell diagonal = column[0];
    column[0] = {0, static_cast<std::uint16_t>(j + 1)};
    for (std::size_t i = 1; i <= needle.size(); ++i) {
      const Cell kept = needle[i - 1] == text[j] ? diagonal : edited(diagonal);
      diagonal = column[i];
      column[i] = better(kept, better(edited(column[i]), edited(column[i - 1])));
    }
    if (column[needle.size()].edits < best.edits) {
      best = column[needle.size()];
      end = j + 1;
    }
  }
  return {1.0 - static_cast<double>(best.edits) / static_cast<double>(needle.size()), best.begin, end};
}

}  // namespace bibmill
