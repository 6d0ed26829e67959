#include "pipeline/commands/command_line.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <set>

#include "normalizers/text/unicode.h"
#include "pipeline/pins/pin_line.h"

namespace bibmill {
namespace {

constexpr const char* kVersion = "bibmill 0.1.0";

constexpr const char* kExamples = R"(
Examples
  bibmill enrich reading-list.md --out out --mailto you@example.org
      Resolve a Markdown reading list against the live sources.
  bibmill enrich refs.bib --out out --offline
      Use only what is in the cache and in local indexes.
  bibmill enrich list.md --replay fixtures/http --out out
      Answer every question from a folder of recorded responses; no network.
  echo '{"doi":"10.1145/3448016.3452841"}' | bibmill enrich - --out -
      A filter: JSON Lines in, enriched JSON Lines out, each line as soon as it is resolved. Of papers that would
      have the same citation key (`id`) the first has it; the others' ids depend on the order of the input.
  bibmill enrich list.md --out out --state state --max-requests 200 --time-limit 2h
      Ask no more than that tonight; the same command goes on tomorrow.

Exit codes
  0 all resolved   1 some entries need a look   2 usage, configuration or input
  3 cache, state or output cannot be written    4 no source could be asked   130/143 interrupted
)";

/// A flag that is a setting.
CLI::Option* add_setting(CLI::App& command, CommandLine& line, const std::string& flag, const std::string& key,
                         const char* what) {
  const auto keep = [&line, flag, key](const std::string& text) {
    line.settings.push_back({key, text, "flag " + flag});
  };
  return command.add_option_function<std::string>(flag, keep, what);
}

/// Flags that are settings, of every command that uses settings or shows them.
void add_settings(CLI::App& command, CommandLine& line) {
  // One argument, so that an input may follow it.
  const auto choose = [&line](const std::string& names) { line.only_sources = CLI::detail::split(names, ','); };
  command
      .add_option_function<std::string>("--sources", choose,
                                        "Ask only these: crossref, datacite, doi_ra, arxiv, dblp, openalex, …")
      ->type_name("A,B");
  add_setting(command, line, "--mailto", "contact", "Your mail address, for the sources' polite pools")
      ->type_name("ADDRESS");
  command.add_option("--config", line.config_file, "Settings file, instead of ./bibmill.toml")->type_name("FILE");
  add_setting(command, line, "--state", "paths.state", "Folder of cache and state")->type_name("DIR");
  add_setting(command, line, "--jobs", "jobs", "CPU threads; 0 = all")->type_name("N");
}

/// How much a run may ask.
void add_limits(CLI::App& command, CommandLine& line) {
  add_setting(command, line, "--max-requests", "limits.max_requests",
              "Ask no more after so many requests; the next run goes on")
      ->type_name("N");
  const std::map<std::string, double> units = {{"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}, {"d", 86400}};
  add_setting(command, line, "--time-limit", "limits.time_s", "Ask no more after so long: 90s, 30m, 2h")
      ->transform(CLI::AsNumberWithUnit(units, CLI::AsNumberWithUnit::DEFAULT, "DURATION"))
      ->type_name("DURATION");
}

/// What a run tells, and where.
void add_report_flags(CLI::App& command, CommandLine& line) {
  command
      .add_option("--stats", line.stats_file,
                  "Write counts as JSON; bytes are those of answers, unpacked, live as replayed")
      ->type_name("FILE");
  command
      .add_option("--metrics", line.metrics_file, "Write figures for Prometheus (node_exporter's textfile collector)")
      ->type_name("FILE");
  CLI::Option* quiet = command.add_flag("-q,--quiet", line.quiet, "Print nothing but errors");
  command.add_flag("-v,--verbose", line.run.verbosity, "Tell each request; twice: with all its questions")
      ->excludes(quiet);
  const std::map<std::string, LogFormat> formats = {{"text", LogFormat::text}, {"json", LogFormat::json}};
  command.add_option("--log-format", line.run.log_format, "What goes to stderr: text, or json, an object a line")
      ->transform(CLI::CheckedTransformer(formats))
      ->type_name("NAME");
}

/// Flags of the commands that run the main job.
void add_run_flags(CLI::App& command, CommandLine& line) {
  RunRequest& run = line.run;
  command.add_option("--out", run.out, "Folder of the outputs, or - for enriched JSON Lines on stdout")
      ->required()
      ->check([](const std::string& text) { return std::string(text.empty() ? "it is empty" : ""); }, "")
      ->type_name("DIR");
  CLI::Option* replay =
      command.add_option("--replay", run.replay, "Answer from recorded responses; no network")->type_name("DIR");
  command.add_option("--record", run.record, "Write every response there, to be replayed")
      ->type_name("DIR")
      ->excludes(replay);
  command.add_flag("--offline", run.offline, "Use only cache and local indexes");
  const auto attention = [&run](const std::string& which) {
    if (which != "all" && which != "new")
      throw CLI::ValidationError("--attention", "'" + which + "' is none; there are all, new");
    run.only_new = which == "new";
  };
  command
      .add_option_function<std::string>("--attention", attention,
                                        "all, or new: attention.md and exit code 1 leave out what the last run told")
      ->type_name("WHICH");
  command.add_flag("--frozen", run.frozen, "As --offline, and fail where an entry needs the network");
  add_settings(command, line);
  add_limits(command, line);
  add_report_flags(command, line);
}

void add_enrich(CLI::App& app, CommandLine& line) {
  CLI::App* enrich = app.add_subcommand("enrich", "Resolve entries, and write enriched JSON Lines and BibTeX");
  enrich->footer(kExamples);
  enrich->callback([&line] { line.command = CommandLine::Command::enrich; });
  enrich
      ->add_option("INPUT", line.run.inputs,
                   "Reading lists (.md), bibliographies (.bib), JSON Lines, lists of identifiers; - for stdin")
      ->required();
  add_run_flags(*enrich, line);
  enrich->add_flag("--dry-run", line.run.dry_run, "Print what was read and what would be asked; ask nothing");
}

constexpr const char* kVenueExamples = R"(
Examples
  bibmill venue EuroSys 2026 --out out --mailto you@example.org
      All papers of a venue's year, from its table of contents: one request for it, and one for 50 DOIs.
      Where DBLP is off, down or has none, from Crossref by the name of the proceedings.
  bibmill venue SOSP --years 2019..2025 --out out --sources dblp,crossref
  bibmill venue conf/eurosys/2026 --out out
  bibmill venue https://dblp.org/db/conf/eurosys/eurosys2026.html --out out --offline
      By DBLP's stream or page; with a local index (bibmill index dblp) nobody is asked.

Exit codes
  0 all resolved   1 some papers need a look   2 usage, an unknown venue, or nobody has its papers
  3 cache, state or output cannot be written   4 no source could be asked   130/143 interrupted
)";

void add_venue(CLI::App& app, CommandLine& line) {
  CLI::App* venue = app.add_subcommand("venue", "Resolve all papers of a venue's year");
  venue->footer(kVenueExamples);
  venue->add_option("NAME", line.venue.name, "Name with year, DBLP's stream with year, or DBLP's page")->required();
  venue->add_option("--years", line.venue.years, "Several years: 2019..2026")->type_name("A..B");
  add_run_flags(*venue, line);
  venue->callback([&line] { line.command = CommandLine::Command::venue; });
}

/// Names a command that does not exist, which CLI11 only calls missing, and the help that fits.
int report_usage(const CLI::App& app, const CLI::ParseError& error) {
  std::string command = "bibmill";
  const CLI::App* innermost = &app;
  while (!innermost->get_subcommands().empty()) {
    innermost = innermost->get_subcommands().front();
    command += " " + innermost->get_name();
  }
  const std::vector<std::string> extra = innermost->remaining();
  const bool no_command = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !extra.empty() &&
                          innermost->get_require_subcommand_min() > 0;
  const std::string what = no_command ? "there is no command '" + extra.front() + "'" : error.what();
  std::cerr << "bibmill: " << printable(what) << "\nRun '" << command << " --help' for what there is.\n";
  return 2;
}

constexpr const char* kIndexExamples = R"(
Examples
  bibmill index dblp dblp-2026-11-01.xml.gz
      Build the index from DBLP's monthly dump (https://drops.dagstuhl.de/entities/collection/10.4230/dblp.xml).
      A file dblp-2026-11-01.xml.gz.md5 beside it is compared.
  bibmill index dblp https://drops.dagstuhl.de/storage/artifacts/dblp/xml/2026/dblp-2026-11-01.xml.gz
      The same, downloaded first.
  bibmill index list

'bibmill enrich' uses an index that is there without any flag.

Exit codes
  0 done   1 verify found damage   2 usage, configuration, no such index, or a dump that cannot be had or used
  3 the index cannot be written or read
)";

void add_index(CLI::App& app, CommandLine& line) {
  using Command = CommandLine::Command;
  CLI::App* index = app.add_subcommand("index", "Build and look after local indexes");
  index->require_subcommand(1);
  index->footer(kIndexExamples);
  const auto add = [&](const char* name, const char* what, Command command) {
    CLI::App* one = index->add_subcommand(name, what);
    one->add_option("--config", line.config_file, "Settings file, instead of ./bibmill.toml")->type_name("FILE");
    one->add_flag("-q,--quiet", line.quiet, "Print nothing but errors");
    one->callback([&line, command] { line.command = command; });
    return one;
  };
  CLI::App* dblp =
      add("dblp", "Build the index of DBLP from its dump; an older one stays until it is done", Command::index_dblp);
  dblp->add_option("DUMP", line.index_dump, "dblp.xml or dblp.xml.gz: a file, or an https:// address")->required();
  CLI::App* ror =
      add("ror", "Build the index of ROR from its data dump, for resolving affiliations", Command::index_ror);
  ror->add_option("DUMP", line.index_dump, "vX.Y-…-ror-data.zip or .json (schema 2): a file, or an https:// address")
      ->required();
  const auto jobs = [&line](const std::string& count) { line.settings.push_back({"jobs", count, "flag --jobs"}); };
  for (CLI::App* build : {dblp, ror})
    build->add_option_function<std::string>("--jobs", jobs, "CPU threads; 0 = all")->type_name("N");
  add("list", "Tell which indexes there are, where, and from what", Command::index_list);
  CLI::App* verify = add("verify", "Look for damage", Command::index_verify);
  verify->add_option("NAME", line.index_name, "Only this one");
  CLI::App* remove = add("remove", "Remove an index", Command::index_remove);
  remove->add_option("NAME", line.index_name, "Its name, as 'bibmill index list' tells it")->required();
}

void add_explain(CLI::App& app, CommandLine& line) {
  CLI::App* explain =
      app.add_subcommand("explain", "Tell why entries became what they are: what was compared, what lost");
  explain->footer(
      "\nExample\n  bibmill explain out jin2026megascale\n\nExit codes\n  0 told   2 no such key or folder\n");
  explain->add_option("DIR", line.explain.folder, "Folder of the outputs of an earlier run")->required();
  explain->add_option("KEY", line.explain.keys, "Citation keys, as in references.bib")->required();
  explain->callback([&line] { line.command = CommandLine::Command::explain; });
}

void add_orgs(CLI::App& app, CommandLine& line) {
  CLI::App* orgs = app.add_subcommand("orgs", "Tell what a run made of its affiliations: merged, ambiguous, unknown");
  orgs->add_option("DIR", line.folder, "Folder of the outputs of 'bibmill enrich'")->required()->type_name("DIR");
  orgs->footer("To correct them, give rows of your own in config/organisations.local.toml (paths.organisations).");
  orgs->callback([&line] { line.command = CommandLine::Command::orgs; });
}

constexpr const char* kCheckExamples = R"(
Examples
  bibmill check reading-list.md --out out
      Is out/enriched.jsonl valid, complete and up to date with the list, and references.bib made from it?
  bibmill check reading-list.md --out out --fail-on ambiguous,not_found,retracted --format github
      The same in a CI job: papers that need a person fail it too, as annotations on the list's lines.

Exit codes
  0 nothing that fails the check   1 findings   2 usage, configuration, or a list or output that cannot be read
  3 standard output cannot be written
)";

