// The command line: what was asked for, checked as far as flags go. Knows CLI11; nothing is done here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/load.h"
#include "pipeline/run.h"

namespace bibmill {

struct ExplainRequest {
  std::string folder;             ///< the outputs of an earlier run
  std::vector<std::string> keys;  ///< citation keys
};

struct CommandLine {
  enum class Command {
    enrich,
    explain,
    config_show,
    index_dblp,
    index_ror,
    index_list,
    index_verify,
    index_remove,
    orgs,
    people,
    none
  };
  Command command = Command::none;
  RunRequest run;
  ExplainRequest explain;
  std::optional<std::string> config_file;
  std::optional<std::string> stats_file;
  std::vector<FlagSetting> settings;      ///< flags that are settings: {"contact", "…", "flag --mailto"}
  std::vector<std::string> only_sources;  ///< --sources; empty: as configured
  std::string index_dump;                 ///< index dblp, index ror: file or URL
  std::string index_name;                 ///< index verify, index remove; empty: all
  std::string folder;                     ///< orgs, people: outputs of a run
  bool quiet = false;
  int exit_code = 0;  ///< with Command::none: --help, --version (0), mistakes (2)
};

/// Prints help, version and mistakes itself (to stdout or stderr).
CommandLine parse_command_line(int count, const char* const* arguments);

}  // namespace bibmill
