#include "connectors/http/download.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using Responses = std::map<std::string, std::string>;

/// Files over HTTP/1.1 on this machine: each connection is answered once and closed.
class FileServer {
 public:
  /// `responses`: status line and headers with body, by path; other paths are "404".
  explicit FileServer(Responses responses) : responses_(std::move(responses)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 8) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("no loopback port");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~FileServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  FileServer(const FileServer&) = delete;
  FileServer& operator=(const FileServer&) = delete;

  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

 private:
  void serve() {
    while (true) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0) return;
      char request[4096];
      const ssize_t got = ::recv(connection, request, sizeof request, 0);
      const std::string_view text(request, got > 0 ? static_cast<std::size_t>(got) : 0);
      const std::size_t path = text.find(' ') + 1;
      const auto known = responses_.find(std::string(text.substr(path, text.find(' ', path) - path)));
      const std::string response =
          known == responses_.end() ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" : known->second;
      ::send(connection, response.data(), response.size(), MSG_NOSIGNAL);
      ::close(connection);
    }
  }

  Responses responses_;
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

std::string ok(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST(Download, PutsTheFileOnDiskAndTellsHowFarItIs) {
  const TemporaryFolder folder;
  const std::string body(300'000, 'x');
  const FileServer server(Responses{{"/dblp.xml.gz", ok(body)}});
  std::uint64_t last = 0;
  const auto progress = [&](std::uint64_t done, std::uint64_t) { last = done; };
  const Result<bool> done = download(server.url("/dblp.xml.gz"), folder.path() / "dump", progress);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_TRUE(*done);
  EXPECT_EQ(read_text(folder.path() / "dump"), body);
  EXPECT_EQ(last, body.size());
}

TEST(Download, TellsAFileThatIsNotThereFromOneThatCouldNotBeGot) {
  const TemporaryFolder folder;
  const FileServer server(Responses{{"/busy", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"},
                                    {"/walled", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"},
                                    {"/short", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"}});
  const auto to_file = [&](const std::string& url) { return download(url, folder.path() / "dump", {}); };
  const Result<bool> missing = to_file(server.url("/nothing"));
  ASSERT_TRUE(missing) << missing.error().message;
  EXPECT_FALSE(*missing);
  const struct {
    const char* path;
    ErrorKind kind;
  } cases[] = {{"/busy", ErrorKind::server}, {"/walled", ErrorKind::blocked}, {"/short", ErrorKind::transport}};
  for (const auto& one : cases) {
    const Result<bool> failed = to_file(server.url(one.path));
    ASSERT_FALSE(failed) << one.path;
    EXPECT_EQ(failed.error().kind, one.kind) << failed.error().message;
    EXPECT_NE(failed.error().message.find(one.path), std::string::npos);
  }
}

TEST(Download, GoesOnlyToSafePlaces) {
  const TemporaryFolder folder;
  const FileServer server(
      Responses{{"/out", "HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/dblp.xml.gz\r\nContent-Length: 0\r\n\r\n"}});
  for (const std::string& url :
       {std::string("http://example.org/dblp.xml"), std::string("file:///etc/passwd"), server.url("/out")}) {
    const Result<bool> failed = download(url, folder.path() / "dump", {});
    ASSERT_FALSE(failed) << url;
    EXPECT_EQ(failed.error().kind, ErrorKind::rejected) << failed.error().message;
  }
}

}  // namespace
}  // namespace bibmill
