#include "normalizers/affiliations/affiliation_words.h"

#include <algorithm>
#include <span>

#include "normalizers/affiliations/countries.h"
#include "normalizers/affiliations/word_hash.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

bool separates_parts(char c) {
  return c == ',' || c == '(' || c == ')' || c == '[' || c == ']' || c == ':' || c == '/' || c == '#';
}
bool separates_groups(char c) { return c == ';' || c == '|' || c == '\n'; }

std::string_view without_punctuation(std::string_view word) {
  const auto is_loose = [](char c) { return c == '.' || c == '"' || c == '\'' || c == '*' || c == '!'; };
  while (!word.empty() && is_loose(word.front())) word.remove_prefix(1);
  while (!word.empty() && (word.back() == '"' || word.back() == '.' || word.back() == '*')) word.remove_suffix(1);
  return word;
}

class Reader {
 public:
  AffiliationWords read(std::string_view text) && {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : ' ';
      const bool group = separates_groups(c);
      const bool part = separates_parts(c);
      if (!group && !part && !is_ascii_space(c)) continue;
      add(text.substr(begin, i - begin));
      begin = i + 1;
      if (group || part) ++part_;
      if (group) ++group_;
    }
    out_.parts = part_ + 1;
    out_.folded = " ";
    for (const AffiliationWord& word : out_.words) (out_.folded += word.folded) += ' ';
    read_countries();
    return std::move(out_);
  }

 private:
  void add(std::string_view printed) {
    printed = without_punctuation(printed);
    if (printed == "-" || printed == "–" || printed == "—") ++part_;
    const std::string folded = fold_title(printed);
    for (std::size_t begin = 0; begin < folded.size();) {
      const std::size_t end = std::min(folded.find(' ', begin), folded.size());
      AffiliationWord word;
      word.folded = folded.substr(begin, end - begin);
      word.printed = printed;
      const std::string_view stem = stem_of(word.folded);
      word.stem = word_hash(stem);
      word.exact = word_hash(word.folded);
      word.filler = is_filler(word.folded);
      word.kind = part_kind_of(stem);
      word.part = part_;
      word.group = group_;
      out_.words.push_back(std::move(word));
      begin = end + 1;
    }
  }

  void add_country(std::size_t begin, std::size_t end, std::string_view codes) {
    if (codes.empty()) return;
    for (std::size_t i = begin; i < end; ++i) out_.words[i].country = true;
    if (!out_.countries.empty()) out_.countries += ' ';
    out_.countries += codes;
  }

  /// A country counts where an address has it: a part of its own, or at a part's end ("Beijing 100084 China", "Oslo
  /// Norway"); a state's postal code likewise ("Boston, MA", "CA 94305").
  void read_countries() {
    const auto& words = out_.words;
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin;
      std::vector<std::string> part;
      while (end < words.size() && words[end].part == words[begin].part) part.push_back(words[end++].folded);
      read_countries(begin, part);
      begin = end;
    }
  }

  void read_countries(std::size_t begin, std::span<const std::string> part) {
    for (std::size_t i = 0; i < part.size(); ++i) {
      const CountryMention country = country_at(part.subspan(i));
      // Only the longest: "People's Republic of China" is not also the Republic of China.
      if (country.words > 0 && i + country.words == part.size())
        return add_country(begin + i, begin + part.size(), country.codes);
      const std::string& printed = out_.words[begin + i].printed;
      const bool last = i + 1 == part.size() || std::ranges::all_of(part[i + 1], is_ascii_digit);
      if (last && begin + i > 0 && printed.size() == 2)
        add_country(begin + i, begin + i + 1, country_of_postal_code(printed));
    }
  }

  AffiliationWords out_;
  std::uint32_t part_ = 0;
  std::uint32_t group_ = 0;
};

}  // namespace

AffiliationWords affiliation_words(std::string_view text) { return Reader().read(text); }

NameKey name_key(std::string_view name) {
  NameKey key;
  key.key = kEmptySequence;
  key.folded = kEmptySequence;
  for (const std::string& word : fold_words(name)) {
    key.folded = add_word(key.folded, word_hash(word));
    if (is_filler(word)) continue;
    key.stems.push_back(word_hash(stem_of(word)));
    key.key = add_word(key.key, key.stems.back());
  }
  return key;
}

}  // namespace bibmill
