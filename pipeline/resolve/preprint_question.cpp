#include "pipeline/resolve/preprint_question.h"

#include <string>
#include <utility>
#include <vector>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

/// Names that a search for people can find: organisations are written in too many ways.
std::vector<std::string> people_of(const Work& work) {
  std::vector<std::string> names;
  for (const Person& author : work.authors) {
    if (!author.name.family.empty()) names.push_back(display_name(author.name));
  }
  return names;
}

}  // namespace

std::optional<ByPreprintOf> preprint_question(const Work& work) {
  const std::vector<std::string> names = people_of(work);
  std::vector<std::string> asked;
  // The end of a shortened list is nobody in particular.
  if (names.size() >= 2) asked = {names.front(), work.authors_incomplete ? names[1] : names.back()};
  if (asked.empty() && !work.doi) return std::nullopt;
  return ByPreprintOf(work.doi, std::move(asked));
}

}  // namespace bibmill
