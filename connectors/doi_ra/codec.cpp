#include "connectors/doi_ra/codec.h"

#include <algorithm>
#include <utility>

#include "connectors/doi_ra/record.h"
#include "connectors/wire/batch.h"
#include "connectors/wire/json.h"
#include "connectors/wire/refusals.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

const std::string& subject_of(const Ask& ask) { return std::get<ByAgency>(ask.query).subject; }

bool goes_alone(const Ask& ask) { return ask.alone || subject_of(ask).find(',') != std::string::npos; }

struct Line {
  Slice slice;
  AgencyLine line;
};

Result<std::vector<Line>> read_lines(std::string_view body) {
  const auto slices = json_array_slices(body, {});
  if (!slices) return fail(ErrorKind::decode, "expected a JSON array of agencies from doi.org");
  std::vector<Line> lines;
  for (const Slice& slice : *slices) {
    const auto json = Json::parse(body.substr(slice.begin, slice.end - slice.begin));
    if (!json) return tl::unexpected(json.error());
    if (auto line = read_agency_line(json->root())) lines.push_back(Line{slice, std::move(*line)});
  }
  return lines;
}

}  // namespace

DoiRaCodec::DoiRaCodec(DoiRaLimits limits) : limits_(limits) {}

Lane DoiRaCodec::lane(const Ask& ask) const {
  if (goes_alone(ask)) return Lane{"agency-single", "list", 1};
  return Lane{"agency", "list", limits_.batch};
}

Encoded DoiRaCodec::encode(std::span<const Ask> asks) const {
  const auto subject = [](const Ask& ask) { return percent_encode(subject_of(ask)); };
  const auto target = [](std::string_view subjects, std::size_t /*count*/) {
    return "/doiRA/" + std::string(subjects);
  };
  const std::size_t most = goes_alone(asks.front()) ? 1 : limits_.batch;
  return encode_list(asks, {most, limits_.max_request_line}, "application/json", subject, target);
}

Result<std::vector<KeyAnswer>> DoiRaCodec::decode(std::span<const Ask> asks, const HttpResponse& response) const {
  if (response.status != 200) return tl::unexpected(status_error("doi.org", response.status));
  if (const auto json = Json::parse(response.body); !json) {
    return fail(ErrorKind::decode, "expected a JSON array of agencies from doi.org: " + json.error().message);
  }
  const auto lines = read_lines(response.body);
  if (!lines) return tl::unexpected(lines.error());
  std::vector<KeyAnswer> answers;
  for (const Ask& ask : asks) {
    const std::string subject = ascii_lower(subject_of(ask));
    const auto found =
        std::find_if(lines->begin(), lines->end(), [&](const Line& line) { return line.line.subject == subject; });
    if (found == lines->end()) {
      // doi.org has a line for every subject; a comma in a DOI is the one known way to lose it.
      if (asks.size() == 1 && goes_alone(ask)) {
        return fail(ErrorKind::decode, "expected a line for " + printable(subject) + " in doi.org's answer");
      }
      answers.push_back(KeyAnswer{KeyAnswer::State::unconfirmed, {}, {}});
    } else if (found->line.record) {
      answers.push_back(KeyAnswer{KeyAnswer::State::found, {*found->line.record}, {found->slice}});
    } else {
      answers.push_back(KeyAnswer{KeyAnswer::State::absent, {}, {}});
    }
  }
  const bool all_open = std::ranges::all_of(
      answers, [](const KeyAnswer& answer) { return answer.state == KeyAnswer::State::unconfirmed; });
  if (auto others = other_records("doi.org", answers, all_open ? lines->size() : 0)) {
    return tl::unexpected(std::move(*others));
  }
  return answers;
}

Result<std::vector<SourceRecord>> DoiRaCodec::decode_slices(const Query& /*query*/,
                                                            std::span<const std::string_view> slices) const {
  std::vector<SourceRecord> records;
  for (const std::string_view slice : slices) {
    const auto json = Json::parse(slice);
    if (!json) return tl::unexpected(json.error());
    auto line = read_agency_line(json->root());
    if (!line || !line->record) return fail(ErrorKind::decode, "expected a line with an agency from doi.org");
    records.push_back(std::move(*line->record));
  }
  return records;
}

}  // namespace bibmill
