#include "normalizers/model/change.h"

namespace bibmill {

std::string_view to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::lost: return "lost";
    case ChangeKind::resolved: return "resolved";
    case ChangeKind::published: return "published";
    case ChangeKind::update: return "update";
    case ChangeKind::conflict: return "conflict";
    case ChangeKind::status: return "status";
    case ChangeKind::field: return "field";
    case ChangeKind::added: return "added";
    case ChangeKind::gone: return "gone";
  }
  return "field";
}

}  // namespace bibmill
