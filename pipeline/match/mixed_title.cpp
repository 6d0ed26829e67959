#include "pipeline/match/mixed_title.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "normalizers/text/fold.h"
#include "pipeline/match/rarity.h"

namespace bibmill {
namespace {

// A title keeps this many words at least.
constexpr std::size_t kShortestTitle = 2;

struct Token {
  std::string_view text;  ///< as written, without a comma
  std::string folded;
  bool comma = false;  ///< a comma of its own, or behind the word
};

std::vector<Token> tokens_of(std::string_view title) {
  std::vector<Token> tokens;
  while (!title.empty()) {
    const auto end = title.find_first_of(" ,");
    if (const auto word = title.substr(0, end); !word.empty()) tokens.push_back({word, fold_title(word), false});
    if (end == std::string_view::npos) break;
    if (title[end] == ',' && !tokens.empty()) tokens.back().comma = true;
    title.remove_prefix(end + 1);
  }
  std::erase_if(tokens, [](const Token& token) { return token.folded.empty() && !token.comma; });
  return tokens;
}

class Reader {
 public:
  Reader(std::string_view title, const Sought& sought) : sought_(sought), tokens_(tokens_of(title)) {}

  MixedTitle read() && {
    std::size_t title_end = tokens_.size();
    std::size_t venue_begin = tokens_.size();
    if (sought_.people) find_people(title_end, venue_begin);
    if (mixed_.people.empty() && sought_.venue) title_end = venue_begin = venue_at(kShortestTitle);
    mixed_.title = joined(0, title_end);
    if (sought_.venue) mixed_.venue = joined(venue_begin, tokens_.size());
    return std::move(mixed_);
  }

 private:
  std::string joined(std::size_t begin, std::size_t end) const {
    std::string text;
    for (auto i = begin; i < end; ++i) {
      if (!text.empty()) text += ' ';
      text += tokens_[i].text;
    }
    return text;
  }

  bool is_initials(std::size_t i) const {
    if (i >= tokens_.size()) return false;
    const auto& word = tokens_[i].folded;
    return !tokens_[i].comma && word.size() <= 3 && !word.empty() && (word.size() == 1 || !is_function_word(word));
  }

  bool is_family(std::size_t i) const { return i < tokens_.size() && tokens_[i].folded.size() >= 2; }

  /// Length of the name that begins at `i` ("m", "van", "gucht"), 0 = none. It ends with a comma or after one word, two
  /// where the first is a particle.
  std::size_t name_at(std::size_t i) const {
    if (i + 1 >= tokens_.size() || !is_initials(i) || !is_family(i + 1)) return 0;
    if (tokens_[i + 1].comma || i + 2 >= tokens_.size()) return 2;
    const bool particle =
        tokens_[i + 1].folded == "van" || tokens_[i + 1].folded == "de" || tokens_[i + 1].folded == "von";
    return particle || tokens_[i + 2].comma ? 3 : 2;
  }

  /// The first name that a comma and another name follow, and all that follow it.
  void find_people(std::size_t& title_end, std::size_t& venue_begin) {
    for (std::size_t i = kShortestTitle; i < tokens_.size(); ++i) {
      auto length = name_at(i);
      if (length == 0 || !tokens_[i + length - 1].comma || name_at(i + length) == 0) continue;
      title_end = i;
      while (length > 0) {
        mixed_.people.push_back(joined(i, i + length));
        i += length;
        length = tokens_[i - 1].comma ? name_at(i) : 0;
      }
      venue_begin = i;
      return;
    }
  }

  bool begins_venue(std::size_t i) const {
    static constexpr std::array<std::string_view, 10> kWords = {"proceedings", "proc",    "inproc",    "inproceedings",
                                                                "submitted",   "lecture", "technical", "tech",
                                                                "thesis",      "univ"};
    static constexpr std::array<std::string_view, 12> kPairs = {
        "acm trans",  "acm transactions", "acm conference",    "acm sigmod",         "acm sigplan",
        "acm sigops", "ieee trans",       "ieee transactions", "ieee international", "international conference",
        "vldb j",     "vldb journal"};
    const auto& word = tokens_[i].folded;
    if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) {
      // "technical report", "lecture notes": alone these words are a title's.
      const bool alone = word.starts_with("proc") || word.starts_with("inproc") || word == "submitted";
      return alone ||
             (i + 1 < tokens_.size() && (tokens_[i + 1].folded.starts_with("rep") || tokens_[i + 1].folded == "notes"));
    }
    if (i + 1 < tokens_.size()) {
      const auto pair = word + " " + tokens_[i + 1].folded;
      if (std::find(kPairs.begin(), kPairs.end(), pair) != kPairs.end()) return true;
      if (sought_.table != nullptr && word.size() >= 4 && sought_.table->find(pair) != nullptr) return true;
    }
    return sought_.table != nullptr && word.size() >= 4 && sought_.table->find(word) != nullptr;
  }

  std::size_t venue_at(std::size_t first) const {
    for (auto i = first; i < tokens_.size(); ++i) {
      if (begins_venue(i)) return i;
    }
    return tokens_.size();
  }

  Sought sought_;
  std::vector<Token> tokens_;
  MixedTitle mixed_;
};

}  // namespace

MixedTitle take_apart(std::string_view title, const Sought& sought) {
  if (!sought.people && !sought.venue) return {std::string(title), {}, {}};
  return Reader(title, sought).read();
}

}  // namespace bibmill
