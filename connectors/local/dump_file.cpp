#include "connectors/local/dump_file.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace bibmill {
namespace {

constexpr std::size_t kReadAtOnce = 1u << 16;
constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib.h, inflateInit2

struct CloseFile {
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

struct FreeDigest {
  void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};

}  // namespace

struct DumpFile::State {
  explicit State(std::filesystem::path path_in)
      : path(std::move(path_in)), input(kReadAtOnce), digest(EVP_MD_CTX_new()) {
    EVP_DigestInit_ex(digest.get(), EVP_md5(), nullptr);
  }
  ~State() {
    if (gzip) inflateEnd(&stream);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::filesystem::path path;
  std::unique_ptr<std::FILE, CloseFile> file;
  std::uint64_t size = 0;
  std::uint64_t read = 0;
  std::vector<char> input;
  std::string_view pending;  ///< of `input`, not used yet
  std::unique_ptr<EVP_MD_CTX, FreeDigest> digest;
  bool gzip = false;
  bool member_open = false;  ///< inside a gzip member: the file may not end here
  z_stream stream{};

  bool fill();
  Result<std::size_t> inflate_into(char* place, std::size_t most);
  tl::unexpected<Error> unreadable(std::string_view why) const {
    return fail(ErrorKind::input, fmt::format("{} {}", path.string(), why));
  }
};

/// False at the end of the file.
bool DumpFile::State::fill() {
  if (!pending.empty()) return true;
  const std::size_t got = std::fread(input.data(), 1, input.size(), file.get());
  EVP_DigestUpdate(digest.get(), input.data(), got);
  read += got;
  pending = {input.data(), got};
  return got > 0;
}

/// 0 at the end. A gzip file may have several members.
Result<std::size_t> DumpFile::State::inflate_into(char* place, std::size_t most) {
  stream.next_out = reinterpret_cast<Bytef*>(place);
  stream.avail_out = static_cast<uInt>(most);
  while (stream.avail_out > 0) {
    if (!fill()) {
      if (std::ferror(file.get()) != 0) return unreadable(fmt::format("cannot be read: {}", std::strerror(errno)));
      if (member_open) return unreadable("is cut off in the middle of its gzip data; download it again");
      break;
    }
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(pending.data()));
    stream.avail_in = static_cast<uInt>(pending.size());
    member_open = true;
    const int code = inflate(&stream, Z_NO_FLUSH);
    pending.remove_prefix(pending.size() - stream.avail_in);
    if (code == Z_STREAM_END) {
      member_open = false;
      inflateReset(&stream);
    } else if (code != Z_OK) {
      return unreadable("is damaged: its gzip data cannot be unpacked; download it again");
    }
  }
  return most - stream.avail_out;
}

Result<DumpFile> DumpFile::open(const std::filesystem::path& file) {
  auto state = std::make_unique<State>(file);
  std::error_code failed;
  if (std::filesystem::is_directory(file, failed)) return state->unreadable("is a folder; give the dump's file");
  state->file.reset(std::fopen(file.c_str(), "rbe"));
  if (!state->file) return state->unreadable(fmt::format("cannot be read: {}", std::strerror(errno)));
  state->size = std::filesystem::file_size(file, failed);
  if (failed) state->size = 0;
  state->gzip = state->fill() && state->pending.starts_with("\x1f\x8b");
  if (state->gzip && inflateInit2(&state->stream, kGzipOnly) != Z_OK)
    return state->unreadable("cannot be unpacked: no memory");
  return DumpFile(std::move(state));
}

DumpFile::DumpFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
DumpFile::DumpFile(DumpFile&& other) noexcept = default;
DumpFile& DumpFile::operator=(DumpFile&& other) noexcept = default;
DumpFile::~DumpFile() = default;

Result<std::size_t> DumpFile::read(std::string& text, std::size_t most) {
  const std::size_t before = text.size();
  if (state_->gzip) {
    text.resize(before + most);
    const Result<std::size_t> got = state_->inflate_into(text.data() + before, most);
    text.resize(before + got.value_or(0));
    return got;
  }
  while (text.size() < before + most && state_->fill()) {
    const std::string_view part = state_->pending.substr(0, before + most - text.size());
    text.append(part);
    state_->pending.remove_prefix(part.size());
  }
  if (std::ferror(state_->file.get()) != 0)
    return state_->unreadable(fmt::format("cannot be read: {}", std::strerror(errno)));
  return text.size() - before;
}

std::string DumpFile::name() const { return state_->path.string(); }
std::uint64_t DumpFile::bytes_read() const { return state_->read; }
std::uint64_t DumpFile::size() const { return state_->size; }

std::string DumpFile::md5() const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> copy(EVP_MD_CTX_new());
  EVP_MD_CTX_copy_ex(copy.get(), state_->digest.get());
  EVP_DigestFinal_ex(copy.get(), bytes.data(), &length);
  std::string text;
  for (unsigned i = 0; i < length; ++i) text += fmt::format("{:02x}", bytes[i]);
  return text;
}

}  // namespace bibmill
