// Whether a source that cannot be reached is worth waiting for, when perhaps the network is gone.
#include "connectors/http/reach.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/paced_world.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using namespace testing_support;
using testing::Each;
using testing::ElementsAre;

/// One question after the other, as a source tries it again.
std::vector<std::string> try_in_vain(World& world, int times) {
  std::vector<std::string> all;
  for (int i = 0; i < times; ++i) {
    std::vector<Sent> one{failing(ErrorKind::transport)};
    one[0].failures = i;
    world.run(one);
    all.push_back(outcomes(one).front());
  }
  return all;
}

TEST(Reach, WhereNobodyAnswersNobodyWaits) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = folder.path() / "crossref";
  World world(options);
  EXPECT_THAT(try_in_vain(world, 4), ElementsAre("failed", "failed", "failed", "transport"));
  std::vector<Sent> all(50);
  world.run(all);
  EXPECT_THAT(outcomes(all), Each("transport"));
  EXPECT_LT(world.elapsed(), 5'000);
  World later(options);
  std::vector<Sent> again(1);
  later.run(again);
  EXPECT_THAT(outcomes(again), ElementsAre("sent")) << "the network's absence is not held against the source";
}

TEST(Reach, WhereNobodyAnswersTheNextTryIsSoon) {
  GroupOptions options = three_a_second();
  options.retry.base = 120s;
  World world(options);
  std::vector<Sent> one{failing(ErrorKind::transport)};
  world.run(one);
  EXPECT_EQ(one[0].ruling.action, Ruling::Action::retry);
  EXPECT_LE(one[0].ruling.not_before - world.clock.now(), 1s);
}

TEST(Reach, OneGroupsVerdictSparesTheOthersTheirTries) {
  GroupOptions options = three_a_second();
  options.reach = std::make_shared<Reach>();
  options.reach->doubted = true;
  World world(options);
  EXPECT_THAT(try_in_vain(world, 2), ElementsAre("failed", "transport"));
}

TEST(Reach, WhereSomebodyAnswersFailedConnectionsAreTheSources) {
  GroupOptions options = three_a_second();
  options.reach = std::make_shared<Reach>();
  World world(options);
  EXPECT_THAT(try_in_vain(world, 4), ElementsAre("failed", "failed", "failed", "transport"));
  options.reach->answered = true;
  std::vector<Sent> down(5, failing(ErrorKind::transport));
  world.run(down);
  EXPECT_THAT(outcomes(down), Each("failed"));
  const long opened = world.elapsed();
  std::vector<Sent> all(1);
  world.run(all);
  EXPECT_GE(all[0].started - opened, 59'000) << "the circuit's pause";
}

TEST(Reach, ANetworkThatGoesAwayIsWaitedForOnceNotOncePerSource) {
  const auto reach = std::make_shared<Reach>();
  reach->hear();
  GroupOptions options = three_a_second();
  options.reach = reach;
  World first(options);
  std::vector<Sent> down(6, failing(ErrorKind::transport));
  for (Sent& sent : down) sent.on_the_way = 10s;
  first.run(down);
  EXPECT_FALSE(reach->waited_in_vain) << "the last was out when the circuit opened";
  std::vector<Sent> probe{failing(ErrorKind::transport)};
  first.run(probe);
  EXPECT_GE(probe[0].started, 59'000) << "one pause";
  World second(options);
  std::vector<Sent> also_down(5, failing(ErrorKind::transport));
  second.run(also_down);
  const long opened = second.elapsed();
  std::vector<Sent> waiting(3);
  second.run(waiting);
  EXPECT_THAT(outcomes(waiting), Each("circuit_open"));
  EXPECT_EQ(second.elapsed(), opened) << "nobody has been heard since the pause";
  reach->hear();
  std::vector<Sent> hopeful(1);
  second.run(hopeful);
  EXPECT_THAT(outcomes(hopeful), ElementsAre("sent"));
  EXPECT_GE(hopeful[0].started - opened, 59'000) << "somebody has";
}

}  // namespace
}  // namespace bibmill
