// The program as a user meets it: exit codes, what it prints, what it leaves behind.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>
#include <tuple>

#include "connectors/async/system_clock.h"
#include "pipeline/state/state_lock.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

struct Ran {
  int exit_code = -1;
  std::string out;
  std::string err;
};

class CommandLineTest : public testing::Test {
 protected:
  /// Runs the program in the test's own folder, with no settings of the machine's user.
  Ran bibmill(const std::string& arguments, const std::string& environment = "",
              const std::string& input = "/dev/null") const {
    const std::string err = folder_.file("stderr.txt");
    const std::string command = "cd '" + folder_.path().string() + "' && env -i HOME='" + folder_.path().string() +
                                "' PATH=/usr/bin:/bin " + environment + " '" BIBMILL_BINARY_DIR "/bibmill' " +
                                arguments + " 2>'" + err + "' <'" + input + "'";
    Ran ran;
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return ran;
    char buffer[4096];
    for (std::size_t size = 0; (size = fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.out.append(buffer, size);
    const int status = pclose(pipe);
    ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    ran.err = read_text(err);
    return ran;
  }

  std::string list() const { return "'" + source_path("fixtures/eurosys-2026.md") + "'"; }
  std::string replay() const { return " --replay '" + source_path("fixtures/http") + "'"; }

  TemporaryFolder folder_;
};

TEST_F(CommandLineTest, HelpHasExamplesAndVersionIsOneLine) {
  const Ran help = bibmill("enrich --help");
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_NE(help.out.find("Examples"), std::string::npos);
  const Ran version = bibmill("--version");
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_EQ(version.out.find("bibmill "), 0u);
}

TEST_F(CommandLineTest, TheMainJobSucceedsAndSummarises) {
  const Ran ran = bibmill("enrich " + list() + replay() + " --out out --stats stats.json");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.out.find("42 papers"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out.find('\x1b'), std::string::npos) << "no colour on a pipe";
  const std::string stats = read_text(folder_.path() / "stats.json");
  for (const char* key :
       {"\"entries\": 42", "\"status\"", "\"requests\"", "\"cache_hits\"", "\"retries\"", "\"bytes\"", "\"wall_s\""}) {
    EXPECT_NE(stats.find(key), std::string::npos) << key << " in " << stats;
  }
}

TEST_F(CommandLineTest, AnInputMayFollowTheListOfSources) {
  const Ran ran = bibmill("enrich --sources crossref,dblp " + list() + replay() + " --out out --stats stats.json");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  const std::string stats = read_text(folder_.path() / "stats.json");
  EXPECT_EQ(stats.find("arxiv"), std::string::npos) << stats;
}

TEST_F(CommandLineTest, AnInputWithoutPapersSaysSo) {
  const Ran ran = bibmill("enrich prose.md --out out" + replay(), "", "/dev/null");
  EXPECT_EQ(ran.exit_code, 2) << "the file is not there yet";
  folder_.write("prose.md", "Just prose.\n");
  const Ran empty = bibmill("enrich prose.md --out out" + replay());
  EXPECT_EQ(empty.exit_code, 0);
  EXPECT_NE(empty.out.find("No papers were found"), std::string::npos) << empty.out;
}

TEST_F(CommandLineTest, AFileThatIsNoTextIsRejectedWithAHint) {
  folder_.write("paper.pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
  for (const char* flags : {" --out out", " --out out --dry-run"}) {
    const Ran ran = bibmill("enrich paper.pdf" + replay() + flags);
    EXPECT_EQ(ran.exit_code, 1) << ran.err;
    EXPECT_NE(ran.out.find("paper.pdf:1  "), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("this file is a PDF"), std::string::npos) << ran.out;
  }
}

TEST_F(CommandLineTest, AnEmptyInputIsNamed) {
  folder_.write("empty.bib", "");
  const Ran ran = bibmill("enrich empty.bib " + list() + replay() + " --out out");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.out.find("No papers were found in empty.bib."), std::string::npos) << ran.out;
}

TEST_F(CommandLineTest, StandardOutputThatTakesNoMoreIsAStorageError) {
  const std::string input = folder_.write("in.jsonl", "{\"doi\":\"10.1145/3767295.3769387\"}\n{\"title\":\"A\"}\n");
  for (const std::string& arguments : {std::string("--help"), std::string("--version"), std::string("config show"),
                                       "enrich " + list() + " --out out --dry-run", "enrich - -q --out -" + replay(),
                                       "enrich " + list() + replay() + " --out out"}) {
    for (const char* target : {" >/dev/full", " >&-"}) {
      const Ran ran = bibmill(arguments + target, "", input);
      EXPECT_EQ(ran.exit_code, 3) << arguments << target;
      EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << arguments << target << "\n" << ran.err;
      EXPECT_NE(ran.err.find("standard output"), std::string::npos) << ran.err;
    }
  }
}

TEST_F(CommandLineTest, AFilterWhoseReaderHasGoneStopsAtOnce) {
  std::string lines;
  for (int i = 0; i < 20'000; ++i) lines += "{\"title\":\"A system for the paper number " + std::to_string(i) + "\"}\n";
  folder_.write("in.jsonl", lines);
  bibmill("enrich in.jsonl -q --sources doi_ra --out -" + replay() + " 2>filter.err | head -n 1 >first.jsonl; true");
  EXPECT_EQ(std::ranges::count(read_text(folder_.path() / "first.jsonl"), '\n'), 1);
  const std::string err = read_text(folder_.path() / "filter.err");
  EXPECT_EQ(std::ranges::count(err, '\n'), 1) << err;
  EXPECT_NE(err.find("cannot write to standard output"), std::string::npos) << err;
}

TEST_F(CommandLineTest, AStatsFileThatCannotBeWrittenIsNamed) {
  const Ran ran = bibmill("enrich " + list() + replay() + " --out out --stats none/stats.json");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.err.find("none/stats.json"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("--stats"), std::string::npos) << ran.err;
  EXPECT_EQ(ran.err.find("--out"), std::string::npos) << ran.err;
  EXPECT_NE(ran.out.find("42 papers"), std::string::npos) << "the outputs are there, and the summary tells so";
}

TEST_F(CommandLineTest, QuietPrintsNothing) {
  const Ran ran = bibmill("enrich -q " + list() + replay() + " --out out");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.out + ran.err, "");
}

TEST_F(CommandLineTest, MistakesAreUsageErrors) {
  for (const std::string& arguments :
       {std::string(""), std::string("enrich"), std::string("enrich x.md"), "enrich absent.md --out out" + replay(),
        "enrich " + list() + " --out out --sources crossreff" + replay(),
        "enrich " + list() + " --out out --config absent.toml" + replay(),
        "enrich " + list() + " --out out --jobs many" + replay(),
        "enrich " + list() + " --out out --jobs 100000" + replay(), "enrich " + list() + " --out ''" + replay(),
        "enrich " + list() + " --out out --replay absent", "enrich " + list() + " --out out --mailto nobody" + replay(),
        "enrich " + list() + " --out out --time-limit 5x" + replay(),
        "enrich " + list() + " --out out --max-requests -1" + replay(),
        "enrich " + list() + " --out out --log-format xml" + replay(), std::string("enrich --no-such-flag")}) {
    const Ran ran = bibmill(arguments);
    EXPECT_EQ(ran.exit_code, 2) << arguments << "\n" << ran.err;
    EXPECT_FALSE(ran.err.empty()) << arguments;
  }
}

TEST_F(CommandLineTest, UsageMistakesNameWhatIsWrongAndTheHelpThatFits) {
  for (const auto& [arguments, what, help] :
       {std::tuple("frobnicate", "no command 'frobnicate'", "'bibmill --help'"),
        {"config list", "no command 'list'", "'bibmill config --help'"},
        {"enrich --out out", "INPUT is required", "'bibmill enrich --help'"},
        {"enrich x --out out --attention some", "there are all, new", "'bibmill enrich --help'"},
        {"enrich x --out out --frob", "--frob", "'bibmill enrich --help'"}}) {
    const Ran ran = bibmill(arguments);
    EXPECT_EQ(ran.exit_code, 2) << arguments;
    EXPECT_EQ(ran.err.find("bibmill: "), 0u) << ran.err;
    EXPECT_NE(ran.err.find(what), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find(help), std::string::npos) << ran.err;
  }
}

TEST_F(CommandLineTest, AnOutputThatCannotBeWrittenIsAStorageError) {
  folder_.write("file", "in the way");
  const Ran ran = bibmill("enrich " + list() + replay() + " --out file/out");
  EXPECT_EQ(ran.exit_code, 3) << ran.err;
  EXPECT_NE(ran.err.find("file/out"), std::string::npos) << ran.err;
}

TEST_F(CommandLineTest, OfflineWithoutCacheMeansNoAnswerFromAnybody) {
  const Ran ran = bibmill("enrich " + list() + " --out out --offline");
  EXPECT_EQ(ran.exit_code, 4) << ran.out << ran.err;
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "out" / "enriched.jsonl")) << "what the user wrote is kept";
}

