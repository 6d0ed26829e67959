#include "pipeline/read/json_fields.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/read/claims.h"
#include "pipeline/read/json_date.h"
#include "pipeline/read/json_misfits.h"
#include "pipeline/read/json_names.h"
#include "pipeline/read/json_people.h"
#include "pipeline/read/json_text.h"

namespace bibmill {
namespace {

using simdjson::dom::element;

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

void fill_what_it_is(Entry& entry, Claims& claims, JsonField field, std::string_view value) {
  Work& work = entry.work;
  switch (field) {
    case JsonField::title: set_text(work.title, value); break;
    case JsonField::authors: add_people(work, work.authors, value); break;
    case JsonField::editors: add_people(work, work.editors, value); break;
    case JsonField::issued:
    case JsonField::year:
      if (auto date = json_date(value); date && (!work.issued || date->month)) work.issued = date;
      break;
    case JsonField::container: set_text(work.container_title, value); break;
    case JsonField::venue: set_text(entry.venue, value); break;
    case JsonField::doi:
    case JsonField::dblp: claims.add_value(value); break;
    case JsonField::arxiv:
    case JsonField::eprint: claims.add_arxiv(value); break;
    case JsonField::url: add_links(entry, claims, value); break;
    case JsonField::key:
      if (!entry.key && !collapse_space(value).empty()) entry.key = value;
      break;
    case JsonField::id:
      if (!claims.add_text(value) && is_citation_key(value)) set_text(entry.key, value);
      break;
    case JsonField::type: work.type = type_of(value); break;
    default: break;
  }
}

void fill_rest(Entry& entry, JsonField field, std::string_view value) {
  Work& work = entry.work;
  switch (field) {
    case JsonField::volume: set_text(work.volume, value); break;
    case JsonField::issue: set_text(work.issue, value); break;
    case JsonField::pages: set_text(work.pages, value); break;
    case JsonField::publisher: set_text(work.publisher, value); break;
    case JsonField::isbn: add_ids(work.isbn, value); break;
    case JsonField::issn: add_ids(work.issn, value); break;
    case JsonField::abstract_text: set_text(work.abstract_text, value); break;
    case JsonField::topics: append(entry.topics, value); break;
    case JsonField::affiliations: append_affiliations(entry.affiliations, value); break;
    case JsonField::notes: append(entry.notes, value); break;
    case JsonField::event: set_text(work.event, value); break;
    case JsonField::language: set_text(work.language, value); break;
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

std::vector<std::string> fill_from_json(Entry& entry, const simdjson::dom::object& object) {
  Claims claims(entry);
  std::vector<std::string> problems;
  for (const auto [name, value] : object) {
    if (value.is_null()) continue;
    const std::string& text = entry.fields.emplace_back(std::string(name), json_text(value)).second;
    const JsonField field = json_field(name);
    if (const auto expected = misfit(field, value)) {
      problems.push_back("`" + printable(name) + "` should be " + *expected);
      // Of a list the elements that fit are used.
      if (!value.is_array()) continue;
    }
    const std::string used = single_text(value).value_or(text);
    fill_what_it_is(entry, claims, field, used);
    fill_rest(entry, field, used);
  }
  Work& work = entry.work;
  if (work.container_title && claims.add_arxiv_mention(*work.container_title)) work.container_title.reset();
  if (entry.venue && claims.add_arxiv_mention(*entry.venue)) entry.venue.reset();
  if (!entry.venue) entry.venue = work.container_title;
  if (!work.container_title) work.container_title = entry.venue;
  if (work.issued) entry.year = work.issued->year;
  if (!work.type && work.arxiv_id && !work.container_title) work.type = WorkType::article;
  return problems;
}

}  // namespace bibmill
