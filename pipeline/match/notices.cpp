#include "pipeline/match/notices.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/text/fold.h"
#include "pipeline/match/people.h"

namespace bibmill {
namespace {

/// How titles of notices begin, folded, and the update they announce. A longer mark stands before a shorter one.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kMarks = {{
    {"author correction", "correction"},
    {"publisher correction", "correction"},
    {"corrections to", "correction"},
    {"correction to", "correction"},
    {"correction", "correction"},
    {"corrigendum to", "corrigendum"},
    {"corrigendum", "corrigendum"},
    {"erratum to", "erratum"},
    {"erratum", "erratum"},
    {"errata to", "erratum"},
    {"errata", "erratum"},
    {"retraction notice to", "retraction"},
    {"retraction notice", "retraction"},
    {"retraction of", "retraction"},
    {"retraction", "retraction"},
    {"addendum to", "addendum"},
    {"addendum", "addendum"},
    {"expression of concern regarding", "expression_of_concern"},
    {"expression of concern for", "expression_of_concern"},
    {"expression of concern", "expression_of_concern"},
}};

/// What a title announces about the work titled `work`; empty: nothing.
std::string_view announced_by_title(const SourceRecord& record, const SourceRecord& work) {
  const std::string title = fold_title(record.work.title.value_or(""));
  const std::string about = fold_title(work.work.title.value_or(""));
  if (about.empty()) return {};
  const auto mark =
      std::ranges::find_if(kMarks, [&](const auto& one) { return title == std::string(one.first) + " " + about; });
  return mark == kMarks.end() ? std::string_view() : mark->second;
}

bool names_as_updated(const SourceRecord& record, const SourceRecord& work) {
  if (!work.work.doi) return false;
  const Relation updates{"update_to", *work.work.doi};
  return std::ranges::find(record.relations, updates) != record.relations.end();
}

/// What a notice is without a word about it in its title.
std::string_view type_of(const SourceRecord& record) {
  const std::string title = fold_title(record.work.title.value_or(""));
  const auto mark = std::ranges::find_if(kMarks, [&](const auto& one) { return title.starts_with(one.first); });
  return mark == kMarks.end() ? "correction" : mark->second;
}

}  // namespace

std::optional<Update> notice_about(const SourceRecord& record, const SourceRecord& work) {
  const bool named = names_as_updated(record, work);
  std::string_view type = named ? type_of(record) : announced_by_title(record, work);
  if (type.empty()) return std::nullopt;
  const bool other_people = compare_people(make_subject(record), make_subject(work)).verdict == Evidence::differs;
  if (!named && other_people) return std::nullopt;
  return Update{std::string(type), record.work.doi, record.work.issued, record.source};
}

}  // namespace bibmill
