#include "connectors/local/dump_reader.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "connectors/local/dump_file.h"

namespace bibmill {
namespace {

constexpr std::size_t kBlock = 1u << 20;
// The longest record of DBLP has some 200 kB (a person with a thousand names of co-authors has not).
constexpr std::size_t kLongestRecord = 32u << 20;
constexpr std::size_t kLongestProlog = 64u << 10;
constexpr std::string_view kRootEnd = "</dblp>";

/// Past the last end tag of a record; npos without one.
std::size_t past_last_record(std::string_view text) {
  for (std::size_t at = text.rfind("</"); at != std::string_view::npos && at > 0; at = text.rfind("</", at - 1)) {
    const std::size_t end = text.find('>', at);
    if (end == std::string_view::npos) continue;
    std::string_view name = text.substr(at + 2, end - at - 2);
    name = name.substr(0, name.find_first_of(" \t\r\n"));
    if (std::ranges::find(kDblpRecordElements, name) != kDblpRecordElements.end()) return end + 1;
  }
  return std::string_view::npos;
}

/// The root's start tag; npos when it has not come.
std::size_t find_root(std::string_view text) {
  for (std::size_t at = text.find("<dblp"); at != std::string_view::npos; at = text.find("<dblp", at + 1)) {
    const std::size_t behind = at + 5;
    if (behind < text.size() && (text[behind] == '>' || text[behind] == ' ' || text[behind] == '\n')) return at;
  }
  return std::string_view::npos;
}

std::string attribute(std::string_view tag, std::string_view name) {
  const std::size_t at = tag.find(std::string(name) + "=\"");
  if (at == std::string_view::npos) return {};
  const std::string_view value = tag.substr(at + name.size() + 2);
  return std::string(value.substr(0, value.find('"')));
}

}  // namespace

struct DumpReader::State {
  explicit State(DumpFile file_in) : file(std::move(file_in)) {}

  DumpFile file;
  std::string carry;  ///< begins after the last block
  std::string released;
  bool root_seen = false;
  bool ended = false;

  Result<void> look_for_root();
  Result<std::optional<std::string>> last_block();
};

/// The document type and comments come first; a file that has no root after them is something else.
Result<void> DumpReader::State::look_for_root() {
  const std::size_t root = find_root(carry);
  if (root != std::string::npos && carry.find('>', root) != std::string::npos) {
    root_seen = true;
    released = attribute(std::string_view(carry).substr(root, carry.find('>', root) - root), "mdate");
    carry.erase(0, carry.find('>', root) + 1);
    return {};
  }
  if (carry.size() < kLongestProlog && !ended) return {};
  return fail(ErrorKind::input,
              file.name() + " is not DBLP's dump: it has no <dblp> element; give dblp.xml or dblp.xml.gz");
}

Result<std::optional<std::string>> DumpReader::State::last_block() {
  const std::size_t end = carry.rfind(kRootEnd);
  if (end == std::string::npos) {
    return fail(ErrorKind::input, file.name() + " is cut off: it ends before </dblp>; download it again");
  }
  std::string block = std::exchange(carry, {});
  block.resize(end);
  if (block.find('<') == std::string::npos) return std::optional<std::string>();
  return std::optional<std::string>(std::move(block));
}

Result<std::optional<std::string>> DumpReader::next_block() {
  State& state = *state_;
  while (!state.ended) {
    const Result<std::size_t> read = state.file.read(state.carry, kBlock);
    if (!read) return tl::unexpected(read.error());
    state.ended = *read == 0;
    if (!state.root_seen) {
      if (const Result<void> looked = state.look_for_root(); !looked) return tl::unexpected(looked.error());
    }
    if (state.ended) return state.last_block();
    if (!state.root_seen) continue;
    const std::size_t end = past_last_record(state.carry);
    if (end != std::string::npos) {
      std::string block = state.carry.substr(0, end);
      state.carry.erase(0, end);
      return std::optional<std::string>(std::move(block));
    }
    if (state.carry.size() > kLongestRecord)
      return fail(ErrorKind::input, state.file.name() + " is not DBLP's dump: a record has no end");
  }
  return std::optional<std::string>();
}

Result<DumpReader> DumpReader::open(const std::filesystem::path& file) {
  Result<DumpFile> opened = DumpFile::open(file);
  if (!opened) return tl::unexpected(opened.error());
  return DumpReader(std::make_unique<State>(std::move(*opened)));
}

DumpReader::DumpReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
DumpReader::DumpReader(DumpReader&& other) noexcept = default;
DumpReader& DumpReader::operator=(DumpReader&& other) noexcept = default;
DumpReader::~DumpReader() = default;

std::uint64_t DumpReader::bytes_read() const { return state_->file.bytes_read(); }
std::uint64_t DumpReader::file_size() const { return state_->file.size(); }
std::string DumpReader::md5() const { return state_->file.md5(); }
const std::string& DumpReader::released() const { return state_->released; }

}  // namespace bibmill
