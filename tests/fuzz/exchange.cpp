#include "tests/fuzz/exchange.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "connectors/registry.h"
#include "connectors/replay/replay_file.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

using State = KeyAnswer::State;

std::vector<std::string_view> slices_of(const KeyAnswer& answer, std::string_view body) {
  std::vector<std::string_view> slices;
  for (const Slice& slice : answer.slices) {
    require(slice.begin < slice.end && slice.end <= body.size(), "a slice lies in the body");
    slices.push_back(body.substr(slice.begin, slice.end - slice.begin));
  }
  return slices;
}

void require_slices_suffice(const Codec& codec, const Query& query, const KeyAnswer& answer, std::string_view body) {
  require(answer.records.empty() == (answer.state != State::found), "only a found answer has records");
  if (answer.state != State::found) return;
  const auto again = codec.decode_slices(query, slices_of(answer, body));
  require(again && *again == answer.records, "the slices of an answer give its records again");
}

/// A batch that is cut off is not split by this: which of its questions are settled depends on how many there are. And
/// a body that holds nothing but records of others is refused (connectors/wire/refusals.h): that is right for a
/// question that stands alone, and no answer to it is lost.
void require_split(const Codec& codec, const Ask& ask, const KeyAnswer& answer, const HttpResponse& response) {
  if (answer.state == State::cut_off) return;
  const auto alone = codec.decode(std::span(&ask, 1), response);
  const bool refused = !alone || alone->front().state == State::cut_off;
  if (refused && answer.state != State::found) return;
  require(alone && alone->front().state == answer.state && alone->front().records == answer.records,
          "an answer is a function of its question and the body");
}

/// Of our own request for these questions: another one may ask for fewer records than the body has.
void require_mirrored(const Codec& codec, const Mirror& mirror, std::span<const Ask> asks,
                      std::span<const KeyAnswer> answers, std::string_view body) {
  const auto is_answered = [&](const Ask& ask) { return codec.answers(kind_of(ask.query)); };
  if (!std::ranges::all_of(asks, is_answered)) return;
  const Encoded own = codec.encode(asks);
  if (own.taken != asks.size()) return;
  std::vector<MirrorAnswer> known;
  for (std::size_t i = 0; i < asks.size(); ++i) {
    if (answers[i].state == State::cut_off) return;
    known.emplace_back(asks[i].query);
    known.back().found = answers[i].state == State::found;
    for (const std::string_view slice : slices_of(answers[i], body)) known.back().slices.emplace_back(slice);
  }
  const auto composed = codec.decode(asks, mirror.compose(own.request, known));
  require(composed && composed->size() == asks.size(), "what the mirror composes can be decoded");
  for (std::size_t i = 0; i < asks.size(); ++i) {
    require((*composed)[i].records == answers[i].records, "what the mirror composes says the same");
  }
}

}  // namespace

void require_sound_exchange(SourceId source, std::string_view text) {
  const auto exchange = read_replay_file(text);
  if (!exchange) return;
  const auto codec = make_codec(source, SourceSettings());
  const auto mirror = make_mirror(source);
  const auto asks = mirror->parse(exchange->request);
  if (!asks) {
    require(mirror->refusal(exchange->request, asks.error()).status >= 400, "a refusal is a refusal");
    return;
  }
  if (asks->empty()) return;
  const std::string_view body = exchange->response.body;
  const auto answers = codec->decode(*asks, exchange->response);
  if (!answers) return;
  require(answers->size() == asks->size(), "there is one answer per question");
  for (std::size_t i = 0; i < asks->size(); ++i) {
    require_slices_suffice(*codec, (*asks)[i].query, (*answers)[i], body);
    require_split(*codec, (*asks)[i], (*answers)[i], exchange->response);
  }
  require_mirrored(*codec, *mirror, *asks, *answers, body);
}

}  // namespace bibmill::fuzz
