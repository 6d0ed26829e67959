#include "pipeline/match/venue.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

#include "normalizers/text/fold.h"
#include "pipeline/match/acronym.h"

namespace bibmill {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "21", "2026", "21st", "first", "twenty".
bool is_ordinal(std::string_view word) {
  static constexpr std::array<std::string_view, 28> kOrdinals = {
      "first",     "second",    "third",       "fourth",     "fifth",      "sixth",      "seventh",
      "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth", "fourteenth",
      "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",  "twenty",
      "thirtieth", "thirty",    "fortieth",    "forty",      "fiftieth",   "fifty",      "sixtieth"};
  if (word.empty() || is_digit(word.front())) return true;
  return std::find(kOrdinals.begin(), kOrdinals.end(), word) != kOrdinals.end();
}

VenueName venue_name(std::string_view part) {
  VenueName name;
  for (auto& word : fold_words(part)) {
    if (is_ordinal(word)) continue;
    if (!is_common_venue_word(word)) name.telling.push_back(word);
    name.words.push_back(std::move(word));
  }
  return name;
}

/// "J.", "Journal", "Trans.", "Record": conferences bear none of these.
bool names_journal(const VenueName& name) {
  static constexpr std::array<std::string_view, 12> kMarks = {"j",        "jnl",          "journal", "letters",
                                                              "magazine", "mag",          "record",  "bulletin",
                                                              "trans",    "transactions", "rec",     "surveys"};
  return std::any_of(name.words.begin(), name.words.end(), [](const std::string& word) {
    return std::find(kMarks.begin(), kMarks.end(), word) != kMarks.end();
  });
}

bool all_among(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return std::all_of(few.begin(), few.end(),
                     [&](const std::string& word) { return std::find(many.begin(), many.end(), word) != many.end(); });
}

/// "J. Mach. Learn. Res." and "Journal of Machine Learning Research": each telling word begins the other's.
bool abbreviated_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() != b.size() || a.size() < 2) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i].starts_with(b[i]) && !b[i].starts_with(a[i])) return false;
  }
  return true;
}

/// With its other names, so that it is also found in a text that names more than the venue, or less.
void add_known(VenueNames& names, const Venue& venue) {
  if (std::find(names.known.begin(), names.known.end(), &venue) != names.known.end()) return;
  names.known.push_back(&venue);
  names.names.push_back(venue_name(venue.name));
  for (const auto& alias : venue.aliases) names.names.push_back(venue_name(alias));
  std::erase_if(names.names, [](const VenueName& name) { return name.telling.empty(); });
}

bool short_agrees(const std::string& acronym, const VenueName& name) {
  if (std::find(name.words.begin(), name.words.end(), acronym) != name.words.end()) return true;
  return abbreviates(acronym, name.words, AcronymOf::venue);
}

bool name_agrees(const VenueName& a, const VenueName& b) {
  if (a.telling == b.telling) return !a.telling.empty();
  if (a.telling.size() == 1 && short_agrees(a.telling.front(), b)) return true;
  if (b.telling.size() == 1 && short_agrees(b.telling.front(), a)) return true;
  return abbreviated_words(a.telling, b.telling);
}

}  // namespace

bool is_preprint_server(std::string_view container) {
  static constexpr std::array<std::string_view, 8> kServers = {"arxiv",    "corr", "biorxiv",         "medrxiv",
                                                               "chemrxiv", "ssrn", "research square", "techrxiv"};
  const auto folded = fold_title(container);
  return std::any_of(kServers.begin(), kServers.end(),
                     [&](std::string_view server) {
                       return folded == server || folded.starts_with(std::string(server) + " ");
                     }) ||
         folded == "computing research repository";
}

std::optional<int> year_in_venue(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1]))) continue;
    auto end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool word_ends = end == text.size() || !std::isalnum(static_cast<unsigned char>(text[end]));
    const auto digits = text.substr(i, end - i);
    if (digits.size() == 4 && word_ends && (digits.starts_with("19") || digits.starts_with("20"))) {
      return std::stoi(std::string(digits));
    }
    const bool apostrophe = i > 0 && (text[i - 1] == '\'' || text.substr(0, i).ends_with("’"));
    if (digits.size() == 2 && word_ends && apostrophe) {
      const int year = std::stoi(std::string(digits));
      return year < 50 ? 2000 + year : 1900 + year;
    }
  }
  return std::nullopt;
}

void add_venue(VenueNames& names, std::string_view text, const VenueTable* table) {
  if (text.empty() || is_preprint_server(text)) return;
  if (table != nullptr) {
    if (const auto* known = table->find(text)) add_known(names, *known);
  }
  while (true) {
    const auto end = text.find_first_of(",:()");
    if (auto name = venue_name(text.substr(0, end)); !name.telling.empty()) {
      names.journal = names.journal || names_journal(name);
      names.names.push_back(std::move(name));
    }
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

bool names_agree(const VenueNames& a, const VenueNames& b) {
  for (const auto* known : a.known) {
    if (std::find(b.known.begin(), b.known.end(), known) != b.known.end()) return true;
  }
  for (const auto& one : a.names) {
    for (const auto& other : b.names) {
      if (name_agrees(one, other)) return true;
    }
  }
  return false;
}

bool names_overlap(const VenueNames& a, const VenueNames& b) {
  if (names_agree(a, b)) return true;
  return std::any_of(a.names.begin(), a.names.end(), [&](const VenueName& one) {
    return std::any_of(b.names.begin(), b.names.end(), [&](const VenueName& other) {
      return all_among(one.telling, other.telling) || all_among(other.telling, one.telling);
    });
  });
}

}  // namespace bibmill
