// ReplayFolder: recorded or composed answers by question, never by URL (CONTRACTS §2). Read once; const and thread-safe
// afterwards.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/codec.h"
#include "connectors/mirror.h"
#include "connectors/replay/fingerprint.h"
#include "connectors/replay/replay_file.h"
#include "normalizers/base/result.h"

namespace bibmill {

/// A source's two sides: the codec reads the files, the mirror takes requests apart and composes responses.
struct ReplaySide {
  std::shared_ptr<const Codec> codec;
  std::shared_ptr<const Mirror> mirror;
};
using ReplaySides = std::map<SourceId, ReplaySide>;

/// What a folder knows about one question.
struct ReplayAnswer {
  explicit ReplayAnswer(Query query) : answer(std::move(query)) {}
  bool recorded = false;  ///< false: an incomplete source has nothing about it ("could not ask")
  MirrorAnswer answer;
  std::string day;  ///< UTC day of its file's Date; "" when unknown
};

class ReplayFolder {
 public:
  /// Reads DIR/index.json and DIR/<source>/*.http. Where two files answer a question, the later by name counts.
  /// What is broken, too large or no file at all is skipped with a note, and its source no longer counts as complete.
  /// Error input: the folder or its index.json cannot be read.
  static Result<ReplayFolder> load(const std::filesystem::path& folder, ReplaySides sides);

  /// By the exact question; a title question also by another question with the same folded title, then by the source's
  /// own search over all records of the folder; at an incomplete source only where the question names one of them. An
  /// identifier also, at a complete source, by any record of the folder that carries it. Otherwise: absent at a
  /// complete source, not recorded at another.
  ReplayAnswer answer(SourceId source, const Query& query) const;

  /// Null without a side for the source.
  const Mirror* mirror(SourceId source) const;
  bool complete(SourceId source) const;
  /// The latest Date value among the source's files; "" without one. Responses carry it.
  std::string date(SourceId source) const;
  /// "replay:" and a fingerprint of all files: the origin under which answers are cached.
  const std::string& origin() const { return origin_; }
  /// What was skipped or does not count, with its file, the reason, and what to do.
  const std::vector<std::string>& notes() const { return notes_; }
  std::size_t questions(SourceId source) const;

 private:
  struct Stored {
    bool found = false;
    std::vector<std::string> slices;
    std::string day;
  };
  /// A record of the folder, for searches: its own slices where it can be told which they are, else all that came with
  /// it.
  struct Findable {
    SourceRecord record;
    std::vector<std::string> slices;
    std::string day;
  };
  struct Answers {
    bool complete = false;
    std::map<std::string, Stored> by_key;  ///< "title:folded title|folded family"
    std::map<std::string, Findable>
        records;  ///< by place of their first sight, so that their order is that of the files
    std::map<std::string, std::string> place_of_record;
    std::string date;
    std::string date_order;  ///< `date` as a sortable day
  };

  Result<void> read_index(const std::filesystem::path& file, std::string_view text);
  void read_source(SourceId source, const std::filesystem::path& folder, Fingerprint& fingerprint);
  void skip(SourceId source, const std::filesystem::path& path, const Error& why);
  Result<void> read_exchange(SourceId source, const std::string& name, const ReplayFile& file);
  void keep(SourceId source, Answers& answers, const Ask& ask, const KeyAnswer& answer, const ReplayFile& file,
            const std::string& place);
  static bool names_a_record(const Answers& answers, const Mirror* side, const ByTitle* query);
  static const Stored* same_title(const Answers& answers, const ByTitle& query);
  static Stored search(const Answers& answers, const std::function<bool(const SourceRecord&)>& wanted);

  ReplaySides sides_;
  std::map<SourceId, Answers> sources_;
  std::string origin_;
  std::vector<std::string> notes_;
};

}  // namespace bibmill
