#include "pipeline/write/bibtex_type.h"

#include <algorithm>
#include <array>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// A type, and the kind of work it stands for.
struct Row {
  std::string_view type;
  std::string_view kind;
};

constexpr std::array<Row, 14> kTypes = {{
    {"article", "article"},
    {"inproceedings", "paper"},
    {"conference", "paper"},
    {"book", "book"},
    {"inbook", "chapter"},
    {"incollection", "chapter"},
    {"proceedings", "proceedings"},
    {"phdthesis", "thesis"},
    {"mastersthesis", "thesis"},
    {"techreport", "report"},
    {"misc", "document"},
    {"booklet", "document"},
    {"manual", "document"},
    {"unpublished", "document"},
}};

std::string_view kind_of(std::string_view type) {
  for (const Row& row : kTypes) {
    if (row.type == type) return row.kind;
  }
  return {};
}

std::string_view type_for(WorkType type) {
  switch (type) {
    case WorkType::article_journal: return "article";
    case WorkType::paper_conference: return "inproceedings";
    case WorkType::book: return "book";
    case WorkType::chapter:
    case WorkType::entry: return "incollection";
    case WorkType::collection: return "proceedings";
    case WorkType::thesis: return "phdthesis";
    case WorkType::report: return "techreport";
    case WorkType::article:
    case WorkType::dataset:
    case WorkType::software:
    case WorkType::standard:
    case WorkType::review:
    case WorkType::periodical:
    case WorkType::component:
    case WorkType::document: return "misc";
  }
  return "misc";
}

/// biblatex's thesis says in its `type` field what it is.
std::string_view thesis_type(const Entry& entry) {
  if (entry.bibtex_type != "thesis") return "phdthesis";
  for (const auto& [name, value] : entry.fields) {
    const std::string lower = ascii_lower(value);
    const bool master = lower.find("ma") != std::string::npos && lower.find("thesis") != std::string::npos;
    if (ascii_lower(name) == "type" && master) return "mastersthesis";
  }
  return "phdthesis";
}

std::string_view wanted_type(const Record& record) {
  std::string_view own;
  for (const Row& row : kTypes) {
    if (row.type == record.entry.bibtex_type) own = row.type;
  }
  if (!record.work.type) return own.empty() ? "misc" : own;
  const std::string_view mapped = type_for(*record.work.type);
  if (!own.empty() && kind_of(own) == kind_of(mapped)) return own;
  return mapped == "phdthesis" ? thesis_type(record.entry) : mapped;
}

bool has_required(std::string_view type, const Record& record) {
  const Work& work = record.work;
  const bool authored = work.title && !work.authors.empty() && year_of(record);
  const std::string_view kind = kind_of(type);
  if (kind == "article" || kind == "paper") return authored && container_of(work);
  if (type == "incollection") return authored && container_of(work) && work.publisher;
  if (kind == "thesis" || kind == "report") return authored && work.publisher;
  if (kind == "proceedings") return work.title && year_of(record);
  if (type == "unpublished") return work.title && !work.authors.empty() && has_own_field(record.entry, "note");
  if (type == "booklet" || type == "manual") return work.title.has_value();
  const bool book = work.title && (!work.authors.empty() || !work.editors.empty()) && work.publisher && year_of(record);
  if (type == "inbook") return book && (work.pages || has_own_field(record.entry, "chapter"));
  return kind == "book" ? book : true;
}

}  // namespace

std::string_view bibtex_type(const Record& record) {
  const std::string_view wanted = wanted_type(record);
  return has_required(wanted, record) ? wanted : "misc";
}

bool is_book_like(std::string_view type) {
  const std::string_view kind = kind_of(type);
  return kind == "paper" || kind == "book" || kind == "chapter" || kind == "proceedings";
}

std::optional<std::string> container_of(const Work& work) {
  return work.container_title || work.type != WorkType::paper_conference ? work.container_title : work.event;
}

std::optional<int> year_of(const Record& record) {
  return record.work.issued ? std::optional<int>(record.work.issued->year) : record.entry.year;
}

bool has_own_field(const Entry& entry, std::string_view name) {
  return !entry.bibtex_type.empty() && std::any_of(entry.fields.begin(), entry.fields.end(), [name](const auto& field) {
    return ascii_lower(field.first) == name && field.second.find_first_not_of(" {}\"\t\r\n") != std::string::npos;
  });
}

}  // namespace bibmill
