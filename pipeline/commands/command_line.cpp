#include "pipeline/commands/command_line.h"

#include <CLI/CLI.hpp>

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
      A filter: JSON Lines in, enriched JSON Lines out.

Exit codes
  0 all resolved   1 some entries need a look   2 usage, configuration or input
  3 cache, state or output cannot be written    4 no source could be asked   130/143 interrupted
)";

void add_enrich(CLI::App& app, CommandLine& line) {
  CLI::App* enrich = app.add_subcommand("enrich", "Resolve entries, and write enriched JSON Lines and BibTeX");
  enrich->footer(kExamples);
  RunRequest& run = line.run;
  const auto setting = [&line](const std::string& key) {
    return [&line, key](const std::string& value) { line.settings.emplace_back(key, value); };
  };
  enrich
      ->add_option("INPUT", run.inputs,
                   "Reading lists (.md), bibliographies (.bib), JSON Lines, lists of identifiers; - for stdin")
      ->required();
  enrich->add_option("--out", run.out, "Folder of the outputs, or - for enriched JSON Lines on stdout")
      ->required()
      ->type_name("DIR");
  CLI::Option* replay =
      enrich->add_option("--replay", run.replay, "Answer from recorded responses; no network")->type_name("DIR");
  enrich->add_option("--record", run.record, "Write every response there, to be replayed")
      ->type_name("DIR")
      ->excludes(replay);
  enrich->add_flag("--offline", run.offline, "Use only cache and local indexes");
  // One argument, so that an input may follow it.
  const auto choose = [&line](const std::string& names) { line.only_sources = CLI::detail::split(names, ','); };
  enrich
      ->add_option_function<std::string>("--sources", choose,
                                         "Ask only these: crossref, datacite, doi_ra, arxiv, dblp, openalex, …")
      ->type_name("A,B");
  enrich
      ->add_option_function<std::string>("--mailto", setting("contact"),
                                         "Your mail address, for the sources' polite pools")
      ->type_name("ADDRESS");
  enrich->add_option("--config", line.config_file, "Settings file, instead of ./bibmill.toml")->type_name("FILE");
  enrich->add_option_function<std::string>("--state", setting("paths.state"), "Folder of cache and state")
      ->type_name("DIR");
  enrich->add_option("--stats", line.stats_file, "Write counts as JSON")->type_name("FILE");
  enrich->add_option_function<std::string>("--jobs", setting("jobs"), "CPU threads; 0 = all")->type_name("N");
  enrich->add_flag("--dry-run", run.dry_run, "Print what was read and what would be asked; ask nothing");
  CLI::Option* quiet = enrich->add_flag("-q,--quiet", line.quiet, "Print nothing but errors");
  enrich->add_flag("-v,--verbose", run.verbosity, "Tell each request; twice: with all its questions")->excludes(quiet);
}

CLI::App* add_explain(CLI::App& app, CommandLine& line) {
  CLI::App* explain =
      app.add_subcommand("explain", "Tell why entries became what they are: what was compared, what lost");
  explain->footer(
      "\nExample\n  bibmill explain out jin2026megascale\n\nExit codes\n  0 told   2 no such key or folder\n");
  explain->add_option("DIR", line.explain.folder, "Folder of the outputs of an earlier run")->required();
  explain->add_option("KEY", line.explain.keys, "Citation keys, as in references.bib")->required();
  return explain;
}

}  // namespace

CommandLine parse_command_line(int count, const char* const* arguments) {
  CommandLine line;
  CLI::App app("Bibmill completes sparse paper entries into verified bibliographic records.", "bibmill");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.footer("Run 'bibmill enrich --help' for its flags and examples.");
  add_enrich(app, line);
  const CLI::App* explain = add_explain(app, line);
  CLI::App* config = app.add_subcommand("config", "Show the settings");
  config->require_subcommand(1);
  CLI::App* show = config->add_subcommand("show", "Print every setting in force and where it came from");
  show->add_option("--config", line.config_file, "Settings file, instead of ./bibmill.toml")->type_name("FILE");
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    line.exit_code = app.exit(error) == 0 ? 0 : 2;
    return line;
  }
  line.run.quiet = line.quiet;
  line.command = show->parsed()      ? CommandLine::Command::config_show
                 : explain->parsed() ? CommandLine::Command::explain
                                     : CommandLine::Command::enrich;
  return line;
}

}  // namespace bibmill
