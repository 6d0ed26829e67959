// What holds for every codec and its mirror, whatever the source (CONTRACTS §1): a play of both sides without network.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/mirror.h"
#include "connectors/wire/url.h"

namespace bibmill::laws {

/// What the source knows: the records' bytes by kind and canonical key.
class World {
 public:
  void knows(const Query& query, std::vector<std::string> slices) { slices_[name(query)] = std::move(slices); }

  MirrorAnswer look_up(const Query& query) const {
    MirrorAnswer answer(query);
    const auto found = slices_.find(name(query));
    if (found == slices_.end()) return answer;
    answer.found = true;
    answer.slices = found->second;
    return answer;
  }

 private:
  static std::string name(const Query& query) {
    return std::string(to_string(kind_of(query))) + ":" + canonical_key(query);
  }
  std::map<std::string, std::vector<std::string>> slices_;
};

struct Play {
  const Codec& codec;
  const Mirror& mirror;
  const World& world;
  std::size_t longest_line = 4000;
  std::size_t requests = 0;

  /// One exchange; checks the laws of encode and decode on the way. Returns how many questions it took.
  std::size_t exchange(std::span<const Ask> asks, std::vector<KeyAnswer>& answers) {
    const Encoded encoded = codec.encode(asks);
    EXPECT_GE(encoded.taken, 1U);
    EXPECT_LE(encoded.taken, asks.size());
    EXPECT_LE(request_line_length(encoded.request.target), longest_line);
    EXPECT_FALSE(encoded.request.accept.empty());
    const auto taken = asks.first(encoded.taken);
    const auto parsed = mirror.parse(encoded.request);
    if (!parsed) {
      ADD_FAILURE() << encoded.request.target << ": " << parsed.error().message;
      answers.resize(answers.size() + encoded.taken);
      return encoded.taken;
    }
    EXPECT_EQ(parsed->size(), encoded.taken) << encoded.request.target;
    std::vector<MirrorAnswer> known;
    for (const Ask& ask : *parsed) known.push_back(world.look_up(ask.query));
    const HttpResponse response = mirror.compose(encoded.request, known);
    ++requests;
    auto decoded = codec.decode(taken, response);
    if (!decoded) {
      ADD_FAILURE() << encoded.request.target << ": " << decoded.error().message;
      answers.resize(answers.size() + encoded.taken);
      return encoded.taken;
    }
    EXPECT_EQ(decoded->size(), taken.size());
    for (std::size_t i = 0; i < decoded->size(); ++i) check_slices(taken[i], (*decoded)[i], response.body);
    std::move(decoded->begin(), decoded->end(), std::back_inserter(answers));
    return encoded.taken;
  }

  void check_slices(const Ask& ask, const KeyAnswer& answer, std::string_view body) const {
    std::vector<std::string_view> bytes;
    for (const Slice& slice : answer.slices) bytes.push_back(body.substr(slice.begin, slice.end - slice.begin));
    if (answer.state != KeyAnswer::State::found) {
      EXPECT_TRUE(answer.records.empty());
      return;
    }
    EXPECT_FALSE(answer.records.empty());
    const auto again = codec.decode_slices(ask.query, bytes);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, answer.records) << canonical_key(ask.query);
  }

  /// Asks everything in batches of at most `batch`, what is not settled again alone.
  std::vector<KeyAnswer> ask(const std::vector<Query>& queries, std::size_t batch) {
    std::vector<KeyAnswer> answers;
    std::vector<Ask> asks;
    for (const Query& query : queries) asks.emplace_back(query);
    for (std::size_t next = 0; next < asks.size();) {
      const Lane lane = codec.lane(asks[next]);
      std::size_t end = next;
      while (end < asks.size() && end - next < std::min(batch, lane.batch) && codec.lane(asks[end]) == lane) ++end;
      next += exchange(std::span(asks).subspan(next, end - next), answers);
    }
    for (std::size_t i = 0; i < asks.size(); ++i) {
      if (answers[i].state != KeyAnswer::State::unconfirmed && answers[i].state != KeyAnswer::State::cut_off) continue;
      std::vector<KeyAnswer> settled;
      const Ask alone(asks[i].query, true);
      exchange(std::span(&alone, 1), settled);
      answers[i] = std::move(settled.front());
    }
    return answers;
  }
};

/// split(batch) ≡ batch: the answers to `queries` do not depend on how they were put together.
inline void expect_answers_do_not_depend_on_batches(const Codec& codec, const Mirror& mirror, const World& world,
                                                    const std::vector<Query>& queries, std::size_t longest_line) {
  Play single{codec, mirror, world, longest_line};
  const auto expected = single.ask(queries, 1);
  ASSERT_EQ(expected.size(), queries.size());
  for (const std::size_t batch : {std::size_t{7}, std::size_t{50}}) {
    Play play{codec, mirror, world, longest_line};
    const auto answers = play.ask(queries, batch);
    ASSERT_EQ(answers.size(), queries.size());
    for (std::size_t i = 0; i < queries.size(); ++i) {
      EXPECT_EQ(answers[i].state, expected[i].state) << canonical_key(queries[i]) << " in batches of " << batch;
      EXPECT_EQ(answers[i].records, expected[i].records) << canonical_key(queries[i]) << " in batches of " << batch;
    }
  }
}

}  // namespace bibmill::laws
