#include "normalizers/affiliations/directory_builder.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "normalizers/affiliations/affiliation_words.h"
#include "normalizers/affiliations/countries.h"
#include "normalizers/affiliations/directory_layout.h"
#include "normalizers/affiliations/word_hash.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

using directory::kNone;

class Builder {
 public:
  std::vector<std::byte> build(std::span<const Organisation> organisations) && {
    text_ += '\0';
    for (const Organisation& organisation : organisations) add(organisation);
    sort_names();
    number_tokens();
    return image();
  }

 private:
  struct Name {
    directory::NameEntry entry;
    std::vector<std::uint64_t> stems;
  };

  std::uint32_t keep(std::string_view text) {
    if (text.empty()) return 0;
    const auto [found, added] = kept_.emplace(std::string(text), static_cast<std::uint32_t>(text_.size()));
    if (added) {
      text_ += text;
      text_ += '\0';
    }
    return found->second;
  }

  std::uint32_t keep_list(const std::vector<std::string>& texts) {
    std::string joined;
    for (const std::string& text : texts) {
      if (!joined.empty()) joined += '|';
      joined += text;
    }
    return keep(joined);
  }

  void add(const Organisation& organisation) {
    directory::OrganisationEntry entry;
    entry.id = keep(organisation.id);
    entry.ror = keep(organisation.ror.value_or(""));
    entry.name = keep(organisation.name);
    entry.countries = keep_list(organisation.countries);
    std::vector<std::string> cities;
    for (const std::string& city : organisation.cities) cities.push_back(fold_title(city));
    entry.cities = keep_list(cities);
    entry.parents = keep_list(organisation.parents);
    entry.preferred = organisation.preferred ? 1 : 0;
    entry.education = organisation.education ? 1 : 0;
    const auto index = static_cast<std::uint32_t>(organisations_.size());
    organisations_.push_back(entry);
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
    for (const OrganisationName& name : organisation.names) {
      add_name(name, name.text, index, seen);
      add_inverted(name, index, seen);
      // "ByteDance (China)": people print the name alone. "HKUST (Guangzhou)" alone would be another organisation.
      const auto bracket = name.text.rfind(" (");
      if (bracket == std::string::npos || !name.text.ends_with(')') || name.kind != OrganisationNameKind::label)
        continue;
      const std::string_view inside(name.text.data() + bracket + 2, name.text.size() - bracket - 3);
      if (!country_codes(fold_title(inside)).empty())
        add_name(name, std::string_view(name.text).substr(0, bracket), index, seen);
    }
  }

  /// "University of Sussex": INSPEC and many authors write "Sussex Univ.".
  void add_inverted(const OrganisationName& name, std::uint32_t index,
                    std::set<std::pair<std::uint64_t, std::uint64_t>>& seen) {
    constexpr std::string_view kOf = "University of ";
    if (name.kind == OrganisationNameKind::acronym || !name.text.starts_with(kOf)) return;
    const std::string inverted = name.text.substr(kOf.size()) + " University";
    if (inverted.find(',') == std::string::npos)
      add_name({inverted, OrganisationNameKind::inverted, 0}, inverted, index, seen);
  }

  void add_name(const OrganisationName& name, std::string_view text, std::uint32_t organisation,
                std::set<std::pair<std::uint64_t, std::uint64_t>>& seen) {
    NameKey key = name_key(text);
    if (key.stems.empty() || key.stems.size() > std::numeric_limits<std::uint16_t>::max()) return;
    // An acronym may be spelt like a word of a name; it is told apart by its case, so both are kept.
    const std::uint64_t kind = name.kind == OrganisationNameKind::acronym ? word_hash(text) : 0;
    if (!seen.emplace(key.folded, kind).second) return;
    Name made;
    made.entry.key = key.key;
    made.entry.folded = key.folded;
    made.entry.organisation = organisation;
    made.entry.text = keep(text);
    made.entry.share = static_cast<float>(name.share);
    made.entry.words = static_cast<std::uint16_t>(key.stems.size());
    made.entry.kind = static_cast<std::uint16_t>(name.kind);
    made.stems = std::move(key.stems);
    names_.push_back(std::move(made));
  }

  static auto place_of(const Name& name) {
    return std::tuple(name.entry.key, name.entry.organisation, name.entry.kind, name.entry.text);
  }

  void sort_names() {
    std::ranges::sort(names_, [](const Name& a, const Name& b) { return place_of(a) < place_of(b); });
  }

