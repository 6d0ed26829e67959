#include "pipeline/report/stored_report.h"

#include <nlohmann/json.hpp>

namespace bibmill {

std::string to_stored_report(const RunReport& report, std::span<const Record> records) {
  nlohmann::json stored;
  stored["entries"] = report.entries;
  for (const Status status : kStatuses) {
    const auto count = report.by_status.find(status);
    if (count != report.by_status.end()) stored["status"][std::string(to_string(status))] = count->second;
  }
  stored["with_doi"] = report.with_doi;
  stored["with_authors"] = report.with_authors;
  stored["with_preprint"] = report.with_preprint;
  stored["duplicates"] = report.duplicates;
  stored["people"] = report.people;
  stored["attention"] = nlohmann::json::array();
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (needs_attention(records[i])) stored["attention"].push_back(i);
  }
  stored["seen"] = attention_marks(records, report.rejects);
  stored["only_new"] = report.only_new;
  return stored.dump();
}

std::optional<StoredReport> parse_stored_report(std::string_view json) {
  try {
    const nlohmann::json stored = nlohmann::json::parse(json);
    StoredReport read;
    RunReport& report = read.report;
    report.entries = stored.at("entries");
    for (const Status status : kStatuses) {
      const auto count = stored.value("status", nlohmann::json::object()).value(std::string(to_string(status)), 0u);
      if (count > 0) report.by_status[status] = count;
    }
    report.with_doi = stored.at("with_doi");
    report.with_authors = stored.at("with_authors");
    report.with_preprint = stored.at("with_preprint");
    report.duplicates = stored.at("duplicates");
    report.people = stored.at("people");
    read.attention = stored.at("attention").get<std::vector<std::size_t>>();
    // A state of an earlier version has neither.
    read.seen = stored.value("seen", AttentionMarks());
    report.only_new = stored.value("only_new", false);
    return read;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

}  // namespace bibmill
