#include "normalizers/model/work.h"

#include <array>
#include <utility>

namespace bibmill {
namespace {

constexpr std::array<std::pair<WorkType, std::string_view>, 16> kNames = {{
    {WorkType::article_journal, "article-journal"},
    {WorkType::paper_conference, "paper-conference"},
    {WorkType::article, "article"},
    {WorkType::book, "book"},
    {WorkType::chapter, "chapter"},
    {WorkType::collection, "collection"},
    {WorkType::thesis, "thesis"},
    {WorkType::report, "report"},
    {WorkType::dataset, "dataset"},
    {WorkType::software, "software"},
    {WorkType::standard, "standard"},
    {WorkType::entry, "entry"},
    {WorkType::review, "review"},
    {WorkType::periodical, "periodical"},
    {WorkType::component, "component"},
    {WorkType::document, "document"},
}};

}  // namespace

std::string_view to_string(WorkType type) {
  for (const auto& [known, name] : kNames) {
    if (known == type) return name;
  }
  return "document";
}

std::optional<WorkType> parse_work_type(std::string_view csl_type) {
  for (const auto& [type, name] : kNames) {
    if (name == csl_type) return type;
  }
  return std::nullopt;
}

bool is_preprint(const Work& work) {
  if (work.type == WorkType::article) return true;
  if (!work.doi) return work.arxiv_id && !work.container_title;
  return work.doi->prefix() == "10.48550";
}

}  // namespace bibmill
