#include "connectors/crossref/dates.h"

namespace bibmill {
namespace {

std::optional<int> small_number(const std::vector<JsonView>& parts, std::size_t index) {
  if (index >= parts.size()) return std::nullopt;
  const auto number = parts[index].integer();
  if (!number || *number < 0 || *number > 9999) return std::nullopt;
  return static_cast<int>(*number);
}

}  // namespace

std::optional<PartialDate> read_crossref_date(JsonView date) {
  const std::vector<JsonView> parts = date["date-parts"].first().items();
  const auto year = small_number(parts, 0);
  if (!year) return std::nullopt;
  return make_partial_date(*year, small_number(parts, 1), small_number(parts, 2));
}

std::optional<PartialDate> read_crossref_issued(JsonView work) {
  const bool in_an_issue = work["volume"].scalar() || work["issue"].scalar();
  if (in_an_issue && work["type"].text() == "journal-article") {
    if (const auto printed = read_crossref_date(work["published-print"])) return printed;
  }
  for (const std::string_view field :
       {"issued", "published", "published-print", "published-online", "published-other", "posted", "approved"}) {
    if (const auto date = read_crossref_date(work[field])) return date;
  }
  const JsonView issue = work["journal-issue"];
  if (const auto printed = read_crossref_date(issue["published-print"])) return printed;
  return read_crossref_date(issue["published-online"]);
}

}  // namespace bibmill
