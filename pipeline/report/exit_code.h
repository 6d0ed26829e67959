// Exit codes of `enrich` (CONTRACTS §6), the first that applies. Signals, usage and storage errors are decided where
// they occur.
#pragma once

#include "pipeline/report/run_report.h"
#include "pipeline/resolve/resolver.h"

namespace bibmill {

inline constexpr int kExitFine = 0;
/// At least one entry ambiguous, not found, failed or rejected; with --attention new, one that the last run had not so.
inline constexpr int kExitAttention = 1;
inline constexpr int kExitUsage = 2;  ///< usage, configuration, or an input that cannot be opened
inline constexpr int kExitStorage = 3;
inline constexpr int kExitNoAnswer = 4;  ///< no entry that needed a source got an answer from any
inline constexpr const char* kNoAnswerNote =
    "no source could be asked (each entry says why); nothing is lost, a later run asks again";

int exit_code(const RunReport& report, const Resolver::Tally& tally);

/// The exit code an Error of run() stands for.
int exit_code(const Error& error);

}  // namespace bibmill
