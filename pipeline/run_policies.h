// From settings to what each step wants to know: the only place where configuration meets the steps, which know none
// themselves.
#pragma once

#include <cstddef>

#include "config/settings.h"
#include "connectors/source_stack.h"
#include "normalizers/venues/venue_table.h"
#include "pipeline/resolve/resolver.h"
#include "pipeline/run.h"
#include "pipeline/write/outputs.h"

namespace bibmill {

VenueTable venue_table();
StackRequest stack_request(const RunRequest& request, RequestLog* log);
SourceSet source_set(SourceStack& stack);
/// `venues` and `organisations` outlive the policy.
ResolvePolicy resolve_policy(const Settings& settings, std::size_t entries, const VenueTable& venues,
                             const OrganisationResolver& organisations);
std::size_t permits_for(const Settings& settings);
OutputPlan output_plan(const RunRequest& request, const Settings& settings);
/// Names the files that are there, for the summary.
void describe_outputs(RunReport& report, const OutputPlan& plan);
void count_sources(RunReport& report, const SourceStack& stack);

}  // namespace bibmill
