// The other versions of a work: its preprint, its journal form, and what registrants say is related. Pure, thread-safe.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "normalizers/ids/identifier.h"
#include "normalizers/model/record.h"
#include "normalizers/model/source_record.h"
#include "pipeline/merge/policy_table.h"

namespace bibmill {

/// A preprint when every record that describes the work is one.
WorkKind kind_of(std::span<const SourceRecord> records);

/// All identifiers of a record, its aliases among them; an arXiv DOI is the arXiv id.
std::vector<Identifier> identifiers_of(const SourceRecord& record);

/// Why a record was linked to the chosen one: the rule's name, by source and record id.
using LinkReasons = std::map<std::pair<SourceId, std::string>, std::string>;

/// One Version for each group of `others` that shares identifiers, then those that Crossref and DataCite relate to an
/// accepted record and nobody refuted (arXiv's DOI is the author's own text and counts only once verified, as a
/// record). Sorted by kind and identifiers. The reason of a group is that of its first record by source and id.
std::vector<Version> make_versions(std::span<const SourceRecord> accepted, std::span<const SourceRecord> others,
                                   std::span<const Identifier> refuted, const LinkReasons& links = {});

}  // namespace bibmill
