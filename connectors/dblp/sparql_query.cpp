#include "connectors/dblp/sparql_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "connectors/dblp/title_range.h"

namespace bibmill {
namespace {

/// An IRI reference: SPARQL 1.1 §19.8 forbids <>"{}|^`\ and controls in one; they are percent-encoded, as in SICI DOIs.
std::string iri(std::string_view text) {
  constexpr std::string_view kForbidden = "<>\"{}|^`\\";
  std::string reference = "<";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || kForbidden.find(c) != std::string_view::npos) {
      reference += fmt::format("%{:02X}", byte);
    } else {
      reference += c;
    }
  }
  return reference + ">";
}

/// DBLP stores DOIs in upper case.
std::string doi_iri(const Doi& doi) {
  std::string upper = doi.str();
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return iri("https://doi.org/" + upper);
}

std::string title_branch(std::string_view title) {
  const auto range = title_range(title);
  if (!range) return {};
  // Folded text holds letters, digits and blanks only: nothing to escape.
  return fmt::format(
      R"({{ SELECT ?pub WHERE {{ ?pub dblp:title ?t . FILTER(?t >= "{}" && ?t < "{}") }} ORDER BY ?t ?pub LIMIT {} }})",
      range->from, range->below, kTitlesPerRange);
}

std::string title_selection(std::span<const Ask> asks) {
  std::string branches;
  for (const Ask& ask : asks) {
    const std::string branch = title_branch(std::get<ByTitle>(ask.query).title);
    if (branch.empty()) continue;
    if (!branches.empty()) branches += " UNION ";
    branches += branch;
  }
  // Titles without letters and digits select nothing.
  return branches.empty() ? "VALUES ?pub { }" : "{ " + branches + " }";
}

/// A literal of SPARQL 1.1 §19.7: quotes and backslashes escaped, controls made blanks.
std::string literal(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return quoted + '"';
}

/// By the short name under which DBLP prints a venue, in its spelling.
std::string proceedings_selection(const ByProceedings& by) {
  return fmt::format(
      R"(?pub dblp:publishedIn {} ; dblp:yearOfPublication "{}"^^<http://www.w3.org/2001/XMLSchema#gYear> .)",
      literal(by.name), by.year);
}

std::string selection(std::span<const Ask> asks) {
  const Query& first = asks.front().query;
  if (const auto* toc = std::get_if<ByToc>(&first)) {
    return "?pub dblp:listedOnTocPage " + iri("https://dblp.org/db/" + toc->page) + " .";
  }
  if (const auto* proceedings = std::get_if<ByProceedings>(&first)) return proceedings_selection(*proceedings);
  if (std::holds_alternative<ByTitle>(first)) return title_selection(asks);
  std::string values;
  for (const Ask& ask : asks) {
    if (const auto* by = std::get_if<ByDoi>(&ask.query)) values += " " + doi_iri(by->doi);
    if (const auto* by = std::get_if<ByDblpKey>(&ask.query)) values += " " + iri(by->key.url());
  }
  // ?asked apart from ?doi: a record with two DOIs is the same record whichever of them was asked for.
  if (std::holds_alternative<ByDoi>(first)) return "VALUES ?asked {" + values + " } ?pub dblp:doi ?asked .";
  return "VALUES ?pub {" + values + " }";
}

}  // namespace

std::string sparql_query(std::span<const Ask> asks) {
  std::string variables;
  for (const std::string_view variable : kSparqlVariables) variables.append(" ?").append(variable);
  constexpr std::string_view kRecord = R"(
?pub dblp:title ?title ; dblp:bibtexType ?type .
OPTIONAL { ?pub a ?kind . FILTER(?kind IN (dblp:Informal, dblp:Editorship, dblp:Reference, dblp:Data, dblp:Withdrawn)) }
OPTIONAL { ?pub dblp:publishedIn ?venue }
OPTIONAL { ?pub dblp:publishedAsPartOf ?part . ?part dblp:title ?booktitle .
 OPTIONAL { ?part dblp:publishedBy ?publisher } OPTIONAL { ?part dblp:isbn ?isbn } OPTIONAL { ?part dblp:publishedInSeries ?series } }
OPTIONAL { ?pub dblp:publishedInJournalVolume ?volume }
OPTIONAL { ?pub dblp:publishedInJournalVolumeIssue ?issue }
OPTIONAL { ?pub dblp:pagination ?pages }
OPTIONAL { ?pub dblp:yearOfPublication ?year }
OPTIONAL { ?pub dblp:doi ?doi }
OPTIONAL { ?pub dblp:primaryDocumentPage ?primary }
OPTIONAL { ?pub dblp:hasSignature ?s . ?s dblp:signatureOrdinal ?ord ; dblp:signatureDblpName ?name .
 OPTIONAL { ?s dblp:signatureCreator ?pers } OPTIONAL { ?s dblp:signatureOrcid ?orcid } }
} ORDER BY ?pub ?ord)";
  return fmt::format("PREFIX dblp: <https://dblp.org/rdf/schema#>\nSELECT DISTINCT{} WHERE {{\n{}{}", variables,
                     selection(asks), kRecord);
}

}  // namespace bibmill
