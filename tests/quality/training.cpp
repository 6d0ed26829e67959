#include "tests/quality/training.h"

#include <fmt/format.h>

#include <iterator>

#include "pipeline/match/signals.h"
#include "tests/quality/linkage_row.h"
#include "tests/quality/sets.h"

namespace bibmill::quality {
namespace {

// dblp-scholar's balanced file leaves out 10,809 of 14,016 pairs that are not the same (its README).
constexpr double kLeftOut = 14016.0 / 3207.0;

// Which values are moved is left to chance: several copies tell the model what any of them costs.
constexpr unsigned kDirtyCopies = 5;

class Table {
 public:
  explicit Table(const MatchPolicy& policy) : policy_(policy) {
    text_ = "set,id,same,weight";
    for (const auto name : signal_names()) fmt::format_to(std::back_inserter(text_), ",{}", name);
    text_ += '\n';
  }

  void add(const std::string& set, const LabelledPair& pair, double weight_of_different) {
    const auto signals =
        signals_of(make_subject(pair.entry, policy_.venues), make_subject(pair.record, policy_.venues));
    fmt::format_to(std::back_inserter(text_), "{},\"{}\",{},{:.3f}", set, pair.id, pair.same ? 1 : 0,
                   pair.same ? 1.0 : weight_of_different);
    for (const double value : signals) fmt::format_to(std::back_inserter(text_), ",{:.5g}", value);
    text_ += '\n';
  }

  std::string take() && { return std::move(text_); }

 private:
  const MatchPolicy& policy_;
  std::string text_;
};

}  // namespace

std::string training_signals(const Places& places, const MatchPolicy& policy) {
  Table table(policy);
  const Places train{places.bench, places.corpus, "train"};
  for (const auto& pair : dblp_acm_pairs(train)) table.add("acm", pair, 1);
  for (const auto& pair : ditto_pairs(places.bench / "dblp-acm/dirty/train.txt")) table.add("acm_dirty", pair, 1);
  const auto scholar = read_ditto(places.bench / "dblp-scholar/structured/train.txt.balance");
  for (std::size_t i = 0; i < scholar.size(); ++i) {
    const auto id = std::to_string(i + 1);
    table.add("scholar", labelled(id, scholar[i]), kLeftOut);
    for (unsigned seed = 1; seed <= kDirtyCopies; ++seed) {
      const auto dirty = made_dirty(scholar[i], static_cast<unsigned>(i) * kDirtyCopies + seed);
      table.add("scholar_dirty", labelled(id, dirty), kLeftOut);
    }
  }
  return std::move(table).take();
}

std::string measured_signals(const Places& places, const MatchPolicy& policy) {
  Table table(policy);
  const auto file = places.part + ".txt";
  for (const auto& pair : dblp_acm_pairs(places)) table.add("acm", pair, 1);
  for (const auto& pair : ditto_pairs(places.bench / "dblp-scholar/structured" / file)) table.add("scholar", pair, 1);
  for (const auto& pair : ditto_pairs(places.bench / "dblp-scholar/dirty" / file)) table.add("scholar_dirty", pair, 1);
  return std::move(table).take();
}

}  // namespace bibmill::quality
