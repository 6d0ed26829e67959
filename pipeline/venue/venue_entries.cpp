#include "pipeline/venue/venue_entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/text/fold.h"
#include "pipeline/match/subject.h"

namespace bibmill {
namespace {

/// Titles of what stands in a volume before and between the papers, folded; of longer titles the beginning.
constexpr std::array<std::string_view, 14> kFrontMatter = {
    "front matter",    "frontmatter",       "preface",      "foreword",         "table of contents",
    "title page",      "copyright",         "organization", "message from the", "welcome from the",
    "welcome message", "program committee", "committees",   "author index",
};

bool is_front_matter(const Work& work) {
  if (!work.title) return true;
  const std::string title = fold_title(*work.title);
  return std::ranges::any_of(kFrontMatter, [&](std::string_view name) {
    return title == name || (title.starts_with(name) && title.size() > name.size() && title[name.size()] == ' ');
  });
}

bool is_paper(const SourceRecord& record) {
  const RecordKind kind = make_subject(record).kind;
  return kind != RecordKind::proceedings_volume && kind != RecordKind::notice && !is_front_matter(record.work);
}

Entry entry_of(const SourceRecord& record, const Edition& edition, std::size_t place) {
  Entry entry;
  entry.file = edition.page;
  entry.line = place;
  entry.raw = record.work.title.value_or("");
  entry.work.title = record.work.title;
  entry.work.authors = record.work.authors;
  // What identifies people is the source's to say, with its provenance.
  for (Person& author : entry.work.authors) {
    PersonName name = std::move(author.name);
    author = Person();
    author.name = std::move(name);
  }
  entry.venue = edition.venue;
  if (edition.year != 0) entry.year = edition.year;
  return entry;
}

struct Tables {
  std::vector<VenueEntries> found;
  std::optional<Error> error;
};

Awaitable<void> ask_all(const std::vector<Source*>* ways, std::span<const Edition> editions, Tables* tables) {
  for (const Edition& edition : editions) {
    const Query query = ByToc(edition.page);
    std::shared_ptr<const Answer> table;
    std::optional<Error> unasked;
    for (Source* way : *ways) {
      const Turn turn;
      const Result<std::shared_ptr<const Answer>> answer = co_await way->ask(query, turn);
      if (!answer) unasked = answer.error();
      if (answer && !(*answer)->absent()) table = *answer;
      if (table) break;
    }
    if (table) {
      tables->found.push_back(entries_of_table(table->records, edition));
    } else if (unasked) {
      tables->error = Error(ErrorKind::transport, fmt::format("nobody could be asked for the table of contents {}: {}",
                                                              edition.page, unasked->message));
      co_return;
    } else {
      tables->error = Error(
          ErrorKind::input,
          fmt::format("DBLP has no table of contents {} (yet); look at https://dblp.org/db/{}/ for the page's name",
                      edition.page, edition.page.substr(0, edition.page.rfind('/'))));
      co_return;
    }
  }
}

}  // namespace

VenueEntries entries_of_table(std::span<const SourceRecord> table, const Edition& edition) {
  VenueEntries entries;
  for (const SourceRecord& record : table) {
    if (is_paper(record)) {
      entries.entries.push_back(entry_of(record, edition, entries.entries.size() + 1));
    } else {
      ++entries.left_out;
    }
  }
  return entries;
}

Result<std::vector<VenueEntries>> ask_for_tables(EventLoop& loop, const std::vector<Source*>& ways,
                                                 std::span<const Edition> editions) {
  if (ways.empty()) {
    return fail(ErrorKind::input,
                "a venue's table of contents comes from DBLP: build its index ('bibmill index dblp'), or switch a "
                "source of it on (dblp_sparql)");
  }
  Tables tables;
  loop.run(ask_all(&ways, editions, &tables));
  if (tables.error) return tl::unexpected(*std::move(tables.error));
  return std::move(tables.found);
}

Result<void> add_editions(EventLoop& loop, const std::vector<Source*>& ways, std::span<const Edition> editions,
                          std::vector<Entry>& entries, RunReport& report) {
  if (editions.empty()) return {};
  Result<std::vector<VenueEntries>> tables = ask_for_tables(loop, ways, editions);
  if (!tables) return tl::unexpected(tables.error());
  for (std::size_t i = 0; i < editions.size(); ++i) {
    VenueEntries& table = (*tables)[i];
    Page page;
    page.file = editions[i].page;
    page.venue = editions[i].venue;
    page.title = fmt::format("{} {}", editions[i].venue, editions[i].year);
    if (table.left_out > 0) *page.title += fmt::format(" (without {} volumes and front matter)", table.left_out);
    report.pages.push_back(std::move(page));
    std::ranges::move(table.entries, std::back_inserter(entries));
  }
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].ordinal = i;
  return {};
}

}  // namespace bibmill
