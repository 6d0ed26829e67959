#include "pipeline/people/traits.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "normalizers/base/fnv1a.h"
#include "normalizers/base/sort_unique.h"
#include "normalizers/text/fold.h"
#include "pipeline/match/rarity.h"
#include "pipeline/parallel/for_each_index.h"
#include "pipeline/people/author_reader.h"

namespace bibmill {
namespace {

// Above it a work says who belongs to a large collaboration, not who knows whom.
constexpr std::size_t kLargestCircle = 30;
constexpr std::size_t kShortestTitleWord = 3;

/// "scheduling", "scheduled" and "schedules" are one word. Endings are cut where four letters stay.
std::string_view stem(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kEndings = {"ings", "ing", "ions", "ion", "ies", "es", "ed", "s"};
  for (const std::string_view ending : kEndings) {
    if (word.ends_with(ending) && word.size() >= ending.size() + 4) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

/// Words of a venue's name that tell it from no other.
bool is_venue_filler(std::string_view word) {
  static constexpr std::array<std::string_view, 15> kFillers = {
      "proceedings", "proc", "conference",   "conf", "international", "annual", "symposium", "workshop",
      "journal",     "ieee", "transactions", "acm",  "meeting",       "th",     "companion"};
  const bool number = word.find_first_of("0123456789") != std::string_view::npos;
  return number || is_function_word(word) || std::ranges::find(kFillers, word) != kFillers.end();
}

/// DBLP's stream, whose name stays while titles of proceedings change every year; else the name's telling words.
std::uint64_t venue_of(const Work& work) {
  if (work.dblp_key) return fnv1a(work.dblp_key->str().substr(0, work.dblp_key->str().rfind('/')));
  const auto& name = work.container_title ? work.container_title : work.event;
  if (!name) return 0;
  std::uint64_t hash = 0;
  for (const std::string& word : fold_words(*name)) {
    if (!is_venue_filler(word)) hash = fnv1a(word, hash == 0 ? fnv1a("venue") : fnv1a(" ", hash));
  }
  return hash;
}

}  // namespace

struct PeopleTraits::Read {
  std::vector<AuthorRead> authors;
  std::vector<Occurrence> title;
  std::uint64_t venue = 0;
  int year = 0;

  Read() = default;
  Read(const Work& work, const AuthorReader& reader)
      : venue(venue_of(work)), year(work.issued ? work.issued->year : 0) {
    for (const Person& person : work.authors) authors.push_back(reader.read(person));
    for (const std::string& word : fold_words(work.title.value_or(""))) {
      if (word.size() < kShortestTitleWord || is_function_word(word)) continue;
      title.push_back({fnv1a(stem(word)), static_cast<float>(rarity(word))});
    }
    sort_unique(title, &Occurrence::word);
  }
};

PeopleTraits::PeopleTraits(std::span<const Record> records, std::span<const std::uint32_t> which)
    : records_(which.begin(), which.end()) {
  const AuthorReader reader(records, which);
  std::vector<Read> works(which.size());
  for_each_index(which.size(), [&](std::size_t i) { works[i] = Read(records[which[i]].work, reader); });
  number(works);
  collect_kinds(works);
  works.clear();
  draw_circles();
  measure();
}

void PeopleTraits::number(std::span<const Read> works) {
  std::vector<Occurrence> names, titles, venues, affiliations;
  std::size_t with_affiliation = 0;
  for (const Read& work : works) {
    for (const AuthorRead& author : work.authors) {
      names.push_back({author.name});
      for (const std::uint64_t word : author.affiliation) affiliations.push_back({word});
      with_affiliation += author.affiliation.empty() ? 0u : 1u;
    }
    titles.insert(titles.end(), work.title.begin(), work.title.end());
    if (work.venue != 0) venues.push_back({work.venue});
  }
  const std::size_t mentions = names.size();
  name_words_ = Vocabulary(std::move(names), mentions);
  title_words_ = Vocabulary(std::move(titles), works.size());
  venue_words_ = Vocabulary(std::move(venues), works.size());
  affiliation_words_ = Vocabulary(std::move(affiliations), with_affiliation);
  for (std::uint32_t i = 0; i < works.size(); ++i) {
    std::vector<std::uint32_t> of_work;
    for (std::uint32_t author = 0; author < works[i].authors.size(); ++author) {
      const AuthorRead& read = works[i].authors[author];
      of_work.push_back(name_words_.number(read.name));
      mentions_.push_back({i, author, of_work.back()});
      blocks_.push_back(read.block);
      std::vector<std::uint32_t> words;
      for (const std::uint64_t word : read.affiliation) words.push_back(affiliation_words_.number(word));
      affiliations_.add(std::move(words));
    }
    names_of_works_.add(std::move(of_work));
    std::vector<std::uint32_t> words;
    for (const Occurrence& word : works[i].title) words.push_back(title_words_.number(word.word));
    titles_.add(std::move(words));
    venues_.push_back(works[i].venue == 0 ? kUnknownWord : venue_words_.number(works[i].venue));
    years_.push_back(works[i].year);
  }
}

void PeopleTraits::collect_kinds(std::span<const Read> works) {
  kinds_.assign(name_words_.size(), NameKind::spelled);
  std::size_t mention = 0;
  for (const Read& work : works) {
    for (const AuthorRead& author : work.authors) kinds_[mentions_[mention++].name] = author.kind;
  }
}

void PeopleTraits::draw_circles() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t work = 0; work < names_of_works_.size(); ++work) {
    const auto names = names_of_works_[work];
    if (names.size() > kLargestCircle) continue;
    for (const std::uint32_t a : names) {
      for (const std::uint32_t b : names) {
        if (a != b) pairs.emplace_back(a, b);
      }
    }
  }
  std::ranges::sort(pairs);
  std::size_t at = 0;
  for (std::uint32_t name = 0; name < name_words_.size(); ++name) {
    std::vector<std::uint32_t> others;
    for (; at < pairs.size() && pairs[at].first == name; ++at) others.push_back(pairs[at].second);
    circles_.add(std::move(others));
  }
}

/// What every pair of mentions asks for again.
void PeopleTraits::measure() {
  const auto squares_of = [](const Lists& lists, const Vocabulary& words) {
    std::vector<float> squares(lists.size(), 0);
    for (std::size_t i = 0; i < squares.size(); ++i) {
      for (const std::uint32_t word : lists[i]) squares[i] += words.rarity(word) * words.rarity(word);
    }
    return squares;
  };
  title_squares_ = squares_of(titles_, title_words_);
  affiliation_squares_ = squares_of(affiliations_, affiliation_words_);
  circle_rarities_.reserve(name_words_.size());
  for (std::uint32_t name = 0; name < name_words_.size(); ++name)
    circle_rarities_.push_back(rarity_of(circles_[name].size(), name_words_.size()));
}

}  // namespace bibmill
