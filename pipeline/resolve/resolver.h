// Resolver: from an Entry to what the sources know about it. Reads like the algorithm: identifiers first, then the
// venue's table of contents, then title search, then from each identifier to its counterpart. Batching, caching and
// pacing are the sources' business. Used on the io thread; one Resolver serves all entries of a run.
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/async/cpu_pool.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/record.h"
#include "normalizers/venues/venue_table.h"
#include "pipeline/match/decide.h"
#include "pipeline/match/policy.h"
#include "pipeline/resolve/source_set.h"
#include "pipeline/resolve/toc_index.h"

namespace bibmill {

/// Raised with every change of the walk (which sources are asked for what): Records of earlier versions are then
/// computed again.
inline constexpr int kResolveVersion = 2;

enum class Counterparts : std::uint8_t { off, identifiers, titles };

/// Unasked::reason of a search by title that this run has put off (CONTRACTS §1: the rest is due on later nights).
inline constexpr std::string_view kPostponed =
    "postponed: this run has searched for as many papers by title as it may (resolve.counterpart_titles_limit)";

struct ResolvePolicy {
  MatchPolicy match;
  Counterparts counterparts = Counterparts::titles;
  /// Entries from this ordinal on have their title searches postponed: by position, so that it depends on the input
  /// alone which they are.
  std::size_t titles_before = std::numeric_limits<std::size_t>::max();
  std::set<std::string> tocs;                   ///< pages of DBLP that are worth a request (resolve/toc_choice.h)
  bool cached_only = false;                     ///< only stored answers, however old
  std::map<std::string, std::string> agencies;  ///< DOI prefix → "crossref" | "datacite", known without asking
};

class Resolver {
 public:
  Resolver(ResolvePolicy policy, SourceSet sources, const VenueTable& venues, CpuPool& cpu)
      : policy_(std::move(policy)), sources_(std::move(sources)), venues_(venues), cpu_(cpu) {}
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  /// The finished Record of one entry (without `id`). Never fails: what could not be asked is in Record::unasked. The
  /// outcome depends on the entry, the policy and the answers alone. `entry` must outlive the coroutine.
  Awaitable<Record> resolve(const Entry* entry);

  /// Shared with the walks of single entries.
  const ResolvePolicy& policy() const { return policy_; }
  const SourceSet& sources() const { return sources_; }
  const VenueTable& venues() const { return venues_; }
  /// decide(), away from the io thread: comparing is most of an entry's work. `entry` must outlive the run.
  Awaitable<Decision> decide_on_cpu(const Entry* entry, std::vector<SourceRecord> records);
  std::shared_ptr<const TocIndex> toc_index(const std::string& page, const std::shared_ptr<const Answer>& answer);
  void note_walk(bool asked, bool answered) {
    tally_.asked += asked ? 1 : 0;
    tally_.answered += answered ? 1 : 0;
  }

  /// How many entries needed a source, and how many of them got an answer from any (exit code 4: none did).
  struct Tally {
    std::size_t asked = 0;
    std::size_t answered = 0;
  };
  const Tally& tally() const { return tally_; }

 private:
  Awaitable<Record> resolve_pinned(const Entry* entry);

  ResolvePolicy policy_;
  SourceSet sources_;
  const VenueTable& venues_;
  CpuPool& cpu_;
  std::map<std::string, std::shared_ptr<const TocIndex>> tocs_;
  Tally tally_;
};

}  // namespace bibmill
