#include "connectors/local/lookup_terms.h"

#include <algorithm>

#include "normalizers/base/fnv1a.h"
#include "normalizers/base/sort_unique.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/title.h"

namespace bibmill {
namespace {

// One letter left out of a shorter word is another word more often than a mistake.
constexpr std::size_t kShortestNearWord = 4;
constexpr std::size_t kLongestNearWord = 40;

/// FNV-1a, and at the end the mixer of SplitMix64: terms are searched by interpolation, which
/// needs them spread evenly.
class TermHash {
 public:
  explicit TermHash(char kind) { add(kind); }
  void add(char byte) { add(std::string_view(&byte, 1)); }
  void add(std::string_view bytes) { state_ = fnv1a(bytes, state_); }
  void add_without_blanks(std::string_view bytes) {
    for (const char byte : bytes) {
      if (byte != ' ') add(byte);
    }
  }
  LookupTerm term() const {
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31U);
  }

 private:
  std::uint64_t state_ = kFnv1aBasis;
};

LookupTerm term(char kind, std::string_view text) {
  TermHash hash(kind);
  hash.add(text);
  return hash.term();
}

LookupTerm term_without_blanks(char kind, std::string_view text) {
  TermHash hash(kind);
  hash.add_without_blanks(text);
  return hash.term();
}

void add_identifiers(const SourceRecord& record, std::vector<LookupTerm>& terms) {
  const Work& work = record.work;
  if (work.dblp_key) terms.push_back(key_term(*work.dblp_key));
  if (work.doi) terms.push_back(doi_term(*work.doi));
  for (const Doi& alias : record.aliases) terms.push_back(doi_term(alias));
  if (work.arxiv_id) terms.push_back(arxiv_term(*work.arxiv_id));
}

void add_title(std::string_view title, RecordTerms& found) {
  found.words = fold_words(title);
  std::string whole;
  for (const std::string& word : found.words) whole += word;
  found.terms.push_back(title_term(whole));
  for (const std::string& head : title_heads(title)) found.terms.push_back(head_term(head));
  sort_unique(found.words);
  for (const std::string& word : found.words) found.terms.push_back(word_term(word));
}

}  // namespace

LookupTerm key_term(const DblpKey& key) { return term('k', key.str()); }
LookupTerm doi_term(const Doi& doi) { return term('d', doi.str()); }
LookupTerm arxiv_term(const ArxivId& id) { return term('x', id.str()); }
LookupTerm toc_term(std::string_view page) { return term('c', page); }
LookupTerm title_term(std::string_view folded) { return term_without_blanks('t', folded); }
LookupTerm head_term(std::string_view folded) { return term_without_blanks('h', folded); }
LookupTerm word_term(std::string_view folded_word) { return term('w', folded_word); }
LookupTerm family_term(std::string_view folded_family) { return term_without_blanks('a', folded_family); }
LookupTerm year_term(int year) { return term('y', std::to_string(year)); }

std::vector<std::string> title_heads(std::string_view title) {
  const TitleParts parts = split_title(title);
  std::vector<std::string> heads;
  if (!parts.system && !parts.subtitle) return heads;
  const std::string main = fold_title(parts.main);
  if (parts.system) {
    const std::string system = fold_title(*parts.system);
    heads.push_back(system);
    if (parts.subtitle) {
      heads.push_back(system + " " + main);
      heads.push_back(fold_title(parts.main + " " + *parts.subtitle));
    }
  }
  heads.push_back(main);
  std::erase(heads, std::string());
  return heads;
}

std::vector<LookupTerm> near_word_terms(std::string_view folded_word) {
  std::vector<LookupTerm> terms;
  if (folded_word.size() < kShortestNearWord || folded_word.size() > kLongestNearWord) return terms;
  terms.reserve(folded_word.size() + 1);
  terms.push_back(term('n', folded_word));
  for (std::size_t left_out = 0; left_out < folded_word.size(); ++left_out) {
    if (left_out > 0 && folded_word[left_out] == folded_word[left_out - 1]) continue;  // the same word again
    TermHash hash('n');
    hash.add(folded_word.substr(0, left_out));
    hash.add(folded_word.substr(left_out + 1));
    terms.push_back(hash.term());
  }
  return terms;
}

RecordTerms terms_of(const SourceRecord& record, std::string_view toc) {
  RecordTerms found;
  add_identifiers(record, found.terms);
  if (!toc.empty()) found.terms.push_back(toc_term(toc));
  if (record.work.title) add_title(*record.work.title, found);
  for (const Person& author : record.work.authors) {
    const std::string& family = author.name.family.empty() ? author.name.literal : author.name.family;
    found.terms.push_back(family_term(fold_title(family)));
  }
  if (record.work.issued) found.terms.push_back(year_term(record.work.issued->year));
  sort_unique(found.terms);
  return found;
}

}  // namespace bibmill
