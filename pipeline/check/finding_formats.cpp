#include "pipeline/check/finding_formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

const char* level_of(const Finding& finding, const FailOn& fail_on) {
  return fail_on.selects(finding.kind) ? "error" : "warning";
}

std::string to_text(std::span<const Finding> findings, const FailOn& fail_on) {
  std::string text;
  for (const Finding& finding : findings) {
    text += printable(finding.file);
    if (finding.line > 0) text += fmt::format(":{}", finding.line);
    text +=
        fmt::format(": {}: {} [{}]\n", level_of(finding, fail_on), printable(finding.message), to_string(finding.kind));
  }
  return text;
}

/// The escapes of workflow commands; in properties ':' and ',' too.
std::string workflow_escape(std::string_view text, bool property) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '%': escaped += "%25"; break;
      case '\r': escaped += "%0D"; break;
      case '\n': escaped += "%0A"; break;
      case ':': escaped += property ? "%3A" : ":"; break;
      case ',': escaped += property ? "%2C" : ","; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string to_workflow_commands(std::span<const Finding> findings, const FailOn& fail_on) {
  std::string text;
  for (const Finding& finding : findings) {
    text += fmt::format("::{} file={}", level_of(finding, fail_on), workflow_escape(printable(finding.file), true));
    if (finding.line > 0) text += fmt::format(",line={}", finding.line);
    text += fmt::format(",title=bibmill {}::{}\n", to_string(finding.kind),
                        workflow_escape(printable(finding.message), false));
  }
  return text;
}

/// Characters of a path that a URI reference must escape (RFC 3986 §3.3), '%' among them.
std::string to_uri(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return uri;
}

std::string to_sarif(std::span<const Finding> findings, const FailOn& fail_on) {
  Json rules = Json::array();
  for (const FindingKind kind : finding_kinds())
    rules.push_back({{"id", to_string(kind)}, {"shortDescription", {{"text", describe(kind)}}}});
  Json results = Json::array();
  for (const Finding& finding : findings) {
    Json place = {{"artifactLocation", {{"uri", to_uri(finding.file)}}}};
    if (finding.line > 0) place["region"] = {{"startLine", finding.line}};
    results.push_back({{"ruleId", to_string(finding.kind)},
                       {"ruleIndex", static_cast<int>(finding.kind)},
                       {"level", level_of(finding, fail_on)},
                       {"message", {{"text", printable(finding.message)}}},
                       {"locations", Json::array({{{"physicalLocation", std::move(place)}}})}});
  }
  Json run = {{"tool", {{"driver", {{"name", "bibmill"}, {"rules", std::move(rules)}}}}},
              {"results", std::move(results)}};
  return dump(
      {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
       {"version", "2.1.0"},
       {"runs", Json::array({std::move(run)})}});
}

std::string to_json(std::span<const Finding> findings, const FailOn& fail_on) {
  Json list = Json::array();
  for (const Finding& finding : findings) {
    Json one = {{"kind", to_string(finding.kind)}, {"level", level_of(finding, fail_on)}, {"file", finding.file}};
    if (finding.line > 0) one["line"] = finding.line;
    if (!finding.key.empty()) one["key"] = finding.key;
    one["message"] = finding.message;
    list.push_back(std::move(one));
  }
  return dump({{"failed", fail_on.selects_any(findings)}, {"findings", std::move(list)}});
}

}  // namespace

bool FailOn::selects_any(std::span<const Finding> findings) const {
  return std::ranges::any_of(findings, [this](const Finding& finding) { return selects(finding.kind); });
}

std::optional<FindingFormat> parse_finding_format(std::string_view name) {
  if (name == "text") return FindingFormat::text;
  if (name == "github") return FindingFormat::github;
  if (name == "sarif") return FindingFormat::sarif;
  if (name == "json") return FindingFormat::json;
  return std::nullopt;
}

std::string format_findings(std::span<const Finding> findings, const FailOn& fail_on, FindingFormat format) {
  switch (format) {
    case FindingFormat::text: return to_text(findings, fail_on);
    case FindingFormat::github: return to_workflow_commands(findings, fail_on);
    case FindingFormat::sarif: return to_sarif(findings, fail_on);
    case FindingFormat::json: return to_json(findings, fail_on);
  }
  return {};
}

}  // namespace bibmill
