#include "pipeline/match/subject.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/title.h"
#include "pipeline/match/misread_names.h"
#include "pipeline/match/mixed_title.h"

namespace bibmill {
namespace {

// Other titles beyond these are keywords or boilerplate in every record seen; each costs a comparison.
constexpr std::size_t kMostTitles = 5;

// Shorter parts may be alternatives of one word: "read / write".
constexpr std::size_t kParallelTitle = 3;

std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ') result.push_back(c);
  }
  return result;
}

/// Bytes in place of letters: they only count as equal or not.
std::vector<std::uint32_t> grams_of(std::string_view squeezed) {
  std::vector<std::uint32_t> grams;
  std::uint32_t gram = 0;
  for (std::size_t i = 0; i < squeezed.size(); ++i) {
    gram = (gram << 8) | static_cast<unsigned char>(squeezed[i]);
    if (i >= 3) grams.push_back(gram);
  }
  std::sort(grams.begin(), grams.end());
  return grams;
}

/// "RETRACTED: …" marks the article itself at Crossref, not its notice.
std::string_view without_retraction_mark(std::string_view title) {
  for (const std::string_view mark : {"RETRACTED ARTICLE:", "RETRACTED:", "Retracted:", "WITHDRAWN:", "Withdrawn:"}) {
    if (title.starts_with(mark)) return title.substr(mark.size());
  }
  return title;
}

bool is_notice_title(std::string_view folded) {
  static constexpr std::array<std::string_view, 12> kBeginnings = {
      "erratum",           "errata",         "corrigendum",       "corrigenda",
      "correction to",     "corrections to", "author correction", "publisher correction",
      "retraction notice", "retraction of",  "addendum to",       "expression of concern"};
  return folded == "correction" || folded == "retraction" ||
         std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return folded.starts_with(beginning); });
}

/// "Vivienda y ciudad / Housing and town": one title in two languages, with either mark of ISBD.
void add_parallel_titles(std::string_view title, FoldedTitle& forms) {
  for (const std::string_view mark : {" / ", " = "}) {
    const auto at = title.find(mark);
    if (at == std::string_view::npos || title.find(mark, at + mark.size()) != std::string_view::npos) continue;
    for (const auto part : {title.substr(0, at), title.substr(at + mark.size())}) {
      if (auto words = fold_words(part); words.size() >= kParallelTitle) forms.heads.push_back(fold_title(part));
    }
  }
}

void add_titles(Subject& subject, const Work& work) {
  if (work.title) subject.titles.push_back(fold_title_forms(without_retraction_mark(*work.title)));
  for (const auto& title : work.other_titles) {
    if (subject.titles.size() == kMostTitles) break;
    subject.titles.push_back(fold_title_forms(title));
  }
  std::erase_if(subject.titles, [](const FoldedTitle& title) { return title.text.empty(); });
}

void add_container(Subject& subject, const std::optional<std::string>& name, const VenueTable* venues) {
  if (!name) return;
  subject.container_known = true;
  add_venue(subject.venues, *name, venues);
}

void add_year(Subject& subject, std::optional<int> year) {
  if (year && std::find(subject.years.begin(), subject.years.end(), *year) == subject.years.end()) {
    subject.years.push_back(*year);
  }
}

/// What entries and records have alike.
Subject subject_of(const Work& work, const VenueTable* venues) {
  Subject subject;
  subject.work = &work;
  add_titles(subject, work);
  for (const auto& person : work.authors) {
    auto name = fold_name(person.name);
    if (!is_misread(name)) subject.people.push_back(std::move(name));
  }
  subject.people_incomplete = work.authors_incomplete;
  if (work.issued) add_year(subject, work.issued->year);
  add_container(subject, work.container_title, venues);
  add_container(subject, work.container_title_short, venues);
  add_container(subject, work.event, venues);
  return subject;
}

/// Sets `unmixed` where the title holds what belongs elsewhere.
void unmix(Subject& subject, const VenueTable* venues) {
  if (!subject.work->title || subject.titles.empty()) return;
  const auto mixed = take_apart(*subject.work->title, {subject.people.empty(), subject.venues.names.empty(), venues});
  if (!mixed.is_mixed()) return;
  auto clean = std::make_shared<Subject>(subject);
  clean->titles.front() = fold_title_forms(mixed.title);
  for (const auto& name : mixed.people) clean->people.push_back(fold_name(parse_name(name)));
  if (!mixed.venue.empty()) {
    add_venue(clean->venues, mixed.venue, venues);
    if (clean->years.empty()) add_year(*clean, year_in_venue(mixed.venue));
  }
  if (!clean->titles.front().text.empty()) subject.unmixed = std::move(clean);
}

void add_identifier(std::vector<Identifier>& identifiers, Identifier identifier) {
  if (const auto* doi = std::get_if<Doi>(&identifier); doi != nullptr && doi->prefix() == "10.48550") {
    if (auto arxiv_id = ArxivId::parse(doi->str())) identifier = *arxiv_id;
  }
  if (std::find(identifiers.begin(), identifiers.end(), identifier) == identifiers.end()) {
    identifiers.push_back(std::move(identifier));
  }
}

