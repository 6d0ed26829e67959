#include "pipeline/commands/command_line.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "normalizers/text/unicode.h"

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

/// Flags that are settings, of every command that uses settings or shows them.
void add_settings(CLI::App& command, CommandLine& line) {
  const auto add = [&](const std::string& flag, const std::string& key, const char* what) {
    const auto keep = [&line, flag, key](const std::string& text) {
      line.settings.push_back({key, text, "flag " + flag});
    };
    return command.add_option_function<std::string>(flag, keep, what);
  };
  // One argument, so that an input may follow it.
  const auto choose = [&line](const std::string& names) { line.only_sources = CLI::detail::split(names, ','); };
  command
      .add_option_function<std::string>("--sources", choose,
                                        "Ask only these: crossref, datacite, doi_ra, arxiv, dblp, openalex, …")
      ->type_name("A,B");
  add("--mailto", "contact", "Your mail address, for the sources' polite pools")->type_name("ADDRESS");
  command.add_option("--config", line.config_file, "Settings file, instead of ./bibmill.toml")->type_name("FILE");
  add("--state", "paths.state", "Folder of cache and state")->type_name("DIR");
  add("--jobs", "jobs", "CPU threads; 0 = all")->type_name("N");
}

void add_enrich(CLI::App& app, CommandLine& line) {
  CLI::App* enrich = app.add_subcommand("enrich", "Resolve entries, and write enriched JSON Lines and BibTeX");
  enrich->footer(kExamples);
  enrich->callback([&line] { line.command = CommandLine::Command::enrich; });
  RunRequest& run = line.run;
  enrich
      ->add_option("INPUT", run.inputs,
                   "Reading lists (.md), bibliographies (.bib), JSON Lines, lists of identifiers; - for stdin")
      ->required();
  enrich->add_option("--out", run.out, "Folder of the outputs, or - for enriched JSON Lines on stdout")
      ->required()
      ->check([](const std::string& text) { return std::string(text.empty() ? "it is empty" : ""); }, "")
      ->type_name("DIR");
  CLI::Option* replay =
      enrich->add_option("--replay", run.replay, "Answer from recorded responses; no network")->type_name("DIR");
  enrich->add_option("--record", run.record, "Write every response there, to be replayed")
      ->type_name("DIR")
      ->excludes(replay);
  enrich->add_flag("--offline", run.offline, "Use only cache and local indexes");
  add_settings(*enrich, line);
  enrich->add_option("--stats", line.stats_file, "Write counts as JSON")->type_name("FILE");
  enrich->add_flag("--dry-run", run.dry_run, "Print what was read and what would be asked; ask nothing");
  CLI::Option* quiet = enrich->add_flag("-q,--quiet", line.quiet, "Print nothing but errors");
  enrich->add_flag("-v,--verbose", run.verbosity, "Tell each request; twice: with all its questions")->excludes(quiet);
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
  add_index(app, line);
  add_explain(app, line);
  add_orgs(app, line);
  add_people(app, line);
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
  return line;
}

}  // namespace bibmill
