// Where a redirect may lead, and who gets to see the key.
#include "connectors/http/redirect.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

HttpRequest request_to(const std::string& url) {
  HttpRequest request(SourceId::crossref, url);
  request.headers.add("User-Agent", "bibmill");
  request.headers.add("X-Key", "secret");
  request.headers.add("authorization", "Bearer secret");
  return request;
}

HttpResponse moved(const std::string& location, int status = 302) {
  HttpResponse response;
  response.status = status;
  response.headers.add("location", location);
  return response;
}

bool has_keys(const HttpRequest& request) {
  return request.headers.find("X-Key").has_value() || request.headers.find("Authorization").has_value();
}

TEST(Redirect, FollowsOnlyToWhereItIsSafe) {
  struct Case {
    std::string from;
    std::string location;
    std::string to;  ///< "" = refused
    bool keys = false;
  };
  const std::string https = "https://api.example.org/works?q=a";
  const std::string here = "http://127.0.0.1:8080/works";
  const std::vector<Case> cases = {
      {https, "https://api.example.org/v2/works", "https://api.example.org/v2/works", true},
      {https, "/v2/works?q=b", "https://api.example.org/v2/works?q=b", true},
      {https, "v2?q=b#here", "https://api.example.org/v2?q=b", true},
      {https, "//API.example.org/v2", "https://API.example.org/v2", true},
      {https, "https://api.example.org:443/v2", "https://api.example.org:443/v2", true},
      {https, "https://api.example.org:8443/v2", "https://api.example.org:8443/v2", false},
      {https, "https://other.example.org/v2", "https://other.example.org/v2", false},
      {https, "https://api.example.org.evil.example/v2", "https://api.example.org.evil.example/v2", false},
      {https, "http://api.example.org/works", ""},
      {https, "ftp://api.example.org/works", ""},
      {https, "file:///etc/passwd", ""},
      {https, "javascript:alert(1)", ""},
      {https, "https://", ""},
      {here, "/elsewhere", "http://127.0.0.1:8080/elsewhere", true},
      {here, "http://localhost:8080/x", "http://localhost:8080/x", false},
      {here, "http://127.0.0.1:9090/x", "http://127.0.0.1:9090/x", false},
      {here, "http://127.evil.example/x", ""},
      {here, "http://localhost.evil.example/x", ""},
      {here, "http://example.org/x", ""},
  };
  for (const Case& c : cases) {
    const auto next = follow_redirect(request_to(c.from), moved(c.location), "X-Key");
    if (c.to.empty()) {
      ASSERT_FALSE(next) << c.location;
      EXPECT_EQ(next.error().kind, ErrorKind::rejected) << c.location;
      continue;
    }
    ASSERT_TRUE(next && *next) << c.location;
    EXPECT_EQ((*next)->url, c.to) << c.location;
    EXPECT_EQ(has_keys(**next), c.keys) << c.location;
    EXPECT_TRUE((*next)->headers.find("User-Agent")) << c.location;
  }
}

TEST(Redirect, OtherStatusesAreAnswers) {
  const auto request = request_to("https://api.example.org/works");
  for (const int status : {200, 201, 300, 304, 305, 404, 500})
    EXPECT_FALSE(follow_redirect(request, moved("/x", status), "X-Key").value()) << status;
  for (const int status : {301, 302, 303, 307, 308})
    EXPECT_TRUE(follow_redirect(request, moved("/x", status), "X-Key").value()) << status;
  HttpResponse nowhere;
  nowhere.status = 302;
  EXPECT_FALSE(follow_redirect(request, nowhere, "X-Key").value());
}

TEST(Redirect, WithoutAKeyHeaderTheRestIsKept) {
  const auto next = follow_redirect(request_to("https://a.example/"), moved("https://b.example/"), "").value().value();
  EXPECT_TRUE(next.headers.find("User-Agent"));
  EXPECT_FALSE(next.headers.find("Authorization"));
}

}  // namespace
}  // namespace bibmill
