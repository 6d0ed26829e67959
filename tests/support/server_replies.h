// What the loopback server answers: a source's own response from a replay folder, or one with a fault in it. Without
// sockets; only an HTTP date looks at the clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/replay/replay_folder.h"
#include "tests/support/server_faults.h"

namespace bibmill::testing_support {

/// One request, as far as answers depend on it.
struct Asked {
  SourceId source = SourceId::input;
  std::string target;  ///< as the source would see it, without the prefix of a redirect
  std::string accept;
  std::string authority;  ///< "127.0.0.1:PORT" of the server
  bool gzip = false;      ///< accepted
  bool redirected = false;
};

struct Reply {
  enum class Ending : std::uint8_t { whole, cut, reset };
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  ///< as it is sent
  Ending ending = Ending::whole;
  double delay_s = 0;          ///< before the first byte
  double spread_s = 0;         ///< over which the body is sent
  std::size_t plain_size = 0;  ///< of the body before compression
};

/// Paths under this prefix are those that the server itself redirected to.
inline constexpr std::string_view kHopPrefix = "/bibmill-hop";

/// By its path: /works, /v1/works → crossref, /dois → datacite, /doiRA, /ra → doi_ra, /api/query → arxiv,
/// /sparql → dblp_sparql, /search/publ/api → dblp_rest.
std::optional<SourceId> source_of_path(std::string_view path);

class ServerReplies {
 public:
  /// Throws std::runtime_error when the folder cannot be read.
  explicit ServerReplies(const std::filesystem::path& folder);

  Reply answer(const Asked& asked) const;
  Reply faulty(const Asked& asked, const FaultRule& rule) const;

 private:
  Reply sent_on(const Asked& asked, Fault fault) const;
  Reply damaged(const Asked& asked, const FaultRule& rule) const;
  Reply other_records(const Asked& asked) const;
  Reply empty_page(const Asked& asked) const;

  ReplayFolder folder_;
};

/// 429 with Retry-After, as sources answer who goes over their limits.
Reply too_many_requests();

}  // namespace bibmill::testing_support