/// "invalid, missing, …": the kinds that always fail a check, or those that fail it where they are chosen.
std::string kind_names(bool structural) {
  std::string names;
  for (const FindingKind kind : finding_kinds()) {
    if (is_structural(kind) == structural) names += (names.empty() ? "" : ", ") + std::string(to_string(kind));
  }
  return names;
}

FailOn parse_fail_on(const std::string& names) {
  std::set<FindingKind> kinds;
  for (const std::string& part : CLI::detail::split(names, ',')) {
    const std::string name = collapse_space(part);
    if (name.empty()) continue;
    const std::optional<FindingKind> kind = parse_finding_kind(name);
    if (!kind)
      throw CLI::ValidationError("--fail-on", "'" + name + "' is no kind of finding; there are " + kind_names(false));
    kinds.insert(*kind);
  }
  return FailOn(std::move(kinds));
}

void add_folder_flags(CLI::App& command, CommandLine& line) {
  command.add_option("--config", line.config_file, "Settings file, instead of ./bibmill.toml")->type_name("FILE");
  command.add_flag("-q,--quiet", line.quiet, "Print nothing but findings and errors");
}

void add_check(CLI::App& app, CommandLine& line) {
  CLI::App* check = app.add_subcommand("check", "Tell whether outputs are valid, complete and up to date; no network");
  check->footer(kCheckExamples);
  check->add_option("INPUT", line.check.inputs, "The inputs that were given to 'bibmill enrich'")->required();
  check->add_option("--out", line.folder, "Folder of the outputs")->required()->type_name("DIR");
  const auto fail_on = [&line](const std::string& names) { line.check.fail_on = parse_fail_on(names); };
  check
      ->add_option_function<std::string>(
          "--fail-on", fail_on,
          "Findings that fail the check too: " + kind_names(false) + ". Always fail: " + kind_names(true))
      ->type_name("A,B");
  const auto format = [&line](const std::string& name) {
    const std::optional<FindingFormat> known = parse_finding_format(name);
    if (!known) throw CLI::ValidationError("--format", "'" + name + "' is none; there are text, github, sarif, json");
    line.check.format = *known;
  };
  check->add_option_function<std::string>("--format", format, "text, github (annotations), sarif or json")
      ->type_name("NAME");
  add_folder_flags(*check, line);
  check->callback([&line] { line.command = CommandLine::Command::check; });
}