TEST_F(CommandLineTest, WithoutASourceThatCanBeAskedNobodyAnswers) {
  const Ran ran = bibmill("enrich " + list() + replay() + " --out out --sources datacite");
  EXPECT_EQ(ran.exit_code, 4) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("failed        42"), std::string::npos) << ran.out;
}

TEST_F(CommandLineTest, RejectedLinesGiveExitCodeOneAndAreListed) {
  folder_.write(
      "broken.bib",
      "@article{a, title={Unclosed\n\n@article{b, title={Fix: externalizing network I/O in serverless computing}, "
      "doi={10.1145/3767295.3769387}}\n");
  const Ran ran = bibmill("enrich broken.bib" + replay() + " --out out");
  EXPECT_EQ(ran.exit_code, 1) << ran.out << ran.err;
  EXPECT_NE(read_text(folder_.path() / "out" / "rejects.jsonl").find("broken.bib"), std::string::npos);
}

TEST_F(CommandLineTest, DryRunAsksNothingAndWritesNothing) {
  const Ran ran = bibmill("enrich " + list() + " --out out --dry-run");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.out.find("conf/eurosys/eurosys2026"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "out"));
}

TEST_F(CommandLineTest, AFilterReadsAndWritesJsonLines) {
  const std::string input =
      folder_.write("in.jsonl", "{\"doi\":\"10.1145/3767295.3769387\"}\n{\"doi\":\"10.1145/3767295.3769325\"}\n");
  const Ran ran = bibmill("enrich - --out - -q" + replay(), "", input);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(std::ranges::count(ran.out, '\n'), 2);
  EXPECT_LT(ran.out.find("3769387"), ran.out.find("3769325"));
}

