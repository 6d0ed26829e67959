// The same bytes whatever the order in which responses arrive, the size of batches, and the number of threads.
#include <random>

#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

struct Bytes {
  std::string enriched;
  std::string bibliography;
  std::string people;
  bool operator==(const Bytes&) const = default;
};

Bytes run_with(const std::function<void(Settings&)>& change) {
  const TemporaryFolder folder;
  Settings settings = settings_in(folder);
  change(settings);
  run_or_fail(replay_request(source_path("fixtures/eurosys-2026.md"), folder.file("out")), settings);
  const auto output = [&](const char* name) { return read_text(folder.path() / "out" / name); };
  return {output("enriched.jsonl"), output("references.bib"), output("people.jsonl")};
}

TEST(Determinism, BatchesOfAnySizeGiveTheSameBytes) {
  const Bytes reference = run_with([](Settings&) {});
  ASSERT_FALSE(reference.enriched.empty());
  for (const std::size_t batch : {1U, 7U, 50U}) {
    const Bytes bytes = run_with([&](Settings& settings) {
      for (auto& [name, source] : settings.sources) {
        source.batch = batch;
        source.batch_titles = batch;
      }
    });
    EXPECT_EQ(bytes, reference) << "batches of " << batch;
  }
}

TEST(Determinism, ThreadsAndPermitsDoNotMatter) {
  const Bytes reference = run_with([](Settings&) {});
  for (const std::size_t jobs : {1U, 2U}) {
    for (const std::size_t permits : {1U, 5U, 1024U}) {
      const Bytes bytes = run_with([&](Settings& settings) {
        settings.jobs = jobs;
        settings.resolve.permits = permits;
      });
      EXPECT_EQ(bytes, reference) << jobs << " threads, " << permits << " permits";
    }
  }
}

TEST(Determinism, PacesThatReorderTheSourcesDoNotMatter) {
  const Bytes reference = run_with([](Settings&) {});
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    const Bytes bytes = run_with([&](Settings& settings) {
      for (auto& [name, source] : settings.sources) {
        source.rate = source.rate_single = std::uniform_real_distribution<double>(0.01, 20)(random);
        source.batch = 1 + random() % 60;
        source.batch_titles = 1 + random() % 25;
        source.concurrency = 1 + static_cast<int>(random() % 4);
      }
    });
    EXPECT_EQ(bytes, reference) << "seed " << seed;
  }
}

}  // namespace
}  // namespace bibmill
