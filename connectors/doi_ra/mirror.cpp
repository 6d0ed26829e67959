#include "connectors/doi_ra/mirror.h"

#include <utility>

#include "connectors/wire/compose.h"
#include "connectors/wire/json.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// The subjects behind the route's name; nullopt for another route. A comma between subjects is sent as it is, one
/// within a DOI encoded.
std::optional<std::vector<std::string>> subjects_of(const SourceRequest& request) {
  const std::string_view path = std::string_view(request.target).substr(0, request.target.find_first_of("?#"));
  for (const std::string_view route : {"/doiRA/", "/ra/"}) {
    if (!path.starts_with(route)) continue;
    std::vector<std::string> subjects;
    for (const std::string_view subject : split(path.substr(route.size()), ',')) {
      subjects.push_back(percent_decode(subject));
    }
    if (!subjects.empty()) return subjects;
  }
  return std::nullopt;
}

/// "10.1145" or "10.1145.3"
bool is_prefix(std::string_view text) {
  return text.starts_with("10.") && text.find_first_not_of("0123456789.") == std::string_view::npos && text.size() > 6;
}

}  // namespace

Result<std::vector<Ask>> DoiRaMirror::parse(const SourceRequest& request) const {
  const auto subjects = subjects_of(request);
  if (!subjects) return fail(ErrorKind::rejected, "doi.org answers agency questions at /doiRA/ and /ra/ only");
  std::vector<Ask> asks;
  for (const std::string& text : *subjects) {
    const auto doi = is_prefix(text) ? std::nullopt : Doi::parse(text);
    asks.emplace_back(ByAgency(doi ? doi->str() : ascii_lower(text)));
  }
  return asks;
}

HttpResponse DoiRaMirror::compose(const SourceRequest& /*request*/, std::span<const MirrorAnswer> answers) const {
  std::string body = "[";
  for (const MirrorAnswer& answer : answers) {
    if (body.size() > 1) body += ",";
    const auto* by_agency = std::get_if<ByAgency>(&answer.query);
    const std::string subject = by_agency != nullptr ? by_agency->subject : "";
    if (answer.found && !answer.slices.empty()) {
      body += "\n  " + answer.slices.front();
      continue;
    }
    const bool well_formed = is_prefix(subject) || Doi::parse(subject).has_value();
    body += "\n  {\n    \"DOI\": " + json_quote(subject) + ",\n    \"status\": \"" +
            (well_formed ? "DOI does not exist" : "Invalid DOI") + "\"\n  }";
  }
  return respond(200, "application/json;charset=UTF-8", body + "\n]");
}

HttpResponse DoiRaMirror::refusal(const SourceRequest& /*request*/, const Error& /*error*/) const {
  return respond(404, "text/html;charset=UTF-8", "<html><head><title>Error: DOI Not Found</title></head></html>");
}

}  // namespace bibmill
