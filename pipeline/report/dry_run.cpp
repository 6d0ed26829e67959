#include "pipeline/report/dry_run.h"

#include <fmt/format.h>

#include <set>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::size_t kTitleBytes = 100;

struct Questions {
  std::set<std::string> dois;
  std::set<std::string> arxiv_ids;
  std::set<std::string> dblp_keys;
  std::set<std::string> tocs;
  std::size_t titles = 0;  ///< entries that only a title search can find
};

Questions first_questions(std::span<const Entry> entries, const VenueTable& venues) {
  Questions questions;
  for (const Entry& entry : entries) {
    for (const Identifier& claim : entry.identifiers) {
      if (const auto* doi = std::get_if<Doi>(&claim)) questions.dois.insert(doi->str());
      if (const auto* id = std::get_if<ArxivId>(&claim)) questions.arxiv_ids.insert(id->str());
      if (const auto* key = std::get_if<DblpKey>(&claim)) questions.dblp_keys.insert(key->str());
    }
    const Venue* venue = venues.find(entry.venue.value_or(entry.work.container_title.value_or("")));
    const int year = entry.year.value_or(entry.work.issued ? entry.work.issued->year : 0);
    const auto page = venue && year != 0 ? toc_page(*venue, year) : std::nullopt;
    if (page) questions.tocs.insert(*page);
    if (!page && entry.identifiers.empty()) ++questions.titles;
  }
  return questions;
}

}  // namespace

std::string describe_dry_run(const RunReport& report, std::span<const Entry> entries, const VenueTable& venues) {
  std::string text;
  for (const Entry& entry : entries) {
    text += fmt::format("{}:{}  {}\n", printable(entry.file), entry.line,
                        printable(shorten(entry.work.title.value_or(entry.raw), kTitleBytes)));
    for (const Identifier& claim : entry.identifiers) text += "    " + printable(to_string(claim)) + "\n";
  }
  for (const Reject& reject : report.rejects)
    text += fmt::format("{}:{}  rejected: {}\n", printable(reject.file), reject.line, printable(reject.reason));
  text += describe_without_papers(report);
  const Questions questions = first_questions(entries, venues);
  text += fmt::format("\n{} entries, {} rejected. Nothing was asked; a run would begin with\n", entries.size(),
                      report.rejects.size());
  text += fmt::format("  {} DOIs, {} arXiv ids, {} DBLP keys, {} tables of contents", questions.dois.size(),
                      questions.arxiv_ids.size(), questions.dblp_keys.size(), questions.tocs.size());
  for (const std::string& page : questions.tocs) text += "\n    " + page;
  text += fmt::format("\n  and search {} titles that have no identifier and no known venue.\n", questions.titles);
  return text;
}

}  // namespace bibmill