void add_render(CLI::App& app, CommandLine& line) {
  CLI::App* render = app.add_subcommand("render", "Write the bibliography again from enriched.jsonl alone");
  render->add_option("DIR", line.folder, "Folder of the outputs of 'bibmill enrich'")->required()->type_name("DIR");
  const auto format = [](const std::string& name) {
    if (name != "bibtex") throw CLI::ValidationError("--format", "'" + name + "' is none; there is bibtex");
  };
  render->add_option_function<std::string>("--format", format, "bibtex: references.bib")->type_name("NAME");
  add_folder_flags(*render, line);
  render->footer(
      "\nExit codes\n  0 done   2 usage, configuration, or enriched.jsonl cannot be read   3 cannot be written\n");
  render->callback([&line] { line.command = CommandLine::Command::render; });
}

constexpr const char* kPinExamples = R"(
Examples
  bibmill pin --out out lee2026serving doi=10.1145/3767295.3769316
      This is the paper, whatever titles say.
  bibmill pin --out out lee2026serving title="Serving Models" issued=2026
      A field that every run keeps.
  bibmill pin --out out newsletter2026 not-a-paper

A pin stands in a file beside the list, reading-list.md.pins, a line for each entry: commit it with the list.

Exit codes
  0 done   2 no such key, list or field, or a value that is none   3 the pin file cannot be written
)";

