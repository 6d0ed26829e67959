#include "normalizers/text/title.h"

#include <algorithm>
#include <array>
#include <vector>

#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;

template <std::size_t N>
bool contains(const std::array<string_view, N>& list, string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

string_view last_word(string_view text) {
  const auto blank = text.find_last_of(" \t\n\"'(");
  return blank == string_view::npos ? text : text.substr(blank + 1);
}

/// "vs.", "Inc.", "U.S.": the full stop belongs to the word.
bool is_abbreviation(string_view word_with_stop) {
  constexpr std::array<string_view, 22> kAbbreviations = {"vs", "inc",  "ltd", "corp", "co",  "etc",   "al", "jr",
                                                          "sr", "no",   "vol", "pt",   "st",  "dr",    "mr", "mrs",
                                                          "ms", "prof", "cf",  "ca",   "eds", "approx"};
  const string_view word = word_with_stop.substr(0, word_with_stop.size() - 1);
  if (contains(kAbbreviations, ascii_lower(word))) return true;
  // Initialisms: single letters with stops between.
  if (word.size() < 3 || word.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? !is_ascii_letter(word[i]) : word[i] != '.') return false;
  }
  return true;
}

struct Separator {
  std::size_t begin = string_view::npos;
  std::size_t end = string_view::npos;
};

/// The first mark that divides a title.
Separator first_separator(string_view title) {
  constexpr std::array<string_view, 5> kMarks = {": ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "\xE2\x80\x94"};
  Separator first;
  for (const string_view mark : kMarks) {
    const std::size_t at = title.find(mark);
    if (at != string_view::npos && at > 0 && at < first.begin) first = {at, at + mark.size()};
  }
  return first;
}

bool has_upper(string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (is_upper(next_code_point(text, position))) return true;
  }
  return false;
}

/// One to three words with a capital that do not read as the beginning of a sentence or as a kind of contribution.
bool is_system_name(string_view text) {
  constexpr std::array<string_view, 38> kNoNames = {
      "a",       "an",          "the",        "on",        "in",         "of",       "to",     "for",
      "from",    "with",        "at",         "by",        "toward",     "towards",  "beyond", "how",
      "what",    "why",         "when",       "where",     "is",         "are",      "do",     "does",
      "can",     "should",      "poster",     "demo",      "keynote",    "invited",  "survey", "review",
      "erratum", "corrigendum", "correction", "retracted", "retraction", "withdrawn"};
  const std::vector<std::string> words = fold_words(text);
  const auto blanks = std::count(text.begin(), text.end(), ' ');
  return !words.empty() && blanks < 3 && has_upper(text) && !contains(kNoNames, words.front());
}

bool begins_with_words(string_view folded, string_view head) {
  return folded.starts_with(head) && (folded.size() == head.size() || folded[head.size()] == ' ');
}

bool holds_words(string_view folded, string_view part) {
  for (std::size_t at = folded.find(part); at != string_view::npos; at = folded.find(part, at + 1)) {
    if ((at == 0 || folded[at - 1] == ' ') && begins_with_words(folded.substr(at), part)) return true;
  }
  return false;
}

}  // namespace

std::string join_title(std::string_view title, std::string_view subtitle) {
  std::string head = strip_final_stop(trim(title));
  const std::string tail = strip_final_stop(trim(subtitle));
  const std::string folded_head = fold_title(head);
  const std::string folded_tail = fold_title(tail);
  if (folded_tail.empty() || holds_words(folded_head, folded_tail)) return head;
  if (folded_head.empty() || begins_with_words(folded_tail, folded_head)) return tail;
  while (head.ends_with(':') || head.ends_with(' ')) head.pop_back();
  const bool ends_sentence = head.ends_with('?') || head.ends_with('!');
  return head + (ends_sentence ? " " : ": ") + tail;
}

std::string strip_final_stop(std::string_view title) {
  const string_view text = trim(title);
  if (!text.ends_with('.') || text.ends_with("..") || is_abbreviation(last_word(text))) return std::string(text);
  return std::string(trim(text.substr(0, text.size() - 1)));
}

TitleParts split_title(std::string_view title) {
  string_view rest = trim(title);
  TitleParts parts;
  Separator separator = first_separator(rest);
  if (separator.begin != string_view::npos && is_system_name(trim(rest.substr(0, separator.begin)))) {
    const string_view behind = trim(rest.substr(separator.end));
    if (!behind.empty()) {
      parts.system = std::string(trim(rest.substr(0, separator.begin)));
      rest = behind;
      separator = first_separator(rest);
    }
  }
  if (separator.begin == string_view::npos) {
    parts.main = std::string(rest);
    return parts;
  }
  parts.main = std::string(trim(rest.substr(0, separator.begin)));
  const string_view behind = trim(rest.substr(separator.end));
  if (!behind.empty()) parts.subtitle = std::string(behind);
  return parts;
}

}  // namespace bibmill
