#include "connectors/dblp/dblp_record.h"

#include <algorithm>
#include <cctype>

#include "normalizers/names/person_name.h"
#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

std::optional<std::string> present(std::string_view text) {
  std::string value = collapse_space(text);
  if (value.empty()) return std::nullopt;
  return value;
}

std::optional<std::string> title_text(std::string_view title) {
  const auto text = present(title);
  return text ? present(strip_final_stop(*text)) : std::nullopt;
}

std::optional<std::string> plain_pages(std::string pages) {
  constexpr std::string_view kEnDash = "–";
  for (std::size_t at = pages.find(kEnDash); at != std::string::npos; at = pages.find(kEnDash, at)) {
    pages.replace(at, kEnDash.size(), "-");
  }
  return present(pages);
}

/// "Ting Yao 0001": four digits after a blank tell homonyms apart. No other number does.
bool is_numbered(std::string_view name) {
  constexpr std::size_t kSuffix = 5;
  if (name.size() <= kSuffix || name[name.size() - kSuffix] != ' ') return false;
  const std::string_view digits = name.substr(name.size() - kSuffix + 1);
  return std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::vector<Person> people(const std::vector<DblpPerson>& mentions) {
  std::vector<Person> persons;
  for (const DblpPerson& mention : mentions) {
    const std::string name = collapse_space(mention.name);
    if (name.empty()) continue;
    Person person;
    person.name = parse_name(name);
    person.orcid = Orcid::parse(mention.orcid);
    if (!mention.pid.empty()) {
      person.dblp_person = mention.pid;
    } else if (is_numbered(name)) {
      person.dblp_person = name;
    }
    persons.push_back(std::move(person));
  }
  return persons;
}

/// The DOI in a link to any resolver or publisher: what follows "/10." where the host is not one that Doi knows.
std::optional<Doi> doi_in(std::string_view text) {
  if (auto doi = Doi::parse(text)) return doi;
  const std::size_t at = text.find("/10.");
  if (at == std::string_view::npos) return std::nullopt;
  return Doi::parse(text.substr(at + 1));
}

bool is_corr(const DblpFields& fields) { return fields.key.starts_with("journals/corr/"); }

/// New CoRR keys hold the arXiv id, older ones only the volume ("abs/1502.03167", "cs.DB/0112017").
std::optional<ArxivId> arxiv_id_of(const DblpFields& fields) {
  if (!is_corr(fields)) return std::nullopt;
  if (auto id = ArxivId::parse(fields.key)) return id;
  if (auto id = ArxivId::parse("CoRR " + fields.volume)) return id;
  return ArxivId::parse(fields.volume);
}

void add_arxiv(const ArxivId& id, bool informal, SourceRecord& record) {
  const Relation relation{"preprint", id};
  if (informal) {
    if (!record.work.arxiv_id) record.work.arxiv_id = id;
  } else if (std::find(record.relations.begin(), record.relations.end(), relation) == record.relations.end()) {
    record.relations.push_back(relation);
  }
}

void add_doi(const Doi& doi, bool informal, SourceRecord& record) {
  if (doi.prefix() == "10.5555") return;
  if (doi.prefix() == "10.48550") {
    if (const auto id = ArxivId::parse(doi.str())) add_arxiv(*id, informal, record);
  } else if (!record.work.doi) {
    record.work.doi = doi;
  } else if (doi != record.work.doi &&
             std::find(record.aliases.begin(), record.aliases.end(), doi) == record.aliases.end()) {
    record.aliases.push_back(doi);
  }
}

void add_identifiers(const DblpFields& fields, bool informal, SourceRecord& record) {
  record.work.dblp_key = DblpKey::parse(fields.key);
  if (const auto id = arxiv_id_of(fields)) add_arxiv(*id, informal, record);
  for (const std::string& text : fields.dois) {
    if (const auto doi = doi_in(text)) add_doi(*doi, informal, record);
  }
  for (const std::string& link : fields.links) {
    if (const auto doi = doi_in(link)) {
      add_doi(*doi, informal, record);
    } else if (const auto id = ArxivId::parse(link)) {
      add_arxiv(*id, informal, record);
    }
  }
  for (const std::string& text : fields.isbns) {
    const auto isbn = Isbn::parse(text);
    std::vector<Isbn>& known = record.work.isbn;
    if (isbn && std::find(known.begin(), known.end(), *isbn) == known.end()) known.push_back(*isbn);
  }
}

/// Links inside DBLP are relative ("db/labs/ibm/RJ909.html").
std::optional<std::string> absolute(std::string_view link) {
  const std::string_view text = trim(link);
  if (text.empty()) return std::nullopt;
  if (text.find("://") != std::string_view::npos) return std::string(text);
  return text.starts_with("db/") ? std::optional("https://dblp.org/" + std::string(text)) : std::nullopt;
}

/// DBLP gives the month of an article in words, of a double issue both.
std::optional<PartialDate> date_of(const DblpFields& fields) {
  if (!fields.month.empty()) {
    const std::string first = fields.month.substr(0, fields.month.find_first_of("/-"));
    if (auto date = parse_partial_date(first + " " + fields.year)) return date;
  }
  return parse_partial_date(fields.year);
}

}  // namespace

void add_proceedings(DblpFields& paper, const DblpFields& proceedings) {
  const auto fill = [](auto& own, const auto& theirs) {
    if (own.empty()) own = theirs;
  };
  fill(paper.booktitle, proceedings.title);
  fill(paper.editors, proceedings.editors);
  fill(paper.publisher, proceedings.publisher);
  fill(paper.isbns, proceedings.isbns);
  if (paper.series.empty() && !proceedings.series.empty()) {
    paper.series = proceedings.series;
    fill(paper.volume, proceedings.volume);
  }
}

SourceRecord make_dblp_record(SourceId source, const DblpFields& fields) {
  SourceRecord record;
  record.source = source;
  record.record_id = fields.key;
  record.withdrawn = fields.withdrawn;
  const bool informal = fields.informal || is_corr(fields);
  Work& work = record.work;
  work.type = informal ? WorkType::article : fields.type;
  work.title = title_text(fields.title);
  work.authors = people(fields.authors);
  work.editors = people(fields.editors);
  work.issued = date_of(fields);
  work.container_title = title_text(fields.booktitle);
  work.container_title_short = present(fields.venue);
  work.collection_title = present(fields.series);
  work.publisher = present(fields.publisher);
  work.issue = present(fields.issue);
  work.pages = plain_pages(fields.pages);
  add_identifiers(fields, informal, record);
  // CoRR's volume is the arXiv id over again.
  if (!(informal && work.arxiv_id)) work.volume = present(fields.volume);
  if (!fields.links.empty()) work.url = absolute(fields.links.front());
  return record;
}

}  // namespace bibmill
