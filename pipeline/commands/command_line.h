// The command line: what was asked for, checked as far as flags go. Knows CLI11; nothing is done here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/load.h"
#include "pipeline/check/finding_formats.h"
#include "pipeline/run.h"

namespace bibmill {

struct ExplainRequest {
  std::string folder;             ///< the outputs of an earlier run
  std::vector<std::string> keys;  ///< citation keys
};

struct CheckRequest {
  std::vector<std::string> inputs;
  FindingFormat format = FindingFormat::text;
  FailOn fail_on;
};

struct PinRequest {
  std::string key;
  std::vector<std::string> assignments;  ///< "doi=10.1145/…", "not-a-paper"
  std::optional<std::string> list;       ///< where the outputs name another, or none
  bool remove = false;
};

struct VenueRequest {
  std::vector<std::string> name;  ///< its words: "EuroSys", "2026"
  std::string years;              ///< "2019..2026"; empty: of the name
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
    check,
    render,
    pin,
    venue,
    none
  };
  Command command = Command::none;
  RunRequest run;
  ExplainRequest explain;
  CheckRequest check;
  PinRequest pin;
  VenueRequest venue;
  std::optional<std::string> config_file;
  std::optional<std::string> stats_file;
  std::optional<std::string> metrics_file;
  std::vector<FlagSetting> settings;      ///< flags that are settings: {"contact", "…", "flag --mailto"}
  std::vector<std::string> only_sources;  ///< --sources; empty: as configured
  std::string index_dump;                 ///< index dblp, index ror: file or URL
  std::string index_name;                 ///< index verify, index remove; empty: all
  std::string folder;                     ///< orgs, people, check, render, pin: outputs of a run
  bool quiet = false;
  int exit_code = 0;  ///< with Command::none: --help, --version (0), mistakes (2)
};

/// Prints help, version and mistakes itself (to stdout or stderr).
CommandLine parse_command_line(int count, const char* const* arguments);

}  // namespace bibmill