TEST_F(CommandLineTest, AddressesAndKeysAreNeverPrinted) {
  const Ran ran =
      bibmill("enrich -v -v " + list() + replay() + " --out out --mailto secret.person@example.org",
              "CROSSREF_PLUS_TOKEN=tok-4711 OPENALEX_API_KEY=tok-4712 BIBMILL_SOURCES_OPENALEX_ENABLED=true");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.err.find("crossref"), std::string::npos) << "each request is told";
  EXPECT_NE(ran.err.find("openalex"), std::string::npos) << "and so is one with a key";
  for (const std::string* text : {&ran.out, &ran.err}) {
    EXPECT_EQ(text->find("secret.person"), std::string::npos);
    EXPECT_EQ(text->find("tok-471"), std::string::npos);
  }
}

TEST_F(CommandLineTest, ALogOfJsonIsAnObjectALine) {
  const Ran ran = bibmill("enrich -vv --log-format json " + list() + replay() +
                              " --out out --max-requests 3 --sources crossref --mailto secret.person@example.org",
                          "CROSSREF_PLUS_TOKEN=tok-4711");
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  std::size_t requests = 0;
  std::string last;
  std::istringstream lines(ran.err);
  for (std::string line; std::getline(lines, line); last = line) {
    const nlohmann::json read = nlohmann::json::parse(line, nullptr, false);
    ASSERT_TRUE(read.is_object()) << line;
    for (const char* member : {"time", "level", "message"}) EXPECT_TRUE(read.contains(member)) << member << line;
    requests += read.contains("source") && !read.at("keys").empty() ? 1U : 0U;
  }
  EXPECT_EQ(requests, 3u) << ran.err;
  EXPECT_EQ(nlohmann::json::parse(last).at("exit_code").get<int>(), 1);
  EXPECT_GT(nlohmann::json::parse(last).at("waiting").get<int>(), 0);
  EXPECT_EQ(ran.err.find("secret.person"), std::string::npos);
  EXPECT_EQ(ran.err.find("tok-4711"), std::string::npos);
  EXPECT_NE(ran.out.find("42 papers"), std::string::npos) << "the summary is for people, on stdout";
}

