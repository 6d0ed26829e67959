// SqliteAnswerCache: the answer cache in one file (cache.db), which may be deleted at any time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "connectors/cache/answer_cache.h"
#include "connectors/cache/compression.h"
#include "connectors/cache/sqlite.h"

namespace bibmill {

class SqliteAnswerCache final : public AnswerCache {
 public:
  /// `origin` "live", or "replay:…" (ReplayFolder::origin): answers of one origin are never read under another. A
  /// damaged file or one of another version is moved aside (see note()). Throws SqliteError when no usable file can be
  /// had.
  SqliteAnswerCache(const std::filesystem::path& file, std::string origin);
  ~SqliteAnswerCache() override;

  Result<std::optional<StoredAnswer>> lookup(SourceId source, QueryKind kind, std::string_view key,
                                             Clock::WallTime now) override;
  Result<std::optional<StoredExchange>> exchange(std::int64_t response) override;
  Result<void> put(const StoredResponse& response, std::span<const NewAnswer> answers, Clock::WallTime now) override;

  /// Deletes answers that expired before `before`, and responses nothing refers to any more. What has only just expired
  /// still serves to compute a Record again without asking (Turn::cached_only).
  Result<void> purge(Clock::WallTime before);
  /// What the user should know about the opening of the file.
  const std::optional<std::string>& note() const { return note_; }

 private:
  using Body = std::shared_ptr<const std::string>;

  std::optional<StoredAnswer> find(SourceId source, QueryKind kind, std::string_view key, Clock::WallTime now);
  void store(const StoredResponse& response, std::span<const NewAnswer> answers, Clock::WallTime now);
  Body body(std::int64_t id);

  std::filesystem::path file_;
  std::string origin_;
  Database database_;
  std::optional<std::string> note_;
  Statement find_answer_;
  Statement find_body_;
  Statement find_exchange_;
  Statement insert_body_;
  Statement insert_answer_;
  Compressor compressor_;
  std::list<std::pair<std::int64_t, Body>> recent_bodies_;  ///< front: used last

  SqliteAnswerCache(const std::filesystem::path& file, OpenedDatabase opened, std::string origin);
};

}  // namespace bibmill
