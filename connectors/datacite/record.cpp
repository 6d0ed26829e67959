#include "connectors/datacite/record.h"

#include <array>
#include <utility>

#include "connectors/datacite/people.h"
#include "connectors/wire/fields.h"
#include "normalizers/dates/partial_date.h"
#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

using Names = std::pair<std::string_view, std::string_view>;

/// resourceTypeGeneral (kernel 4.7). "Text" says nothing and is told by the CSL type.
constexpr std::array<std::pair<std::string_view, WorkType>, 19> kGeneralTypes = {{
    {"Preprint", WorkType::article},
    {"ConferencePaper", WorkType::paper_conference},
    {"ConferenceProceeding", WorkType::collection},
    {"JournalArticle", WorkType::article_journal},
    {"DataPaper", WorkType::article_journal},
    {"Book", WorkType::book},
    {"BookChapter", WorkType::chapter},
    {"Dissertation", WorkType::thesis},
    {"Report", WorkType::report},
    {"Dataset", WorkType::dataset},
    {"Software", WorkType::software},
    {"ComputationalNotebook", WorkType::software},
    {"Standard", WorkType::standard},
    {"PeerReview", WorkType::review},
    {"Journal", WorkType::periodical},
    {"Image", WorkType::document},
    {"Poster", WorkType::document},
    {"Presentation", WorkType::document},
    {"PhysicalObject", WorkType::document},
}};

/// What a relation of this record says of its target.
constexpr std::array<Names, 12> kKinds = {{
    {"IsVersionOf", "version"},
    {"HasVersion", "version"},
    {"IsNewVersionOf", "version"},
    {"IsPreviousVersionOf", "version"},
    {"IsVariantFormOf", "version"},
    {"IsOriginalFormOf", "version"},
    {"IsIdenticalTo", "same_as"},
    {"IsTranslationOf", "translation"},
    {"HasTranslation", "translation"},
    {"Reviews", "review_of"},
    {"IsSupplementTo", "supplement"},
    {"IsSupplementedBy", "supplement"},
}};

bool lives_at_arxiv(const Work& work) { return work.doi && work.doi->prefix() == "10.48550"; }

std::optional<WorkType> read_type(JsonView types, const Work& work) {
  if (lives_at_arxiv(work)) return WorkType::article;  // deposited as Text / article-journal until 2022
  const auto general = types["resourceTypeGeneral"].text();
  for (const auto& [name, type] : kGeneralTypes) {
    if (general == name) return type;
  }
  // DataCite's CSL "article" is its word for anything, not for a preprint.
  const auto csl = types["citeproc"].text();
  if (csl && *csl != "article") return parse_work_type(*csl).value_or(WorkType::document);
  if (types["bibtex"].text() == "phdthesis") return WorkType::thesis;
  if (types["bibtex"].text() == "inproceedings") return WorkType::paper_conference;
  return general || csl ? std::optional(WorkType::document) : std::nullopt;
}

void read_titles(JsonView list, Work& work) {
  std::optional<std::string> main;
  std::string subtitle;
  for (const JsonView json : list.items()) {
    auto title = known_field(json.is_object() ? json["title"] : json);
    if (!title) continue;
    const std::string_view type = json["titleType"].text().value_or("");
    if (type.empty() && !main) {
      main = std::move(title);
    } else if (type == "Subtitle" && subtitle.empty()) {
      subtitle = std::move(*title);
    } else {
      add_unique(work.other_titles, std::move(*title));
    }
  }
  if (!main && !work.other_titles.empty()) {
    main = work.other_titles.front();
    work.other_titles.erase(work.other_titles.begin());
  }
  if (!main && !subtitle.empty()) std::swap(main.emplace(), subtitle);
  if (main) work.title = join_title(strip_final_stop(*main), subtitle);
}

std::optional<PartialDate> dated(JsonView attributes, std::string_view type) {
  for (const JsonView date : attributes["dates"].items()) {
    if (date["dateType"].text() != type) continue;
    if (auto parsed = parse_partial_date(date["date"].scalar().value_or(""))) return parsed;
  }
  return std::nullopt;
}

/// publicationYear, with month and day where a date of issue or availability in that year has them.
std::optional<PartialDate> read_issued(JsonView attributes) {
  std::optional<PartialDate> issued = parse_partial_date(attributes["publicationYear"].scalar().value_or(""));
  for (const std::string_view type : {"Issued", "Available"}) {
    const auto date = dated(attributes, type);
    if (!date) continue;
    if (!issued || (issued->year == date->year && !issued->month)) issued = date;
  }
  if (!issued) issued = parse_partial_date(attributes["published"].scalar().value_or(""));
  return issued;
}

/// "firstPage" also holds "Bd. 28 Nr. 2 (2001)" and "Korea": a page has digits and no blanks, or is a Roman numeral.
std::optional<std::string> read_page(JsonView value) {
  auto page = known_field(value);
  if (!page || page->find(' ') != std::string::npos) return std::nullopt;
  const bool digits = page->find_first_of("0123456789") != std::string::npos;
  const bool roman = ascii_lower(*page).find_first_not_of("ivxlcdm") == std::string::npos;
  if (!digits && !roman) return std::nullopt;
  return page;
}

