#include "pipeline/read/bibtex_work.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "normalizers/names/person_name.h"
#include "normalizers/text/latex.h"
#include "normalizers/text/title.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/bibtex_months.h"
#include "pipeline/read/claims.h"

namespace bibmill {
namespace {

/// Values by name, decoded on demand; "" never leaves as a value.
class Fields {
 public:
  explicit Fields(const BibValues& values) : values_(values) {}

  std::string_view raw(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
      const auto found = values_.find(name);
      if (found != values_.end() && !trim(found->second).empty()) return trim(found->second);
    }
    return {};
  }

  std::optional<std::string> text(std::initializer_list<std::string_view> names) const {
    std::string value = collapse_space(latex_to_unicode(raw(names)));
    if (value.empty()) return std::nullopt;
    return value;
  }

  std::optional<std::string> verbatim(std::initializer_list<std::string_view> names) const {
    std::string value = verbatim_value(raw(names));
    if (value.empty()) return std::nullopt;
    return value;
  }

 private:
  const BibValues& values_;
};

std::optional<WorkType> work_type(std::string_view type, const Work& work) {
  using Row = std::pair<std::string_view, WorkType>;
  static constexpr std::array<Row, 27> kTypes = {{
      {"inproceedings", WorkType::paper_conference},
      {"conference", WorkType::paper_conference},
      {"book", WorkType::book},
      {"mvbook", WorkType::book},
      {"reference", WorkType::book},
      {"inbook", WorkType::chapter},
      {"bookinbook", WorkType::chapter},
      {"suppbook", WorkType::chapter},
      {"incollection", WorkType::chapter},
      {"suppcollection", WorkType::chapter},
      {"inreference", WorkType::entry},
      {"proceedings", WorkType::collection},
      {"mvproceedings", WorkType::collection},
      {"collection", WorkType::collection},
      {"mvcollection", WorkType::collection},
      {"phdthesis", WorkType::thesis},
      {"mastersthesis", WorkType::thesis},
      {"thesis", WorkType::thesis},
      {"techreport", WorkType::report},
      {"report", WorkType::report},
      {"dataset", WorkType::dataset},
      {"software", WorkType::software},
      {"standard", WorkType::standard},
      {"review", WorkType::review},
      {"periodical", WorkType::periodical},
      {"booklet", WorkType::document},
      {"manual", WorkType::document},
  }};
  for (const auto& [name, mapped] : kTypes) {
    if (name == type) return mapped;
  }
  // @article, @misc and @online with an arXiv number and no journal of their own are preprints; other @misc say
  // nothing.
  if (work.arxiv_id && !work.container_title) return WorkType::article;
  if (type == "article" || type == "suppperiodical") return WorkType::article_journal;
  return std::nullopt;
}

/// \noopsort{1973b}1973: the argument is for sorting only (xampl.bib).
std::string drop_noopsort(std::string_view latex) {
  std::string text(latex);
  for (std::size_t at = text.find("\\noopsort{"); at != std::string::npos; at = text.find("\\noopsort{")) {
    const std::size_t end = text.find('}', at);
    text.erase(at, end == std::string::npos ? std::string::npos : end + 1 - at);
  }
  return text;
}

std::optional<int> find_number(std::string_view text, std::size_t min_digits, std::size_t max_digits) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - i >= min_digits && end - i <= max_digits) return std::stoi(std::string(text.substr(i, end - i)));
    i = end + 1;
  }
  return std::nullopt;
}

std::optional<int> month_number(std::string_view month) {
  const std::string lower = ascii_lower(month);
  std::optional<std::size_t> first;
  int number = 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const std::size_t at = lower.find(kMonths[i].first);
    if (at == std::string::npos || (at > 0 && std::isalpha(static_cast<unsigned char>(lower[at - 1])) != 0)) continue;
    if (first && *first < at) continue;
    first = at;
    number = static_cast<int>(i) + 1;
  }
  if (first) return number;
  return find_number(lower, 1, 2);
}

std::optional<PartialDate> issued(const Fields& fields) {
  if (const auto date = fields.text({"date"})) {
    if (auto parsed = parse_partial_date(*date)) return parsed;
  }
  const std::string year_text = latex_to_unicode(drop_noopsort(fields.raw({"year"})));
  std::optional<int> year = find_number(year_text, 4, 4);
  if (!year) {
    const auto parsed = parse_partial_date(year_text);
    return parsed;
  }
  const std::string month_text = fields.text({"month"}).value_or("");
  const std::optional<int> month = month_text.empty() ? std::nullopt : month_number(month_text);
  std::optional<int> day = find_number(fields.text({"day"}).value_or(""), 1, 2);
  const bool month_is_word = std::any_of(month_text.begin(), month_text.end(),
                                         [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  if (!day && month && month_is_word) day = find_number(month_text, 1, 2);
  return make_partial_date(*year, month, day);
}

std::string plain_pages(std::string_view pages) {
  std::string plain;
  for (std::size_t i = 0; i < pages.size();) {
    // U+2010 to U+2015, the hyphens and dashes, and U+2212, the minus sign.
    const bool dash =
        pages.substr(i, 2) == "\xE2\x80" && i + 2 < pages.size() && pages[i + 2] >= '\x90' && pages[i + 2] <= '\x95';
    const bool minus = pages.substr(i, 3) == "\xE2\x88\x92";
    if (dash || minus || pages[i] == '-') {
      if (!plain.ends_with('-')) plain += '-';
      i += dash || minus ? 3 : 1;
    } else {
      plain += pages[i++];
    }
  }
  for (std::size_t at = plain.find(" -"); at != std::string::npos; at = plain.find(" -")) plain.erase(at, 1);
  for (std::size_t at = plain.find("- "); at != std::string::npos; at = plain.find("- ")) plain.erase(at + 1, 1);
  return plain;
}

template <class Id>
std::vector<Id> parse_numbers(std::string_view text) {
  std::vector<Id> ids;
  const auto add = [&ids](std::string_view part) {
    const auto id = Id::parse(part);
    if (id && std::find(ids.begin(), ids.end(), *id) == ids.end()) ids.push_back(*id);
    return id.has_value();
  };
  if (add(text)) return ids;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find_first_of(",;/ ", from), text.size());
    add(trim(text.substr(from, end - from)));
    from = end + 1;
  }
  return ids;
}

