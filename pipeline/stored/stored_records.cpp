#include "pipeline/stored/stored_records.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <utility>

#include "pipeline/parallel/for_each_index.h"
#include "pipeline/record_json/record_json_read.h"
#include "pipeline/stored/record_members.h"

namespace bibmill {
namespace {

struct Line {
  std::size_t number;
  std::string text;
};

std::optional<std::vector<Line>> lines_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || in.peek() == std::ifstream::traits_type::eof()) {
    if (!in.is_open() || in.bad() || std::filesystem::is_directory(file)) return std::nullopt;
    return std::vector<Line>();
  }
  std::vector<Line> lines;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (!text.empty()) lines.push_back({number, std::move(text)});
  }
  return in.bad() ? std::nullopt : std::optional(std::move(lines));
}

Result<Record> parse_valid_record(std::string_view line) {
  if (std::optional<std::string> problem = member_problem(line)) return fail(ErrorKind::decode, *std::move(problem));
  return parse_record(line);
}

}  // namespace

Result<StoredRecords> read_stored_records(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "enriched.jsonl";
  const std::optional<std::vector<Line>> lines = lines_of(file);
  if (!lines) {
    return fail(ErrorKind::input,
                fmt::format("{} cannot be read; give the folder that 'bibmill enrich --out' wrote", file.string()));
  }
  std::vector<std::optional<Result<Record>>> parsed(lines->size());
  for_each_index(lines->size(), [&](std::size_t i) { parsed[i].emplace(parse_valid_record((*lines)[i].text)); });
  StoredRecords stored;
  stored.records.reserve(lines->size());
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (Result<Record>& record = *parsed[i]) {
      stored.records.push_back(std::move(*record));
      stored.lines.push_back((*lines)[i].number);
    } else {
      stored.bad_lines.push_back({(*lines)[i].number, record.error().message});
    }
  }
  return stored;
}

}  // namespace bibmill
