// Claims: collects what a user's text says about identifiers into an Entry, each once, in the order written. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalizers/model/entry.h"

namespace bibmill {

class Claims {
 public:
  explicit Claims(Entry& entry) : entry_(entry) {}

  /// A bare identifier or a URL of one, of any kind. False when `text` holds none.
  bool add_text(std::string_view text);
  /// A value meant to be one identifier (a `doi` field). False when it holds none, or a DOI of which a part may be
  /// missing (may_cut_doi): a shorter one may name another work.
  bool add_value(std::string_view value);
  /// An arXiv id in any form, also without "arXiv:".
  bool add_arxiv(std::string_view text);
  /// "arXiv preprint arXiv:2505.11432", "CoRR abs/2505.11432" inside other text.
  bool add_arxiv_mention(std::string_view text);
  /// Adds it to identifiers, and to work where that has none of its kind.
  void add(const Identifier& identifier);

 private:
  Entry& entry_;
};

/// "arXiv", "CoRR", "arXiv preprint …": names that say "preprint" where a journal should be.
bool is_arxiv_container(std::string_view container);

/// The venue's acronym in a series as ACM writes it: "EuroSys '26" → "EuroSys", "SOSP’17" → "SOSP"; nullopt for
/// "Lecture Notes …".
std::optional<std::string> series_venue(std::string_view series);

}  // namespace bibmill
