// START HERE: the main job from inputs to outputs, phase by phase; run() stands at the end. The picture and the
// invariants: ARCHITECTURE.md.
#include "pipeline/run.h"

#include <istream>
#include <optional>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "connectors/source_stack.h"
#include "pipeline/dedup/works.h"
#include "pipeline/organisations/directories.h"
#include "pipeline/organisations/resolve.h"
#include "pipeline/parallel/thread_limit.h"
#include "pipeline/people/people.h"
#include "pipeline/pins/apply_pins.h"
#include "pipeline/read/read.h"
#include "pipeline/report/dry_run.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/report/frozen_problem.h"
#include "pipeline/report/request_logger.h"
#include "pipeline/resolve/toc_choice.h"
#include "pipeline/resolve_due.h"
#include "pipeline/run_policies.h"
#include "pipeline/since_last_run.h"
#include "pipeline/state/citation_keys.h"
#include "pipeline/state/ledger.h"
#include "pipeline/unchanged_run.h"
#include "pipeline/venue/add_editions.h"
#include "pipeline/write/atomic_file.h"
#include "pipeline/write/outputs.h"
#include "pipeline/write/record_stream.h"

namespace bibmill {
namespace {

std::set<std::string> tocs_for(const RunRequest& request, const Settings& settings, const RunReport& report,
                               std::span<const Entry> entries, const VenueTable& venues) {
  std::set<std::string> tocs = tocs_worth_asking(entries, report.pages, venues, settings.resolve.toc_entries);
  // Those were asked for already.
  for (const Edition& edition : request.editions) {
    if (!edition.page.empty()) tocs.insert(edition.page);
  }
  return tocs;
}

/// Every input into entries; what cannot be read is a reject, never a stop. With them, what people pinned.
Result<std::vector<Entry>> read_entries(const RunRequest& request, const Settings& settings, std::istream& in,
                                        RunReport& report) {
  const ThreadLimit threads(settings.jobs);
  Result<InputsRead> input = read_inputs(request.inputs, in);
  if (!input) return tl::unexpected(input.error());
  const Result<std::size_t> left_out =
      pin_entries(request.inputs, {request.out, settings.paths.state}, settings.resolve.denied_prefixes, *input);
  if (!left_out) return tl::unexpected(left_out.error());
  report.only_new = request.only_new;
  report.not_papers = *left_out;
  report.pages = std::move(input->pages);
  report.rejects = std::move(input->rejects);
  report.without_papers = std::move(input->without_papers);
  return std::move(input->entries);
}

/// What records are compared by when they are joined, and where their keys come from.
struct Joining {
  const MatchPolicy& match;
  const OrganisationResolver& organisations;
  Ledger& ledger;
};

/// Phases 3 and 4, of records that were not streamed.
Result<void> join_and_write(const RunRequest& request, const Settings& settings, const Joining& joining,
                            std::vector<Record>& records, RunReport& report) {
  // 3 DEDUPLICATE: a batch over all records, parallel where items are independent.
  Ledger& ledger = joining.ledger;
  if (Result<void> continued = ledger.continue_works(records); !continued) return continued;
  const KnownKeys keys = ledger.known_keys(request.out);
  assign_citation_keys(records, keys);
  ledger.keep_keys(records, keys);
  deduplicate_works(records, joining.match);
  const std::vector<OrganisationRecord> organisations = resolve_organisations(records, joining.organisations);
  const std::vector<PersonRecord> people = deduplicate_people(records);
  // Beyond this point no record changes. Outputs depend on input, settings and answers only; what is news among it,
  // on what the last run told.
  if (Result<void> found = find_news(request, ledger, records, report); !found) return found;

  // 4 WRITE: in input order, each file replaced as a whole.
  const OutputPlan plan = output_plan(request, settings);
  Result<void> written =
      write_outputs(plan, records, people, organisations, report.rejects, output_pages(report, records));
  if (!written) return written;
  count_people(report, people, organisations);
  describe_outputs(report, plan);
  for (const Record& record : records) count_record(report, record);
  return {};
}

/// Phases 2 to 5.
Result<RunOutcome> enrich_entries(const RunRequest& request, const Settings& settings, const VenueTable& venues,
                                  std::vector<Entry> entries, RunOutcome outcome, std::ostream& out) {
  // 2 RESOLVE: what is not due stands in the state; the rest, streaming, one coroutine an entry on one io thread.
  RequestLogger log(request.verbosity, request.quiet, request.log_format);
  Result<std::unique_ptr<SourceStack>> stack = SourceStack::build(settings, stack_request(request, &log));
  if (!stack) return tl::unexpected(stack.error());
  outcome.report.notes = (*stack)->notes();
  for (const std::string& note : outcome.report.notes) log.note(note);
  const SourceSet sources = source_set(**stack);
  const auto added = add_editions({(*stack)->loop(), sources, venues}, request.editions, entries, outcome.report);
  if (!added) return tl::unexpected(added.error());
  const Result<OrganisationKnowledge> knowledge = OrganisationKnowledge::load(settings);
  if (!knowledge) return tl::unexpected(knowledge.error());
  const OrganisationResolver organisations_known = knowledge->resolver();
  const Clock::WallTime now = (*stack)->clock().wall();
  LedgerRules rules = ledger_rules(request, settings, **stack, *knowledge, now);
  Result<Ledger> ledger = Ledger::open(settings.paths.state, std::move(rules), entries);
  if (!ledger) return tl::unexpected(ledger.error());
  if (auto unchanged = unchanged_outcome(request, settings, outcome, *ledger, entries)) {
    count_sources(unchanged->report, **stack);
    if (Result<void> noted = note_end(*unchanged, *ledger, now); !noted) return tl::unexpected(noted.error());
    return *std::move(unchanged);
  }
  RecordStream stream(request.out == "-" ? &out : nullptr,
                      [keys = StreamKeys(), &outcome, &organisations_known](Record& record) mutable {
                        keys(record);
                        resolve_affiliations(record, organisations_known);
                        count_record(outcome.report, record);
                      });
  ResolvePolicy policy = resolve_policy(settings, venues, organisations_known);
  policy.tocs = tocs_for(request, settings, outcome.report, entries, venues);
  Result<Resolved> resolved = resolve_due({request, settings, entries, venues, policy, **stack, *ledger, stream});
  if (!resolved) return tl::unexpected(resolved.error());
  if (request.frozen && !resolved->unasked.empty())
    return fail(ErrorKind::offline, frozen_problem(entries, resolved->unasked));
  std::vector<Record> records = std::move(resolved->records);
  outcome.report.not_due = resolved->not_due;
  if (request.record) outcome.report.not_recorded = resolved->not_stored;
  // Beyond this point no record is added, and nothing is asked: what was read and answered makes room for what follows.
  count_sources(outcome.report, **stack);
  if (Result<void> tidied = tidy(**stack, *ledger, settings.state, now); !tidied) return tl::unexpected(tidied.error());
  stack->reset();
  entries = std::vector<Entry>();
  const ThreadLimit threads(settings.jobs);

  if (!stream.is_open()) {
    const Joining joining{policy.match, organisations_known, *ledger};
    const Result<void> done = join_and_write(request, settings, joining, records, outcome.report);
    if (!done) return tl::unexpected(done.error());
  }

  if (Result<void> kept = ledger->close(); !kept) return tl::unexpected(kept.error());
  if (!stream.is_open()) {
    const Result<void> marked = mark_outputs(request, settings, outcome.report, *ledger, records);
    if (!marked) return tl::unexpected(marked.error());
  }

  // 5 REPORT: what was done, and what needs a person's eye.
  outcome.exit_code = exit_code(outcome.report, resolved->tally);
  if (outcome.exit_code == kExitNoAnswer) outcome.report.notes.emplace_back(kNoAnswerNote);
  if (Result<void> noted = note_end(outcome, *ledger, now); !noted) return tl::unexpected(noted.error());
  outcome.records = std::move(records);
  return outcome;
}

}  // namespace

Result<RunOutcome> run(const RunRequest& request, const Settings& settings, std::istream& in, std::ostream& out) {
  // 1 READ
  RunOutcome outcome;
  Result<std::vector<Entry>> entries = read_entries(request, settings, in, outcome.report);
  if (!entries) return tl::unexpected(entries.error());
  const VenueTable venues = venue_table();
  if (request.dry_run) {
    const std::set<std::string> tocs = tocs_for(request, settings, outcome.report, *entries, venues);
    out << describe_dry_run(outcome.report, *entries, venues, tocs);
    outcome.exit_code = exit_code(outcome.report, {});
    return outcome;
  }
  if (request.out != "-") {
    // Before anybody is asked: answers that cannot be written are wasted.
    if (Result<void> made = make_output_folder(request.out); !made) return tl::unexpected(made.error());
  }
  return enrich_entries(request, settings, venues, std::move(*entries), std::move(outcome), out);
}

}  // namespace bibmill
