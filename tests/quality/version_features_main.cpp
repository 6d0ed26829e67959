// bibmill-version-features: for scripts/learn_versions.py. Reads pairs of descriptions, a JSON object a line with "a"
// and "b" (title, authors, year, type), and prints a CSV line of the model's features for each.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "normalizers/names/person_name.h"
#include "pipeline/match/features.h"
#include "pipeline/match/retitled.h"

namespace bibmill::quality {
namespace {

SourceRecord record_of(const nlohmann::json& description) {
  SourceRecord record;
  Work& work = record.work;
  work.title = description.at("title").get<std::string>();
  for (const auto& author : description.at("authors")) {
    work.authors.push_back({parse_name(author.get<std::string>()), {}, {}, {}});
  }
  work.issued = PartialDate{description.at("year").get<int>(), {}, {}};
  work.type = parse_work_type(description.at("type").get<std::string>());
  return record;
}

std::string features_of(const nlohmann::json& pair) {
  const SourceRecord a = record_of(pair.at("a"));
  const SourceRecord b = record_of(pair.at("b"));
  const Subject left = make_subject(a);
  const Subject right = make_subject(b);
  const Features features = compare_features(left, right, true);
  std::string line;
  for (const double value : retitled_features(features, left, right)) {
    line += (line.empty() ? "" : ",") + std::to_string(value);
  }
  return line;
}

}  // namespace
}  // namespace bibmill::quality

int main() {
  std::string header;
  for (const auto name : bibmill::kRetitledNames) header += (header.empty() ? "" : ",") + std::string(name);
  std::puts(header.c_str());
  for (std::string line; std::getline(std::cin, line);) {
    std::puts(bibmill::quality::features_of(nlohmann::json::parse(line)).c_str());
  }
}
