#include "config/load.h"

#include <filesystem>
#include <fstream>

#include "config/embedded.h"
#include "config/keys.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, removed at the end.
class LoadSettings : public testing::Test {
 protected:
  LoadSettings() {
    folder_ = fs::temp_directory_path() / ("bibmill-load-" + std::to_string(::getpid()) + "-" +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
    request_.working_directory = folder_.string();
    request_.environment = {{"HOME", folder_.string()}};
  }
  ~LoadSettings() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path.string();
  }

  std::vector<ConfigProblem> problems() {
    try {
      load_settings(request_);
    } catch (const ConfigError& error) {
      return error.problems();
    }
    return {};
  }

  fs::path folder_;
  LoadRequest request_;
};

TEST_F(LoadSettings, DefaultsDocumentEveryKey) {
  const LoadedSettings loaded = load_settings(request_);
  for (const std::string& key : known_keys(loaded.settings)) EXPECT_TRUE(loaded.in_force.contains(key)) << key;
}

TEST_F(LoadSettings, DefaultsFileAndStructsAgree) {
  const Settings loaded = load_settings(request_).settings;
  const Settings built_in;
  EXPECT_EQ(loaded.http, built_in.http);
  EXPECT_EQ(loaded.match, built_in.match);
  EXPECT_EQ(loaded.bibtex, built_in.bibtex);
  EXPECT_EQ(loaded.resolve.permits, built_in.resolve.permits);
  EXPECT_EQ(loaded.resolve.denied_prefixes, built_in.resolve.denied_prefixes);
  EXPECT_EQ(loaded.resolve.counterparts, built_in.resolve.counterparts);
}

TEST_F(LoadSettings, KnowsThePublishedLimits) {
  const Settings settings = load_settings(request_).settings;
  EXPECT_EQ(settings.sources.at("crossref").rate, 3.0);
  EXPECT_EQ(settings.sources.at("crossref").rate_single, 10.0);
  EXPECT_LE(settings.sources.at("arxiv").rate, 1.0 / 3.0);
  EXPECT_EQ(settings.sources.at("arxiv").concurrency, 1);
  EXPECT_FALSE(settings.sources.at("dblp_rest").enabled);
  EXPECT_FALSE(settings.sources.at("openalex").enabled) << "metered: only when the user says so";
}

TEST_F(LoadSettings, LaterLayersWin) {
  write(".config/bibmill/bibmill.toml",
        "[http]\nmax_redirects = 1\ncircuit_failures = 11\n[match]\nrunner_up_gap = 0.3\n");
  write("bibmill.toml", "[http]\nmax_redirects = 2\ncircuit_failures = 12\n");
  request_.environment["BIBMILL_HTTP_MAX_REDIRECTS"] = "3";
  request_.flags = {{"jobs", "7", "flag --jobs"}};
  const LoadedSettings loaded = load_settings(request_);
  EXPECT_EQ(loaded.settings.http.max_redirects, 3);
  EXPECT_EQ(loaded.settings.http.circuit_failures, 12);
  EXPECT_EQ(loaded.settings.match.runner_up_gap, 0.3);
  EXPECT_EQ(loaded.settings.jobs, 7u);
  EXPECT_EQ(loaded.in_force.at("http.max_redirects").origin, "environment BIBMILL_HTTP_MAX_REDIRECTS");
  EXPECT_EQ(loaded.in_force.at("jobs").origin, "flag --jobs");
  EXPECT_TRUE(loaded.in_force.at("http.circuit_failures").origin.ends_with("bibmill.toml:3"));
}

TEST_F(LoadSettings, AnExplicitFileReplacesTheOneHere) {
  write("bibmill.toml", "jobs = 3\n");
  request_.config_file = write("other.toml", "[bibtex]\nurl = true\n");
  const Settings settings = load_settings(request_).settings;
  EXPECT_EQ(settings.jobs, 0u);
  EXPECT_TRUE(settings.bibtex.url);
}

TEST_F(LoadSettings, SourcesAreSetFromTheEnvironment) {
  request_.environment["BIBMILL_SOURCES_DBLP_SPARQL_BASE_URL"] = "http://127.0.0.1:8080";
  request_.environment["BIBMILL_SOURCES_CROSSREF_RATE"] = "12";
  request_.environment["BIBMILL_INDEX_DIR"] = "/srv/index";
  const Settings settings = load_settings(request_).settings;
  EXPECT_EQ(settings.sources.at("dblp_sparql").base_url, "http://127.0.0.1:8080");
  EXPECT_EQ(settings.sources.at("crossref").rate, 12.0);
  EXPECT_EQ(settings.paths.index, "/srv/index");
}

TEST_F(LoadSettings, ReportsAllMistakesAtOnceWithPlaceAndNearestKey) {
  write(
      "bibmill.toml",
      "[http]\nmax_redirect = 2\nbatch_linger_s = \"soon\"\n[sources.crosref]\nrate = 1\n[sources.arxiv]\nrate = 0\n");
  request_.environment["BIBMILL_JOBS"] = "many";
  const auto found = problems();
  ASSERT_EQ(found.size(), 5u);
  EXPECT_TRUE(found[0].where.ends_with("bibmill.toml:2"));
  EXPECT_EQ(found[0].message, "http.max_redirect is not a setting; did you mean http.max_redirects?");
  EXPECT_TRUE(found[1].where.ends_with("bibmill.toml:3"));
  EXPECT_EQ(found[1].message, "http.batch_linger_s must be a number");
  EXPECT_NE(found[2].message.find("did you mean sources.crossref.rate?"), std::string::npos);
  EXPECT_NE(found[3].message.find("at least"), std::string::npos);
  EXPECT_EQ(found[4].where, "environment BIBMILL_JOBS");
  EXPECT_EQ(found[4].message, "jobs must be a whole number");
}

