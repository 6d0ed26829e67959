#include "pipeline/run_policies.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "config/embedded.h"
#include "config/keys.h"
#include "config/venues.h"
#include "connectors/replay/fingerprint.h"
#include "pipeline/merge/policy_table.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/resolve/resolve_all.h"
#include "pipeline/state/cache_upkeep.h"

namespace bibmill {
namespace {

Counterparts counterparts_for(const ResolveSettings& settings) {
  if (settings.counterparts == "off") return Counterparts::off;
  return settings.counterparts == "titles" ? Counterparts::titles : Counterparts::identifiers;
}

std::chrono::seconds days(double count) {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::duration<double, std::ratio<86400>>(count));
}

std::string decider_of(const Settings& settings, const SourceStack& stack, const OrganisationKnowledge& knowledge) {
  Fingerprint decider;
  for (const int version : {kMatchVersion, kMergeVersion, kResolveVersion}) decider.add(std::to_string(version));
  decider.add(embedded_file("venues.toml").value_or(""));
  for (const std::string& key : known_keys(settings)) {
    const bool decides = key.starts_with("match.") || (key.starts_with("resolve.") && key != "resolve.permits");
    if (decides) decider.add(key + " = " + print_key(settings, key));
  }
  for (const auto& [name, source] : settings.sources) {
    if (source.enabled) decider.add(name);
  }
  decider.add(stack.origin());
  decider.add(stack.local_indexes());
  decider.add(knowledge.image());
  decider.add(knowledge.index());
  return decider.str();
}

}  // namespace

VenueTable venue_table() {
  std::vector<Venue> venues;
  for (VenueRow& row : shipped_venues()) {
    venues.push_back({std::move(row.name), std::move(row.aliases), std::move(row.toc), row.has_dois, row.dois_from,
                      row.toc_from, row.toc_until, std::move(row.old_toc), row.volume_zero});
  }
  return VenueTable(std::move(venues));
}

StackRequest stack_request(const RunRequest& request, RequestLog* log) {
  StackRequest stack;
  stack.replay = request.replay;
  stack.record = request.record;
  stack.offline = request.offline;
  stack.log = log;
  stack.wrap_transport = request.wrap_transport;
  stack.environment = [](const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return std::string(value != nullptr ? value : "");
  };
  return stack;
}

SourceSet source_set(SourceStack& stack) {
  SourceSet sources;
  sources.crossref = stack.find(SourceId::crossref);
  sources.datacite = stack.find(SourceId::datacite);
  sources.doi_ra = stack.find(SourceId::doi_ra);
  sources.arxiv = stack.find(SourceId::arxiv);
  sources.openalex = stack.find(SourceId::openalex);
  for (const SourceId way : {SourceId::dblp_index, SourceId::dblp_sparql, SourceId::dblp_rest}) {
    if (Source* source = stack.find(way)) sources.dblp.push_back(source);
  }
  return sources;
}

ResolvePolicy resolve_policy(const Settings& settings, const VenueTable& venues,
                             const OrganisationResolver& organisations) {
  ResolvePolicy policy;
  policy.match.accept_probability = settings.match.accept_probability;
  policy.match.accept_title_only = settings.match.accept_title_only;
  policy.match.runner_up_gap = settings.match.runner_up_gap;
  policy.match.denied_prefixes = settings.resolve.denied_prefixes;
  policy.match.venues = &venues;
  policy.match.organisations = &organisations;
  policy.counterparts = counterparts_for(settings.resolve);
  policy.agencies = settings.resolve.agencies;
  return policy;
}

std::size_t permits_for(const Settings& settings) {
  std::size_t permits = settings.resolve.permits;
  for (const auto& [name, source] : settings.sources) {
    if (!source.enabled) continue;
    const std::size_t batch = std::max(source.batch, source.batch_titles);
    permits = enough_permits(permits, batch, static_cast<std::size_t>(std::max(source.concurrency, 1)));
  }
  return permits;
}

DuePolicy due_policy(const StateSettings& settings) {
  DuePolicy policy;
  policy.resolved = days(settings.resolved_days);
  policy.preprint = days(settings.preprint_days);
  policy.past_venue = days(settings.past_venue_days);
  policy.incomplete = days(settings.incomplete_days);
  policy.ambiguous = days(settings.ambiguous_days);
  policy.not_found_first = days(settings.not_found_first_days);
  policy.not_found_most = days(settings.not_found_most_days);
  return policy;
}

LedgerRules ledger_rules(const RunRequest& request, const Settings& settings, const SourceStack& stack,
                         const OrganisationKnowledge& knowledge, Clock::WallTime now) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  LedgerRules rules;
  rules.decider = decider_of(settings, stack, knowledge);
  rules.due = due_policy(settings.state);
  rules.now = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  rules.year = static_cast<int>(std::chrono::year_month_day(today).year());
  rules.recompute = request.record.has_value();
  return rules;
}

Result<void> tidy(SourceStack& stack, Ledger& ledger, const StateSettings& settings, Clock::WallTime now) {
  if (stack.origin() != "live") return {};
  return tidy_cache(stack, ledger.store(), now, days(settings.keep_expired_days));
}

Result<void> note_end(RunOutcome& outcome, Ledger& ledger, Clock::WallTime now) {
  constexpr const char* kLastSuccess = "last_success";
  StateStore& store = ledger.store();
  if (outcome.exit_code == kExitFine || outcome.exit_code == kExitAttention) {
    const auto began = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    if (Result<void> noted = store.set_note(kLastSuccess, began); !noted) return noted;
  }
  const Result<std::optional<std::int64_t>> last = store.note(kLastSuccess);
  if (!last) return tl::unexpected(last.error());
  outcome.report.last_success = *last;
  outcome.report.unresolved_since = ledger.unresolved_since();
  return {};
}

OutputPlan output_plan(const RunRequest& request, const Settings& settings) { return {request.out, settings.bibtex}; }

void describe_outputs(RunReport& report, const OutputPlan& plan) {
  report.folder = plan.folder.string();
  for (const char* name : kOutputNames) {
    std::error_code ignored;
    if (std::filesystem::exists(plan.folder / name, ignored)) report.files.emplace_back(name);
  }
  // One of an earlier run may be there that this one has nothing to add to.
  if (report.since && !report.since->changes.empty()) report.files.emplace_back("changes.jsonl");
}

void count_sources(RunReport& report, const SourceStack& stack) {
  for (const auto& [source, stats] : stack.stats()) {
    report.sources[source] = {stats.requests, stats.cache_hits, stats.retries, stats.failures, stats.bytes};
  }
  report.stopped_after = stack.stopped_after().value_or("");
}

}  // namespace bibmill
