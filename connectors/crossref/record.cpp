#include "connectors/crossref/record.h"

#include <array>
#include <utility>

#include "connectors/crossref/dates.h"
#include "connectors/crossref/relations.h"
#include "connectors/wire/fields.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// Crossref's thirty types (REST API, /types); one that is not here is a document.
constexpr std::array<std::pair<std::string_view, WorkType>, 30> kTypes = {{
    {"journal-article", WorkType::article_journal},
    {"proceedings-article", WorkType::paper_conference},
    {"posted-content", WorkType::article},
    {"book", WorkType::book},
    {"monograph", WorkType::book},
    {"edited-book", WorkType::book},
    {"reference-book", WorkType::book},
    {"book-set", WorkType::book},
    {"book-series", WorkType::book},
    {"book-chapter", WorkType::chapter},
    {"book-section", WorkType::chapter},
    {"book-part", WorkType::chapter},
    {"book-track", WorkType::chapter},
    {"proceedings", WorkType::collection},
    {"proceedings-series", WorkType::collection},
    {"reference-entry", WorkType::entry},
    {"dissertation", WorkType::thesis},
    {"report", WorkType::report},
    {"report-component", WorkType::report},
    {"report-series", WorkType::periodical},
    {"journal", WorkType::periodical},
    {"journal-volume", WorkType::periodical},
    {"journal-issue", WorkType::periodical},
    {"peer-review", WorkType::review},
    {"dataset", WorkType::dataset},
    {"database", WorkType::dataset},
    {"component", WorkType::component},
    {"standard", WorkType::standard},
    {"grant", WorkType::document},
    {"other", WorkType::document},
}};

std::optional<std::string> read_event(JsonView work) {
  const JsonView event = work["event"].first();
  auto name = plain_field(event["name"]);
  return name ? name : plain_field(event["acronym"]);
}

std::optional<WorkType> read_type(JsonView work) {
  const auto name = work["type"].text();
  if (!name || name->empty()) return std::nullopt;
  // Springer deposits conference papers of LNCS and similar series as chapters of a book with an event.
  if (*name == "book-chapter" && read_event(work)) return WorkType::paper_conference;
  for (const auto& [crossref, type] : kTypes) {
    if (crossref == *name) return type;
  }
  return WorkType::document;
}

std::vector<std::string> plain_list(JsonView values) {
  std::vector<std::string> plain;
  for (const JsonView value : values.items()) {
    if (auto text = plain_field(value)) plain.push_back(std::move(*text));
  }
  return plain;
}

void read_titles(JsonView json, Work& work) {
  const std::vector<std::string> titles = plain_list(json["title"]);
  const std::vector<std::string> subtitles = plain_list(json["subtitle"]);
  if (!titles.empty()) {
    work.title = join_title(strip_final_stop(titles.front()),
                            subtitles.empty() ? std::string() : strip_final_stop(subtitles.front()));
    // The other values are the title in another language.
    work.other_titles.assign(titles.begin() + 1, titles.end());
  }
  for (const std::string_view field : {"original-title", "short-title"}) {
    for (std::string& title : plain_list(json[field])) {
      if (title != work.title) add_unique(work.other_titles, std::move(title));
    }
  }
}

AuthorAffiliation read_affiliation(JsonView json, std::string name) {
  AuthorAffiliation affiliation{std::move(name), std::nullopt};
  for (const JsonView id : json["id"].items()) {
    if (ascii_lower(id["id-type"].text().value_or("")) != "ror") continue;
    affiliation.ror = ror_url(id["id"].text().value_or(""));
  }
  return affiliation;
}

/// In array order: `sequence` is often wrong (several "first", or none).
std::vector<Person> read_people(JsonView list) {
  std::vector<Person> people;
  for (const JsonView json : list.items()) {
    auto name = person_name(json["given"].text().value_or(""), json["family"].text().value_or(""),
                            json["suffix"].text().value_or(""));
    if (const auto organisation = plain_field(json["name"]); !name && organisation) {
      name = PersonName{};
      name->literal = *organisation;
    }
    if (!name) continue;
    Person person{std::move(*name), Orcid::parse(json["ORCID"].text().value_or("")), std::nullopt, {}};
    for (const JsonView affiliation : json["affiliation"].items()) {
      auto text = plain_field(affiliation.is_object() ? affiliation["name"] : affiliation);
      if (text) person.affiliations.push_back(read_affiliation(affiliation, std::move(*text)));
    }
    people.push_back(std::move(person));
  }
  return people;
}

