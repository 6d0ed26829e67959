// FakeSource: a source that answers from a table, counts what it was asked, and can be out of reach.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connectors/source.h"

namespace bibmill {

class FakeSource final : public Source {
 public:
  FakeSource(SourceId id, std::set<QueryKind> kinds) : id_(id), kinds_(std::move(kinds)) {}

  SourceId id() const override { return id_; }
  bool answers(QueryKind kind) const override { return kinds_.contains(kind); }

  Awaitable<Result<std::shared_ptr<const Answer>>> ask(Query query, Turn) override {
    const std::string question = question_of(query);
    asked.push_back(question);
    if (broken) co_return tl::unexpected(*broken);
    auto answer = std::make_shared<Answer>();
    const auto known = records_.find(question);
    if (known != records_.end()) answer->records = known->second;
    co_return std::shared_ptr<const Answer>(answer);
  }

  /// Only an index on this machine knows without being asked.
  bool holds(const Query& query) const override {
    return id_ == SourceId::dblp_index && records_.contains(question_of(query));
  }

  /// The records that answer a question from now on.
  void knows(const Query& query, std::vector<SourceRecord> records) {
    for (SourceRecord& record : records) record.source = id_;
    records_[question_of(query)] = std::move(records);
  }

  std::vector<std::string> asked;
  std::optional<Error> broken;

 private:
  static std::string question_of(const Query& query) {
    return std::string(to_string(kind_of(query))) + ":" + canonical_key(query);
  }

  SourceId id_;
  std::set<QueryKind> kinds_;
  std::map<std::string, std::vector<SourceRecord>> records_;
};

}  // namespace bibmill
