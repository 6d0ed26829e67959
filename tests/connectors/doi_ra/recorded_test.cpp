// Every recorded answer about a registration agency. (Files named crossref-agency are of Crossref's own API, which is
// not asked.)
#include "tests/connectors/wire/recorded.h"

#include <gtest/gtest.h>

#include "connectors/doi_ra/codec.h"

namespace bibmill {
namespace {

TEST(RecordedDoiRa, LosesNothing) {
  const auto folder = recorded::folder("doi-ra");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no recorded responses at " BIBMILL_SHARED_DIR;
  std::size_t seen = 0;
  for (const auto& path : recorded::files(folder, {".json"})) {
    if (path.filename().string().starts_with("crossref-agency")) continue;
    HttpResponse response;
    response.status = 200;
    response.body = recorded::read(path);
    const nlohmann::json line = recorded::first(recorded::parse(response.body));
    std::string agency = recorded::lower(recorded::text(recorded::at(line, "RA")));
    agency.erase(std::remove(agency.begin(), agency.end(), ' '), agency.end());
    const Ask ask(ByAgency(recorded::lower(recorded::text(recorded::at(line, "DOI")))), true);
    const auto answers = DoiRaCodec().decode(std::span(&ask, 1), response);
    ASSERT_TRUE(answers) << path << answers.error().message;
    if (agency.empty() || agency == "unknown") {
      EXPECT_EQ(answers->front().state, KeyAnswer::State::absent) << path;
    } else {
      ASSERT_EQ(answers->front().records.size(), 1U) << path;
      EXPECT_EQ(answers->front().records.front().agency, agency) << path;
    }
    ++seen;
  }
  EXPECT_GT(seen, 30U);
}

}  // namespace
}  // namespace bibmill
