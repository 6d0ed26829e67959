// When a source is left alone, and for how long (HTTP fact sheet §2).
#include "connectors/http/circuit.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using Wall = Clock::WallTime;

constexpr Wall kNow = Wall(1'800'000'000s);

bool is_open(const Circuit& circuit, Wall now) { return circuit.open_until() > now; }

TEST(Circuit, OpensAfterConsecutiveFailures) {
  Circuit circuit{CircuitLimits{}};
  for (int i = 0; i < 4; ++i) circuit.failure(kNow);
  EXPECT_FALSE(is_open(circuit, kNow));
  EXPECT_FALSE(circuit.is_probing());
  circuit.failure(kNow);
  EXPECT_EQ(circuit.open_until(), kNow + 60s);
  EXPECT_TRUE(circuit.is_probing());
}

TEST(Circuit, ASuccessBetweenStartsTheCountAgain) {
  Circuit circuit{CircuitLimits{}};
  for (int i = 0; i < 9; ++i) {
    circuit.failure(kNow);
    if (i % 4 == 3) circuit.success();
  }
  EXPECT_FALSE(is_open(circuit, kNow));
}

TEST(Circuit, OpensWhenHalfOfTheLastTwentyFailed) {
  Circuit circuit{CircuitLimits{}};
  for (int i = 0; i < 10; ++i) circuit.success();
  for (int i = 0; i < 9; ++i) {
    circuit.failure(kNow);
    EXPECT_FALSE(is_open(circuit, kNow)) << i;
    if (i < 8) circuit.success();
    if (i == 7) break;
  }
  // By now ten of the last twenty alternate; two more failures without a success between them tip it.
  circuit.failure(kNow);
  circuit.failure(kNow);
  circuit.failure(kNow);
  EXPECT_TRUE(is_open(circuit, kNow));
}

TEST(Circuit, TheWayDownToOneGuiltyQuestionDoesNotOpenIt) {
  for (const std::size_t batch : {50u, 64u, 100u, 1000u}) {
    Circuit circuit{CircuitLimits{}};
    for (std::size_t size = batch; size > 1; size /= 2) {
      circuit.bad_answer(kNow, "list", size);
      circuit.success("list");  // the other half
    }
    circuit.bad_answer(kNow, "list", 1);
    circuit.bad_answer(kNow, "single", 1);
    EXPECT_FALSE(is_open(circuit, kNow)) << batch;
  }
}

TEST(Circuit, BadAnswersToABatchAndItsHalvesOpenItAsFailuresDo) {
  Circuit circuit{CircuitLimits{}};
  for (const std::size_t size : {50u, 25u, 25u, 12u}) circuit.bad_answer(kNow, "list", size);
  EXPECT_FALSE(is_open(circuit, kNow));
  circuit.bad_answer(kNow, "list", 12);
  EXPECT_EQ(circuit.open_until(), kNow + 60s);
}

TEST(Circuit, GoodSinglesDoNotVouchForListsThatAreAlwaysBad) {
  Circuit circuit{CircuitLimits{}};
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(is_open(circuit, kNow)) << i;
    circuit.bad_answer(kNow, "list", 1);
    circuit.success("single");
  }
  EXPECT_TRUE(is_open(circuit, kNow));
  circuit.success("list");
  EXPECT_FALSE(is_open(circuit, kNow));
}

TEST(Circuit, OpensWhenHalfOfTheSinglesAreBad) {
  Circuit circuit{CircuitLimits{}};
  int asked = 0;
  while (!is_open(circuit, kNow) && asked < 40) {
    if (++asked % 2 == 0) {
      circuit.bad_answer(kNow, "single", 1);
    } else {
      circuit.success("single");
    }
  }
  EXPECT_EQ(asked, 20);
}

TEST(Circuit, ABadAnswerToAProbeOpensItAgain) {
  Circuit circuit{CircuitLimits{}};
  for (int i = 0; i < 5; ++i) circuit.failure(kNow);
  circuit.bad_answer(kNow + 60s, "list", 50);
  EXPECT_EQ(circuit.open_until(), kNow + 60s + 120s);
}

TEST(Circuit, EachFailedProbeDoublesThePauseUpToItsCap) {
  Circuit circuit{CircuitLimits{}};
  Wall now = kNow;
  for (int i = 0; i < 5; ++i) circuit.failure(now);
  const std::vector<std::chrono::seconds> pauses = {60s, 120s, 240s, 480s, 960s, 1920s, 3600s, 3600s};
  for (const auto pause : pauses) {
    EXPECT_EQ(circuit.open_until() - now, pause);
    now = circuit.open_until();
    circuit.failure(now);
  }
}

TEST(Circuit, FailuresThatSetOutBeforeItOpenedDoNotDoubleThePause) {
  Circuit circuit{CircuitLimits{}};
  for (int i = 0; i < 8; ++i) circuit.failure(kNow + i * 1s);
  EXPECT_EQ(circuit.open_until(), kNow + 4s + 60s);
  EXPECT_EQ(circuit.pauses(), 1);
}

TEST(Circuit, ASuccessClosesIt) {
  Circuit circuit{CircuitLimits{}};
  for (int i = 0; i < 5; ++i) circuit.failure(kNow);
  circuit.success();
  EXPECT_FALSE(is_open(circuit, kNow));
  EXPECT_FALSE(circuit.is_probing());
  for (int i = 0; i < 4; ++i) circuit.failure(kNow + 100s);
  EXPECT_FALSE(is_open(circuit, kNow + 100s));
}

TEST(Circuit, AWallOpensItAtOnceForHours) {
  Circuit circuit{CircuitLimits{}};
  circuit.blocked(kNow);
  EXPECT_EQ(circuit.open_until(), kNow + 6h);
  circuit.failure(kNow + 1s);
  EXPECT_EQ(circuit.open_until(), kNow + 6h) << "a failure does not shorten it";
}

TEST(Circuit, GoesOnFromTheStateOfAnotherProcess) {
  Circuit circuit{CircuitLimits{}};
  circuit.restore(kNow, 3);
  EXPECT_TRUE(circuit.is_probing());
  circuit.failure(kNow + 1s);
  EXPECT_EQ(circuit.open_until(), kNow + 1s + 480s);
}

}  // namespace
}  // namespace bibmill
