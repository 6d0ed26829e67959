// Outcome: what the matcher did with one question of a labelled set, and the figures over many of them. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace bibmill::quality {

/// A pair of records ("are these the same?") or a search ("which of all these is it?").
struct Outcome {
  std::string id;           ///< names the question when mistakes are listed: "141,2211", "A17"
  bool expected = false;    ///< something is to be accepted
  bool accepted = false;    ///< something was
  bool right = true;        ///< what was accepted is what was expected; of use in searches
  double probability = 0;   ///< the match's
  std::string reason;       ///< the match's
  std::string description;  ///< one line for people: both titles

  bool is_right() const { return expected ? accepted && right : !accepted; }
};

struct Counts {
  std::size_t questions = 0;
  std::size_t expected = 0;
  std::size_t found = 0;   ///< rightly accepted
  std::size_t wrong = 0;   ///< accepted, but not what was expected
  std::size_t missed = 0;  ///< expected, but not accepted or something else was
  std::size_t right = 0;   ///< questions answered rightly

  double precision() const;  ///< 1 where nothing was accepted
  double recall() const;     ///< 1 where nothing was expected
  double f1() const;
  double agreement() const;  ///< right of all
};

Counts count(std::span<const Outcome> outcomes);

/// Reasons with the number of outcomes they decided: rightly, wrongly.
struct Tally {
  std::size_t right = 0;
  std::size_t wrong = 0;
};
std::map<std::string, Tally> reasons(std::span<const Outcome> outcomes);

/// One of equally filled bins over the sorted probabilities.
struct Bin {
  std::size_t outcomes = 0;
  double probability = 0;  ///< mean
  double share = 0;        ///< of outcomes where something was to be accepted
};

/// Equal-count bins; fewer where there are fewer outcomes than bins.
std::vector<Bin> calibration_bins(std::span<const Outcome> outcomes, std::size_t bins = 15);

/// Expected calibration error: the mean distance of probability and share, weighted by outcomes.
double calibration_error(std::span<const Bin> bins);

}  // namespace bibmill::quality
