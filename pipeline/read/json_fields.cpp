#include "pipeline/read/json_fields.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <optional>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/read/claims.h"
#include "pipeline/read/json_people.h"
#include "pipeline/read/json_text.h"

namespace bibmill {
namespace {

using simdjson::dom::element;

enum class Field : std::uint8_t {
  none,
  title,
  authors,
  editors,
  issued,
  year,
  container,
  venue,
  identifier,
  arxiv,
  url,
  key,
  id,
  type,
  volume,
  issue,
  pages,
  publisher,
  isbn,
  issn,
  abstract_text,
  topics,
  affiliations,
  notes,
  event,
  language,
};

constexpr std::array<std::pair<std::string_view, Field>, 52> kNames = {{
    {"title", Field::title},
    {"authors", Field::authors},
    {"author", Field::authors},
    {"editors", Field::editors},
    {"editor", Field::editors},
    {"issued", Field::issued},
    {"date", Field::issued},
    {"published", Field::issued},
    {"publicationdate", Field::issued},
    {"publication_date", Field::issued},
    {"year", Field::year},
    {"publication_year", Field::year},
    {"container_title", Field::container},
    {"container-title", Field::container},
    {"journal", Field::container},
    {"booktitle", Field::container},
    {"venue", Field::venue},
    {"conference", Field::venue},
    {"doi", Field::identifier},
    {"dblp", Field::identifier},
    {"dblp_key", Field::identifier},
    {"arxiv", Field::arxiv},
    {"arxiv_id", Field::arxiv},
    {"arxivid", Field::arxiv},
    {"eprint", Field::arxiv},
    {"url", Field::url},
    {"link", Field::url},
    {"pdf", Field::url},
    {"links", Field::url},
    {"key", Field::key},
    {"citation_key", Field::key},
    {"citation-key", Field::key},
    {"citekey", Field::key},
    {"id", Field::id},
    {"type", Field::type},
    {"volume", Field::volume},
    {"issue", Field::issue},
    {"number", Field::issue},
    {"pages", Field::pages},
    {"page", Field::pages},
    {"publisher", Field::publisher},
    {"isbn", Field::isbn},
    {"issn", Field::issn},
    {"abstract", Field::abstract_text},
    {"topics", Field::topics},
    {"keywords", Field::topics},
    {"affiliations", Field::affiliations},
    {"notes", Field::notes},
    {"note", Field::notes},
    {"event", Field::event},
    {"language", Field::language},
    {"lang", Field::language},
}};

Field field_of(std::string_view name) {
  const std::string lower = ascii_lower(name);
  for (const auto& [known, field] : kNames) {
    if (known == lower) return field;
  }
  return Field::none;
}

/// "2020-05", or CSL's {"date-parts": [[2020, 5]]}.
std::optional<PartialDate> date_of(std::string_view value) {
  std::optional<PartialDate> date;
  const auto use = [&date](const element& object) {
    std::int64_t numbers[3] = {0, 0, 0};
    for (std::size_t i = 0; i < 3; ++i) {
      if (object["date-parts"].at(0).at(i).get_int64().get(numbers[i]) != simdjson::SUCCESS) break;
    }
    const auto small = [](std::int64_t n) {
      return n > 0 && n < 10'000 ? std::optional<int>(static_cast<int>(n)) : std::nullopt;
    };
    if (const auto year = small(numbers[0])) date = make_partial_date(*year, small(numbers[1]), small(numbers[2]));
  };
  if (!with_json(value, use)) date = parse_partial_date(trim(value));
  return date;
}

std::optional<WorkType> type_of(std::string_view value) {
  const std::string lower = ascii_lower(trim(value));
  if (const auto csl = parse_work_type(lower)) return csl;
  static constexpr std::array<std::pair<std::string_view, WorkType>, 8> kOthers = {{
      {"inproceedings", WorkType::paper_conference},
      {"proceedings-article", WorkType::paper_conference},
      {"conference", WorkType::paper_conference},
      {"journal-article", WorkType::article_journal},
      {"preprint", WorkType::article},
      {"posted-content", WorkType::article},
      {"book-chapter", WorkType::chapter},
      {"dissertation", WorkType::thesis},
  }};
  for (const auto& [name, type] : kOthers) {
    if (name == lower) return type;
  }
  return std::nullopt;
}

/// A citation key by its looks; ids of search services are none.
bool is_citation_key(std::string_view text) {
  if (text.empty() || text.size() > 100 || std::isalpha(static_cast<unsigned char>(text.front())) == 0) return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:._+-") ==
         std::string_view::npos;
}

void set_text(std::optional<std::string>& target, std::string_view value) {
  std::string text = collapse_space(value);
  if (!target && !text.empty() && !is_json(text)) target = std::move(text);
}

template <class Id>
void add_ids(std::vector<Id>& ids, std::string_view value) {
  for (const std::string& text : string_list(value)) {
    const auto id = Id::parse(text);
    if (id && std::find(ids.begin(), ids.end(), *id) == ids.end()) ids.push_back(*id);
  }
}

void add_links(Entry& entry, Claims& claims, std::string_view value) {
  for (std::string& url : string_list(value)) {
    claims.add_text(url);
    if (!entry.work.url) entry.work.url = url;
    entry.links.push_back({"", std::move(url)});
  }
}

void append(std::vector<std::string>& list, std::string_view value) {
  for (std::string& text : string_list(value)) list.push_back(std::move(text));
}

/// As in reading lists: " & " separates, a comma stays inside ("SIAT, CAS & MIT").
void append_affiliations(std::vector<std::string>& list, std::string_view value) {
  for (const std::string& line : string_list(value)) {
    for (std::size_t from = 0; from <= line.size();) {
      const std::size_t end = std::min(line.find(" & ", from), line.size());
      if (end > from) list.push_back(line.substr(from, end - from));
      from = end + 3;
    }
  }
}

void fill_what_it_is(Entry& entry, Claims& claims, Field field, std::string_view value) {
  Work& work = entry.work;
  switch (field) {
    case Field::title: set_text(work.title, value); break;
    case Field::authors: add_people(work, work.authors, value); break;
    case Field::editors: add_people(work, work.editors, value); break;
    case Field::issued:
    case Field::year:
      if (auto date = date_of(value); date && (!work.issued || date->month)) work.issued = date;
      break;
    case Field::container: set_text(work.container_title, value); break;
    case Field::venue: set_text(entry.venue, value); break;
    case Field::identifier: claims.add_value(value); break;
    case Field::arxiv: claims.add_arxiv(value); break;
    case Field::url: add_links(entry, claims, value); break;
    case Field::key: set_text(entry.key, value); break;
    case Field::id:
      if (!claims.add_text(value) && is_citation_key(value)) set_text(entry.key, value);
      break;
    case Field::type: work.type = type_of(value); break;
    default: break;
  }
}

void fill_rest(Entry& entry, Field field, std::string_view value) {
  Work& work = entry.work;
  switch (field) {
    case Field::volume: set_text(work.volume, value); break;
    case Field::issue: set_text(work.issue, value); break;
    case Field::pages: set_text(work.pages, value); break;
    case Field::publisher: set_text(work.publisher, value); break;
    case Field::isbn: add_ids(work.isbn, value); break;
    case Field::issn: add_ids(work.issn, value); break;
    case Field::abstract_text: set_text(work.abstract_text, value); break;
    case Field::topics: append(entry.topics, value); break;
    case Field::affiliations: append_affiliations(entry.affiliations, value); break;
    case Field::notes: append(entry.notes, value); break;
    case Field::event: set_text(work.event, value); break;
    case Field::language: set_text(work.language, value); break;
    default: break;
  }
}

}  // namespace

std::vector<std::string> string_list(std::string_view value) {
  std::vector<std::string> list;
  const auto add = [&list](std::string_view text) {
    std::string clean = collapse_space(text);
    if (!clean.empty()) list.push_back(std::move(clean));
  };
  const auto use = [&add](const element& parsed) {
    simdjson::dom::array array;
    if (parsed.get_array().get(array) != simdjson::SUCCESS) return;
    for (const element item : array) {
      std::string_view text;
      if (item.get_string().get(text) == simdjson::SUCCESS || item["url"].get_string().get(text) == simdjson::SUCCESS)
        add(text);
    }
  };
  if (!with_json(value, use)) add(value);
  return list;
}

void fill_from_json_fields(Entry& entry) {
  Claims claims(entry);
  for (const auto& [name, value] : entry.fields) {
    const Field field = field_of(name);
    fill_what_it_is(entry, claims, field, value);
    fill_rest(entry, field, value);
  }
  Work& work = entry.work;
  if (work.container_title && claims.add_arxiv_mention(*work.container_title)) work.container_title.reset();
  if (entry.venue && claims.add_arxiv_mention(*entry.venue)) entry.venue.reset();
  if (!entry.venue) entry.venue = work.container_title;
  if (!work.container_title) work.container_title = entry.venue;
  if (work.issued) entry.year = work.issued->year;
  if (!work.type && work.arxiv_id && !work.container_title) work.type = WorkType::article;
}

}  // namespace bibmill