TEST_F(CommandLineTest, WhatEndsARunIsInTheLogOfJsonToo) {
  for (const auto& [arguments, code] : {std::pair("absent.md --out out", 2), {"absent.md --out out --jobs many", 2}}) {
    const Ran ran = bibmill(std::string("enrich --log-format json ") + arguments + replay());
    EXPECT_EQ(ran.exit_code, code);
    const nlohmann::json read = nlohmann::json::parse(ran.err, nullptr, false);
    ASSERT_TRUE(read.is_object()) << ran.err;
    EXPECT_EQ(read.at("level").get<std::string>(), "error");
  }
}

TEST_F(CommandLineTest, MetricsAreWrittenAtTheEnd) {
  const std::string run = "enrich -q " + list() + replay() + " --out out --state state --metrics figures.prom";
  ASSERT_EQ(bibmill(run + " --max-requests 1 --sources crossref").exit_code, 1);
  std::string figures = read_text(folder_.path() / "figures.prom");
  EXPECT_NE(figures.find("bibmill_entries_waiting "), std::string::npos);
  EXPECT_NE(figures.find("bibmill_oldest_unresolved_age_seconds "), std::string::npos) << figures;
  ASSERT_EQ(bibmill(run).exit_code, 0);
  figures = read_text(folder_.path() / "figures.prom");
  EXPECT_NE(figures.find("bibmill_entries{status=\"resolved\"} 42\n"), std::string::npos) << figures;
  EXPECT_NE(figures.find("bibmill_last_success_timestamp_seconds "), std::string::npos) << figures;
  EXPECT_EQ(figures.find("bibmill_oldest_unresolved_age_seconds "), std::string::npos) << figures;
  ASSERT_EQ(bibmill(run).exit_code, 0) << "a run that changes nothing has figures too";
  EXPECT_NE(read_text(folder_.path() / "figures.prom").find("bibmill_entries{status=\"resolved\"} 42\n"),
            std::string::npos);
  EXPECT_EQ(bibmill(run + "x/y").exit_code, 3);
}

TEST_F(CommandLineTest, PeopleAndOrgsListWhatARunMerged) {
  const Ran ran = bibmill("enrich " + list() + replay() + " --out out");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.out.find("of several papers"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("bibmill orgs out"), std::string::npos) << ran.out;
  const Ran people = bibmill("people out");
  EXPECT_EQ(people.exit_code, 0) << people.err;
  EXPECT_NE(people.out.find("name_and_coauthor"), std::string::npos) << "what joined them: " << people.out;
  const Ran orgs = bibmill("orgs out");
  EXPECT_EQ(orgs.exit_code, 0) << orgs.err;
  EXPECT_NE(orgs.out.find("Tsinghua University"), std::string::npos) << orgs.out;
  for (const char* command : {"people nowhere", "orgs nowhere"}) EXPECT_EQ(bibmill(command).exit_code, 2) << command;
}

TEST_F(CommandLineTest, DurationsAreReadWithTheirUnits) {
  for (const char* limit : {"90", "90s", "30m", "2h", "1.5h", "1d"}) {
    const Ran ran = bibmill("enrich -q " + list() + replay() + " --out out --time-limit " + limit);
    EXPECT_EQ(ran.exit_code, 0) << limit << ran.err;
  }
}

TEST_F(CommandLineTest, SettingsMayComeThroughAPipe) {
  ASSERT_EQ(mkfifo(folder_.file("pipe").c_str(), 0600), 0);
  std::thread writer([file = folder_.file("pipe")] { std::ofstream(file) << "jobs = 3\n"; });
  const Ran piped = bibmill("config show --config pipe");
  writer.join();
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
  EXPECT_NE(piped.out.find("jobs = 3  # pipe:1"), std::string::npos) << piped.out;
}

