#include "tests/quality/report.h"

#include <fmt/format.h>

#include <iterator>

namespace bibmill::quality {
namespace {

std::string bar_text(const Bar& bar) {
  switch (bar.figure) {
    case Figure::f1: return fmt::format("F1 >= {:.3f}", bar.value);
    case Figure::agreement: return fmt::format("agrees >= {:.1f} %", 100 * bar.value);
    case Figure::right: return fmt::format("right >= {:.0f}", bar.value);
    case Figure::wrong: return fmt::format("wrong <= {:.0f}", bar.value);
    case Figure::recall: return fmt::format("recall >= {:.3f}", bar.value);
    case Figure::recall_if_precise: return fmt::format("recall >= {:.3f} at P 0.99", bar.value);
    case Figure::calibration_error: return fmt::format("ECE <= {:.3f}", bar.value);
  }
  return {};
}

std::string value_text(Figure figure, double value) {
  if (figure == Figure::right || figure == Figure::wrong) return fmt::format("{:.0f}", value);
  if (figure == Figure::agreement) return fmt::format("{:.1f} %", 100 * value);
  return fmt::format("{:.4f}", value);
}

}  // namespace

std::string table(std::span<const Measurement> measurements) {
  std::string text = fmt::format("{:<26} {:>6} {:>6} {:>6} {:>6} {:>6}  {:>9} {:>7} {:>7}  {:<18} {:>8}  {:<4} {}\n",
                                 "set", "asked", "to find", "found", "wrong", "missed", "precision", "recall", "F1",
                                 "bar", "measured", "met", "published");
  for (const auto& one : measurements) {
    const auto counts = count(one.outcomes);
    const auto value = value_of(one.bar.figure, one.outcomes);
    fmt::format_to(std::back_inserter(text),
                   "{:<26} {:>6} {:>7} {:>5} {:>6} {:>6}  {:>9.4f} {:>7.4f} {:>7.4f}  {:<18} {:>8}  {:<4} {}\n",
                   one.name, counts.questions, counts.expected, counts.found, counts.wrong, counts.missed,
                   counts.precision(), counts.recall(), counts.f1(), bar_text(one.bar),
                   value_text(one.bar.figure, value), is_met(one) ? "yes" : "NO", one.published);
  }
  return text;
}

std::string histogram(const Measurement& measurement) {
  std::string text = fmt::format("{}: reasons, with how many they decided rightly and wrongly\n", measurement.name);
  for (const auto& [reason, tally] : reasons(measurement.outcomes)) {
    fmt::format_to(std::back_inserter(text), "  {:<34} {:>6} {:>5}\n", reason, tally.right, tally.wrong);
  }
  return text;
}

std::string calibration(const Measurement& measurement) {
  const auto bins = calibration_bins(measurement.outcomes);
  std::string text =
      fmt::format("{}: calibration in bins of equal count\n  outcomes  probability  share\n", measurement.name);
  for (const auto& bin : bins) {
    fmt::format_to(std::back_inserter(text), "  {:>8}  {:>11.4f}  {:.4f}\n", bin.outcomes, bin.probability, bin.share);
  }
  fmt::format_to(std::back_inserter(text), "  expected calibration error {:.4f}\n", calibration_error(bins));
  return text;
}

std::string mistakes(const Measurement& measurement) {
  std::string text;
  for (const auto& outcome : measurement.outcomes) {
    if (outcome.is_right()) continue;
    fmt::format_to(std::back_inserter(text), "{}\t{}\t{}\t{}\t{:.3f}\t{}\n", measurement.name, outcome.id,
                   outcome.accepted ? "wrong" : "missed", outcome.reason, outcome.probability, outcome.description);
  }
  return text;
}

}  // namespace bibmill::quality
