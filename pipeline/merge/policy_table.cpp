#include "pipeline/merge/policy_table.h"

#include <algorithm>
#include <array>

namespace bibmill {
namespace {

using enum SourceId;
using Field = WorkField;

// The publisher deposits with its agency, so Crossref and DataCite speak for the publisher of their own DOIs (no DOI is
// in both). OpenAlex is made from the others and from guesses of its own: it comes last everywhere.
constexpr std::array kPublisher{crossref, datacite, dblp_index, dblp_sparql, dblp_rest, arxiv, openalex};
constexpr std::array kPublisherOnly{crossref, datacite, dblp_index, dblp_sparql, dblp_rest, openalex};
constexpr std::array kCurated{dblp_index, dblp_sparql, dblp_rest, crossref, datacite, arxiv, openalex};
constexpr std::array kFullVenue{crossref, datacite, dblp_index, dblp_sparql, dblp_rest, openalex};
constexpr std::array kShortVenue{dblp_index, dblp_sparql, dblp_rest, crossref, datacite, openalex};
constexpr std::array kArchive{arxiv, datacite, crossref, dblp_index, dblp_sparql, dblp_rest, openalex};
constexpr std::array kRegistrant{datacite, crossref, arxiv, dblp_index, dblp_sparql, dblp_rest};
constexpr std::array kAgency{crossref, datacite};
constexpr std::array kDblp{dblp_index, dblp_sparql, dblp_rest};
constexpr std::array kArxivClass{arxiv, datacite};
constexpr std::array kAbstract{crossref, arxiv, datacite, openalex};
constexpr std::array kPreprintAbstract{arxiv, datacite, crossref, openalex};
constexpr std::array kLicence{crossref, datacite, arxiv, openalex};

constexpr auto published = WorkKind::published;
constexpr auto preprint = WorkKind::preprint;
constexpr auto chosen = Scope::chosen;
constexpr auto any_version = Scope::any_version;
constexpr auto keep = UserRule::keep;
constexpr auto keep_reported = UserRule::keep_reported;
constexpr auto yield = UserRule::yield;
constexpr auto yield_reported = UserRule::yield_reported;

// clang-format off
constexpr std::array kTable{
    FieldPolicy{Field::type, published, kCurated, chosen, yield,
                "DBLP sorts by what a work is; a deposit's type is its form's (LNCS papers are book chapters there), a user's often the exporter's default"},
    FieldPolicy{Field::type, preprint, kArchive, chosen, yield, "the archive knows that it is a preprint; users enter them as journal articles"},
    FieldPolicy{Field::title, published, kPublisher, chosen, yield_reported,
                "a citation carries the title under which that version was published, else readers do not find it; DBLP and arXiv normalise it"},
    FieldPolicy{Field::title, preprint, kArchive, chosen, yield_reported, "the archive's current title is the one that readers find"},
    FieldPolicy{Field::authors, published, kPublisher, chosen, keep_reported,
                "the publisher's list with its order, unless it is cut short or without diacritics that DBLP keeps; never a mixture of two lists"},
    FieldPolicy{Field::authors, preprint, kArchive, chosen, keep_reported, "the list that the authors gave the archive"},
    FieldPolicy{Field::editors, published, kPublisherOnly, chosen, keep, "sources seldom name editors; who typed them in wants them so"},
    FieldPolicy{Field::editors, preprint, kAgency, chosen, keep, "preprints have none, but for what a deposit says"},
    FieldPolicy{Field::issued, published, kPublisher, chosen, keep_reported,
                "the publisher's date is the citable one; a user's other year may be deliberate (the conference's), so it stands and is shown"},
    FieldPolicy{Field::issued, preprint, kArchive, chosen, keep_reported, "the archive dates the first submission"},
    FieldPolicy{Field::container_title, published, kFullVenue, chosen, yield,
                "the publisher's full title; DBLP's and users' are abbreviations that differ without contradicting"},
    FieldPolicy{Field::container_title, preprint, kAgency, chosen, keep, "an archive is no container: DBLP's CoRR is left out"},
    FieldPolicy{Field::container_title_short, published, kShortVenue, chosen, keep, "DBLP's short form is the name that the field uses"},
    FieldPolicy{Field::container_title_short, preprint, kAgency, chosen, keep, "an archive is no container: DBLP's CoRR is left out"},
    FieldPolicy{Field::collection_title, published, kPublisherOnly, chosen, keep, "the series as the publisher prints it, unless the user chose a form"},
    FieldPolicy{Field::collection_title, preprint, kAgency, chosen, keep, "preprints have no series, but for what a deposit says"},
    FieldPolicy{Field::event, published, kPublisherOnly, chosen, yield, "the deposit names the conference and its year; a list's venue mark is a label"},
    FieldPolicy{Field::event, preprint, kAgency, chosen, keep, "where a preprint was presented is the user's knowledge"},
    FieldPolicy{Field::publisher, published, kPublisherOnly, chosen, keep, "one publisher has many names (ACM); the user's form is a matter of taste"},
    FieldPolicy{Field::publisher, preprint, kAgency, chosen, keep, "the archive, as registered"},
    FieldPolicy{Field::publisher_place, published, kPublisherOnly, chosen, keep, "a matter of taste"},
    FieldPolicy{Field::publisher_place, preprint, kAgency, chosen, keep, "a matter of taste"},
    FieldPolicy{Field::volume, published, kPublisherOnly, chosen, keep_reported, "the publisher numbers its volumes; another number may be a mistake of either side"},
    FieldPolicy{Field::volume, preprint, kAgency, chosen, keep_reported, "DBLP's volume abs/… of CoRR is the arXiv id again"},
    FieldPolicy{Field::issue, published, kPublisherOnly, chosen, keep_reported, "as for volume"},
    FieldPolicy{Field::issue, preprint, kAgency, chosen, keep_reported, "as for volume"},
    FieldPolicy{Field::pages, published, kPublisherOnly, chosen, keep_reported, "the publisher's pages; another range may be the print edition's, so it stands and is shown"},
    FieldPolicy{Field::pages, preprint, kAgency, chosen, keep_reported, "a page count in an archive's comment is no page range"},
    FieldPolicy{Field::article_number, published, kPublisherOnly, chosen, keep_reported, "as for pages"},
    FieldPolicy{Field::article_number, preprint, kAgency, chosen, keep_reported, "as for pages"},
    FieldPolicy{Field::doi, published, kPublisherOnly, chosen, yield_reported,
                "the DOI of the record that was verified; what an author told arXiv is no evidence, and a 10.48550 DOI is the preprint's"},
    FieldPolicy{Field::doi, preprint, kRegistrant, chosen, yield_reported, "the preprint's own DOI, from its registrant"},
    FieldPolicy{Field::arxiv_id, published, kArchive, any_version, yield_reported, "the preprint is cited beside the paper as eprint"},
    FieldPolicy{Field::arxiv_id, preprint, kArchive, any_version, yield_reported, "the archive's own identifier"},
    FieldPolicy{Field::dblp_key, published, kDblp, chosen, yield_reported, "DBLP's key of the published version; the CoRR key belongs to the preprint"},
    FieldPolicy{Field::dblp_key, preprint, kDblp, chosen, yield_reported, "DBLP's key of the preprint"},
    FieldPolicy{Field::isbn, published, kPublisherOnly, chosen, keep_reported, "all editions the publisher names; one that is not among them stands and is shown"},
    FieldPolicy{Field::isbn, preprint, kAgency, chosen, keep_reported, "preprints have none, but for what a deposit says"},
    FieldPolicy{Field::issn, published, kPublisherOnly, chosen, keep_reported, "as for ISBN"},
    FieldPolicy{Field::issn, preprint, kAgency, chosen, keep_reported, "as for ISBN"},
    FieldPolicy{Field::url, published, kPublisherOnly, chosen, keep, "the user's link leads where the user wants; else the publisher's page"},
    FieldPolicy{Field::url, preprint, kArchive, chosen, keep, "the user's link leads where the user wants; else the archive's page"},
    FieldPolicy{Field::abstract_text, published, kAbstract, any_version, keep, "the publisher's abstract; arXiv has one where the publisher deposits none"},
    FieldPolicy{Field::abstract_text, preprint, kPreprintAbstract, chosen, keep, "the archive's abstract"},
    FieldPolicy{Field::license, published, kLicence, chosen, yield, "a licence holds for the version it is given with, and only the registrant can say it"},
    FieldPolicy{Field::license, preprint, kLicence, chosen, yield, "a licence holds for the version it is given with, and only the registrant can say it"},
    FieldPolicy{Field::language, published, kAgency, chosen, keep, "seldom known, seldom wrong"},
    FieldPolicy{Field::language, preprint, kAgency, chosen, keep, "seldom known, seldom wrong"},
    FieldPolicy{Field::primary_class, published, kArxivClass, any_version, yield, "arXiv's moderators decide the class; it goes with the eprint"},
    FieldPolicy{Field::primary_class, preprint, kArxivClass, any_version, yield, "arXiv's moderators decide the class"},
};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (kTable[i].field != kAllWorkFields[i / 2] || kTable[i].kind != (i % 2 == 0 ? published : preprint)) return false;
  }
  return kTable.size() == 2 * kAllWorkFields.size();
}
static_assert(in_order(), "every field has a row for published works and one for preprints, in the order of WorkField");

}  // namespace

std::span<const FieldPolicy> policy_table() { return kTable; }

const FieldPolicy& policy_for(WorkField field, WorkKind kind) {
  return kTable[2 * static_cast<std::size_t>(field) + (kind == WorkKind::preprint ? 1 : 0)];
}

std::optional<std::size_t> rank_of(const FieldPolicy& policy, SourceId source) {
  const auto found = std::find(policy.order.begin(), policy.order.end(), source);
  if (found == policy.order.end()) return std::nullopt;
  return static_cast<std::size_t>(found - policy.order.begin());
}

}  // namespace bibmill
