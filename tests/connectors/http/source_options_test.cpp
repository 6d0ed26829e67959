#include "connectors/source_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bibmill {
namespace {

using testing::ElementsAre;

HttpResponse with(std::string name, std::string value) {
  HttpResponse response;
  response.headers.add(std::move(name), std::move(value));
  return response;
}

TEST(AnswerDays, AreThoseOfTheDateHeaderElseOfReceipt) {
  const Clock::WallTime received{std::chrono::hours(24 * 365)};
  EXPECT_THAT(answer_days(with("Date", "Mon, 23 Nov 2026 23:59:59 GMT"), 2, received),
              ElementsAre("2026-11-23", "2026-11-23"));
  for (const char* const text :
       {"", "yesterday", "Mon, 23 Foo 2026 00:00:00 GMT", "Mon, xx Nov 2026 00:00:00 GMT", ", 1"}) {
    EXPECT_THAT(answer_days(with("Date", text), 1, received), ElementsAre("1971-01-01")) << text;
  }
}

TEST(AnswerDays, AReplayedResponseSaysThemOneByOne) {
  HttpResponse response = with("X-Bibmill-Days", "2026-11-01,-,2026-11-03");
  response.headers.add("Date", "Mon, 23 Nov 2026 00:00:00 GMT");
  EXPECT_THAT(answer_days(response, 4, {}), ElementsAre("2026-11-01", "2026-11-23", "2026-11-03", "2026-11-23"));
}

TEST(NotRecorded, ReadsNumbersInRangeOnly) {
  EXPECT_THAT(not_recorded(with("X-Bibmill-Not-Recorded", "1,9,x,-1"), 3), ElementsAre(false, true, false));
  EXPECT_THAT(not_recorded(HttpResponse(), 1), ElementsAre(false));
}

TEST(MakeRequest, AddsContactAndHeaders) {
  SourceOptions options;
  options.base_url = "https://api.example";
  options.contact = Secret("me@example.org");
  options.contact_parameter = "mailto";
  options.user_agent = make_user_agent(options.contact);
  options.key_header = "X-Key";
  options.key = Secret("k");
  const SourceRequest with_query{"/works?rows=2", "application/json"};
  const auto request = make_request(options, with_query);
  EXPECT_EQ(request.url, "https://api.example/works?rows=2&mailto=me%40example.org");
  EXPECT_EQ(request.headers.find("X-Key"), "k");
  EXPECT_EQ(request.headers.find("Accept"), "application/json");
  const SourceRequest without{"/works/1", "application/json"};
  EXPECT_EQ(make_request(options, without).url, "https://api.example/works/1?mailto=me%40example.org");
  options.contact = Secret();
  EXPECT_EQ(make_request(options, without).url, "https://api.example/works/1");
}

TEST(MakeRequest, SendsAKeyAsTheHeaderWantsIt) {
  SourceOptions options;
  options.base_url = "https://api.example";
  options.key = Secret("k");
  const SourceRequest asked{"/works/1", "application/json"};
  for (const auto& [header, value] : std::vector<std::pair<const char*, const char*>>{
           {"Crossref-Plus-API-Token", "k"}, {"Authorization", "Bearer k"}, {"authorization", "Bearer k"}}) {
    options.key_header = header;
    const HttpRequest made = make_request(options, asked);
    EXPECT_EQ(made.headers.find(header), value);
    EXPECT_EQ(made.url.find("=k"), std::string::npos) << "a key in an address would be logged";
  }
}

TEST(MakeSourceOptions, LingersOnlyLive) {
  Settings settings;
  settings.sources["crossref"].base_url = "https://api.example/";
  EXPECT_TRUE(make_source_options(settings, SourceId::crossref, Secret(), {}).batch_linger);
  const auto replayed = make_source_options(settings, SourceId::crossref, Secret(), {.replay = true, .offline = false});
  EXPECT_FALSE(replayed.batch_linger);
  EXPECT_EQ(replayed.base_url, "https://api.example");
}

TEST(LifetimeOf, DependsOnAnswerAndKind) {
  SourceOptions options;
  options.lifetime = std::chrono::seconds(3);
  options.lifetime_absent = std::chrono::seconds(1);
  options.lifetime_toc = std::chrono::seconds(9);
  EXPECT_EQ(lifetime_of(options, ByAgency("x"), true).count(), 3);
  EXPECT_EQ(lifetime_of(options, ByToc("x"), true).count(), 9);
  EXPECT_EQ(lifetime_of(options, ByToc("x"), false).count(), 1);
}

}  // namespace
}  // namespace bibmill
