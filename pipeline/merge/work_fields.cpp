#include "pipeline/merge/work_fields.h"

#include <optional>
#include <vector>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

std::string print(const std::string& text) { return text; }
std::string print(WorkType type) { return std::string(to_string(type)); }
std::string print(const PartialDate& date) { return date.str(); }
std::string print(const Doi& doi) { return doi.str(); }
std::string print(const ArxivId& id) { return id.str(); }
std::string print(const DblpKey& key) { return key.str(); }
std::string print(const Isbn& isbn) { return isbn.str(); }
std::string print(const Issn& issn) { return issn.str(); }
std::string print(const Person& person) { return display_name(person.name); }

template <class T>
std::string print(const std::optional<T>& value) {
  return value ? print(*value) : std::string();
}

template <class T>
std::string print(const std::vector<T>& values, std::string_view separator = ", ") {
  std::string printed;
  for (const T& value : values) {
    if (!printed.empty()) printed += separator;
    printed += print(value);
  }
  return printed;
}

struct Access {
  WorkField field;
  std::string_view json_name;
  std::string (*print)(const Work&);
  void (*copy)(const Work&, Work&);
};

template <auto Member>
constexpr Access access(WorkField field, std::string_view json_name) {
  return {field, json_name, [](const Work& work) { return print(work.*Member); },
          [](const Work& from, Work& to) { to.*Member = from.*Member; }};
}

std::string print_authors(const Work& work) {
  const std::string printed = print(work.authors, "; ");
  return work.authors_incomplete && !printed.empty() ? printed + "; others" : printed;
}

void copy_authors(const Work& from, Work& to) {
  to.authors = from.authors;
  to.authors_incomplete = from.authors_incomplete;
}

// In the order of the enumeration: looked up by index.
constexpr std::array kAccess = {
    access<&Work::type>(WorkField::type, "type"),
    access<&Work::title>(WorkField::title, "title"),
    Access{WorkField::authors, "authors", print_authors, copy_authors},
    Access{WorkField::editors, "editors", [](const Work& work) { return print(work.editors, "; "); },
           [](const Work& from, Work& to) { to.editors = from.editors; }},
    access<&Work::issued>(WorkField::issued, "issued"),
    access<&Work::container_title>(WorkField::container_title, "container_title"),
    access<&Work::container_title_short>(WorkField::container_title_short, "container_title_short"),
    access<&Work::collection_title>(WorkField::collection_title, "collection_title"),
    access<&Work::event>(WorkField::event, "event"),
    access<&Work::publisher>(WorkField::publisher, "publisher"),
    access<&Work::publisher_place>(WorkField::publisher_place, "publisher_place"),
    access<&Work::volume>(WorkField::volume, "volume"),
    access<&Work::issue>(WorkField::issue, "issue"),
    access<&Work::pages>(WorkField::pages, "pages"),
    access<&Work::article_number>(WorkField::article_number, "article_number"),
    access<&Work::doi>(WorkField::doi, "doi"),
    access<&Work::arxiv_id>(WorkField::arxiv_id, "arxiv_id"),
    access<&Work::dblp_key>(WorkField::dblp_key, "dblp_key"),
    access<&Work::isbn>(WorkField::isbn, "isbn"),
    access<&Work::issn>(WorkField::issn, "issn"),
    access<&Work::url>(WorkField::url, "url"),
    access<&Work::abstract_text>(WorkField::abstract_text, "abstract"),
    access<&Work::license>(WorkField::license, "license"),
    access<&Work::language>(WorkField::language, "language"),
    access<&Work::primary_class>(WorkField::primary_class, "primary_class"),
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kAccess.size(); ++i) {
    if (static_cast<std::size_t>(kAccess[i].field) != i || kAllWorkFields[i] != kAccess[i].field) return false;
  }
  return kAccess.size() == kAllWorkFields.size();
}
static_assert(in_order());

const Access& access_to(WorkField field) { return kAccess[static_cast<std::size_t>(field)]; }

}  // namespace

std::string_view json_name(WorkField field) { return access_to(field).json_name; }

std::string print_field(const Work& work, WorkField field) { return access_to(field).print(work); }

void copy_field(const Work& from, Work& to, WorkField field) { access_to(field).copy(from, to); }

}  // namespace bibmill
