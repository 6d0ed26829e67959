// Lookup terms: what a record can be found by, as 64-bit numbers. A term is a hash over its kind and its folded text,
// so that keys, DOIs, titles, words, people and years share one sorted file. Two texts share a number once in some
// 10^11 records of DBLP's size; what is found by an identifier is therefore looked at before it is believed. The hash
// is part of the index format. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/source_record.h"

namespace bibmill {

using LookupTerm = std::uint64_t;

LookupTerm key_term(const DblpKey& key);
LookupTerm doi_term(const Doi& doi);
LookupTerm arxiv_term(const ArxivId& id);
LookupTerm toc_term(std::string_view page);  ///< as ByToc names pages

/// A title without blanks, so that "multi-source" and "multisource" are one; `folded` is fold_title's.
LookupTerm title_term(std::string_view folded);
/// A title that continues: its system name, or what stands before its subtitle.
LookupTerm head_term(std::string_view folded);
LookupTerm word_term(std::string_view folded_word);
/// The family name of one of the authors, folded.
LookupTerm family_term(std::string_view folded_family);
LookupTerm year_term(int year);

/// What a title may be shortened to, folded: its system name, the title without it, both without subtitle. Not the
/// title.
std::vector<std::string> title_heads(std::string_view title);

/// Terms that two words share where one letter was mistyped, left out, added, or swapped with its neighbour: the word
/// with each letter left out, and the word. Empty for words so short that everything is near.
std::vector<LookupTerm> near_word_terms(std::string_view folded_word);

/// All terms of one record but those of near words. `words` are the distinct words of its title, folded.
struct RecordTerms {
  std::vector<LookupTerm> terms;
  std::vector<std::string> words;
};
RecordTerms terms_of(const SourceRecord& record, std::string_view toc);

}  // namespace bibmill
