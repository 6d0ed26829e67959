#include "normalizers/base/error.h"

namespace bibmill {

std::string_view to_string(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::transport: return "transport";
    case ErrorKind::timeout: return "timeout";
    case ErrorKind::rate_limited: return "rate_limited";
    case ErrorKind::server: return "server";
    case ErrorKind::rejected: return "rejected";
    case ErrorKind::blocked: return "blocked";
    case ErrorKind::decode: return "decode";
    case ErrorKind::storage: return "storage";
    case ErrorKind::cancelled: return "cancelled";
    case ErrorKind::not_recorded: return "not_recorded";
    case ErrorKind::offline: return "offline";
    case ErrorKind::circuit_open: return "circuit_open";
    case ErrorKind::config: return "config";
    case ErrorKind::input: return "input";
  }
  return "unknown";
}

}  // namespace bibmill