void add_pin(CLI::App& app, CommandLine& line) {
  CLI::App* pin = app.add_subcommand("pin", "Fix an identifier or a field of an entry for every later run");
  pin->footer(kPinExamples);
  pin->add_option("KEY", line.pin.key, "Citation key, as in references.bib")->required();
  pin->add_option("ASSIGNMENT", line.pin.assignments, "What is pinned: " + pinnable());
  pin->add_option("--out", line.folder, "Folder of the outputs that have the key")->required()->type_name("DIR");
  pin->add_option("--list", line.pin.list, "The list, where it is not what the outputs name")->type_name("FILE");
  pin->add_flag("--remove", line.pin.remove, "Remove what is pinned for the key");
  pin->callback([&line] { line.command = CommandLine::Command::pin; });
}

void add_people(CLI::App& app, CommandLine& line) {
  CLI::App* people = app.add_subcommand("people", "Tell whom a run took for one person, and which names it kept apart");
  people->add_option("DIR", line.folder, "Folder of the outputs of 'bibmill enrich'")->required()->type_name("DIR");
  people->callback([&line] { line.command = CommandLine::Command::people; });
}

}  // namespace

CommandLine parse_command_line(int count, const char* const* arguments) {
  CommandLine line;
  CLI::App app("Bibmill completes sparse paper entries into verified bibliographic records.", "bibmill");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.footer("Run 'bibmill enrich --help' or 'bibmill index --help' for flags and examples.");
  add_enrich(app, line);
  add_venue(app, line);
  add_index(app, line);
  add_explain(app, line);
  add_orgs(app, line);
  add_people(app, line);
  add_check(app, line);
  add_render(app, line);
  add_pin(app, line);
  CLI::App* config = app.add_subcommand("config", "Show the settings");
  config->require_subcommand(1);
  CLI::App* show = config->add_subcommand("show", "Print every setting in force and where it came from");
  add_settings(*show, line);
  show->callback([&line] { line.command = CommandLine::Command::config_show; });
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    line.command = CommandLine::Command::none;
    line.exit_code = error.get_exit_code() == 0 ? app.exit(error) : report_usage(app, error);
    return line;
  }
  line.run.quiet = line.quiet;
  line.run.offline = line.run.offline || line.run.frozen;
  return line;
}

}  // namespace bibmill
