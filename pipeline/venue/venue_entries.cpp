#include "pipeline/venue/venue_entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/text/fold.h"
#include "pipeline/match/subject.h"

namespace bibmill {
namespace {

/// How titles of what stands in a volume before and between the papers begin, folded.
constexpr std::array<std::string_view, 16> kFrontMatter = {
    "front matter",      "frontmatter",          "preface",         "foreword",
    "table of contents", "title page",           "front cover",     "copyright notice",
    "message from the",  "welcome from",         "welcome message", "committees",
    "program committee", "organizing committee", "author index",    "session details",
};

/// ... and what is front matter only as a whole title: papers begin so too.
constexpr std::array<std::string_view, 6> kWholeTitles = {"copyright", "organization", "conference organization",
                                                          "sponsors",  "contents",     "keynotes"};

bool is_front_matter(const Work& work) {
  if (!work.title) return true;
  const std::string title = fold_title(*work.title);
  const auto begins = [&](std::string_view name) { return (title + " ").starts_with(std::string(name) + " "); };
  return std::ranges::any_of(kFrontMatter, begins) || std::ranges::find(kWholeTitles, title) != kWholeTitles.end();
}

bool is_paper(const SourceRecord& record) {
  const RecordKind kind = make_subject(record).kind;
  return kind != RecordKind::proceedings_volume && kind != RecordKind::notice && !is_front_matter(record.work);
}

/// The record's own name at its source.
std::optional<Identifier> identifier_of(const SourceRecord& record) {
  if (record.source == SourceId::crossref && record.work.doi) return *record.work.doi;
  if (record.work.dblp_key) return *record.work.dblp_key;
  if (record.work.doi) return *record.work.doi;
  return std::nullopt;
}

Entry entry_of(const SourceRecord& record, const Edition& edition, std::size_t place) {
  Entry entry;
  entry.file = edition.page.empty() ? title_of(edition) : edition.page;
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

}  // namespace

VenueEntries entries_of_table(std::span<const SourceRecord> table, const Edition& edition, LedBack led) {
  VenueEntries entries;
  for (const SourceRecord& record : table) {
    if (is_paper(record)) {
      Entry entry = entry_of(record, edition, entries.entries.size() + 1);
      const auto identifier = led == LedBack::by_identifier ? identifier_of(record) : std::nullopt;
      if (identifier) entry.identifiers.push_back(*identifier);
      entries.entries.push_back(std::move(entry));
    } else {
      ++entries.left_out;
    }
  }
  return entries;
}

std::string title_of(const Edition& edition) {
  return edition.year == 0 ? edition.venue : fmt::format("{} {}", edition.venue, edition.year);
}

}  // namespace bibmill
