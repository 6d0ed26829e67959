#include "pipeline/write/bibtex_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

#include "normalizers/text/latex.h"
#include "normalizers/text/unicode.h"
#include "pipeline/write/bibtex_expression.h"
#include "pipeline/write/bibtex_names.h"
#include "pipeline/write/bibtex_type.h"

namespace bibmill {
namespace {

using Names = std::initializer_list<std::string_view>;

/// biblatex's names for the fields we write (biblatex manual §2.2.5), and fields that are part of another one here.
/// Writing both would make biber warn, or say something twice.
std::string_view canonical_name(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kAliases = {{
      {"journaltitle", "container"},
      {"journal", "container"},
      {"booktitle", "container"},
      {"journalsubtitle", "container"},
      {"booksubtitle", "container"},
      {"shortjournal", "container"},
      {"subtitle", "title"},
      {"date", "year"},
      {"location", "address"},
      {"school", "publisher"},
      {"institution", "publisher"},
      {"eprinttype", "archiveprefix"},
      {"eprintclass", "primaryclass"},
      {"issue", "number"},
      {"articleno", "eid"},
      {"keyword", "keywords"},
      {"sortkey", "key"},
      {"annotation", "annote"},
  }};
  for (const auto& [alias, target] : kAliases) {
    if (alias == name) return target;
  }
  return name;
}

/// Characters that would end a field or a command, or that \url and biber do not take; all others stand as they are.
std::string verbatim(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte > 0x20 && byte < 0x7F && std::string_view("{}\\<>\"^`|").find(c) == std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

/// A DOI may hold `<` and `>` (SICI); they stand raw in biblatex.
std::string verbatim_doi(const Doi& doi) {
  std::string out;
  for (const char c : doi.str()) out += c == '<' || c == '>' ? std::string(1, c) : verbatim(std::string_view(&c, 1));
  return out;
}

bool is_web_url(std::string_view url) {
  const std::string lower = ascii_lower(url.substr(0, 8));
  return lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with("ftp://");
}

/// "728-743" → "728--743", dash by dash: each side is escaped alone, a dash of two would be pulled apart.
std::string page_range(std::string_view pages, LatexProfile profile) {
  std::string out;
  for (std::size_t from = 0; from <= pages.size();) {
    const std::size_t end = std::min(pages.find('-', from), pages.size());
    out += unicode_to_latex(pages.substr(from, end - from), profile);
    from = end;
    while (from < pages.size() && pages[from] == '-') ++from;
    if (from > end) out += "--";
    if (from == pages.size()) break;
  }
  return out;
}

bool has_letter_or_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

/// The link of a reading list that leads to the paper itself.
std::optional<std::string> paper_link(const Entry& entry) {
  for (const Link& link : entry.links) {
    const std::string label = ascii_lower(link.label);
    const bool paper =
        label.empty() || label.find("paper") != std::string::npos || label.find("pdf") != std::string::npos;
    if (paper && is_web_url(link.url)) return link.url;
  }
  return std::nullopt;
}

class Builder {
 public:
  Builder(const Record& record, std::string_view type, const BibtexSettings& style)
      : record_(record),
        work_(record.work),
        entry_(record.entry),
        type_(type),
        style_(style),
        profile_(style.unicode ? LatexProfile::unicode : LatexProfile::ascii) {}

  std::vector<BibtexField> build() {
    add_people();
    add_title_and_container();
    add_place_in_container();
    add_publisher();
    add_date();
    add_identifiers();
    add_words();
    add_own_fields();
    add_what_remains();
    return std::move(fields_);
  }

 private:
  void add(std::string_view name, std::string value) {
    if (!names_.insert(std::string(name)).second) return;
    covered_.insert(std::string(canonical_name(name)));
    fields_.push_back({std::string(name), std::move(value)});
  }

  /// Text from anywhere: escaped. Whatever a source sent, the braces hold.
  void add_text(std::string_view name, const std::optional<std::string>& text) {
    if (text) add_latex(name, unicode_to_latex(collapse_space(*text), profile_));
  }

  void add_latex(std::string_view name, const std::string& latex) {
    if (!trim(latex).empty() && is_balanced(latex)) add(name, "{" + latex + "}");
  }

  /// Lists that biblatex splits at "and": publisher, location, institution.
  void add_list(std::string_view name, const std::optional<std::string>& text) {
    if (!text) return;
    const std::string latex = unicode_to_latex(collapse_space(*text), profile_);
    const bool splits = ascii_lower(latex).find(" and ") != std::string::npos;
    add_latex(name, splits ? "{" + latex + "}" : latex);
  }

  /// The user's own value, with its braces and commands, where nothing better was found.
  std::optional<std::string> own(Names names, const std::optional<std::string>& now,
                                 const std::optional<std::string>& then) const {
    if (entry_.bibtex_type.empty() || now != then) return std::nullopt;
    for (const std::string_view name : names) {
      for (const auto& [field, expression] : entry_.fields) {
        if (ascii_lower(field) == name && has_own_field(entry_, name)) return own_expression(expression, entry_.macros);
      }
    }
    return std::nullopt;
  }

  bool has_any_own(Names names) const {
    return std::any_of(names.begin(), names.end(),
                       [this](std::string_view name) { return has_own_field(entry_, name); });
  }

  void add_people() {
    // A volume of proceedings has editors only; who a source calls its authors are these.
    const bool proceedings = type_ == "proceedings";
    if (!proceedings) {
      add_latex("author", bibtex_names(work_.authors, work_.authors_incomplete, style_.max_authors, profile_));
    }
    // plain.bst: "can't use both author and editor" of a book.
    const bool either = type_ == "book" || type_ == "inbook" || type_ == "misc";
    if (!is_book_like(type_) && type_ != "misc") return;
    if (either && !work_.authors.empty()) return;
    const auto& editors = proceedings && work_.editors.empty() ? work_.authors : work_.editors;
    add_latex("editor", bibtex_names(editors, false, style_.max_authors, profile_));
  }

  void add_title_and_container() {
    if (const auto title = own({"title"}, work_.title, entry_.work.title);
        title && !has_own_field(entry_, "subtitle")) {
      add("title", *title);
    } else if (work_.title) {
      add_latex("title", title_to_latex(collapse_space(*work_.title), profile_));
    }
    const std::optional<std::string> container = container_of(work_);
    std::string_view name = type_ == "article" ? "journal" : "booktitle";
    if (type_ != "article" && (!is_book_like(type_) || type_ == "book" || type_ == "proceedings"))
      name = "howpublished";
    if (name == "howpublished" && (type_ != "misc" || has_own_field(entry_, "howpublished"))) return;
    if (const auto expression = own({"journaltitle", "journal", "booktitle"}, container, entry_.work.container_title);
        expression && container && !has_any_own({"journalsubtitle", "booksubtitle"})) {
      return add_container(name, *expression);
    }
    std::optional<std::string> text = container;
    if (name == "howpublished" && !text) text = entry_.venue;
    if (text) add_container(name, "{" + title_to_latex(collapse_space(*text), profile_) + "}");
  }

  void add_container(std::string_view name, const std::string& value) {
    add(name, value);
    covered_.insert("container");
  }

  void add_place_in_container() {
    const bool book_like = is_book_like(type_);
    if (book_like) {
      const auto series = own({"series"}, work_.collection_title, entry_.work.collection_title);
      series ? add("series", *series) : add_text("series", work_.collection_title);
    }
    if (book_like || type_ == "article") add_text("volume", work_.volume);
    // plain.bst: "there's a number but no volume". biblatex prints `issue` as well.
    if (type_ == "article") add_text(work_.volume ? "number" : "issue", work_.issue);
    // Neither style prints pages of anything else; biber takes a text without letters and digits for a broken range.
    if ((book_like || type_ == "article" || type_ == "techreport") && work_.pages &&
        has_letter_or_digit(*work_.pages)) {
      add_latex("pages", page_range(collapse_space(*work_.pages), profile_));
    }
    if (type_ == "article" || type_ == "inproceedings") add_text("eid", work_.article_number);
  }

  void add_publisher() {
    std::string_view name;
    if (is_book_like(type_)) name = "publisher";
    if (type_ == "phdthesis" || type_ == "mastersthesis") name = "school";
    if (type_ == "techreport") name = "institution";
    if (type_ == "misc" && !covered_.contains("howpublished") && !has_own_field(entry_, "howpublished") &&
        !arxiv_id()) {
      name = "howpublished";
    }
    if (name.empty()) return;
    const auto publisher =
        own({"publisher", "school", "institution", "organization"}, work_.publisher, entry_.work.publisher);
    publisher ? add(name, *publisher) : add_list(name, work_.publisher);
    if (work_.publisher) covered_.insert("publisher");
    if (!is_book_like(type_)) return;
    const auto place = own({"location", "address"}, work_.publisher_place, entry_.work.publisher_place);
    place ? add("address", *place) : add_list("address", work_.publisher_place);
  }

  void add_date() {
    const auto year = year_of(record_);
    // A month, where no field of the user's own names its year either, is one of no year.
    if (year || !has_any_own({"year", "date"})) covered_.insert("month");
    if (!year) return;
    add("year", "{" + std::to_string(*year) + "}");
    std::optional<int> month;
    if (work_.issued) month = work_.issued->month;
    if (!month && work_.issued == entry_.work.issued) month = own_month();
    if (month) add("month", std::string(month_macro(*month)));
  }

  std::optional<int> own_month() const {
    for (const auto& [name, expression] : entry_.fields) {
      if (ascii_lower(name) == "month" && !entry_.bibtex_type.empty()) return month_of(expression);
    }
    return std::nullopt;
  }

  std::optional<ArxivId> arxiv_id() const {
    if (work_.arxiv_id) return work_.arxiv_id;
    for (const Version& version : record_.versions) {
      if (version.arxiv_id) return version.arxiv_id;
    }
    return std::nullopt;
  }

  void add_identifiers() {
    // 10.5555 is ACM's number for things without a DOI: it resolves nowhere.
    if (work_.doi && work_.doi->prefix() != "10.5555") add("doi", "{" + verbatim_doi(*work_.doi) + "}");
    const bool has_doi = covered_.contains("doi");
    const auto arxiv = arxiv_id();
    if (work_.doi || arxiv) covered_.insert("doi");
    if (arxiv) {
      add("eprint", "{" + arxiv->str() + "}");
      add("archiveprefix", "{arXiv}");
      add_text("primaryclass", work_.primary_class);
      covered_.insert("primaryclass");
    }
    add_url(has_doi, arxiv);
    // biber checks against the ranges its ISBN library knows; Debian 12's knows few of 979-8 and warns of each ISBN
    // that ACM and IEEE print now. No style prints the ISBN of a paper's volume; what the user wrote stays.
    const bool known_range = !work_.isbn.empty() && !work_.isbn.front().str().starts_with("9798");
    if (known_range || (!work_.isbn.empty() && has_own_field(entry_, "isbn")))
      add("isbn", "{" + work_.isbn.front().str() + "}");
    if (!work_.issn.empty()) add("issn", "{" + work_.issn.front().str() + "}");
  }

  void add_url(bool has_doi, const std::optional<ArxivId>& arxiv) {
    const bool own_url = has_own_field(entry_, "url");
    std::optional<std::string> url = work_.url;
    if (!url && !has_doi && !arxiv) url = paper_link(entry_);
    covered_.insert("url");
    if (!url || (!is_web_url(*url) && !own_url)) return;
    const auto identifier = parse_identifier(*url);
    const bool says_doi = has_doi && identifier == std::optional<Identifier>(*work_.doi);
    const bool says_arxiv = arxiv && identifier == std::optional<Identifier>(*arxiv);
    if (says_doi || says_arxiv || (!style_.url && !own_url && (has_doi || arxiv))) return;
    add("url", "{" + verbatim(*url) + "}");
  }

  void add_words() {
    if (style_.abstract_field) add_text("abstract", work_.abstract_text);
    covered_.insert("abstract");
    if (!style_.keywords || entry_.topics.empty()) return;
    std::string keywords;
    for (const std::string& topic : entry_.topics) {
      const std::string latex = unicode_to_latex(collapse_space(topic), profile_);
      if (latex.empty()) continue;
      if (!keywords.empty()) keywords += ", ";
      // biblatex splits keywords at commas.
      keywords += latex.find(',') == std::string::npos ? latex : "{" + latex + "}";
    }
    if (!has_any_own({"keywords", "keyword"})) add_latex("keywords", keywords);
  }

  /// The rest of the user's .bib entry, as written.
  void add_own_fields() {
    if (entry_.bibtex_type.empty()) return;
    // Their values were taken over above, and the entries they point at may not be in this file.
    covered_.insert({"crossref", "xdata", "entryset"});
    for (const auto& [written, expression] : entry_.fields) {
      std::string name = ascii_lower(written);
      if (covered_.contains(std::string(canonical_name(name))) || !has_own_field(entry_, name) || !is_field_name(name))
        continue;
      if (expression.starts_with("{abs/") && name == "volume") continue;  // of DBLP's CoRR entries; it is the eprint
      auto value = own_expression(expression, entry_.macros);
      if (!value) value = "{" + unicode_to_latex(collapse_space(expression), profile_) + "}";
      add(own_number_name(name), *std::move(value));
    }
  }

  static bool is_field_name(std::string_view name) {
    const auto letter = [](char c) {
      return (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == '+' || c == ':' || c == '.';
    };
    return !name.empty() && letter(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
  }

  /// plain.bst warns of a number beside a volume, and of one without a series, where the thing is a book; nobody minds
  /// `issue`.
  std::string own_number_name(const std::string& name) const {
    const bool numbered = names_.contains("series") && !names_.contains("volume");
    const bool odd = (is_book_like(type_) && !numbered) || (type_ == "article" && !names_.contains("volume"));
    return name == "number" && odd ? "issue" : name;
  }

  /// What plain.bst asks for where there is no author to sort by, and something to print where there is not even a
  /// title.
  void add_what_remains() {
    if (!work_.title && work_.authors.empty() && !names_.contains("howpublished")) add_text("howpublished", claim());
    const bool editors_sort = type_ == "book" || type_ == "inbook" || type_ == "proceedings";
    if (names_.contains("author") || names_.contains("key") || (editors_sort && names_.contains("editor"))) return;
    add_text("key", work_.title ? work_.title : std::optional<std::string>(record_.id));
  }

  std::optional<std::string> claim() const {
    if (!entry_.identifiers.empty()) return to_string(entry_.identifiers.front());
    if (!entry_.links.empty()) return entry_.links.front().url;
    return std::nullopt;
  }

  const Record& record_;
  const Work& work_;
  const Entry& entry_;
  std::string_view type_;
  BibtexSettings style_;
  LatexProfile profile_;
  std::vector<BibtexField> fields_;
  std::set<std::string> names_;                 ///< written already
  std::set<std::string, std::less<>> covered_;  ///< canonical names that the user's own fields must not repeat
};

}  // namespace

std::vector<BibtexField> bibtex_fields(const Record& record, std::string_view type, const BibtexSettings& style) {
  return Builder(record, type, style).build();
}

}  // namespace bibmill
