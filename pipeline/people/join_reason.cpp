#include "pipeline/people/join_reason.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

class Reasons {
 public:
  Reasons(std::span<const Record> records, const PeopleTraits& traits, std::span<const std::uint32_t> mentions,
          std::uint32_t mention)
      : records_(records),
        traits_(traits),
        mentions_(mentions),
        index_(mention),
        mention_(traits.mentions()[mention]) {}

  PersonEvidence strongest() const {
    const Record& record = records_[traits_.record_of(mention_.work)];
    PersonEvidence evidence{record.id, mention_.author, "alone", ""};
    if (mentions_.size() < 2) return evidence;
    const auto says = [&](std::string_view reason, std::optional<std::string> value) {
      if (value) evidence = {record.id, mention_.author, std::string(reason), *std::move(value)};
      return value.has_value();
    };
    [[maybe_unused]] const bool any =
        says("orcid", of_another(&Person::orcid)) || says("dblp_person", of_another(&Person::dblp_person)) ||
        says("name_and_coauthor", coauthor()) || says("name_and_affiliation", affiliation()) ||
        says("name_and_circle", circle()) || says("name_and_venue", venue()) || says("name_and_topic", topic());
    return evidence;
  }

 private:
  const Work& work_of(const Authorship& mention) const { return records_[traits_.record_of(mention.work)].work; }
  const Person& person_of(const Authorship& mention) const { return work_of(mention).authors[mention.author]; }

  template <class Holds>
  const Authorship* first_other(Holds holds) const {
    for (const std::uint32_t other : mentions_) {
      if (other != index_ && holds(other, traits_.mentions()[other])) return &traits_.mentions()[other];
    }
    return nullptr;
  }

  static std::string text(const Orcid& orcid) { return orcid.str(); }
  static std::string text(const std::string& dblp_person) { return dblp_person; }

  template <class Identifier>
  std::optional<std::string> of_another(std::optional<Identifier> Person::* identifier) const {
    const auto& own = person_of(mention_).*identifier;
    if (!own ||
        !first_other([&](std::uint32_t, const Authorship& other) { return person_of(other).*identifier == own; }))
      return std::nullopt;
    return text(*own);
  }

  std::string name_in_work(std::uint32_t name) const {
    const std::uint32_t first = index_ - mention_.author;
    for (std::uint32_t i = first; i < first + work_of(mention_).authors.size(); ++i) {
      if (traits_.mentions()[i].name == name) return display_name(person_of(traits_.mentions()[i]).name);
    }
    return {};
  }

  std::optional<std::string> coauthor() const {
    std::optional<std::uint32_t> rarest;
    first_other([&](std::uint32_t, const Authorship& other) {
      for (const std::uint32_t name : traits_.names(mention_.work)) {
        if (name == mention_.name || name == other.name) continue;
        const bool rarer = !rarest || traits_.name_rarity(name) > traits_.name_rarity(*rarest);
        if (rarer && std::ranges::binary_search(traits_.names(other.work), name)) rarest = name;
      }
      return false;
    });
    if (!rarest) return std::nullopt;
    return name_in_work(*rarest);
  }

  static bool overlap(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
    return std::ranges::any_of(a, [&](std::uint32_t word) { return std::ranges::binary_search(b, word); });
  }

  std::optional<std::string> affiliation() const {
    const bool shared = first_other([&](std::uint32_t index, const Authorship&) {
      return overlap(traits_.affiliation(index_), traits_.affiliation(index));
    });
    if (!shared) return std::nullopt;
    return person_of(mention_).affiliations.front().name;
  }

  std::optional<std::string> circle() const {
    std::optional<std::string> found;
    first_other([&](std::uint32_t, const Authorship& other) {
      for (const std::uint32_t name : traits_.names(mention_.work)) {
        if (name == mention_.name || name == other.name || !overlap(traits_.names(other.work), traits_.circle(name)))
          continue;
        found = name_in_work(name);
        return true;
      }
      return false;
    });
    return found;
  }

  std::optional<std::string> venue() const {
    const std::uint32_t venue = traits_.venue(mention_.work);
    if (venue == kUnknownWord ||
        !first_other([&](std::uint32_t, const Authorship& other) { return traits_.venue(other.work) == venue; }))
      return std::nullopt;
    const Work& work = work_of(mention_);
    return work.container_title ? work.container_title : work.event;
  }

  std::optional<std::string> topic() const {
    const Authorship* other = first_other([&](std::uint32_t, const Authorship& one) {
      return overlap(traits_.title(mention_.work), traits_.title(one.work));
    });
    if (!other) return std::nullopt;
    return work_of(*other).title;
  }

  std::span<const Record> records_;
  const PeopleTraits& traits_;
  std::span<const std::uint32_t> mentions_;
  std::uint32_t index_;
  const Authorship& mention_;
};

}  // namespace

PersonEvidence join_reason(std::span<const Record> records, const PeopleTraits& traits,
                           std::span<const std::uint32_t> mentions, std::uint32_t mention) {
  return Reasons(records, traits, mentions, mention).strongest();
}

}  // namespace bibmill
