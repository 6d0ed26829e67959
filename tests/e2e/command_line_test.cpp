// The program as a user meets it: exit codes, what it prints, what it leaves behind.
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>

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
        "enrich " + list() + " --out out --jobs many" + replay(), "enrich " + list() + " --out out --replay absent",
        "enrich " + list() + " --out out --mailto nobody" + replay(), std::string("enrich --no-such-flag")}) {
    const Ran ran = bibmill(arguments);
    EXPECT_EQ(ran.exit_code, 2) << arguments << "\n" << ran.err;
    EXPECT_FALSE(ran.err.empty()) << arguments;
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

TEST_F(CommandLineTest, ConfigShowTellsWhereEachValueComesFrom) {
  const Ran ran = bibmill("config show", "BIBMILL_SOURCES_ARXIV_RATE=0.2");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_NE(ran.out.find("sources.arxiv.rate = 0.2  # environment BIBMILL_SOURCES_ARXIV_RATE"), std::string::npos)
      << ran.out;
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