TEST_F(CommandLineTest, ConfigShowTellsWhereEachValueComesFrom) {
  const Ran ran = bibmill("config show", "BIBMILL_SOURCES_ARXIV_RATE=0.2");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_NE(ran.out.find("sources.arxiv.rate = 0.2  # environment BIBMILL_SOURCES_ARXIV_RATE"), std::string::npos)
      << ran.out;
}

TEST_F(CommandLineTest, ConfigShowTakesTheFlagsWhoseValuesItShows) {
  folder_.write("mine.toml", "[http]\nmax_redirects = 2\n");
  const Ran ran =
      bibmill("config show --config mine.toml --mailto you@example.org --state here --jobs 3 --sources crossref,dblp");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  for (const char* line :
       {"contact = \"(set)\"  # flag --mailto\n", "paths.state = \"here\"  # flag --state\n",
        "jobs = 3  # flag --jobs\n", "http.max_redirects = 2  # mine.toml:2\n",
        "sources.arxiv.enabled = false  # flag --sources\n", "sources.crossref.enabled = true  # flag --sources\n",
        "sources.dblp_sparql.enabled = true  # flag --sources\n"}) {
    EXPECT_NE(ran.out.find(line), std::string::npos) << line << ran.out;
  }
}

TEST_F(CommandLineTest, AllMistakesAreToldAtOnce) {
  folder_.write("bibmill.toml", "[http]\nmax_redirect = 2\nbatch_linger_s = \"soon\"\n");
  for (const std::string& command : {std::string("config show"), "enrich " + list() + " --out out" + replay()}) {
    const Ran ran = bibmill(command + " --jobs many --sources crossreff", "BIBMILL_HTTP_MAX_REDIRECTS=x");
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_EQ(
        ran.err,
        "bibmill: the configuration has 5 mistakes:\n"
        "bibmill.toml:2: http.max_redirect is not a setting; did you mean http.max_redirects?\n"
        "bibmill.toml:3: http.batch_linger_s must be a number\n"
        "environment BIBMILL_HTTP_MAX_REDIRECTS: http.max_redirects must be a whole number\n"
        "flag --jobs: jobs must be a whole number\n"
        "flag --sources: 'crossreff' is no source; there are crossref, datacite, doi_ra, arxiv, dblp (dblp_index, "
        "dblp_sparql, dblp_rest), openalex\n");
  }
}

TEST_F(CommandLineTest, AStateInUseIsAStorageErrorThatNamesTheHolder) {
  const auto held = StateLock::acquire(folder_.path() / "state", SystemClock().wall());
  ASSERT_TRUE(held) << held.error().message;
  const Ran ran = bibmill("enrich " + list() + replay() + " --out out --state state");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.err.find("process " + std::to_string(getpid()) + " on "), std::string::npos) << ran.err;
  EXPECT_EQ(bibmill("enrich " + list() + replay() + " --out out").exit_code, 0) << "a replay has a state of its own";
}

TEST_F(CommandLineTest, OurOwnOutputIsAnInput) {
  ASSERT_EQ(bibmill("enrich " + list() + replay() + " --out out").exit_code, 0);
  const Ran again = bibmill("enrich out/enriched.jsonl" + replay() + " --out again");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(read_text(folder_.path() / "out" / "references.bib"),
            read_text(folder_.path() / "again" / "references.bib"));
}

TEST_F(CommandLineTest, ExplainTellsWhyAndKnowsTheNearestKeys) {
  ASSERT_EQ(bibmill("enrich " + list() + replay() + " --out out").exit_code, 0);
  const Ran told = bibmill("explain out jin2026megascale");
  EXPECT_EQ(told.exit_code, 0) << told.err;
  EXPECT_EQ(told.out.find("jin2026megascale\n"), 0u);
  EXPECT_EQ(told.err, "");
  const Ran mistyped = bibmill("explain out jin2026megascalle jin2026megascale");
  EXPECT_EQ(mistyped.exit_code, 2);
  EXPECT_EQ(mistyped.out, told.out) << "the other key is told all the same";
  EXPECT_NE(mistyped.err.find("did you mean jin2026megascale"), std::string::npos) << mistyped.err;
  for (const char* arguments : {"explain absent jin2026megascale", "explain out", "explain"}) {
    EXPECT_EQ(bibmill(arguments).exit_code, 2) << arguments;
  }
}

}  // namespace
}  // namespace bibmill
