// bibmill-quality: runs the matcher over the labelled sets and prints one table. Ends with 1 when a bar is missed.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "config/load.h"
#include "pipeline/run_policies.h"
#include "tests/quality/quality_set.h"
#include "tests/quality/report.h"
#include "tests/quality/training.h"

namespace bibmill::quality {
namespace {

struct Options {
  std::filesystem::path shared = BIBMILL_SHARED_DIR;
  std::string part = "valid";
  std::vector<std::string> names;
  bool list_mistakes = false;
  bool signals = false;
};

Places places_of(const Options& options) { return {options.shared / "bench", options.shared / "corpus", options.part}; }

std::vector<Measurement> measure(const Options& options, const MatchPolicy& policy) {
  const auto places = places_of(options);
  std::vector<Measurement> all;
  for (const auto& set : quality_sets()) {
    const auto& names = options.names;
    if (!names.empty() && std::find(names.begin(), names.end(), set.name) == names.end()) continue;
    if (!std::filesystem::exists(places.bench / set.folder)) {
      std::fprintf(stderr, "%s: skipped, there is no %s\n", std::string(set.name).c_str(),
                   (places.bench / set.folder).c_str());
      continue;
    }
    for (auto& one : set.measure(places, policy)) all.push_back(std::move(one));
  }
  return all;
}

int run(const Options& options) {
  const auto venues = venue_table();
  const auto directories = OrganisationDirectories::shipped();
  const auto organisations = directories.resolver(nullptr);
  const auto policy = resolve_policy(load_settings({}).settings, venues, organisations).match;
  if (options.signals) {
    const auto places = places_of(options);
    const bool train = options.part == "train";
    std::fputs((train ? training_signals(places, policy) : measured_signals(places, policy)).c_str(), stdout);
    return 0;
  }
  const auto measurements = measure(options, policy);
  for (const auto& one : measurements) {
    std::fputs(histogram(one).c_str(), stdout);
    if (one.bar.figure == Figure::calibration_error) std::fputs(calibration(one).c_str(), stdout);
    if (options.list_mistakes) std::fputs(mistakes(one).c_str(), stdout);
  }
  std::fputs(("\n" + table(measurements)).c_str(), stdout);
  return std::all_of(measurements.begin(), measurements.end(), is_met) ? 0 : 1;
}

}  // namespace
}  // namespace bibmill::quality

int main(int argc, char** argv) {
  bibmill::quality::Options options;
  CLI::App app("Measures the matcher over labelled sets.");
  app.add_option("set", options.names, "sets to measure (default: all)");
  app.add_option("--shared", options.shared, "folder that holds bench/ and corpus/");
  app.add_option("--part", options.part, "part of the sets that are split: valid, train");
  app.add_flag("--mistakes", options.list_mistakes, "list every question that was answered wrongly");
  app.add_flag("--signals", options.signals, "print the signals of the pairs of --part as CSV instead");
  CLI11_PARSE(app, argc, argv);
  return bibmill::quality::run(options);
}
