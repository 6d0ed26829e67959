#include "pipeline/match/features.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "normalizers/text/fold.h"
#include "pipeline/match/acronym.h"
#include "pipeline/match/organisations.h"

namespace bibmill {
namespace {

// Below this share of common words no rule accepts a pair of published works without an identifier that links it.
constexpr double kWorthComparing = 0.5;

bool share_one(const std::vector<Identifier>& a, const std::vector<Identifier>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const Identifier& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

bool has_doi(const std::vector<Identifier>& identifiers) {
  return std::any_of(identifiers.begin(), identifiers.end(),
                     [](const Identifier& identifier) { return std::holds_alternative<Doi>(identifier); });
}

/// "10.6084/m9.figshare.123.v2" → "10.6084/m9.figshare.123": repositories number the versions of one work.
std::string_view without_version(std::string_view doi) {
  auto end = doi.size();
  while (end > 0 && doi[end - 1] >= '0' && doi[end - 1] <= '9') --end;
  const bool numbered =
      end < doi.size() && end >= 2 && doi[end - 1] == 'v' && (doi[end - 2] == '.' || doi[end - 2] == '/');
  return numbered ? doi.substr(0, end - 2) : doi;
}

bool share_versioned_doi(const std::vector<Identifier>& a, const std::vector<Identifier>& b) {
  for (const auto& one : a) {
    const auto* doi = std::get_if<Doi>(&one);
    for (const auto& other : b) {
      const auto* other_doi = std::get_if<Doi>(&other);
      if (doi == nullptr || other_doi == nullptr) continue;
      if (without_version(doi->str()) == without_version(other_doi->str())) return true;
    }
  }
  return false;
}

/// "10.1021/acs.7b00412.s001" of "10.1021/acs.7b00412": publishers name supplements so.
bool is_supplement_of(const std::vector<Identifier>& supplements, const std::vector<Identifier>& papers) {
  return std::ranges::any_of(supplements, [&](const Identifier& supplement) {
    const auto* part = std::get_if<Doi>(&supplement);
    return part != nullptr && std::ranges::any_of(papers, [&](const Identifier& paper) {
             const auto* whole = std::get_if<Doi>(&paper);
             return whole != nullptr && part->str().starts_with(whole->str() + ".");
           });
  });
}

bool is_preprint_kind(RecordKind kind) { return kind == RecordKind::preprint || kind == RecordKind::posted; }

/// Years between `a` and `b` that their kinds explain: a paper appears up to four years after its preprint, and online
/// or in print a year before or after the other; a preprint's later versions keep its first date or bear their own.
bool explained(int difference, RecordKind a, RecordKind b) {
  if (is_preprint_kind(a) && is_preprint_kind(b)) return std::abs(difference) <= 2;
  if (is_preprint_kind(b)) return difference >= -4 && difference <= 1;
  if (is_preprint_kind(a)) return difference >= -1 && difference <= 4;
  return std::abs(difference) <= 1;
}

void compare_years(const Subject& a, const Subject& b, Features& features) {
  if (a.years.empty() || b.years.empty()) return;
  int nearest = b.years.front() - a.years.front();
  for (const int one : a.years) {
    for (const int other : b.years) {
      if (std::abs(other - one) < std::abs(nearest)) nearest = other - one;
    }
  }
  features.year_difference = nearest;
  if (nearest == 0) {
    features.year = Evidence::agrees;
  } else {
    features.year = explained(nearest, a.kind, b.kind) ? Evidence::near : Evidence::differs;
  }
}

/// First page of "728-743", "728--743", "728".
std::string_view first_page(std::string_view pages) { return pages.substr(0, pages.find_first_of("-,; ")); }

Evidence compare_pages(const Work& a, const Work& b) {
  if (!a.pages || !b.pages) return Evidence::unknown;
  return first_page(*a.pages) == first_page(*b.pages) ? Evidence::agrees : Evidence::differs;
}

Evidence compare_text(const std::optional<std::string>& a, const std::optional<std::string>& b) {
  if (!a || !b) return Evidence::unknown;
  return *a == *b ? Evidence::agrees : Evidence::differs;
}

Evidence compare_issues(const Work& a, const Work& b, Evidence pages) {
  const Evidence issue = compare_text(a.issue, b.issue);
  const Evidence volume = compare_text(a.volume, b.volume);
  if (pages == Evidence::differs && (issue == Evidence::differs || volume == Evidence::differs)) {
    return Evidence::differs;
  }
  const bool contradicted = volume == Evidence::differs || pages == Evidence::differs;
  return issue == Evidence::agrees && !contradicted ? Evidence::agrees : Evidence::unknown;
}

/// Whether the folded affiliation `text` holds the entry's short name as a word or abbreviates to it.
bool names_organisation(const std::vector<std::string>& name, std::string_view affiliation) {
  while (true) {
    const auto comma = affiliation.find(',');
    const auto words = fold_words(affiliation.substr(0, comma));
    if (std::search(words.begin(), words.end(), name.begin(), name.end()) != words.end()) return true;
    if (name.size() == 1 && abbreviates(name.front(), words, AcronymOf::organisation)) return true;
    if (comma == std::string_view::npos) return false;
    affiliation.remove_prefix(comma + 1);
  }
}

void compare_affiliations(const Subject& a, const Subject& b, Features& features) {
  if (a.affiliations.empty() || b.affiliations.empty()) return;
  std::size_t found = 0;
  for (std::size_t i = 0; i < a.affiliations.size(); ++i) {
    if (shares_organisation(a, i, b)) {
      ++found;
      continue;
    }
    const auto name = fold_words(a.affiliations[i]);
    found += !name.empty() && std::any_of(b.affiliations.begin(), b.affiliations.end(),
                                          [&](const std::string& other) { return names_organisation(name, other); });
  }
  features.affiliation_share = static_cast<double>(found) / static_cast<double>(a.affiliations.size());
  if (found > 0) features.affiliations = features.affiliation_share >= 0.5 ? Evidence::agrees : Evidence::near;
}

Evidence compare_venues(const Subject& a, const Subject& b) {
  const auto known = [](const VenueNames& names) { return !names.names.empty() || !names.known.empty(); };
  if (!known(a.venues) || !known(b.venues)) return Evidence::unknown;
  return names_agree(a.venues, b.venues) ? Evidence::agrees : Evidence::differs;
}

}  // namespace

Features compare_features(const Subject& a, const Subject& b, bool linked) {
  Features features;
  features.title = compare_titles(a, b);
  features.identifier_equal = share_one(a.identifiers, b.identifiers);
  features.related = linked || share_one(a.versions, b.identifiers) || share_one(a.identifiers, b.versions);
  const bool unrelated = features.title.grade == TitleGrade::unrelated && features.title.token < kWorthComparing;
  const bool may_be_retitled = is_preprint_kind(a.kind) || is_preprint_kind(b.kind);
  if (unrelated && !features.identifier_equal && !features.related && !may_be_retitled) return features;
  features.people = compare_people(a, b);
  compare_years(a, b, features);
  features.venue = compare_venues(a, b);
  features.pages = compare_pages(*a.work, *b.work);
  features.issue = compare_issues(*a.work, *b.work, features.pages);
  compare_affiliations(a, b, features);
  const bool both_published = !is_preprint_kind(a.kind) && !is_preprint_kind(b.kind);
  if (!features.identifier_equal) {
    features.versioned_doi = share_versioned_doi(a.identifiers, b.identifiers);
    features.supplement_of = is_supplement_of(a.identifiers, b.identifiers);
  }
  features.doi_conflict = both_published && !features.identifier_equal && has_doi(a.identifiers) &&
                          has_doi(b.identifiers) && !features.versioned_doi;
  return features;
}

Features compare_features(const Entry& entry, const SourceRecord& record) {
  return compare_features(make_subject(entry), make_subject(record));
}

std::vector<std::pair<std::string, double>> feature_list(const Features& features) {
  std::vector<std::pair<std::string, double>> list;
  const auto add = [&](std::string_view name, double value) { list.emplace_back(name, value); };
  const auto add_evidence = [&](std::string_view name, Evidence evidence) {
    if (evidence == Evidence::unknown) return;
    add(name, evidence == Evidence::agrees ? 1.0 : evidence == Evidence::near ? 0.5 : 0.0);
  };
  if (features.title.grade != TitleGrade::unknown) {
    add("title_token", features.title.token);
    if (features.title.edit > 0) add("title_edit", features.title.edit);
    add_evidence("system_name", features.title.system);
    if (!features.title.numbers_agree) add("numbers", 0.0);
  }
  if (features.people.verdict != Evidence::unknown) {
    add("authors", features.people.share);
    add("authors_in_order", features.people.share_in_order);
    add("first_author", features.people.first_agrees ? 1.0 : 0.0);
  }
  if (features.year != Evidence::unknown) add("year_difference", features.year_difference);
  add_evidence("venue", features.venue);
  add_evidence("pages", features.pages);
  add_evidence("issue", features.issue);
  if (features.affiliations != Evidence::unknown) add("affiliations", features.affiliation_share);
  if (features.identifier_equal) add("identifier", 1.0);
  if (features.doi_conflict) add("doi", 0.0);
  if (features.versioned_doi) add("doi_versions", 1.0);
  if (features.supplement_of) add("supplement_of", 1.0);
  if (features.related) add("related", 1.0);
  return list;
}

}  // namespace bibmill
