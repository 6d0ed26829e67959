// START HERE: the main job from inputs to outputs, phase by phase. The picture and the invariants: ARCHITECTURE.md.
#include "pipeline/run.h"

#include <istream>
#include <ostream>

#include "connectors/async/signals.h"
#include "connectors/source_stack.h"
#include "pipeline/dedup/people.h"
#include "pipeline/dedup/works.h"
#include "pipeline/organisations/directories.h"
#include "pipeline/organisations/resolve.h"
#include "pipeline/read/read.h"
#include "pipeline/report/dry_run.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/report/progress.h"
#include "pipeline/report/request_logger.h"
#include "pipeline/resolve/resolve_all.h"
#include "pipeline/run_policies.h"
#include "pipeline/state/citation_keys.h"
#include "pipeline/state/known_keys.h"
#include "pipeline/write/atomic_file.h"
#include "pipeline/write/outputs.h"
#include "pipeline/write/record_stream.h"

namespace bibmill {
namespace {

/// Resolves all entries; with `out` "-" each record leaves as soon as it and all before it are done.
std::vector<Record> resolve_entries(const RunRequest& request, const Settings& settings,
                                    const std::vector<Entry>& entries, SourceStack& stack, Resolver& resolver,
                                    RecordStream& stream) {
  std::vector<Record> records;
  const ProgressOptions options{request.progress && !request.replay, request.terminal};
  ProgressReporter progress(options, entries.size(), stack);
  stack.loop().spawn(throw_on_signal());
  const RecordSink sink = [&](std::size_t index, Record record) {
    progress.entry_done();
    if (stream.is_open()) {
      stream.add(index, std::move(record));
    } else {
      // Not before the first requests are out: room for many records takes longer to make than a request to send.
      records.resize(entries.size());
      records[index] = std::move(record);
    }
  };
  stack.loop().run(resolve_all(stack.loop(), resolver, entries, permits_for(settings), sink));
  return records;
}

}  // namespace

Result<RunOutcome> run(const RunRequest& request, const Settings& settings, std::istream& in, std::ostream& out) {
  // 1 READ: every input into entries; what cannot be read is a reject, never a stop.
  Result<ReadResult> input = read_inputs(request.inputs, in);
  if (!input) return tl::unexpected(input.error());
  RunOutcome outcome;
  outcome.report.pages = std::move(input->pages);
  outcome.report.rejects = std::move(input->rejects);
  std::vector<Entry> entries = std::move(input->entries);

  // 2 RESOLVE: streaming, bounded by permits; one coroutine an entry on one io thread.
  const VenueTable venues = venue_table();
  if (request.dry_run) {
    out << describe_dry_run(outcome.report, entries, venues);
    return outcome;
  }
  if (request.out != "-") {
    // Before anybody is asked: answers that cannot be written are wasted.
    if (Result<void> made = make_output_folder(request.out); !made) return tl::unexpected(made.error());
  }
  RequestLogger log(request.verbosity, request.quiet);
  Result<std::unique_ptr<SourceStack>> stack = SourceStack::build(settings, stack_request(request, &log));
  if (!stack) return tl::unexpected(stack.error());
  Result<StateStore> state = StateStore::open(settings.paths.state);
  if (!state) return tl::unexpected(state.error());
  for (const std::string& note : (*stack)->notes()) log.note(note);
  const Result<OrganisationKnowledge> knowledge = OrganisationKnowledge::load(settings);
  if (!knowledge) return tl::unexpected(knowledge.error());
  const OrganisationResolver organisations_known = knowledge->resolver();
  Resolver resolver(resolve_policy(settings, entries.size(), venues, organisations_known), source_set(**stack), venues);
  RecordStream stream(request.out == "-" ? &out : nullptr,
                      [keys = StreamKeys(), &outcome, &organisations_known](Record& record) mutable {
                        keys(record);
                        resolve_affiliations(record, organisations_known);
                        count_record(outcome.report, record);
                      });
  std::vector<Record> records = resolve_entries(request, settings, entries, **stack, resolver, stream);
  // Beyond this point no record is added, and nothing is asked: what was read and answered makes room for what follows.
  count_sources(outcome.report, **stack);
  stack->reset();
  entries = {};

  // 3 DEDUPLICATE: a batch over all records, parallel where items are independent.
  if (!stream.is_open()) {
    Result<KnownKeys> known = known_keys(*state, request.out);
    if (!known) return tl::unexpected(known.error());
    assign_citation_keys(records, *known);
    deduplicate_works(records);
    const std::vector<OrganisationRecord> organisations = resolve_organisations(records, organisations_known);
    const std::vector<PersonRecord> people = deduplicate_people(records);
    // Beyond this point no record changes. Outputs depend on input, settings and answers only.

    // 4 WRITE: in input order, each file replaced as a whole.
    const OutputPlan plan = output_plan(request, settings);
    Result<void> written = write_outputs(plan, records, people, organisations, outcome.report.rejects);
    if (!written) return tl::unexpected(written.error());
    if (Result<void> kept = state->remember(records); !kept) return tl::unexpected(kept.error());
    outcome.report.people = people.size();
    describe_outputs(outcome.report, plan);
    for (const Record& record : records) count_record(outcome.report, record);
  } else if (!stream.ok()) {
    return fail(ErrorKind::storage, "the records could not all be written to standard output");
  }

  // 5 REPORT: what was done, and what needs a person's eye.
  outcome.exit_code = exit_code(outcome.report, resolver.tally());
  outcome.records = std::move(records);
  return outcome;
}

}  // namespace bibmill
