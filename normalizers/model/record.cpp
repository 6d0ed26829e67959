#include "normalizers/model/record.h"

namespace bibmill {

std::string_view to_string(Status status) {
  switch (status) {
    case Status::resolved: return "resolved";
    case Status::ambiguous: return "ambiguous";
    case Status::not_found: return "not_found";
    case Status::failed: return "failed";
  }
  return "failed";
}

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::exact: return "exact";
    case Verdict::strong: return "strong";
    case Verdict::weak: return "weak";
    case Verdict::ambiguous: return "ambiguous";
    case Verdict::different: return "different";
  }
  return "different";
}

}  // namespace bibmill