TEST_F(LoadSettings, MistakesAreSortedByFileAndLineWhateverTheirKind) {
  write(".config/bibmill/bibmill.toml", "[sources.zzz]\nrate = 1\n");
  write("bibmill.toml",
        "[sources.arxiv]\nbase_url = \"http://example.org\"\n[http]\nmax_redirect = 2\n[bibtex]\nurl = 1\n");
  request_.environment["BIBMILL_MATCH_RUNER_UP_GAP"] = "0.1";
  request_.flags = {{"jobs", "-", "flag --jobs"}};
  std::vector<std::string> places;
  for (const ConfigProblem& problem : problems())
    places.push_back(problem.where.substr(
        problem.where.find("bibmill.toml") == std::string::npos ? 0 : problem.where.rfind('/') + 1));
  EXPECT_EQ(places, (std::vector<std::string>{"bibmill.toml:2", "bibmill.toml:2", "bibmill.toml:4", "bibmill.toml:6",
                                              "environment BIBMILL_MATCH_RUNER_UP_GAP", "flag --jobs"}));
}

TEST_F(LoadSettings, MisspeltVariablesAreMistakesAndOthersAreLeftAlone) {
  request_.environment["BIBMILL_CPU_SECONDS"] = "3";
  request_.environment["BIBMILL_SHARED_DIR"] = "/srv";
  EXPECT_TRUE(problems().empty());
  for (const auto& [name, meant] : {std::pair("BIBMILL_JOSB", "BIBMILL_JOBS"),
                                    {"BIBMILL_CONTCT", "BIBMILL_CONTACT"},
                                    {"BIBMILL_BIBTEX_URLS", "BIBMILL_BIBTEX_URL"}}) {
    request_.environment = {{"HOME", folder_.string()}, {name, "1"}};
    const auto found = problems();
    ASSERT_EQ(found.size(), 1u) << name;
    EXPECT_NE(found[0].message.find(meant), std::string::npos) << found[0].message;
  }
}

TEST_F(LoadSettings, ShowsTextsAsTomlThatReadsBackTheSame) {
  write("bibmill.toml", "[paths]\nstate = \"/a \\\"b\\\\c\\u001b[1m\"\n");
  const LoadedSettings loaded = load_settings(request_);
  const std::string shown = loaded.in_force.at("paths.state").value;
  EXPECT_EQ(shown, "\"/a \\\"b\\\\c\\u001b[1m\"");
  write("bibmill.toml", "[paths]\nstate = " + shown + "\n");
  EXPECT_EQ(load_settings(request_).settings.paths.state, loaded.settings.paths.state);
}

TEST_F(LoadSettings, ProbabilitiesAreAtMostOne) {
  write("bibmill.toml", "[match]\naccept_probability = 90\nrunner_up_gap = 1\n");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "match.accept_probability must be at most 1");
}

TEST_F(LoadSettings, SyntaxErrorsHaveLineAndColumn) {
  write("bibmill.toml", "[http]\nmax_redirects = = 2\n");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].where.find("bibmill.toml:2:"), std::string::npos);
}

TEST_F(LoadSettings, AMissingConfigFileIsAMistake) {
  request_.config_file = (folder_ / "absent.toml").string();
  ASSERT_EQ(problems().size(), 1u);
  EXPECT_NE(problems()[0].message.find("cannot be read"), std::string::npos);
}

TEST_F(LoadSettings, PlainHttpOnlyToLoopback) {
  for (const auto& [url, allowed] : std::vector<std::pair<std::string, bool>>{{"http://127.0.0.1:80", true},
                                                                              {"http://localhost:8080", true},
                                                                              {"http://[::1]:8080/x", true},
                                                                              {"https://api.example.org", true},
                                                                              {"http://api.example.org", false},
                                                                              {"http://127.0.0.1.example.org", false},
                                                                              {"ftp://localhost", false},
                                                                              {"", false}}) {
    request_.environment["BIBMILL_SOURCES_ARXIV_BASE_URL"] = url;
    EXPECT_EQ(problems().empty(), allowed) << url;
  }
}

TEST_F(LoadSettings, NeverPrintsTheContactAddress) {
  request_.environment["BIBMILL_CONTACT"] = "someone@example.org";
  const LoadedSettings loaded = load_settings(request_);
  EXPECT_EQ(loaded.settings.contact.reveal(), "someone@example.org");
  EXPECT_EQ(show_settings(loaded).find("someone@example.org"), std::string::npos);
  EXPECT_NE(show_settings(loaded).find("contact = \"(set)\"  # environment BIBMILL_CONTACT"), std::string::npos);
}

TEST(EmbeddedFile, HoldsTheDefaults) {
  EXPECT_TRUE(embedded_file("defaults.toml").has_value());
  EXPECT_FALSE(embedded_file("absent.toml").has_value());
}

TEST_F(LoadSettings, ReportsATableWithoutAName) {
  request_.config_file = write("bad.toml", "jobs = 1\n[= 2\n");
  ASSERT_EQ(problems().size(), 1u);
  EXPECT_NE(problems()[0].where.find("bad.toml:2"), std::string::npos) << problems()[0].where;
}

}  // namespace
}  // namespace bibmill
