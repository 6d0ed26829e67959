#include "pipeline/report/attention_marks.h"

#include <initializer_list>
#include <string_view>

#include "connectors/replay/fingerprint.h"
#include "pipeline/resolve/waiting.h"

namespace bibmill {
namespace {

std::string mark(std::initializer_list<std::string_view> parts) {
  Fingerprint fingerprint;
  for (const std::string_view part : parts) fingerprint.add(part);
  return fingerprint.str();
}

}  // namespace

std::string mark_of_status(const Record& record) {
  std::set<std::string> candidates;
  if (record.status == Status::ambiguous) {
    for (const ComparedRecord& candidate : record.candidates) candidates.insert(candidate.id);
  }
  Fingerprint content;
  for (const std::string& candidate : candidates) content.add(candidate);
  return mark({"status", record.id, to_string(record.status), content.str()});
}

std::string mark_of(const Record& record, const Conflict& conflict) {
  return mark({"conflict", record.id, conflict.field, conflict.kept, conflict.other, conflict.reason});
}

std::string mark_of(const Record& record, const Update& update) {
  return mark({"update", record.id, update.type, update.doi ? update.doi->str() : ""});
}

std::string mark_of(const Reject& reject) { return mark({"reject", reject.file, reject.reason, reject.text}); }

AttentionMarks marks_of(const Record& record) {
  AttentionMarks marks;
  if (record.status != Status::resolved && !waits(record)) marks.insert(mark_of_status(record));
  for (const Conflict& conflict : record.conflicts) marks.insert(mark_of(record, conflict));
  for (const Update& update : record.updates) marks.insert(mark_of(record, update));
  return marks;
}

AttentionMarks attention_marks(std::span<const Record> records, std::span<const Reject> rejects) {
  AttentionMarks marks;
  for (const Record& record : records) marks.merge(marks_of(record));
  for (const Reject& reject : rejects) marks.insert(mark_of(reject));
  return marks;
}

}  // namespace bibmill