/// Names of book series among container titles: recordings hold [series, book] and, older ones, [book, series].
bool is_series(std::string_view title) {
  const std::string folded = fold_title(title) + " ";
  for (const std::string_view start : {"lecture notes ", "communications in ", "advances in ", "studies in ",
                                       "topics in ", "springer proceedings in ", "ifip advances ", "contemporary "}) {
    if (folded.starts_with(start)) return true;
  }
  return folded.find(" series ") != std::string::npos;
}

void read_containers(JsonView json, Work& work) {
  std::vector<std::string> titles = plain_list(json["container-title"]);
  const std::vector<std::string> short_titles = plain_list(json["short-container-title"]);
  if (!short_titles.empty()) work.container_title_short = short_titles.front();
  if (titles.empty()) return;
  if (titles.size() > 1 && work.type == WorkType::article_journal) {
    // Full and abbreviated names of one journal, in either order.
    const auto longest = std::max_element(titles.begin(), titles.end(),
                                          [](const auto& a, const auto& b) { return a.size() < b.size(); });
    work.container_title = *longest;
    return;
  }
  if (titles.size() > 1 && is_series(titles.back()) && !is_series(titles.front()))
    std::swap(titles.front(), titles.back());
  work.container_title = titles.back();
  if (titles.size() > 1) work.collection_title = titles.front();
  if (work.container_title == work.container_title_short) work.container_title_short.reset();
}

std::optional<std::string> read_license(JsonView list) {
  std::optional<std::string> other;
  for (const JsonView license : list.items()) {
    const std::string version = ascii_lower(license["content-version"].text().value_or(""));
    auto url = web_url(license["URL"]);
    if (!url || version == "tdm" || version == "stm-asf") continue;  // what miners may do is not the work's licence
    if (version == "vor") return url;
    if (!other) other = std::move(url);
  }
  return other;
}

void read_numbers(JsonView json, Work& work) {
  work.volume = plain_field(json["volume"]);
  work.issue = plain_field(json["issue"]);
  if (!work.issue) work.issue = plain_field(json["journal-issue"]["issue"]);
  work.pages = plain_pages(json["page"].scalar().value_or(""));
  work.article_number = plain_field(json["article-number"]);
  for (const JsonView text : json["ISBN"].items()) {
    if (auto isbn = Isbn::parse(text.scalar().value_or(""))) add_unique(work.isbn, std::move(*isbn));
  }
  for (const JsonView text : json["ISSN"].items()) {
    if (auto issn = Issn::parse(text.scalar().value_or(""))) add_unique(work.issn, std::move(*issn));
  }
}

std::optional<std::string> read_language(JsonView value) {
  auto language = plain_field(value);
  if (language) language = ascii_lower(*language);
  if (language == "aa") return std::nullopt;  // Afar: what deposits say that know no language
  return language;
}

}  // namespace

std::optional<SourceRecord> read_crossref_work(JsonView json) {
  const auto doi = json["DOI"].text();
  if (!doi || trim(*doi).empty()) return std::nullopt;
  SourceRecord record;
  record.source = SourceId::crossref;
  record.work.doi = registered_doi(*doi);
  record.record_id = record.work.doi ? record.work.doi->str() : ascii_lower(collapse_space(*doi));

  Work& work = record.work;
  work.type = read_type(json);
  read_titles(json, work);
  work.authors = read_people(json["author"]);
  work.editors = read_people(json["editor"]);
  work.issued = read_crossref_issued(json);
  read_containers(json, work);
  work.event = read_event(json);
  work.publisher = plain_field(json["publisher"]);
  work.publisher_place = plain_field(json["publisher-location"]);
  read_numbers(json, work);
  work.url = web_url(json["resource"]["primary"]["URL"]);
  work.abstract_text = plain_field(json["abstract"]);
  work.license = read_license(json["license"]);
  work.language = read_language(json["language"]);
  read_crossref_relations(json, record);
  return record;
}

Result<SourceRecord> read_crossref_work(std::string_view text) {
  const auto json = Json::parse(text);
  if (!json) return tl::unexpected(json.error());
  auto record = read_crossref_work(json->root());
  if (!record) return fail(ErrorKind::decode, "expected a Crossref work object with a DOI");
  return std::move(*record);
}

}  // namespace bibmill
