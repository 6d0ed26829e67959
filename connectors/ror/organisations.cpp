#include "connectors/ror/organisations.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "normalizers/affiliations/countries.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

// ROR's chains of successors have three steps at most; more would be a circle.
constexpr int kMostSteps = 8;

class Dump {
 public:
  explicit Dump(std::vector<RorRecord> records) : records_(std::move(records)) {
    std::ranges::sort(records_, {}, [](const RorRecord& record) { return record.organisation.id; });
    for (std::size_t i = 0; i < records_.size(); ++i) by_id_.emplace(records_[i].organisation.id, i);
  }

  std::vector<Organisation> organisations() && {
    for (const RorRecord& record : records_) name_relations(record);
    // Before any record gives its organisation away.
    std::vector<std::string> successors;
    for (const RorRecord& record : records_) successors.push_back(successor_of(record));
    for (std::size_t i = 0; i < records_.size(); ++i) keep(records_[i], successors[i]);
    std::vector<Organisation> list;
    for (auto& [id, organisation] : kept_) list.push_back(std::move(organisation));
    return list;
  }

 private:
  /// The organisation that `record` has become; its own id where that is not one.
  std::string successor_of(const RorRecord& record) const {
    const RorRecord* at = &record;
    for (int step = 0; step < kMostSteps; ++step) {
      const std::string id = at->organisation.id;
      if (at->status == RorStatus::active) return id;
      std::vector<std::string> next;
      for (const RorRelation& relation : at->relations) {
        if (relation.type == "successor") next.push_back(relation.id);
      }
      if (next.size() != 1) return id;
      const auto found = by_id_.find(next.front());
      if (found == by_id_.end()) return next.front();
      at = &records_[found->second];
    }
    return record.organisation.id;
  }

  /// Organisations that the dump does not hold, by what others call them.
  void name_relations(const RorRecord& record) {
    if (record.status == RorStatus::withdrawn) return;
    for (const RorRelation& relation : record.relations) {
      if (by_id_.contains(relation.id) || relation.label.empty()) continue;
      Organisation& named = kept_[relation.id];
      if (named.id.empty()) {
        named.id = relation.id;
        named.ror = relation.id;
        named.name = relation.label;
        named.names.push_back({relation.label, OrganisationNameKind::label, 0});
        named.countries = countries_of(relation.label, record);
      } else if (named.countries != countries_of(relation.label, record)) {
        named.countries.clear();
      }
      if (relation.type == "child") named.parents.push_back(record.organisation.id);
    }
  }

  /// "AT&T (United States)" says it; a relative of another kind usually lies where the record does.
  static std::vector<std::string> countries_of(const std::string& label, const RorRecord& record) {
    const auto bracket = label.rfind(" (");
    if (bracket != std::string::npos && label.ends_with(')')) {
      const std::string inside = label.substr(bracket + 2, label.size() - bracket - 3);
      if (const std::string_view codes = country_codes(fold_title(inside)); !codes.empty())
        return {std::string(codes.substr(0, 2))};
    }
    return record.organisation.countries;
  }

  void keep(RorRecord& record, const std::string& successor) {
    const bool same = successor == record.organisation.id;
    if (same && record.status == RorStatus::withdrawn) return;
    if (same) {
      Organisation& kept = kept_[successor];
      std::vector<OrganisationName> former = std::move(kept.names);
      kept = std::move(record.organisation);
      kept.names.insert(kept.names.end(), former.begin(), former.end());
      return;
    }
    Organisation& target = kept_[successor];
    for (const OrganisationName& name : record.organisation.names) {
      if (name.kind == OrganisationNameKind::acronym) continue;
      target.names.push_back({name.text, OrganisationNameKind::former, 0});
    }
  }

  std::vector<RorRecord> records_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::map<std::string, Organisation> kept_;
};

}  // namespace

std::vector<Organisation> organisations_of(std::vector<RorRecord> records) {
  return Dump(std::move(records)).organisations();
}

}  // namespace bibmill
