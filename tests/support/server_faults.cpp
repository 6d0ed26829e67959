#include "tests/support/server_faults.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace bibmill::testing_support {
namespace {

constexpr std::array<std::pair<Fault, std::string_view>, 18> kNames = {{
    {Fault::status, "status"},
    {Fault::cut_body, "cut_body"},
    {Fault::slow_body, "slow_body"},
    {Fault::delay, "delay"},
    {Fault::html_wall, "html_wall"},
    {Fault::redirect, "redirect"},
    {Fault::redirect_host, "redirect_host"},
    {Fault::redirect_plain, "redirect_plain"},
    {Fault::redirect_loop, "redirect_loop"},
    {Fault::truncated_gzip, "truncated_gzip"},
    {Fault::gzip_bomb, "gzip_bomb"},
    {Fault::wrong_type, "wrong_type"},
    {Fault::empty_body, "empty_body"},
    {Fault::large_body, "large_body"},
    {Fault::reset, "reset"},
    {Fault::invalid, "invalid"},
    {Fault::other_records, "other_records"},
    {Fault::empty_page, "empty_page"},
}};

FaultRule read_rule(const nlohmann::json& json) {
  FaultRule rule;
  const auto name = json.at("fault").get<std::string>();
  const auto* const known = std::ranges::find(kNames, name, [](const auto& pair) { return pair.second; });
  if (known == kNames.end()) throw std::invalid_argument("there is no fault \"" + name + "\"");
  rule.fault = known->first;
  if (json.contains("source")) {
    const auto source = json["source"].get<std::string>();
    rule.source = parse_source_id(source);
    if (!rule.source) throw std::invalid_argument("there is no source \"" + source + "\"");
  }
  rule.requests = json.value("requests", rule.requests);
  if (json.contains("status")) rule.status = json["status"].get<int>();
  if (json.contains("retry_after")) rule.retry_after_s = json["retry_after"].get<long>();
  rule.retry_after_as_date = json.value("retry_after_as", "seconds") == "date";
  rule.seconds = json.value("seconds", rule.seconds);
  rule.bytes = json.value("bytes", rule.bytes);
  return rule;
}

}  // namespace

std::string_view to_string(Fault fault) {
  return std::ranges::find(kNames, fault, [](const auto& pair) { return pair.first; })->second;
}

Result<std::vector<FaultRule>> parse_faults(std::string_view json) {
  try {
    std::vector<FaultRule> rules;
    const auto file = nlohmann::json::parse(json);
    for (const auto& rule : file.at("rules")) rules.push_back(read_rule(rule));
    return rules;
  } catch (const std::exception& error) {
    return fail(ErrorKind::input, std::string("the fault file cannot be used: ") + error.what());
  }
}

const FaultRule* find_fault(const std::vector<FaultRule>& rules, SourceId source, std::size_t number) {
  const auto found = std::ranges::find_if(rules, [&](const FaultRule& rule) {
    const bool this_source = !rule.source || *rule.source == source;
    return this_source && (rule.requests.empty() || std::ranges::find(rule.requests, number) != rule.requests.end());
  });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace bibmill::testing_support
