#include "pipeline/merge/versions.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <utility>

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 8> kKinds{"published", "journal",     "conference", "preprint",
                                                 "version",   "translation", "review_of",  "update_to"};

/// An arXiv DOI and the arXiv id are one identifier.
Identifier canonical(const Identifier& identifier) {
  if (const Doi* doi = std::get_if<Doi>(&identifier)) {
    if (auto arxiv = ArxivId::parse(doi->str())) return *std::move(arxiv);
  }
  return identifier;
}

bool contains(std::span<const Identifier> list, const Identifier& identifier) {
  return std::find(list.begin(), list.end(), identifier) != list.end();
}

bool overlap(std::span<const Identifier> a, std::span<const Identifier> b) {
  return std::any_of(a.begin(), a.end(), [&](const Identifier& identifier) { return contains(b, identifier); });
}

struct Group {
  std::vector<Identifier> identifiers;
  std::vector<const SourceRecord*> records;
};

void append(Group& to, Group&& from) {
  to.identifiers.insert(to.identifiers.end(), from.identifiers.begin(), from.identifiers.end());
  to.records.insert(to.records.end(), from.records.begin(), from.records.end());
}

std::vector<Group> group_by_identifier(std::span<const SourceRecord> records) {
  std::vector<Group> groups;
  for (const SourceRecord& record : records) {
    Group joined{identifiers_of(record), {&record}};
    std::vector<Group> apart;
    for (Group& group : groups) {
      if (overlap(group.identifiers, joined.identifiers)) {
        append(joined, std::move(group));
      } else {
        apart.push_back(std::move(group));
      }
    }
    apart.push_back(std::move(joined));
    groups = std::move(apart);
  }
  return groups;
}

bool is_type(std::span<const SourceRecord> records, WorkType type) {
  return std::any_of(records.begin(), records.end(),
                     [&](const SourceRecord& record) { return record.work.type == type; });
}

std::string_view kind_of_version(const Group& group, WorkKind kind, std::span<const SourceRecord> accepted) {
  if (kind == WorkKind::preprint) return "preprint";
  if (kind_of(accepted) == WorkKind::preprint) return "published";
  const auto has = [&](WorkType type) {
    return std::any_of(group.records.begin(), group.records.end(),
                       [&](const SourceRecord* record) { return record->work.type == type; });
  };
  if (has(WorkType::article_journal) && !is_type(accepted, WorkType::article_journal)) return "journal";
  if (has(WorkType::paper_conference) && !is_type(accepted, WorkType::paper_conference)) return "conference";
  return "version";
}

/// The first value by the table's order of sources.
void fill(Work& work, const std::vector<const SourceRecord*>& records, WorkField field, WorkKind kind) {
  const FieldPolicy& policy = policy_for(field, kind);
  for (const SourceId source : policy.order) {
    for (const SourceRecord* record : records) {
      if (record->source != source) continue;
      if (print_field(record->work, field).empty()) continue;
      copy_field(record->work, work, field);
      return;
    }
  }
}

std::string reason_of(const Group& group, const LinkReasons& links) {
  for (const SourceRecord* record : group.records) {
    const auto found = links.find({record->source, record->record_id});
    if (found != links.end()) return found->second;
  }
  return {};
}

Version version_of(Group group, std::span<const SourceRecord> accepted, const LinkReasons& links) {
  std::sort(group.records.begin(), group.records.end(), [](const SourceRecord* a, const SourceRecord* b) {
    return std::tie(a->source, a->record_id) < std::tie(b->source, b->record_id);
  });
  std::vector<SourceRecord> copies;
  for (const SourceRecord* record : group.records) copies.push_back(*record);
  const WorkKind kind = kind_of(copies);
  Work work;
  for (const WorkField field :
       {WorkField::title, WorkField::doi, WorkField::arxiv_id, WorkField::dblp_key, WorkField::issued}) {
    fill(work, group.records, field, kind);
  }
  return {std::string(kind_of_version(group, kind, accepted)),
          work.title,
          work.doi,
          work.arxiv_id,
          work.dblp_key,
          work.issued,
          reason_of(group, links)};
}

Version version_of(std::string_view kind, const Identifier& identifier) {
  Version version;
  version.kind = kind;
  version.reason = "registrant_relation";
  if (const auto* doi = std::get_if<Doi>(&identifier)) version.doi = *doi;
  if (const auto* arxiv = std::get_if<ArxivId>(&identifier)) version.arxiv_id = *arxiv;
  if (const auto* key = std::get_if<DblpKey>(&identifier)) version.dblp_key = *key;
  return version;
}

std::size_t kind_rank(const Version& version) {
  return static_cast<std::size_t>(std::find(kKinds.begin(), kKinds.end(), version.kind) - kKinds.begin());
}

/// The identifiers of the chosen version. Where a source notes the arXiv id of a published paper, it is the preprint's.
std::vector<Identifier> own_identifiers(std::span<const SourceRecord> accepted) {
  const bool preprint = kind_of(accepted) == WorkKind::preprint;
  std::vector<Identifier> own;
  for (const SourceRecord& record : accepted) {
    for (Identifier& identifier : identifiers_of(record)) {
      if (preprint || !std::holds_alternative<ArxivId>(identifier)) own.push_back(std::move(identifier));
    }
  }
  return own;
}

bool comes_before(const Version& a, const Version& b) {
  return std::make_tuple(kind_rank(a), std::cref(a.doi), std::cref(a.arxiv_id), std::cref(a.dblp_key),
                         std::cref(a.title)) < std::make_tuple(kind_rank(b), std::cref(b.doi), std::cref(b.arxiv_id),
                                                               std::cref(b.dblp_key), std::cref(b.title));
}

}  // namespace

WorkKind kind_of(std::span<const SourceRecord> records) {
  bool any = false;
  for (const SourceRecord& record : records) {
    if (!record.work.title) continue;  // a registration agency's answer describes nothing
    if (!is_preprint(record.work)) return WorkKind::published;
    any = true;
  }
  return any ? WorkKind::preprint : WorkKind::published;
}

std::vector<Identifier> identifiers_of(const SourceRecord& record) {
  std::vector<Identifier> found;
  if (record.work.doi) found.push_back(canonical(*record.work.doi));
  if (record.work.arxiv_id) found.emplace_back(*record.work.arxiv_id);
  if (record.work.dblp_key) found.emplace_back(*record.work.dblp_key);
  for (const Doi& alias : record.aliases) found.push_back(canonical(alias));
  return found;
}

std::vector<Version> make_versions(std::span<const SourceRecord> accepted, std::span<const SourceRecord> others,
                                   std::span<const Identifier> refuted, const LinkReasons& links) {
  std::vector<Identifier> known = own_identifiers(accepted);
  std::vector<Version> versions;
  for (Group& group : group_by_identifier(others)) {
    if (overlap(group.identifiers, known)) continue;  // a further record of the chosen version
    known.insert(known.end(), group.identifiers.begin(), group.identifiers.end());
    versions.push_back(version_of(std::move(group), accepted, links));
  }
  for (const SourceRecord& record : accepted) {
    if (record.source != SourceId::crossref && record.source != SourceId::datacite) continue;
    for (const Relation& relation : record.relations) {
      const Identifier target = canonical(relation.target);
      const bool is_version = std::find(kKinds.begin(), kKinds.end(), relation.kind) != kKinds.end();
      if (!is_version || contains(known, target) || contains(refuted, target)) continue;
      known.push_back(target);
      versions.push_back(version_of(relation.kind, target));
    }
  }
  std::sort(versions.begin(), versions.end(), comes_before);
  return versions;
}

}  // namespace bibmill
