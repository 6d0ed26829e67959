// Query: one question to a source about one key. Value types; the canonical key identifies the question everywhere: in
// single-flight, queue, cache and replay. Questions have constructors on purpose: GCC 12 destroys aggregate temporaries
// twice inside co_await.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "normalizers/ids/arxiv_id.h"
#include "normalizers/ids/dblp_key.h"
#include "normalizers/ids/doi.h"
#include "normalizers/ids/identifier.h"

namespace bibmill {

/// The record registered under a DOI.
struct ByDoi {
  explicit ByDoi(Doi doi_in) : doi(std::move(doi_in)) {}
  Doi doi;
  auto operator<=>(const ByDoi&) const = default;
};

/// The newest version of an arXiv paper.
struct ByArxivId {
  explicit ByArxivId(ArxivId id_in) : id(std::move(id_in)) {}
  ArxivId id;
  auto operator<=>(const ByArxivId&) const = default;
};

/// One DBLP record.
struct ByDblpKey {
  explicit ByDblpKey(DblpKey key_in) : key(std::move(key_in)) {}
  DblpKey key;
  auto operator<=>(const ByDblpKey&) const = default;
};

/// All records of one table-of-contents page of DBLP, "conf/eurosys/eurosys2026" (without "db/" and ".html").
struct ByToc {
  explicit ByToc(std::string page_in) : page(std::move(page_in)) {}
  std::string page;
  auto operator<=>(const ByToc&) const = default;
};

/// Works with (nearly) this title. `family` is the first author's family name where known, else empty: it sharpens the
/// search of sources that take it and is part of the key.
struct ByTitle {
  explicit ByTitle(std::string title_in, std::string family_in = {})
      : title(std::move(title_in)), family(std::move(family_in)) {}
  std::string title;  ///< as the user or a source wrote it
  std::string family;
  auto operator<=>(const ByTitle&) const = default;
};

/// The registration agency of a DOI prefix ("10.1145") or of one DOI (canonical text).
struct ByAgency {
  explicit ByAgency(std::string subject_in) : subject(std::move(subject_in)) {}
  std::string subject;
  auto operator<=>(const ByAgency&) const = default;
};

/// Preprints of a published work, whatever their title: those whose authors name its DOI, and those that all of
/// `people` wrote.
struct ByPreprintOf {
  ByPreprintOf(std::optional<Doi> doi_in, std::vector<std::string> people_in)
      : doi(std::move(doi_in)), people(std::move(people_in)) {}
  std::optional<Doi> doi;           ///< of the published work
  std::vector<std::string> people;  ///< names as printed, "Ada Lovelace"; empty only where there is a DOI
  auto operator<=>(const ByPreprintOf&) const = default;
};

/// What was published in one year's proceedings (or journal) of this name. A source that ranks gives more than that, in
/// parts, what fits best first: an answer is to be looked through, and a part with fewer than kPart records is the
/// last.
struct ByProceedings {
  static constexpr std::size_t kPart = 1000;  ///< rows that Crossref gives at most (apis/crossref.md §3)
  static constexpr std::size_t kParts = 10;   ///< it goes no further than 10,000 records
  ByProceedings(std::string name_in, int year_in, std::size_t part_in = 0)
      : name(std::move(name_in)), year(year_in), part(part_in) {}
  std::string name;  ///< as printed: "EuroSec", "European Conference on Computer Systems"
  int year;
  std::size_t part;  ///< from 0
  auto operator<=>(const ByProceedings&) const = default;
};

using Query = std::variant<ByDoi, ByArxivId, ByDblpKey, ByToc, ByTitle, ByAgency, ByPreprintOf, ByProceedings>;

enum class QueryKind : std::uint8_t { doi, arxiv_id, dblp_key, toc, title, agency, preprint_of, proceedings };

/// The question for the record that an identifier names.
Query query_for(const Identifier& identifier);

QueryKind kind_of(const Query& query);
std::string_view to_string(QueryKind kind);

/// The key within its kind: DOI, arXiv base id, DBLP key, toc page, "folded title|folded family", agency subject,
/// "DOI|folded name|folded name", "name|year|part". Two questions with equal kind and canonical key are the same
/// question.
std::string canonical_key(const Query& query);

}  // namespace bibmill
