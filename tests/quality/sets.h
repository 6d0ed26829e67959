// The labelled sets, a function each; their rows are in sets.cpp. Every function reads its files in place.
#pragma once

#include "tests/quality/quality_set.h"

namespace bibmill::quality {

/// DBLP against the ACM digital library, 2,616 and 2,294 records (Leipzig, DeepMatcher's split).
std::vector<LabelledPair> dblp_acm_pairs(const Places& places);
std::vector<Measurement> measure_dblp_acm(const Places& places, const MatchPolicy& policy);

/// DBLP against Google Scholar: noisy records, clean and with values moved into other fields.
std::vector<Measurement> measure_dblp_scholar(const Places& places, const MatchPolicy& policy);

/// medRxiv preprints and their articles: each article searched among all 4,169 preprints.
std::vector<Measurement> measure_medrxiv(const Places& places, const MatchPolicy& policy);

/// Crossref's articles with known preprints, searched among the medRxiv ones.
std::vector<Measurement> measure_preprint_crossref(const Places& places, const MatchPolicy& policy);

/// arXiv preprints with known papers, searched among the papers of the DBLP corpus.
std::vector<Measurement> measure_preprint_arxiv(const Places& places, const MatchPolicy& policy);

/// 600 BibTeX entries, 100 a class, against 164,126 DBLP records.
std::vector<Measurement> measure_sparse_dblp(const Places& places, const MatchPolicy& policy);

/// Internet Archive's pairs of releases, with the verdict of its own matcher.
std::vector<Measurement> measure_fuzzycat(const Places& places, const MatchPolicy& policy);

/// JabRef's tests of its duplicate check, those with titles.
std::vector<Measurement> measure_jabref(const Places& places, const MatchPolicy& policy);

}  // namespace bibmill::quality
