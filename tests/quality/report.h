// Prints what was measured, for people.
#pragma once

#include <span>
#include <string>

#include "tests/quality/quality_set.h"

namespace bibmill::quality {

/// One line for each measurement: counts, precision, recall, F1, bar, published figure.
std::string table(std::span<const Measurement> measurements);

/// Which reasons decided how many questions of the measurement, rightly and wrongly.
std::string histogram(const Measurement& measurement);

/// The bins of the measurement's probabilities, and their error.
std::string calibration(const Measurement& measurement);

/// Questions answered wrongly, one a line.
std::string mistakes(const Measurement& measurement);

}  // namespace bibmill::quality
