#include "connectors/doi_ra/record.h"

#include <algorithm>

#include "normalizers/text/unicode.h"

namespace bibmill {

std::string canonical_agency(std::string_view name) {
  std::string agency = ascii_lower(collapse_space(name));
  agency.erase(std::remove(agency.begin(), agency.end(), ' '), agency.end());
  return agency;
}

std::optional<AgencyLine> read_agency_line(JsonView line) {
  const auto subject = line["DOI"].text();
  const auto name = line["RA"].text();
  if (!subject || (!name && !line["status"].text())) return std::nullopt;
  AgencyLine read{ascii_lower(trim(*subject)), std::nullopt};
  const std::string agency = canonical_agency(name.value_or(""));
  if (agency.empty() || agency == "unknown") return read;
  SourceRecord& record = read.record.emplace();
  record.source = SourceId::doi_ra;
  record.record_id = read.subject;
  record.agency = agency;
  return read;
}

}  // namespace bibmill
