#include "connectors/local/obtain_dump.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "connectors/http/download.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMd5Digits = 32;

std::optional<std::string> read_md5(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string word;
  if (!(stream >> word)) return std::nullopt;
  const std::string digits = ascii_lower(word);
  const bool is_sum =
      digits.size() == kMd5Digits && std::ranges::all_of(digits, [](unsigned char c) { return std::isxdigit(c) != 0; });
  return is_sum ? std::optional(digits) : std::nullopt;
}

}  // namespace

Result<ObtainedDump> obtain_dump(const std::string& source, const fs::path& folder,
                                 const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  ObtainedDump dump;
  dump.source = source;
  if (source.find("://") == std::string::npos) {
    dump.file = source;
    dump.md5 = read_md5(source + ".md5");
    return dump;
  }
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return fail(ErrorKind::storage, fmt::format("{} cannot be made: {}", folder.string(), failed.message()));
  // A small file first: a wrong address shows at once. Not every publisher gives a sum.
  const fs::path sum = folder / "dump.md5";
  const Result<bool> has_sum = download(source + ".md5", sum, {});
  if (!has_sum) return tl::unexpected(has_sum.error());
  if (*has_sum) dump.md5 = read_md5(sum);
  dump.file = folder / "dump";
  const Result<bool> there = download(source, dump.file, progress);
  if (!there) return tl::unexpected(there.error());
  if (!*there) return fail(ErrorKind::input, fmt::format("{} is not there; look at the address", source));
  return dump;
}

Result<void> check_md5(const ObtainedDump& dump, const std::string& md5) {
  if (!dump.md5 || *dump.md5 == md5) return {};
  return fail(ErrorKind::input, fmt::format("{} is damaged: its MD5 is {}, and {}.md5 says {}; download it again",
                                            dump.source, md5, dump.source, *dump.md5));
}

}  // namespace bibmill
