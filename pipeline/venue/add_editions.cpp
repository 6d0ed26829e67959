#include "pipeline/venue/add_editions.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "normalizers/base/sort_unique.h"
#include "pipeline/venue/of_edition.h"
#include "pipeline/venue/venue_entries.h"

namespace bibmill {
namespace {

/// What was found for one edition.
struct Table {
  std::vector<SourceRecord> records;
  LedBack led = LedBack::by_table;
  std::optional<Error> unasked;  ///< the last source that could not be asked
};

/// Records of a ranked list that are looked at to see whether the next part may hold more of the edition.
constexpr std::size_t kTail = 100;

/// By its page, else by the name under which DBLP prints it.
Query question_at_dblp(const Edition& edition) {
  if (!edition.page.empty()) return ByToc(edition.page);
  return ByProceedings(edition.venue, edition.year);
}

Awaitable<void> ask_dblp(const std::vector<Source*>* ways, const Edition* edition, Table* table) {
  const Query query = question_at_dblp(*edition);
  for (Source* way : *ways) {
    if (!way->answers(kind_of(query))) continue;
    const Turn turn;
    const Result<std::shared_ptr<const Answer>> answer = co_await way->ask(query, turn);
    if (!answer) table->unasked = answer.error();
    if (!answer || (*answer)->absent()) continue;
    table->records = (*answer)->records;
    table->led = edition->page.empty() ? LedBack::by_identifier : LedBack::by_table;
    co_return;
  }
}

Venue row_of(const Edition& edition, const VenueTable& venues) {
  if (const Venue* known = venues.find(edition.venue)) return *known;
  Venue unknown;
  unknown.name = edition.venue;
  return unknown;
}

Awaitable<void> ask_crossref(Source* crossref, const Edition* edition, const VenueTable* venues, Table* table) {
  const Venue venue = row_of(*edition, *venues);
  const auto is_paper_of_it = [&](const SourceRecord& record) {
    return is_of_edition(record.work, venue, edition->year, *venues);
  };
  const std::string words = container_words(venue);
  for (std::size_t part = 0; part < ByProceedings::kParts; ++part) {
    const Query query = ByProceedings(words, edition->year, part);
    const Turn turn;
    const Result<std::shared_ptr<const Answer>> answer = co_await crossref->ask(query, turn);
    if (!answer) table->unasked = answer.error();
    if (!answer) co_return;
    const std::vector<SourceRecord>& ranked = (*answer)->records;
    std::ranges::copy_if(ranked, std::back_inserter(table->records), is_paper_of_it);
    const std::size_t tail = std::min(kTail, ranked.size());
    const bool goes_on = std::any_of(ranked.end() - static_cast<std::ptrdiff_t>(tail), ranked.end(), is_paper_of_it);
    if (ranked.size() < ByProceedings::kPart || !goes_on) break;
  }
  // Equally good ones come in any order, and twice where the ranking moved between two parts.
  sort_unique(table->records, &SourceRecord::record_id);
  table->led = LedBack::by_identifier;
}

/// DBLP first: its tables are whole, and say who is who.
Awaitable<void> ask_for_table(const EditionLookup* lookup, const Edition* edition, Table* table) {
  const std::vector<Source*>* dblp = &lookup->sources.dblp;
  co_await ask_dblp(dblp, edition, table);
  Source* crossref = lookup->sources.crossref;
  if (!table->records.empty() || crossref == nullptr || edition->year == 0) co_return;
  const std::optional<Error> before = std::move(table->unasked);
  table->unasked.reset();
  co_await ask_crossref(crossref, edition, &lookup->venues, table);
  // A list that breaks off would pass for the whole edition.
  if (table->unasked) table->records.clear();
  if (table->records.empty() && before) table->unasked = before;
}

/// Why there are no papers.
Error nothing_found(const Edition& edition, const Table& table, const VenueTable& venues) {
  const std::string why =
      table.unasked ? fmt::format(" (a source could not be asked: {})", table.unasked->message) : "";
  if (edition.page.empty() && venues.find(edition.venue) == nullptr)
    return Error(ErrorKind::input, unknown_venue(edition.venue, venues) + why);
  const std::string what =
      edition.page.empty() ? title_of(edition) : fmt::format("the table of contents {}", edition.page);
  if (table.unasked) {
    return Error(ErrorKind::transport, fmt::format("nobody could be asked for {}: {}", what, table.unasked->message));
  }
  if (edition.page.empty()) {
    return Error(ErrorKind::input,
                 fmt::format("no page of DBLP's is known for {}, and nobody has papers under that name; name the page: "
                             "conf/…, journals/…",
                             what));
  }
  return Error(ErrorKind::input, fmt::format("nobody has {} (yet); look at https://dblp.org/db/{}/ for the page's name",
                                             what, edition.page.substr(0, edition.page.rfind('/'))));
}

}  // namespace

Result<void> add_editions(const EditionLookup& lookup, std::span<const Edition> editions, std::vector<Entry>& entries,
                          RunReport& report) {
  if (editions.empty()) return {};
  if (lookup.sources.dblp.empty() && lookup.sources.crossref == nullptr) {
    return fail(ErrorKind::input,
                "a venue's papers come from DBLP or Crossref: build DBLP's index ('bibmill index dblp'), or switch a "
                "source of them on (dblp_sparql, crossref)");
  }
  std::optional<Error> missing;
  for (const Edition& edition : editions) {
    Table table;
    lookup.loop.run(ask_for_table(&lookup, &edition, &table));
    if (table.records.empty()) {
      Error why = nothing_found(edition, table, lookup.venues);
      // Of a range of years there may be some without an edition; who could not be asked may know more.
      if (editions.size() == 1 || why.kind != ErrorKind::input) return tl::unexpected(std::move(why));
      report.notes.push_back(title_of(edition) + " was left out: " + why.message);
      missing = std::move(why);
      continue;
    }
    VenueEntries papers = entries_of_table(table.records, edition, table.led);
    Page page;
    page.file = edition.page.empty() ? title_of(edition) : edition.page;
    page.venue = edition.venue;
    page.title = title_of(edition);
    if (papers.left_out > 0) *page.title += fmt::format(" (without {} volumes and front matter)", papers.left_out);
    report.pages.push_back(std::move(page));
    std::ranges::move(papers.entries, std::back_inserter(entries));
  }
  if (entries.empty() && missing) return tl::unexpected(*std::move(missing));
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].ordinal = i;
  return {};
}

}  // namespace bibmill