void add_people(std::vector<Person>& people, const NameList& list) {
  for (const PersonName& name : list.names)
    people.push_back(Person{.name = name, .orcid = {}, .dblp_person = {}, .affiliations = {}});
}

std::optional<std::string> with_subtitle(std::optional<std::string> title, const std::optional<std::string>& subtitle) {
  if (!title || !subtitle) return title;
  return join_title(*title, *subtitle);
}

std::optional<std::string> container(std::string_view type, const Fields& fields) {
  const auto journal = with_subtitle(fields.text({"journaltitle", "journal"}), fields.text({"journalsubtitle"}));
  const auto book = with_subtitle(fields.text({"booktitle"}), fields.text({"booksubtitle"}));
  if (type == "article") return journal;
  return book ? book : journal;
}

void fill_container(Work& work, std::string_view type, const Fields& fields) {
  work.container_title = container(type, fields);
  // "arXiv preprint arXiv:2505.11432", "CoRR": a place to find a preprint, not a journal.
  if (work.container_title && is_arxiv_container(*work.container_title)) work.container_title.reset();
  work.container_title_short = fields.text({"shortjournal"});
  work.collection_title = fields.text({"series"});
  work.event = fields.text({"eventtitle"});
  work.publisher = fields.text({"publisher", "school", "institution"});
  if (!work.publisher && type != "manual") work.publisher = fields.text({"organization"});
  work.publisher_place = fields.text({"location", "address"});
  work.volume = fields.text({"volume"});
  if (type == "article" || type == "periodical") work.issue = fields.text({"number", "issue"});
  if (work.arxiv_id && work.volume && work.volume->starts_with("abs/")) work.volume.reset();
  if (const auto pages = fields.text({"pages"})) work.pages = plain_pages(*pages);
  work.article_number = fields.text({"eid", "articleno"});
}

}  // namespace

void fill_from_bibtex(Entry& entry, const BibValues& values) {
  const Fields fields(values);
  Work& work = entry.work;
  const std::string& type = entry.bibtex_type;
  work.title = with_subtitle(fields.text({"title"}), fields.text({"subtitle"}));
  for (const std::string_view name : {"shorttitle", "origtitle"}) {
    if (auto other = fields.text({name})) work.other_titles.push_back(std::move(*other));
  }
  NameList authors = parse_bibtex_names(fields.raw({"author"}));
  add_people(work.authors, authors);
  work.authors_incomplete = authors.others;
  add_people(work.editors, parse_bibtex_names(fields.raw({"editor"})));
  work.issued = issued(fields);

  Claims claims(entry);
  for (const auto& [written_name, expression] : entry.fields) {
    const std::string name = ascii_lower(written_name);
    if (name == "doi") {
      claims.add_value(fields.verbatim({name}).value_or(""));
    } else if (name == "url" || name == "biburl" || name == "ee" || name == "bdsk-url-1") {
      claims.add_text(fields.verbatim({name}).value_or(""));
    } else if (name == "eprint") {
      const std::string archive = ascii_lower(fields.text({"archiveprefix", "eprinttype"}).value_or("arxiv"));
      if (archive == "arxiv") claims.add_arxiv(fields.verbatim({name}).value_or(""));
    } else if (name == "journal" || name == "journaltitle" || name == "volume" || name == "note" ||
               name == "howpublished" || name == "number" || name == "booktitle") {
      claims.add_arxiv_mention(fields.verbatim({name}).value_or(""));
    }
  }
  if (entry.key && ascii_lower(*entry.key).starts_with("dblp:")) claims.add_text(*entry.key);

  fill_container(work, type, fields);
  work.isbn = parse_numbers<Isbn>(fields.text({"isbn"}).value_or(""));
  work.issn = parse_numbers<Issn>(fields.text({"issn"}).value_or(""));
  work.url = fields.verbatim({"url"});
  work.abstract_text = fields.text({"abstract"});
  work.language = fields.text({"language", "langid"});
  if (work.arxiv_id) work.primary_class = fields.text({"primaryclass", "eprintclass"});
  work.type = work_type(type, work);

  entry.venue = series_venue(work.collection_title.value_or(""));
  if (!entry.venue) entry.venue = work.event ? work.event : work.container_title;
  if (work.issued) entry.year = work.issued->year;
}

}  // namespace bibmill