bool is_on_preprint_server(const Work& work) {
  return (work.container_title && is_preprint_server(*work.container_title)) ||
         (work.container_title_short && is_preprint_server(*work.container_title_short));
}

RecordKind kind_of_type(WorkType type) {
  switch (type) {
    case WorkType::review: return RecordKind::review;
    case WorkType::component:
    case WorkType::dataset:
    case WorkType::software: return RecordKind::component;
    case WorkType::collection:
    case WorkType::periodical: return RecordKind::proceedings_volume;
    default: return RecordKind::published;
  }
}

RecordKind kind_of(const SourceRecord& record, const Subject& subject) {
  const Work& work = record.work;
  if (record.is_notice) return RecordKind::notice;
  if (!subject.titles.empty() && is_notice_title(subject.titles.front().text)) return RecordKind::notice;
  const bool reviews = std::any_of(record.relations.begin(), record.relations.end(),
                                   [](const Relation& relation) { return relation.kind == "review_of"; });
  if (reviews) return RecordKind::review;
  if (const auto kind = work.type ? kind_of_type(*work.type) : RecordKind::published; kind != RecordKind::published) {
    return kind;
  }
  if (is_on_preprint_server(work)) return RecordKind::preprint;
  if (!is_preprint(work)) return RecordKind::published;
  const bool arxiv = record.source == SourceId::arxiv || (work.doi && work.doi->prefix() == "10.48550") ||
                     (!work.doi && work.arxiv_id);
  return arxiv ? RecordKind::preprint : RecordKind::posted;
}

RecordKind kind_of(const Entry& entry, const Subject& subject) {
  const Work& work = entry.work;
  if (!subject.titles.empty() && is_notice_title(subject.titles.front().text)) return RecordKind::notice;
  if (const auto kind = work.type ? kind_of_type(*work.type) : RecordKind::published; kind != RecordKind::published) {
    return kind;
  }
  const bool has_venue = !subject.venues.names.empty();
  if (is_on_preprint_server(work) && !has_venue) return RecordKind::preprint;
  const bool only_arxiv = !subject.identifiers.empty() &&
                          std::all_of(subject.identifiers.begin(), subject.identifiers.end(),
                                      [](const Identifier& id) { return std::holds_alternative<ArxivId>(id); });
  return only_arxiv && !has_venue ? RecordKind::preprint : RecordKind::published;
}

}  // namespace

FoldedTitle fold_title_forms(std::string_view title) {
  FoldedTitle forms;
  forms.text = fold_title(title);
  forms.squeezed = squeezed(forms.text);
  forms.grams = grams_of(forms.squeezed);
  forms.words = fold_words(title);
  std::sort(forms.words.begin(), forms.words.end());
  const auto parts = split_title(title);
  forms.rest = forms.text;
  if (parts.system) {
    const auto system = fold_title(*parts.system);
    forms.system = squeezed(system);
    if (forms.text.size() > system.size() + 1) forms.rest = forms.text.substr(system.size() + 1);
    forms.heads.push_back(system);
    forms.heads.push_back(forms.rest);
  }
  if (auto main = fold_title(parts.main); main != forms.text && main != forms.rest)
    forms.heads.push_back(std::move(main));
  add_parallel_titles(title, forms);
  std::erase(forms.heads, std::string());
  return forms;
}

Subject make_subject(const Entry& entry, const VenueTable* venues) {
  Subject subject = subject_of(entry.work, venues);
  add_year(subject, entry.year);
  add_container(subject, entry.venue, venues);
  subject.affiliations = entry.affiliations;
  for (const auto& identifier : entry.identifiers) add_identifier(subject.identifiers, identifier);
  if (entry.work.doi) add_identifier(subject.identifiers, *entry.work.doi);
  if (entry.work.arxiv_id) add_identifier(subject.identifiers, *entry.work.arxiv_id);
  if (entry.work.dblp_key) add_identifier(subject.identifiers, *entry.work.dblp_key);
  subject.kind = kind_of(entry, subject);
  unmix(subject, venues);
  return subject;
}

Subject make_subject(const SourceRecord& record, const VenueTable* venues) {
  const Work& work = record.work;
  Subject subject = subject_of(work, venues);
  for (const auto* name : {&work.event, &work.container_title}) {
    if (*name) add_year(subject, year_in_venue(**name));
  }
  for (const auto& person : work.authors) {
    for (const auto& affiliation : person.affiliations) subject.affiliations.push_back(affiliation.name);
  }
  if (work.doi) add_identifier(subject.identifiers, *work.doi);
  if (work.arxiv_id) add_identifier(subject.identifiers, *work.arxiv_id);
  if (work.dblp_key) add_identifier(subject.identifiers, *work.dblp_key);
  for (const auto& alias : record.aliases) add_identifier(subject.identifiers, alias);
  static constexpr std::array<std::string_view, 4> kVersionKinds = {"preprint", "published", "version", "same_as"};
  for (const auto& relation : record.relations) {
    const bool is_version = std::find(kVersionKinds.begin(), kVersionKinds.end(), relation.kind) != kVersionKinds.end();
    if (is_version) add_identifier(subject.versions, relation.target);
  }
  subject.kind = kind_of(record, subject);
  subject.withdrawn = record.withdrawn;
  unmix(subject, venues);
  return subject;
}

}  // namespace bibmill
