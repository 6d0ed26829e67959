// How a command that fails says so, and with what exit code (CONTRACTS §6).
#pragma once

#include <string>

#include "config/load.h"
#include "pipeline/report/log_line.h"

namespace bibmill {

inline constexpr const char* kStdoutProblem =
    "cannot write to standard output: the program that reads it has ended, or the disk is full";

/// Tells on stderr what went wrong; returns `code`.
int report_failure(const std::string& what, int code, LogFormat format = LogFormat::text);

/// Tells all mistakes of the configuration; returns the exit code.
int report_mistakes(const ConfigError& error, LogFormat format = LogFormat::text);

/// The exit code of a command that ended with `code`, once all it printed has left: when standard output took no more,
/// that is a failure of storage, told on stderr, unless a graver one was told already.
int finish_stdout(int code, LogFormat format = LogFormat::text);

}  // namespace bibmill
