// The failures every source can have, as a table.
#include "connectors/http/response_check.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

using namespace std::chrono_literals;

HttpResponse response(int status, const std::string& type, std::string body, const std::string& retry_after = "") {
  HttpResponse made;
  made.status = status;
  if (!type.empty()) made.headers.add("content-type", type);
  if (!retry_after.empty()) made.headers.add("retry-after", retry_after);
  made.body = std::move(body);
  return made;
}

std::string verdict(const HttpResponse& made, const std::string& accept) {
  const auto error = check_response(made, accept);
  return error ? std::string(to_string(error->kind)) : "fine";
}

constexpr const char* kAnubis =
    "<!doctype html><html lang=\"en\"><head><title>Making sure you&#39;re not a bot!</title>"
    "<script id=\"anubis_challenge\" type=\"application/json\">{}</script></head></html>";

TEST(ResponseCheck, TellsFailuresByStatus) {
  const std::vector<std::pair<int, std::string>> cases = {
      {200, "fine"},     {206, "fine"},     {400, "fine"},         {404, "fine"},     {410, "fine"},
      {413, "fine"},     {414, "fine"},     {422, "fine"},         {401, "blocked"},  {403, "blocked"},
      {405, "rejected"}, {406, "rejected"}, {418, "rejected"},     {304, "rejected"}, {302, "rejected"},
      {408, "server"},   {425, "server"},   {429, "rate_limited"}, {500, "server"},   {502, "server"},
      {503, "server"},   {504, "server"},   {599, "server"},       {100, "rejected"},
  };
  for (const auto& [status, expected] : cases)
    EXPECT_EQ(verdict(response(status, "application/json", "{}"), "application/json"), expected) << status;
}

TEST(ResponseCheck, TellsWallsAndPagesFromData) {
  const std::string json = "application/json";
  const std::string atom = "application/atom+xml";
  struct Case {
    HttpResponse made;
    std::string accept;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {response(200, "text/html", kAnubis), json, "blocked"},
      {response(500, "text/html", kAnubis), json, "blocked"},
      {response(503, "text/html", kAnubis), json, "blocked"},
      {response(429, "text/html", kAnubis), json, "blocked"},
      {response(404, "text/html", kAnubis), json, "blocked"},
      {response(200, json, kAnubis), json, "blocked"},
      {response(200, "", kAnubis), "application/sparql-results+json", "blocked"},
      {response(200, "text/html", "<html><title>Just a moment...</title></html>"), atom, "blocked"},
      {response(503, "text/html", "<html><title>Just a moment...</title></html>"), atom, "blocked"},
      {response(200, "text/html", "<HTML><body>Maintenance</body></HTML>"), json, "blocked"},
      {response(503, "text/html", "<html><body>Maintenance</body></html>"), json, "server"},
      {response(200, "text/html", "\xEF\xBB\xBF\r\n <!DOCTYPE HTML>x"), json, "blocked"},
      {response(200, "text/html", "<!-- cached --><?xml version=\"1.0\"?>\n<!DOCTYPE html><html/>"), atom, "blocked"},
      {response(200, "text/html", "<html>"), "text/html", "fine"},
      {response(200, "text/html", "<!-- without end"), json, "fine"},
      {response(200, atom, "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"/>"), atom, "fine"},
      {response(200, atom, "<feed><title>We are not a bot: just a moment...</title></feed>"), atom, "fine"},
      {response(200, json, R"({"title":"anubis_challenge <html>"})"), json, "fine"},
      {response(200, "application/vnd.api+json; charset=utf-8", "{}"), "application/vnd.api+json", "fine"},
      {response(200, "application/json", "{\"name\":\"M\xF6ller\"}"), "application/json", "decode"},
      {response(200, "application/json", "{\"names\":[\"M\xF6ller\",\"M\xC3\xB6ller\"]}"), "application/json", "fine"},
      {response(200, "application/sparql-results+json", "{}"), "application/sparql-results+json", "fine"},
      {response(200, "text/xml", "<a/>"), json, "server"},
      {response(200, json, "{}"), atom, "server"},
      {response(200, "text/plain", "{}"), json, "fine"},
      {response(200, "", "{}"), json, "fine"},
      {response(200, json, ""), json, "server"},
      {response(200, json, " \r\n\t"), json, "server"},
      {response(204, "", ""), json, "server"},
      {response(404, "text/plain", ""), json, "fine"},
  };
  for (std::size_t i = 0; i < cases.size(); ++i)
    EXPECT_EQ(verdict(cases[i].made, cases[i].accept), cases[i].expected)
        << "row " << i << ": " << cases[i].made.status << " " << cases[i].made.body;
}

TEST(ResponseCheck, ReadsRetryAfter) {
  struct Case {
    int status;
    const char* value;
    std::optional<std::chrono::milliseconds> expected;
  };
  const std::vector<Case> cases = {
      {429, "7", 7s},
      {503, "120", 120s},
      {429, "0", 0s},
      {429, "-1", std::nullopt},
      {429, "soon", std::nullopt},
      {429, "1.5", std::nullopt},
      {429, "99999999999999999", std::chrono::hours(24 * 365)},
      {429, "99999999999999999999999", std::nullopt},
      {429, "", std::nullopt},
  };
  for (const Case& c : cases) {
    const auto error = check_response(response(c.status, "", "", c.value), "application/json");
    ASSERT_TRUE(error) << c.value;
    EXPECT_EQ(error->retry_after, c.expected) << c.value;
  }
}

TEST(ResponseCheck, ReadsWhenAUsedUpBudgetIsNew) {
  struct Case {
    const char* remaining;
    const char* reset;
    const char* retry_after;
    std::optional<std::chrono::milliseconds> expected;
  };
  // Not literals below: GCC 12 takes a moved short string for one that is read too far (-Wstringop-overread).
  const std::string remaining = "X-RateLimit-Remaining";
  const std::string reset = "X-RateLimit-Reset";
  const std::vector<Case> cases = {
      {"0", "40000", "", 40'000s},
      {"0", "40000", "1", 40'000s},
      {"0.00005", "40000", "", 40'000s},
      {"", "40000", "", 40'000s},
      {"", "40000", "7", 7s},      // says itself how long
      {"9000", "40000", "1", 1s},  // too fast, with budget left
      {"9000", "40000", "", std::nullopt},
      {"0", "1800000000", "", std::nullopt},  // a time of day
      {"0", "soon", "", std::nullopt},
      {"0", "-5", "", std::nullopt},
  };
  for (const Case& c : cases) {
    HttpResponse made = response(429, "", "", c.retry_after);
    if (*c.remaining != '\0') made.headers.add(remaining, c.remaining);
    made.headers.add(reset, c.reset);
    EXPECT_EQ(check_response(made, "application/json")->retry_after, c.expected) << c.remaining << ' ' << c.reset;
  }
}

}  // namespace
}  // namespace bibmill
