#include "pipeline/read/file_bytes.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 1u << 16;
constexpr const char* kDirectory = "it is a directory; name the files in it";

}  // namespace

std::string input_problem(const std::string& path, const std::string& why) {
  return "cannot read " + (path == "-" ? std::string("standard input") : "'" + printable(path) + "'") + ": " + why;
}

// Of standard input only C's stream behind it knows that the system stopped reading before its end.
Result<std::string> bytes_of_stream(std::istream& stream, const std::string& path) {
  errno = 0;
  std::string text;
  std::vector<char> chunk(kChunk);
  while (stream.read(chunk.data(), std::ssize(chunk)), stream.gcount() > 0)
    text.append(chunk.data(), static_cast<std::size_t>(stream.gcount()));
  if (!stream.bad() && (&stream != &std::cin || std::ferror(stdin) == 0)) return text;
  if (errno == EISDIR) return fail(ErrorKind::input, input_problem(path, kDirectory));
  return fail(ErrorKind::input, input_problem(path, std::strerror(errno == 0 ? EIO : errno)));
}

Result<std::optional<std::string>> bytes_of_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return std::nullopt;
  if (error) return fail(ErrorKind::input, input_problem(path, error.message()));
  if (fs::is_directory(status)) return fail(ErrorKind::input, input_problem(path, kDirectory));
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return fail(ErrorKind::input, input_problem(path, std::strerror(errno == 0 ? EIO : errno)));
  Result<std::string> bytes = bytes_of_stream(stream, path);
  if (!bytes) return tl::unexpected(bytes.error());
  return std::optional(std::move(*bytes));
}

}  // namespace bibmill
