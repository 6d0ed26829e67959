#include "pipeline/stored/record_members.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "config/embedded.h"
#include "pipeline/record_json/json_reader.h"

namespace bibmill {
namespace {

struct Members {
  std::set<std::string, std::less<>> known;
  std::vector<std::string> required;
};

Members read_schema() {
  const auto schema = nlohmann::json::parse(embedded_file("record.schema.json").value());
  Members members;
  for (const auto& [name, value] : schema.at("properties").items()) members.known.insert(name);
  members.required = schema.at("required").get<std::vector<std::string>>();
  return members;
}

}  // namespace

std::optional<std::string> member_problem(std::string_view json_line) {
  static const Members kMembers = read_schema();
  simdjson::dom::parser parser;
  const Result<simdjson::dom::object> object = parse_object(parser, json_line);
  if (!object) return object.error().message;
  for (const std::string& name : kMembers.required) {
    if (object->at_key(name).error() != simdjson::SUCCESS) return fmt::format("{}: is missing", name);
  }
  for (const auto& [name, value] : *object) {
    if (!kMembers.known.contains(name)) return fmt::format("{}: there is no such member", name);
    std::string_view text;
    if (value.get_string().get(text) == simdjson::SUCCESS && text.empty()) return fmt::format("{}: is empty", name);
  }
  return std::nullopt;
}

}  // namespace bibmill
