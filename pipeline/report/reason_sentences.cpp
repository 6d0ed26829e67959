#include "pipeline/report/reason_sentences.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

namespace bibmill {
namespace {

using Sentence = std::pair<std::string_view, std::string_view>;

// "The two" are the entry and a record, or two records of which one may be a version of the other.
constexpr std::array kSentences = {
    Sentence{"pinned", "A person pinned an identifier of this record for the entry."},

    // Identifiers.
    Sentence{
        "denied_registrant",
        "The DOI is of a registrant that is never accepted (resolve.denied_prefixes): example numbers, and copies of "
        "other people's papers."},
    Sentence{"identifier_other_people", "The identifier leads to this record, but its authors are other people."},
    Sentence{"identifier_only",
             "The entry gives an identifier and no title, and this is the record of that identifier."},
    Sentence{"record_without_title", "The identifier leads to this record, which has no title to check it by."},
    Sentence{"no_title", "One of the two has no title, and no identifier links them."},
    Sentence{"identifier_title_other_people",
             "Identifier and title lead to this record, but its authors are other people."},
    Sentence{"identifier_other_number",
             "The identifier leads to this record, but a number, part or version in its title is another."},
    Sentence{"identifier_and_title", "The two share an identifier and the title."},
    Sentence{"identifier_and_authors", "The two share an identifier and the authors; the title may have changed."},
    Sentence{"identifier_and_similar_title",
             "The two share an identifier, their titles are alike, and nothing is said against it."},
    Sentence{
        "preprint_other_title",
        "The identifier leads to a preprint under another title: it may have been renamed before it was published."},
    Sentence{"other_dataset", "Both are data sets or parts of a work, each with a DOI of its own."},
    Sentence{"supplement_of_record", "The identifier is that of a supplement of this work, and the title fits."},
    Sentence{"numbered_versions", "The identifiers are numbered versions of one, and the title fits."},
    Sentence{"same_issue_and_authors",
             "Title, authors and issue are the same; the years differ as those of print and of going online do."},
    Sentence{"standard_of_one_body", "Both are standards of one body under one title."},
    Sentence{"other_issue", "The pages are others, in another issue or volume, and there is nobody to compare."},
    Sentence{"other_doi_and_year", "The two are of other years, and each has a DOI of its own."},
    Sentence{"number_missing", "One title has a number, part or version that the other lacks."},
    Sentence{"much_in_common",
             "The titles are not the same, but what else is known (people, venue, year, rare words) speaks for it."},
    Sentence{"people_unclear",
             "Too little can be read of one side's authors (initials, run-together names) to tell whether they are the "
             "same."},
    Sentence{
        "perhaps_retitled",
        "A preprint and a paper share authors and some words of their subject, but not surely enough to be one work."},
    Sentence{"identifier_title_mismatch",
             "The identifier leads to this record, but it is plainly about something else."},
    Sentence{"other_doi", "The title is the same, but the DOI is another, and there are no authors to tell."},

    // Records about a paper.
    Sentence{"notice", "This is a correction, a retraction or another notice about a paper, not the paper."},
    Sentence{"review", "This is a review of a work, not the work."},
    Sentence{"component", "This is a part of a work (a figure, data, a supplement), not the work."},
    Sentence{"proceedings_volume", "This is a whole volume or journal, not a paper in it."},
    Sentence{"other_kind",
             "One of the two is a paper, and the other is of another kind: a notice, a review, a volume."},
    Sentence{"withdrawn", "The record has been withdrawn."},

    // Contradictions.
    Sentence{"title_differs", "The titles have little in common."},
    Sentence{"other_people", "The authors are other people."},
    Sentence{"system_name_differs",
             "The titles begin with different system names, and no authors speak for the same work."},
    Sentence{"number_differs", "A number, part or version in the titles is different."},
    Sentence{"year_differs_same_authors", "The authors are the same, but the years are too far apart for one work."},
    Sentence{"year_differs", "The years are too far apart for one work."},
    Sentence{"common_title", "The title is so short that the same people may have used it in another year, too."},
    Sentence{"venue_and_year_differ",
             "Title and authors are the same, but year and venue are not: perhaps another version."},
    Sentence{"venue_differs", "The titles are alike, but the venue is another, and there are no authors to tell."},
    Sentence{"authors_partly_differ", "Some of the authors are the same, and some are not."},
    Sentence{"authors_or_title_differ", "Neither titles nor authors agree enough for versions of one work."},

    // Title with people.
    Sentence{"title_and_authors", "Title and authors are the same."},
    Sentence{"near_title_and_authors",
             "The authors are the same, and the title is but for a typing mistake or a missing part."},
    Sentence{"mistyped_title_and_authors", "The authors are the same, and the title is but for typing mistakes."},
    Sentence{"similar_title_and_authors",
             "The authors, the venue and the year are the same, and the titles are alike."},
    Sentence{"title_and_some_authors", "Title and year are the same, and so are some of the authors."},

    // Title with place and time, where no authors can be compared.
    Sentence{"unverified_copy",
             "The title is the same, but the record does not say where it appeared: anybody may have posted it."},
    Sentence{"title_and_venue", "Title and venue are the same."},
    Sentence{"title_venue_and_near_year", "Title and venue are the same, and the years are close."},
    Sentence{"preprint_title_and_year", "This is a preprint with the same distinctive title from about the same time."},
    Sentence{"title_and_year", "Title and year are the same."},
    Sentence{"near_title_and_venue",
             "The venue is the same, and the title is but for a typing mistake or a missing part."},
    Sentence{"system_name_and_venue", "The system name, the venue and the year are the same."},
    Sentence{"title_only", "The entry gives nothing but a title, which is long and exactly this one."},
    Sentence{"title_unconfirmed", "The title is the same, but nothing else confirms it."},
    Sentence{"similar_title", "The titles are alike, but nothing else confirms it."},
    Sentence{"title_without_authors", "The titles are the same, but one of the two names no authors."},

    // Versions of one work.
    Sentence{"linked_and_authors",
             "One names the other as a version, or the entry links both, and the authors are the same."},
    Sentence{"linked_and_title",
             "One names the other as a version, or the entry links both, and the titles are alike."},
    Sentence{"linked_only",
             "One names the other as a version, or the entry links both, but neither title nor authors confirm it."},
    Sentence{"retitled_same_authors",
             "The authors are the same, and the title was changed between the preprint and the paper."},
    Sentence{"linked_through_another", "It is linked to a third record, which is linked to this work."},
    Sentence{"registrant_relation", "The agency that registered the DOI says so; no source was asked about it."},

    // Conflicts.
    Sentence{"refuted", "The identifier belongs to another work, or its registrant is never accepted."},

    // People.
    Sentence{"orcid", "the same ORCID"},
    Sentence{"dblp_person", "the same person at DBLP"},
    Sentence{"name_and_coauthor", "the same name and a co-author in common"},
    Sentence{"alone", "no other mention was joined"},

    // Nothing was compared.
    Sentence{"not_compared", "There was nothing to compare."},
};

enum class Shape : std::uint8_t { share, agreement, years };

struct Feature {
  std::string_view name;
  Shape shape;
  std::string_view words;
};

constexpr std::array kFeatures = {
    Feature{"title_token", Shape::share, "of the title's words"},
    Feature{"title_edit", Shape::share, "of the title's letters"},
    Feature{"system_name", Shape::agreement, "the system name"},
    Feature{"numbers", Shape::agreement, "the number in the title"},
    Feature{"authors", Shape::share, "of the authors"},
    Feature{"authors_in_order", Shape::share, "of the authors in order"},
    Feature{"first_author", Shape::agreement, "the first author"},
    Feature{"year_difference", Shape::years, "years"},
    Feature{"venue", Shape::agreement, "the venue"},
    Feature{"pages", Shape::agreement, "the first page"},
    Feature{"affiliations", Shape::share, "of the affiliations"},
    Feature{"identifier", Shape::agreement, "an identifier"},
    Feature{"doi", Shape::agreement, "the DOI"},
    Feature{"related", Shape::agreement, "a link between the two"},
};

std::string_view agreement(double value) { return value >= 1 ? "agrees" : value > 0 ? "nearly agrees" : "differs"; }

}  // namespace

std::optional<std::string_view> reason_sentence(std::string_view reason) {
  for (const auto& [name, sentence] : kSentences) {
    if (name == reason) return sentence;
  }
  return std::nullopt;
}

std::string describe_feature(std::string_view name, double value) {
  for (const Feature& feature : kFeatures) {
    if (feature.name != name) continue;
    switch (feature.shape) {
      case Shape::share: return fmt::format("{:.0f} % {}", 100 * value, feature.words);
      case Shape::agreement: return fmt::format("{} {}", feature.words, agreement(value));
      case Shape::years: break;
    }
    if (value == 0) return "the same year";
    return fmt::format("{:.0f} year{} {}", std::abs(value), std::abs(value) == 1 ? "" : "s",
                       value > 0 ? "later" : "earlier");
  }
  return fmt::format("{} {:.2f}", name, value);
}

}  // namespace bibmill
