#include "normalizers/affiliations/organisation_directory.h"

#include <cstring>

#include "normalizers/affiliations/word_hash.h"

namespace bibmill {
namespace {

using directory::kNone;

/// Hands out the sections of an image one after the other.
class SectionReader {
 public:
  SectionReader(std::span<const std::byte> image, std::size_t position) : image_(image), position_(position) {}

  template <class T>
  std::span<const T> take(std::size_t count) {
    position_ = (position_ + 7) / 8 * 8;
    const std::size_t bytes = count * sizeof(T);
    if (failed_ || bytes > image_.size() || position_ > image_.size() - bytes) {
      failed_ = true;
      return {};
    }
    const auto* begin = reinterpret_cast<const T*>(image_.data() + position_);
    position_ += bytes;
    return {begin, count};
  }

  bool failed() const { return failed_; }

 private:
  std::span<const std::byte> image_;
  std::size_t position_;
  bool failed_ = false;
};

bool is_power_of_two(std::uint32_t value) { return value != 0 && (value & (value - 1)) == 0; }

}  // namespace

std::optional<OrganisationDirectory> OrganisationDirectory::over(std::span<const std::byte> image) {
  OrganisationDirectory made;
  if (image.size() < sizeof(directory::Header)) return std::nullopt;
  std::memcpy(&made.header_, image.data(), sizeof(directory::Header));
  const directory::Header& header = made.header_;
  if (header.magic != directory::kMagic || header.bytes != image.size()) return std::nullopt;
  if (!is_power_of_two(header.name_slots) || !is_power_of_two(header.token_slots) ||
      !is_power_of_two(header.id_slots)) {
    return std::nullopt;
  }
  SectionReader sections(image, sizeof(directory::Header));
  made.organisations_ = sections.take<directory::OrganisationEntry>(header.organisations);
  made.names_ = sections.take<directory::NameEntry>(header.names);
  made.tokens_ = sections.take<directory::TokenEntry>(header.tokens);
  made.name_tokens_ = sections.take<std::uint32_t>(header.name_tokens);
  made.postings_ = sections.take<std::uint32_t>(header.postings);
  made.name_slots_ = sections.take<std::uint32_t>(header.name_slots);
  made.token_slots_ = sections.take<std::uint32_t>(header.token_slots);
  made.id_slots_ = sections.take<std::uint32_t>(header.id_slots);
  const auto text = sections.take<char>(header.text_bytes);
  if (sections.failed() || text.empty() || text.back() != '\0') return std::nullopt;
  made.text_ = {text.data(), text.size()};
  return made;
}

std::string_view OrganisationDirectory::text(std::uint32_t offset) const {
  if (offset >= text_.size()) return {};
  return {text_.data() + offset};
}

OrganisationView OrganisationDirectory::organisation(std::uint32_t index) const {
  const directory::OrganisationEntry& entry = organisations_[index];
  return {text(entry.id),     text(entry.ror),     text(entry.name),     text(entry.countries),
          text(entry.cities), text(entry.parents), entry.preferred != 0, entry.education != 0};
}

std::uint32_t OrganisationDirectory::find(std::string_view id) const {
  if (id_slots_.empty()) return kNone;
  for (std::size_t slot = word_hash(id) & (id_slots_.size() - 1); id_slots_[slot] != kNone;
       slot = (slot + 1) & (id_slots_.size() - 1)) {
    if (text(organisations_[id_slots_[slot]].id) == id) return id_slots_[slot];
  }
  return kNone;
}

std::span<const directory::NameEntry> OrganisationDirectory::names(std::uint64_t key) const {
  if (name_slots_.empty()) return {};
  for (std::size_t slot = key & (name_slots_.size() - 1); name_slots_[slot] != kNone;
       slot = (slot + 1) & (name_slots_.size() - 1)) {
    const std::size_t begin = name_slots_[slot];
    if (names_[begin].key != key) continue;
    std::size_t end = begin + 1;
    while (end < names_.size() && names_[end].key == key) ++end;
    return names_.subspan(begin, end - begin);
  }
  return {};
}

const directory::TokenEntry* OrganisationDirectory::token(std::uint64_t hash) const {
  if (token_slots_.empty()) return nullptr;
  for (std::size_t slot = hash & (token_slots_.size() - 1); token_slots_[slot] != kNone;
       slot = (slot + 1) & (token_slots_.size() - 1)) {
    if (tokens_[token_slots_[slot]].hash == hash) return &tokens_[token_slots_[slot]];
  }
  return nullptr;
}

std::span<const std::uint32_t> OrganisationDirectory::names_with(const directory::TokenEntry& token) const {
  return postings_.subspan(token.postings, token.count);
}

std::span<const std::uint32_t> OrganisationDirectory::tokens_of(const directory::NameEntry& name) const {
  return name_tokens_.subspan(name.tokens, name.words);
}

}  // namespace bibmill
