#include "pipeline/read/doubts.h"

#include <algorithm>

#include "normalizers/ids/doi_field.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/bibtex_values.h"

namespace bibmill {
namespace {

std::string doi_value(const Entry& entry) {
  if (entry.bibtex_type.empty()) {
    const auto field =
        std::ranges::find_if(entry.fields, [](const auto& one) { return ascii_lower(one.first) == "doi"; });
    return field == entry.fields.end() ? std::string() : std::string(trim(field->second));
  }
  const BibValues values = bibtex_values(entry);
  const auto field = values.find("doi");
  return field == values.end() ? std::string() : verbatim_value(field->second);
}

}  // namespace

std::optional<Reject> doubtful_doi(const Entry& entry) {
  if (entry.work.doi) return std::nullopt;
  const std::string value = doi_value(entry);
  const bool cut = may_cut_doi(value);
  if (value.empty() || (!cut && parse_identifier(value))) return std::nullopt;
  const std::string shown = shorten(printable(value), 200);
  const std::string reason = cut ? "what is around this DOI may belong to it; write the DOI and nothing else"
                                 : "this `doi` holds no DOI; correct or remove it";
  return Reject{entry.file, entry.line, 0, reason + " (the entry is looked for without it)", shown};
}

}  // namespace bibmill
