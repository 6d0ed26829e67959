// From settings to what each step wants to know: the only place where configuration meets the steps, which know none
// themselves.
#pragma once

#include <array>
#include <cstddef>

#include "config/settings.h"
#include "connectors/source_stack.h"
#include "normalizers/venues/venue_table.h"
#include "pipeline/organisations/directories.h"
#include "pipeline/resolve/resolver.h"
#include "pipeline/run.h"
#include "pipeline/state/ledger.h"
#include "pipeline/write/outputs.h"

namespace bibmill {

VenueTable venue_table();
StackRequest stack_request(const RunRequest& request, RequestLog* log);
SourceSet source_set(SourceStack& stack);
/// `venues` and `organisations` outlive the policy.
ResolvePolicy resolve_policy(const Settings& settings, const VenueTable& venues,
                             const OrganisationResolver& organisations);
std::size_t permits_for(const Settings& settings);
DuePolicy due_policy(const StateSettings& settings);
/// `decider`: a fingerprint of the versions and settings that decide a Record, the sources that are on, whose answers
/// they give, and the local indexes and organisations. A contact address, a rate or a batch size changes no Record.
/// With --record nothing stands: each answer is looked up, so that it can be recorded.
LedgerRules ledger_rules(const RunRequest& request, const Settings& settings, const SourceStack& stack,
                         const OrganisationKnowledge& knowledge, Clock::WallTime now);
/// Remembers a run that ended well (exit code 0 or 1), and reports when the last such run began and how long entries
/// have been unresolved. The ledger is closed, or nothing was changed in it. Error storage.
Result<void> note_end(RunOutcome& outcome, Ledger& ledger, Clock::WallTime now);
OutputPlan output_plan(const RunRequest& request, const Settings& settings);
/// Drops answers of live sources that expired long ago, once a day.
Result<void> tidy(SourceStack& stack, Ledger& ledger, const StateSettings& settings, Clock::WallTime now);
/// The files of a run, in the order of the summary.
inline constexpr std::array kOutputNames = {"enriched.jsonl",      "references.bib", "people.jsonl",
                                            "organisations.jsonl", "rejects.jsonl",  "attention.md"};
/// Names the files that are there, for the summary.
void describe_outputs(RunReport& report, const OutputPlan& plan);
/// What was asked, and what the run's limit was where it ended that.
void count_sources(RunReport& report, const SourceStack& stack);

}  // namespace bibmill
