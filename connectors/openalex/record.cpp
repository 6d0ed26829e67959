#include "connectors/openalex/record.h"

#include <array>
#include <utility>

#include "connectors/openalex/abstract.h"
#include "connectors/openalex/authorships.h"
#include "connectors/openalex/locations.h"
#include "connectors/wire/fields.h"
#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

using TypeName = std::pair<std::string_view, WorkType>;

constexpr std::size_t kMostListedAuthors = 100;

/// A location's raw_type is what its registrant calls the work: Crossref's and DataCite's words.
constexpr std::array<TypeName, 13> kRawTypes = {{
    {"journal-article", WorkType::article_journal},
    {"proceedings-article", WorkType::paper_conference},
    {"posted-content", WorkType::article},
    {"preprint", WorkType::article},
    {"book", WorkType::book},
    {"monograph", WorkType::book},
    {"edited-book", WorkType::book},
    {"reference-book", WorkType::book},
    {"proceedings", WorkType::collection},
    {"dissertation", WorkType::thesis},
    {"dataset", WorkType::dataset},
    {"peer-review", WorkType::review},
    {"component", WorkType::component},
}};

/// OpenAlex's own types. "article" and "book-chapter" say too little (below); its "review" is a survey, not a review of
/// another work.
constexpr std::array<TypeName, 17> kTypes = {{
    {"conference-paper", WorkType::paper_conference},
    {"preprint", WorkType::article},
    {"review", WorkType::article_journal},
    {"letter", WorkType::article_journal},
    {"editorial", WorkType::article_journal},
    {"book", WorkType::book},
    {"book-chapter", WorkType::chapter},
    {"dissertation", WorkType::thesis},
    {"report", WorkType::report},
    {"dataset", WorkType::dataset},
    {"software", WorkType::software},
    {"standard", WorkType::standard},
    {"reference-entry", WorkType::entry},
    {"peer-review", WorkType::review},
    {"supplementary-materials", WorkType::component},
    {"paratext", WorkType::document},
    {"other", WorkType::document},
}};

template <std::size_t Size>
std::optional<WorkType> look_up(const std::array<TypeName, Size>& types, std::string_view name) {
  for (const auto& [theirs, ours] : types) {
    if (theirs == name) return ours;
  }
  return std::nullopt;
}

std::optional<WorkType> read_type(JsonView work, JsonView own_location) {
  const std::string raw = ascii_lower(own_location["raw_type"].text().value_or(""));
  if (const auto type = look_up(kRawTypes, raw)) return type;
  const std::string_view name = work["type"].text().value_or("");
  if (const auto type = look_up(kTypes, name)) return type;
  if (name != "article") return std::nullopt;
  const std::string_view host = own_location["source"]["type"].text().value_or("");
  if (host == "journal") return WorkType::article_journal;
  if (host == "conference") return WorkType::paper_conference;
  return host == "repository" ? std::optional(WorkType::article) : std::nullopt;
}

/// The work's id there, "W2741809807".
std::optional<std::string> read_id(JsonView work) {
  std::string_view id = work["id"].text().value_or("");
  id = id.substr(id.rfind('/') + 1);
  const bool digits = id.size() > 1 && id.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (!digits || id.front() != 'W') return std::nullopt;
  return std::string(id);
}

/// The first of January stands for "some day of that year".
std::optional<PartialDate> read_issued(JsonView work) {
  const auto year = parse_partial_date(work["publication_year"].scalar().value_or(""));
  const auto date = parse_partial_date(work["publication_date"].text().value_or(""));
  if (!date || (year && year->year != date->year)) return year;
  if (date->month == 1 && date->day == 1) return make_partial_date(date->year, std::nullopt, std::nullopt);
  return date;
}

std::optional<std::string> read_pages(JsonView biblio) {
  const auto first = plain_field(biblio["first_page"]);
  const auto last = plain_field(biblio["last_page"]);
  if (!first) return std::nullopt;
  return plain_pages(last && *last != *first ? *first + "-" + *last : *first);
}

/// Notices are works of their own, of which `is_retracted` says nothing.
bool is_notice(JsonView work) {
  const std::string_view type = work["type"].text().value_or("");
  return type == "erratum" || type == "retraction";
}

}  // namespace

std::optional<SourceRecord> read_openalex_work(JsonView json) {
  auto id = read_id(json);
  if (!id) return std::nullopt;
  SourceRecord record;
  record.source = SourceId::openalex;
  record.record_id = std::move(*id);
  record.is_notice = is_notice(json);

  Work& work = record.work;
  work.doi = registered_doi(json["doi"].text().value_or(""));
  if (work.doi && work.doi->prefix() == "10.48550") work.arxiv_id = ArxivId::parse(work.doi->str());
  const JsonView own = own_openalex_location(json, work.doi);
  work.type = read_type(json, own);
  auto title = plain_field(json["title"]);
  if (!title) title = plain_field(json["display_name"]);
  if (title) work.title = strip_final_stop(*title);
  work.authors = read_openalex_authors(json["authorships"]);
  work.authors_incomplete = json["is_authors_truncated"].boolean().value_or(false);
  work.issued = read_issued(json);
  work.volume = plain_field(json["biblio"]["volume"]);
  work.issue = plain_field(json["biblio"]["issue"]);
  work.pages = read_pages(json["biblio"]);
  work.abstract_text = read_inverted_abstract(json["abstract_inverted_index"]);
  if (auto language = plain_field(json["language"])) work.language = ascii_lower(*language);
  read_openalex_container(own, work);
  read_openalex_relations(json["locations"], record);
  if (json["is_retracted"].boolean().value_or(false) && !record.is_notice) {
    record.updates.push_back(Update{"retraction", std::nullopt, std::nullopt});
  }
  return record;
}

Result<SourceRecord> read_openalex_work(std::string_view text) {
  const auto json = Json::parse(text);
  if (!json) return tl::unexpected(json.error());
  auto record = read_openalex_work(json->root());
  if (!record) return fail(ErrorKind::decode, "expected an OpenAlex work with its id");
  return std::move(*record);
}

bool has_cut_authors(JsonView work) {
  return work["is_authors_truncated"].boolean().value_or(false) ||
         work["authorships"].items().size() == kMostListedAuthors;
}

}  // namespace bibmill
