// A whole file as bytes.
#pragma once

#include <istream>
#include <optional>
#include <string>

#include "normalizers/base/result.h"

namespace bibmill {

/// nullopt: there is no such file. An Error of kind input names the path ("-": standard input) and why it cannot be
/// read: it is a directory, the system says no, reading stopped half-way.
Result<std::optional<std::string>> bytes_of_file(const std::string& path);

/// All that a stream has; `path` is how messages name it.
Result<std::string> bytes_of_stream(std::istream& stream, const std::string& path);

/// "cannot read 'list.md': …"
std::string input_problem(const std::string& path, const std::string& why);

}  // namespace bibmill