std::optional<std::string> read_pages(JsonView container) {
  const auto first = read_page(container["firstPage"]);
  const auto last = read_page(container["lastPage"]);
  if (!first) return std::nullopt;
  return plain_pages(last && *last != *first ? *first + "-" + *last : *first);
}

void read_number(std::string_view text, Work& work) {
  if (auto issn = Issn::parse(text)) {
    add_unique(work.issn, std::move(*issn));
  } else if (auto isbn = Isbn::parse(text)) {
    add_unique(work.isbn, std::move(*isbn));
  }
}

void read_container(JsonView attributes, Work& work) {
  JsonView container = attributes["container"];
  work.container_title = known_field(container["title"]);
  if (!work.container_title) {
    for (const JsonView item : attributes["relatedItems"].items()) {
      if (item["relationType"].text() != "IsPublishedIn") continue;
      work.container_title = known_field(item["titles"].first()["title"]);
      if (work.container_title) container = item;
      break;
    }
  }
  work.volume = known_field(container["volume"]);
  work.issue = known_field(container["issue"]);
  work.pages = read_pages(container);
  if (work.container_title) read_number(container["identifier"].scalar().value_or(""), work);
  for (const JsonView identifier : attributes["identifiers"].items()) {
    const std::string type = ascii_lower(identifier["identifierType"].text().value_or(""));
    const std::string value = identifier["identifier"].scalar().value_or("");
    if (type == "isbn" || type == "issn") read_number(value, work);
    if (type == "arxiv" && !work.arxiv_id) work.arxiv_id = ArxivId::parse(value);
  }
}

std::optional<std::string> read_license(JsonView rights) {
  for (const JsonView right : rights.items()) {
    if (auto url = web_url(right["rightsUri"])) return url;
  }
  for (const JsonView right : rights.items()) {
    if (auto id = known_field(right["rightsIdentifier"])) return id;
  }
  return std::nullopt;
}

std::optional<std::string> read_abstract(JsonView descriptions) {
  for (const JsonView description : descriptions.items()) {
    if (description["descriptionType"].text() != "Abstract") continue;
    if (auto text = known_field(description["description"])) return text;
  }
  return std::nullopt;
}

std::string_view kind_of_relation(std::string_view name, const Work& work) {
  if (name == "IsVersionOf" && lives_at_arxiv(work)) return "published";  // arXiv names the paper so
  for (const auto& [datacite, ours] : kKinds) {
    if (datacite == name) return ours;
  }
  return {};
}

void read_relations(JsonView list, SourceRecord& record) {
  for (const JsonView json : list.items()) {
    const std::string_view kind = kind_of_relation(json["relationType"].text().value_or(""), record.work);
    const std::string type = ascii_lower(json["relatedIdentifierType"].text().value_or(""));
    const std::string value = json["relatedIdentifier"].scalar().value_or("");
    if (kind.empty() || (type != "doi" && type != "arxiv" && type != "url")) continue;
    auto target = parse_identifier(type == "arxiv" && !value.starts_with("http") ? "arXiv:" + value : value);
    const bool itself = target && ((record.work.doi && *target == Identifier(*record.work.doi)) ||
                                   (record.work.arxiv_id && *target == Identifier(*record.work.arxiv_id)));
    if (target && !itself) add_unique(record.relations, Relation{std::string(kind), std::move(*target)});
  }
}

}  // namespace

std::optional<SourceRecord> read_datacite_record(JsonView json) {
  const JsonView attributes = json["attributes"].is_object() ? json["attributes"] : json;
  auto text = attributes["doi"].text();
  if (!text || trim(*text).empty()) text = json["id"].text();
  if (!text || trim(*text).empty()) return std::nullopt;
  SourceRecord record;
  record.source = SourceId::datacite;
  Work& work = record.work;
  work.doi = registered_doi(*text);
  record.record_id = work.doi ? work.doi->str() : ascii_lower(collapse_space(*text));
  if (lives_at_arxiv(work)) work.arxiv_id = ArxivId::parse(work.doi->str());
  work.type = read_type(attributes["types"], work);
  read_titles(attributes["titles"], work);
  work.authors = read_datacite_people(attributes["creators"]);
  work.editors = read_datacite_people(attributes["contributors"], "Editor");
  work.issued = read_issued(attributes);
  read_container(attributes, work);
  const JsonView publisher = attributes["publisher"];
  work.publisher = known_field(publisher.is_object() ? publisher["name"] : publisher);
  work.url = web_url(attributes["url"]);
  work.abstract_text = read_abstract(attributes["descriptions"]);
  work.license = read_license(attributes["rightsList"]);
  if (auto language = known_field(attributes["language"].first())) work.language = ascii_lower(*language);
  read_relations(attributes["relatedIdentifiers"], record);
  return record;
}

Result<SourceRecord> read_datacite_record(std::string_view text) {
  const auto json = Json::parse(text);
  if (!json) return tl::unexpected(json.error());
  auto record = read_datacite_record(json->root());
  if (!record) return fail(ErrorKind::decode, "expected a DataCite record with a DOI");
  return std::move(*record);
}

}  // namespace bibmill
