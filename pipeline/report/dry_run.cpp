#include "pipeline/report/dry_run.h"

#include <fmt/format.h>

#include <set>

#include "normalizers/text/unicode.h"
#include "pipeline/resolve/toc_choice.h"

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

Questions first_questions(std::span<const Entry> entries, const VenueTable& venues, const std::set<std::string>& tocs) {
  Questions questions;
  for (const Entry& entry : entries) {
    for (const Identifier& claim : entry.identifiers) {
      if (const auto* doi = std::get_if<Doi>(&claim)) questions.dois.insert(doi->str());
      if (const auto* id = std::get_if<ArxivId>(&claim)) questions.arxiv_ids.insert(id->str());
      if (const auto* key = std::get_if<DblpKey>(&claim)) questions.dblp_keys.insert(key->str());
    }
    const auto page = toc_of(entry, venues);
    const bool is_asked = page && tocs.contains(*page);
    if (is_asked) questions.tocs.insert(*page);
    if (!is_asked && entry.identifiers.empty()) ++questions.titles;
  }
  return questions;
}

}  // namespace

std::string describe_dry_run(const RunReport& report, std::span<const Entry> entries, const VenueTable& venues,
                             const std::set<std::string>& tocs) {
  std::string text;
  for (const Entry& entry : entries) {
    text += fmt::format("{}:{}  {}\n", printable(entry.file), entry.line,
                        printable(shorten(entry.work.title.value_or(entry.raw), kTitleBytes)));
    for (const Identifier& claim : entry.identifiers) text += "    " + printable(to_string(claim)) + "\n";
  }
  for (const Reject& reject : report.rejects)
    text += fmt::format("{}:{}  rejected: {}\n", printable(reject.file), reject.line, printable(reject.reason));
  text += describe_without_papers(report);
  const Questions questions = first_questions(entries, venues, tocs);
  text += fmt::format("\n{} entries, {} rejected. Nothing was asked; a run would begin with\n", entries.size(),
                      report.rejects.size());
  text += fmt::format("  {} DOIs, {} arXiv ids, {} DBLP keys, {} tables of contents", questions.dois.size(),
                      questions.arxiv_ids.size(), questions.dblp_keys.size(), questions.tocs.size());
  for (const std::string& page : questions.tocs) text += "\n    " + page;
  text += fmt::format("\n  and search {} titles that have no identifier and stand in none of these tables.\n",
                      questions.titles);
  return text;
}

}  // namespace bibmill
