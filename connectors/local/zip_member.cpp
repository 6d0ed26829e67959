#include "connectors/local/zip_member.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cstdint>
#include <optional>
#include <utility>

#include "connectors/local/mapped_file.h"

namespace bibmill {
namespace {

// PKWARE's APPNOTE.TXT 6.3.10: signatures and sizes of the records without their variable parts.
constexpr std::string_view kEndSignature = "PK\x05\x06";
constexpr std::string_view kEntrySignature = "PK\x01\x02";
constexpr std::string_view kLocalSignature = "PK\x03\x04";
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEntrySize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr std::uint32_t kStored = 0;
constexpr std::uint32_t kDeflated = 8;

/// A little-endian number; 0 outside the text.
std::uint32_t number(std::string_view text, std::size_t at, int bytes) {
  std::uint32_t value = 0;
  for (int i = bytes - 1; i >= 0; --i) {
    const std::size_t place = at + static_cast<std::size_t>(i);
    value = value << 8 | (place < text.size() ? static_cast<unsigned char>(text[place]) : 0u);
  }
  return value;
}

struct Member {
  std::string name;
  std::uint32_t method = 0;
  std::size_t packed = 0;
  std::size_t size = 0;
  std::size_t header = 0;
};

/// The largest member with the ending, from the central directory.
std::optional<Member> find_member(std::string_view archive, std::string_view ending) {
  const auto end = archive.rfind(kEndSignature);
  if (end == std::string_view::npos || archive.size() - end < kEndSize) return std::nullopt;
  std::size_t at = number(archive, end + 16, 4);
  std::optional<Member> best;
  for (std::uint32_t left = number(archive, end + 10, 2); left > 0; --left) {
    if (at >= archive.size() || !archive.substr(at).starts_with(kEntrySignature)) return std::nullopt;
    const std::size_t name_size = number(archive, at + 28, 2);
    Member member;
    if (at + kEntrySize + name_size > archive.size()) return std::nullopt;
    member.name = archive.substr(at + kEntrySize, name_size);
    member.method = number(archive, at + 10, 2);
    member.packed = number(archive, at + 20, 4);
    member.size = number(archive, at + 24, 4);
    member.header = number(archive, at + 42, 4);
    if (member.name.ends_with(ending) && (!best || member.size > best->size)) best = member;
    at += kEntrySize + name_size + number(archive, at + 30, 2) + number(archive, at + 32, 2);
  }
  return best;
}

/// Where a member's packed bytes are; nullopt when the archive is cut off.
std::optional<std::string_view> packed_bytes(std::string_view archive, const Member& member) {
  if (member.header >= archive.size() || !archive.substr(member.header).starts_with(kLocalSignature))
    return std::nullopt;
  const std::size_t begin =
      member.header + kLocalSize + number(archive, member.header + 26, 2) + number(archive, member.header + 28, 2);
  if (begin > archive.size() || member.packed > archive.size() - begin) return std::nullopt;
  return archive.substr(begin, member.packed);
}

}  // namespace

struct ZipMember::State {
  State(std::filesystem::path path_in, MappedFile file_in) : path(std::move(path_in)), file(std::move(file_in)) {}
  ~State() {
    if (deflated) inflateEnd(&stream);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  tl::unexpected<Error> unreadable(std::string_view why) const {
    return fail(ErrorKind::input, fmt::format("{} {}", path.string(), why));
  }

  std::filesystem::path path;
  MappedFile file;
  Member member;
  std::string_view rest;  ///< packed bytes not used yet
  bool deflated = false;
  bool ended = false;
  z_stream stream{};
};

Result<ZipMember> ZipMember::open(const std::filesystem::path& file, std::string_view ending) {
  Result<MappedFile> mapped = MappedFile::open(file);
  if (!mapped) return fail(ErrorKind::input, mapped.error().message);
  auto state = std::make_unique<State>(file, std::move(*mapped));
  const std::optional<Member> member = find_member(state->file.text(), ending);
  if (!member) return state->unreadable(fmt::format("is no ZIP archive with a {} file in it", ending));
  state->member = *member;
  const auto packed = packed_bytes(state->file.text(), *member);
  if (!packed) return state->unreadable("is cut off; download it again");
  if (member->method != kStored && member->method != kDeflated) {
    return state->unreadable(fmt::format("is packed by method {}; unpack it and give the file inside", member->method));
  }
  state->rest = *packed;
  state->deflated = member->method == kDeflated;
  if (state->deflated && inflateInit2(&state->stream, -MAX_WBITS) != Z_OK)
    return state->unreadable("cannot be unpacked: no memory");
  return ZipMember(std::move(state));
}

ZipMember::ZipMember(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipMember::ZipMember(ZipMember&& other) noexcept = default;
ZipMember& ZipMember::operator=(ZipMember&& other) noexcept = default;
ZipMember::~ZipMember() = default;

const std::string& ZipMember::name() const { return state_->member.name; }

Result<std::size_t> ZipMember::read(std::string& text, std::size_t most) {
  State& state = *state_;
  if (!state.deflated) {
    const std::string_view piece = state.rest.substr(0, most);
    text += piece;
    state.rest.remove_prefix(piece.size());
    return piece.size();
  }
  const std::size_t before = text.size();
  text.resize(before + most);
  state.stream.next_out = reinterpret_cast<Bytef*>(text.data() + before);
  state.stream.avail_out = static_cast<uInt>(most);
  while (state.stream.avail_out > 0 && !state.ended) {
    state.stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(state.rest.data()));
    state.stream.avail_in = static_cast<uInt>(state.rest.size());
    const int code = inflate(&state.stream, Z_NO_FLUSH);
    state.rest.remove_prefix(state.rest.size() - state.stream.avail_in);
    state.ended = code == Z_STREAM_END;
    if (!state.ended && code != Z_OK) return state.unreadable("is damaged and cannot be unpacked; download it again");
  }
  text.resize(before + most - state.stream.avail_out);
  return text.size() - before;
}

}  // namespace bibmill
