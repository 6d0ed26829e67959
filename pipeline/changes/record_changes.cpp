#include "pipeline/changes/record_changes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "pipeline/merge/work_fields.h"
#include "pipeline/record_json/record_json_read.h"

namespace bibmill {
namespace {

/// The identifier by which people would look the work up; empty where it has none.
std::string best_identifier(const Work& work) {
  for (const WorkField field : {WorkField::doi, WorkField::arxiv_id, WorkField::dblp_key, WorkField::url}) {
    if (std::string printed = print_field(work, field); !printed.empty()) return printed;
  }
  return {};
}

class Comparison {
 public:
  Comparison(const Record& before, const Record& after) : before_(before), after_(after) {}

  std::vector<Change> run() && {
    compare_status();
    if (is_published_now()) add_from_source(ChangeKind::published, WorkField::doi, best_identifier(after_.work));
    compare_updates();
    compare_conflicts();
    if (stays_resolved()) compare_fields();
    std::ranges::sort(changes_, {}, [](const Change& change) {
      return std::tie(change.kind, change.field, change.before, change.after, change.source_id);
    });
    return std::move(changes_);
  }

 private:
  bool stays_resolved() const { return before_.status == Status::resolved && after_.status == Status::resolved; }
  bool is_published_now() const { return stays_resolved() && is_preprint(before_.work) && !is_preprint(after_.work); }

  Change& add(ChangeKind kind) {
    Change& change = changes_.emplace_back();
    change.kind = kind;
    return change;
  }

  const std::map<std::string, Provenance>& origins() {
    if (!origins_) origins_ = provenance_of(after_);
    return *origins_;
  }

  static void name_source(Change& change, const std::map<std::string, Provenance>& origins, WorkField field) {
    const auto origin = origins.find(std::string(json_name(field)));
    if (origin == origins.end()) return;
    change.source = origin->second.source;
    change.source_id = origin->second.id;
  }

  void add_from_source(ChangeKind kind, WorkField field, std::string value) {
    Change& change = add(kind);
    change.after = std::move(value);
    name_source(change, origins(), field);
  }

  void compare_status() {
    if (before_.status == after_.status) return;
    const bool found = after_.status == Status::resolved;
    const bool lost = before_.status == Status::resolved;
    Change& change = add(found ? ChangeKind::resolved : lost ? ChangeKind::lost : ChangeKind::status);
    change.before = to_string(before_.status);
    change.after = found ? best_identifier(after_.work) : std::string(to_string(after_.status));
    if (found) name_source(change, origins(), WorkField::title);
  }

  /// An aggregator's notice and the registrant's, which has a DOI, are one.
  void compare_updates() {
    for (const Update& update : after_.updates) {
      const bool known = std::ranges::any_of(before_.updates, [&](const Update& earlier) {
        return earlier.type == update.type && (!earlier.doi || !update.doi || earlier.doi == update.doi);
      });
      if (known) continue;
      Change& change = add(ChangeKind::update);
      change.after = update.type;
      change.source = update.source;
      if (update.doi) change.source_id = update.doi->str();
    }
  }

  void compare_conflicts() {
    const auto content = [](const Conflict& conflict) {
      return std::tie(conflict.field, conflict.kept, conflict.other, conflict.reason);
    };
    for (const Conflict& conflict : after_.conflicts) {
      const bool known = std::ranges::any_of(
          before_.conflicts, [&](const Conflict& earlier) { return content(earlier) == content(conflict); });
      if (known) continue;
      Change& change = add(ChangeKind::conflict);
      change.field = conflict.field;
      change.before = conflict.kept;
      change.after = conflict.other;
      change.source = conflict.source;
    }
  }

  /// Told by ChangeKind::published already.
  bool goes_with_publication(WorkField field, const std::string& before) const {
    return is_published_now() && (before.empty() || field == WorkField::type || field == WorkField::doi);
  }

  void compare_fields() {
    for (const WorkField field : kAllWorkFields) {
      std::string before = print_field(before_.work, field);
      std::string after = print_field(after_.work, field);
      if (before == after || goes_with_publication(field, before)) continue;
      Change change;
      change.field = json_name(field);
      name_source(change, after.empty() ? before_.provenance : origins(), field);
      // What the user wrote, took away or pinned is no news to him.
      if (change.source == SourceId::input) continue;
      change.before = std::move(before);
      change.after = std::move(after);
      changes_.push_back(std::move(change));
    }
  }

  const Record& before_;
  const Record& after_;
  std::vector<Change> changes_;
  std::optional<std::map<std::string, Provenance>> origins_;
};

}  // namespace

std::vector<Change> changes_between(const Record& before, const Record& after) {
  return Comparison(before, after).run();
}

}  // namespace bibmill