  void number_tokens() {
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    std::vector<std::vector<std::uint32_t>> postings;
    for (std::uint32_t i = 0; i < names_.size(); ++i) {
      Name& name = names_[i];
      name.entry.tokens = static_cast<std::uint32_t>(name_tokens_.size());
      for (const std::uint64_t stem : name.stems) {
        const auto [found, added] = numbers.emplace(stem, static_cast<std::uint32_t>(tokens_.size()));
        if (added) {
          tokens_.push_back({stem, 0, 0, 0, 0});
          postings.emplace_back();
        }
        name_tokens_.push_back(found->second);
        auto& list = postings[found->second];
        if (list.empty() || list.back() != i) list.push_back(i);
      }
    }
    for (std::size_t t = 0; t < tokens_.size(); ++t) {
      tokens_[t].postings = static_cast<std::uint32_t>(postings_.size());
      tokens_[t].count = static_cast<std::uint32_t>(postings[t].size());
      tokens_[t].rarity =
          static_cast<float>(std::log(static_cast<double>(names_.size() + 1) / static_cast<double>(tokens_[t].count)));
      postings_.insert(postings_.end(), postings[t].begin(), postings[t].end());
    }
    for (Name& name : names_) {
      for (std::size_t k = 0; k < name.entry.words; ++k) {
        name.entry.weight += tokens_[name_tokens_[name.entry.tokens + k]].rarity;
      }
    }
  }

  /// Open addressing at half load; `hash_of(i)` nullopt = the item has no slot of its own.
  template <class HashOf>
  static std::vector<std::uint32_t> slots(std::size_t count, const HashOf& hash_of) {
    std::vector<std::uint32_t> table(std::bit_ceil(2 * count + 1), kNone);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::optional<std::uint64_t> hash = hash_of(i);
      if (!hash) continue;
      std::size_t slot = *hash & (table.size() - 1);
      while (table[slot] != kNone) slot = (slot + 1) & (table.size() - 1);
      table[slot] = i;
    }
    return table;
  }

  std::vector<std::byte> image() {
    std::vector<directory::NameEntry> names;
    names.reserve(names_.size());
    for (const Name& name : names_) names.push_back(name.entry);
    using Hash = std::optional<std::uint64_t>;
    const auto name_slots = slots(names.size(), [&](std::uint32_t i) {
      return i > 0 && names[i].key == names[i - 1].key ? Hash() : Hash(names[i].key);
    });
    const auto token_slots = slots(tokens_.size(), [&](std::uint32_t i) { return Hash(tokens_[i].hash); });
    const auto id_slots = slots(organisations_.size(), [&](std::uint32_t i) {
      return Hash(word_hash(std::string_view(text_.data() + organisations_[i].id)));
    });

    directory::Header header;
    header.organisations = static_cast<std::uint32_t>(organisations_.size());
    header.names = static_cast<std::uint32_t>(names.size());
    header.tokens = static_cast<std::uint32_t>(tokens_.size());
    header.name_tokens = static_cast<std::uint32_t>(name_tokens_.size());
    header.postings = static_cast<std::uint32_t>(postings_.size());
    header.name_slots = static_cast<std::uint32_t>(name_slots.size());
    header.token_slots = static_cast<std::uint32_t>(token_slots.size());
    header.id_slots = static_cast<std::uint32_t>(id_slots.size());
    header.text_bytes = static_cast<std::uint32_t>(text_.size());
    out_.resize(sizeof(header));
    append<directory::OrganisationEntry>(organisations_);
    append<directory::NameEntry>(names);
    append<directory::TokenEntry>(tokens_);
    append<std::uint32_t>(name_tokens_);
    append<std::uint32_t>(postings_);
    append<std::uint32_t>(name_slots);
    append<std::uint32_t>(token_slots);
    append<std::uint32_t>(id_slots);
    append<char>(std::span(text_.data(), text_.size()));
    header.bytes = out_.size();
    std::memcpy(out_.data(), &header, sizeof(header));
    return std::move(out_);
  }

  template <class T>
  void append(std::span<const T> items) {
    out_.resize((out_.size() + 7) / 8 * 8);
    const auto bytes = std::as_bytes(items);
    out_.insert(out_.end(), bytes.begin(), bytes.end());
  }

  std::vector<directory::OrganisationEntry> organisations_;
  std::vector<Name> names_;
  std::vector<directory::TokenEntry> tokens_;
  std::vector<std::uint32_t> name_tokens_;
  std::vector<std::uint32_t> postings_;
  std::string text_;
  std::unordered_map<std::string, std::uint32_t> kept_;
  std::vector<std::byte> out_;
};

}  // namespace

std::vector<std::byte> build_directory(std::span<const Organisation> organisations) {
  return Builder().build(organisations);
}

}  // namespace bibmill
