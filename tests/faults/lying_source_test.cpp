// A source that answers every request, and never with what was asked: it is found out soon, and nothing it said or left
// out counts as an answer.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "connectors/http/circuit.h"
#include "tests/support/hurried.h"

namespace bibmill {
namespace {

using namespace testing_support;

constexpr int kDois = 60;

std::string doi_of(int number) { return fmt::format("10.1145/9{:06}", number); }

/// A replay folder in which Crossref knows all of them.
std::string compose_folder(const TemporaryFolder& folder) {
  std::string filter;
  std::string items;
  for (int i = 0; i < kDois; ++i) {
    const std::string comma = i == 0 ? "" : ",";
    filter += fmt::format("{}doi:{}", comma, doi_of(i));
    items +=
        fmt::format(R"({}{{"DOI":"{}","type":"journal-article","title":["Work number {}"]}})", comma, doi_of(i), i);
  }
  folder.write("http/index.json", R"({"crossref":{"complete":true}})");
  folder.write(
      "http/crossref/all.http",
      fmt::format("GET /works?filter={}&rows={} HTTP/1.1\nX-Bibmill-Origin: composed\n"
                  "Date: Sun, 01 Nov 2026 08:49:37 GMT\nContent-Type: application/json\n\n"
                  R"({{"status":"ok","message-type":"work-list","message":{{"total-results":{},"items":[{}]}}}})",
                  filter, kDois, kDois, items));
  return folder.file("http");
}

RunRequest all_dois(const TemporaryFolder& folder, const std::string& out) {
  std::string list;
  for (int i = 0; i < kDois; ++i) list += doi_of(i) + "\n";
  RunRequest request;
  request.inputs = {folder.write("dois.txt", list)};
  request.out = folder.file(out);
  request.quiet = true;
  return request;
}

Settings only_crossref(const TemporaryFolder& folder, const LoopbackServer& server) {
  Settings settings = hurried(folder, server);
  for (auto& [name, source] : settings.sources) source.enabled = name == "crossref";
  return settings;
}

struct Lie {
  const char* name;
  Fault fault;
  std::optional<int> status;
  int forms = 2;  ///< that it takes to find it out: what lists leave out is asked for alone
};

void PrintTo(const Lie& lie, std::ostream* out) { *out << lie.name; }

std::string name_of(const testing::TestParamInfo<Lie>& info) { return info.param.name; }

class LyingSource : public testing::TestWithParam<Lie> {};

TEST_P(LyingSource, IsLeftAloneAfterAFewRequests) {
  const TemporaryFolder folder;
  ServerOptions options;
  options.replay = compose_folder(folder);
  options.limits = false;
  options.rate_scale = 1000;
  LoopbackServer server(options);
  FaultRule rule(GetParam().fault, SourceId::crossref);
  rule.status = GetParam().status;
  server.set_faults({rule});
  const Settings settings = only_crossref(folder, server);
  const SourceSettings& source = settings.sources.at("crossref");

  const RunOutcome faulty = run_or_fail(all_dois(folder, "faulty"), settings);
  const int on_their_way = source.concurrency + 1;  // when it was found out, and the probe after the pause
  // Lists and single records are judged apart: each form may fail as often as a circuit bears.
  const int borne = GetParam().forms * CircuitLimits().failures;
  EXPECT_LE(static_cast<int>(faulty.report.sources.at(SourceId::crossref).requests), borne + on_their_way);
  for (const Record& record : faulty.records) {
    EXPECT_THAT(record.status, testing::AnyOf(Status::failed, Status::resolved)) << record.id;
  }

  server.set_faults({});
  std::filesystem::remove(folder.path() / "state" / "state.db");
  std::filesystem::remove_all(settings.paths.pace);
  const RunOutcome clean = run_or_fail(all_dois(folder, "clean"), settings);
  EXPECT_EQ(clean.exit_code, 0);
}

INSTANTIATE_TEST_SUITE_P(Crossref, LyingSource,
                         testing::Values(Lie{"garbage", Fault::invalid, {}, 1},
                                         Lie{"other_records", Fault::other_records, {}},
                                         Lie{"empty_page", Fault::empty_page, {}}, Lie{"cut_body", Fault::cut_body, {}},
                                         Lie{"no_route", Fault::status, 404}, Lie{"gone", Fault::status, 410},
                                         Lie{"down", Fault::status, 503}),
                         name_of);

}  // namespace
}  // namespace bibmill
