#include "pipeline/read/markdown_papers.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_links.h"

namespace bibmill::markdown {
namespace {

std::size_t word_count(std::string_view title) {
  return title.empty() ? 0 : 1 + static_cast<std::size_t>(std::ranges::count(title, ' '));
}

/// "The [paper](…)", "See [doi](…)": a word that only leads to the link.
bool is_pointer(std::string_view title) {
  static constexpr std::array words = {"the", "see",  "this", "our", "my",   "a",
                                       "an",  "read", "and",  "or",  "also", "cite"};
  return std::ranges::find(words, ascii_lower(title)) != words.end();
}

/// Enough to ask about a paper without a title.
bool holds_identifier(const Head& head) {
  return !head.identifiers.empty() ||
         std::ranges::any_of(head.links, [](const Link& link) { return parse_identifier(link.url).has_value(); });
}

/// A list item: its first line and what lies below.
struct Bullet {
  std::size_t line = 0;
  Head head;
  std::vector<const Block*> items;  ///< child bullets
  std::span<const Block> below;     ///< everything after the first line
  bool anchor = false;              ///< a line of a table of contents
  std::string text;                 ///< the first line, plain
};

/// "`(SIGCOMM 2016)` plain": a venue mark in code is spoken of, not given.
bool quotes_mark(std::string_view source) {
  for (std::size_t at = source.find('`'); at != std::string_view::npos; at = source.find('`', at + 1)) {
    const std::size_t end = source.find('`', at + 1);
    if (end == std::string_view::npos) return false;
    const std::string_view code = source.substr(at + 1, end - at - 1);
    const std::size_t open = code.find('(');
    const std::size_t close = code.rfind(')');
    if (open < close && close != std::string_view::npos && parse_venue_mark(code.substr(open + 1, close - open - 1)))
      return true;
    at = end;
  }
  return false;
}

Bullet read_bullet(const Block& item) {
  Bullet bullet;
  bullet.line = item.line;
  auto rest = item.children.begin();
  if (rest != item.children.end() && rest->kind == BlockKind::paragraph) {
    bullet.line = rest->line;
    bullet.head = read_head(rest->spans);
    if (bullet.head.mark && quotes_mark(rest->source)) bullet.head.mark.reset();
    bullet.text = plain(rest->spans);
    ++rest;
  }
  bullet.below = {rest, item.children.end()};
  for (const Block& block : bullet.below) {
    if (block.kind != BlockKind::list) continue;
    for (const Block& child : block.children) bullet.items.push_back(&child);
  }
  bullet.anchor = std::ranges::any_of(bullet.head.links, [](const Link& link) { return link.url.starts_with('#'); });
  return bullet;
}

bool has_items(const Block& item) {
  return std::ranges::any_of(item.children, [](const Block& block) { return block.kind == BlockKind::list; });
}

/// The first child is a line that only a paper has: affiliations, authors (with a venue), or "id: doi:…". A note
/// ("Best Paper Award") leaves that to the next child.
enum class FirstChild : std::uint8_t { none, topic_like, affiliations, authors, identifier, note, other };

/// "[paper](…)", "https://arxiv.org/abs/…": nothing but links to the publication.
bool is_only_links(const Block& item) {
  const Bullet bullet = read_bullet(item);
  return bullet.below.empty() && bullet.head.title.empty() && (bullet.head.has_paper_link || bullet.head.has_address);
}

FirstChild judge_child(const Block& item, bool in_papers) {
  if (has_items(item)) return FirstChild::topic_like;
  const Bullet child = read_bullet(item);
  Entry probe;
  add_details({&item, 1}, probe);
  if (probe.affiliations.empty() && shows_paper(child.head, in_papers) && !child.head.links.empty())
    return FirstChild::topic_like;
  if (!probe.work.authors.empty()) return FirstChild::authors;
  if (!probe.affiliations.empty()) return FirstChild::affiliations;
  if (!probe.identifiers.empty()) return FirstChild::identifier;
  return probe.notes.empty() ? FirstChild::other : FirstChild::note;
}

/// Every child with children is a paper by its first line below, as it is where the first line of a topic lacks its
/// paper. Looks no deeper: lists nest, and each level asks.
bool holds_papers(const std::vector<const Block*>& items, bool in_papers) {
  const auto is_paper = [&](const Block* item) {
    const Bullet child = read_bullet(*item);
    if (child.items.empty() || !is_title_case(child.head.title)) return false;
    const FirstChild first = judge_child(*child.items.front(), in_papers);
    return first == FirstChild::affiliations || first == FirstChild::authors;
  };
  return std::ranges::all_of(items, [&](const Block* item) { return !has_items(*item) || is_paper(item); });
}

FirstChild judge_first_child(const Bullet& bullet, bool in_papers) {
  // One line of links below a title are the paper's; several are papers of a topic.
  const bool topic = std::ranges::any_of(bullet.items, [](const Block* item) { return has_items(*item); });
  if (!topic && (in_papers || is_title_case(bullet.head.title)) &&
      std::ranges::count_if(bullet.items, [](const Block* item) { return is_only_links(*item); }) == 1)
    return FirstChild::identifier;
  FirstChild first = FirstChild::none;
  for (const Block* item : bullet.items) {
    first = judge_child(*item, in_papers);
    const bool remark =
        first == FirstChild::other && !item->children.empty() && has_ideographs(plain(item->children.front().spans));
    if (!remark && first != FirstChild::note) break;
  }
  // Without " & " a short line may be a remark on a topic; then a paper's children must all be leaves.
  if (first != FirstChild::affiliations || !topic) return first;
  const bool several = bullet.items.front()->children.front().source.find(" & ") != std::string::npos;
  return several && !holds_papers(bullet.items, in_papers) ? first : FirstChild::topic_like;
}

/// Some paper of the list, at any depth, has its affiliations below.
bool holds_affiliations(const Block& list, bool in_papers) {
  return std::ranges::any_of(list.children, [&](const Block& item) {
    if (!has_items(item)) return false;
    if (judge_first_child(read_bullet(item), in_papers) == FirstChild::affiliations) return true;
    return std::ranges::any_of(item.children, [&](const Block& block) {
      return block.kind == BlockKind::list && holds_affiliations(block, in_papers);
    });
  });
}

/// All children are leaves, and none shows that it is a paper itself.
bool has_only_remarks(const Bullet& bullet, bool in_papers) {
  return !bullet.items.empty() && std::ranges::none_of(bullet.items, [&](const Block* item) {
    return judge_child(*item, in_papers) == FirstChild::topic_like;
  });
}

/// The first line below a title that no other paper stands beside: organisations, a note, a sentence, or too short for
/// a title; else the bullet may as well be a topic with titles below.
bool has_no_title_below(const Bullet& bullet) {
  const std::string text = read_bullet(*bullet.items.front()).text;
  if (text.empty()) return false;
  return word_count(text) < 3 || is_note(text) || text.ends_with('.') || resembles_affiliation_line(text);
}

/// What the items of one list say of each other.
struct Company {
  bool papers = false;     ///< one shows that it is a paper
  bool addressed = false;  ///< nearly all end in the address of a publication: titles need no capitals then
  bool detailed = false;   ///< one has affiliations below
  bool listed = false;     ///< as many as not have affiliations below and a title above them, whatever the page is

  /// A title with lines below is then a paper wherever the page has it.
  bool of_papers() const { return listed || (papers && detailed); }
};

bool is_addressed(const Bullet& bullet) { return bullet.head.has_address && word_count(bullet.head.title) >= 3; }

/// " & ", or a word for an organisation: a capitalised word alone may be a remark.
bool names_organisations(const Bullet& bullet) {
  const std::string& line = bullet.items.front()->children.front().source;
  return line.find(" & ") != std::string::npos || names_organisation(line);
}

class ListReader {
 public:
  ListReader(const Block& list, const Place& place, ReadResult& result)
      : place_(place), result_(result), affiliated_(holds_affiliations(list, place.papers)) {}

  void read(const Block& list, std::vector<std::string>& topics, int depth) {
    std::vector<Bullet> bullets;
    for (const Block& item : list.children) bullets.push_back(read_bullet(item));
    const Company company = company_of(bullets);
    for (Bullet& bullet : bullets) {
      if (bullet.anchor) continue;
      if (company.detailed && is_affiliations_alone(bullet)) {
        reject(bullet, "a line of affiliations without a paper above it; give the paper's title");
      } else if (is_paper(bullet, company, depth)) {
        add_paper(std::move(bullet), topics, company);
      } else if (!bullet.items.empty()) {
        descend(bullet, topics, depth);
      } else if (!bullet.text.empty() && (place_.papers || (company.of_papers() && bullet.head.links.empty()))) {
        reject(bullet, kNeither);
      }
    }
  }

 private:
  bool is_paper(const Bullet& bullet, const Company& company, int depth) const {
    if (shows_paper(bullet.head, place_.papers)) return true;
    if (company.addressed && is_addressed(bullet)) return true;
    if (bullet.head.title.empty()) return false;
    const FirstChild first = judge_first_child(bullet, place_.papers);
    switch (first) {
      case FirstChild::topic_like: return false;
      case FirstChild::authors: return bullet.head.links.empty() || place_.papers;
      case FirstChild::affiliations: return place_.papers || company.papers || company.listed;
      case FirstChild::identifier: return true;
      case FirstChild::note:
      case FirstChild::other: return is_paper_by_structure(bullet, company, depth);
      case FirstChild::none: break;
    }
    // A bare line: only directly below a heading of papers, where no bullet is a topic of others.
    if (!place_.papers || word_count(bullet.head.title) < 3) return false;
    return depth == 0 || !bullet.head.links.empty();
  }

  /// The first line below says nothing, but a paper's children are all leaves.
  bool is_paper_by_structure(const Bullet& bullet, const Company& company, int depth) const {
    if (word_count(bullet.head.title) < 3 || !has_only_remarks(bullet, place_.papers)) return false;
    if (!place_.papers) return company.of_papers() && bullet.head.links.empty() && is_title_case(bullet.head.title);
    if (company.detailed) return true;
    return (affiliated_ || depth == 0) && has_no_title_below(bullet);
  }

  Company company_of(const std::vector<Bullet>& bullets) const {
    Company company;
    std::size_t addressed = 0;
    std::size_t detailed = 0;
    std::size_t titled = 0;
    bool organisations = false;
    for (const Bullet& bullet : bullets) {
      company.papers = company.papers || shows_paper(bullet.head, place_.papers);
      addressed += is_addressed(bullet) ? 1U : 0U;
      if (judge_first_child(bullet, place_.papers) != FirstChild::affiliations) continue;
      ++detailed;
      titled += is_title_case(bullet.head.title) ? 1U : 0U;
      organisations = organisations || names_organisations(bullet);
    }
    company.addressed = addressed >= 2 && addressed * 4 >= bullets.size() * 3;
    company.detailed = detailed > 0;
    company.listed = organisations && detailed >= 2 && detailed * 2 >= bullets.size() && titled * 3 >= detailed * 2;
    return company;
  }

  static bool is_affiliations_alone(const Bullet& bullet) {
    return bullet.below.empty() && bullet.head.links.empty() && bullet.text.find(" & ") != std::string::npos &&
           is_affiliation_line(bullet.text);
  }

  void reject(const Bullet& bullet, const char* reason) {
    result_.rejects.push_back(
        {.file = {}, .line = bullet.line, .column = 0, .reason = reason, .text = shorten(printable(bullet.text), 200)});
  }

  void add_paper(Bullet bullet, const std::vector<std::string>& topics, const Company& company) {
    Place place = place_;
    place.topics = topics;
    Entry entry = make_entry(std::move(bullet.head), bullet.line, place);
    const bool lenient = company.listed || (place_.papers && affiliated_);
    add_details(bullet.below, entry, lenient ? AffiliationTest::lenient : AffiliationTest::strict);
    result_.entries.push_back(std::move(entry));
  }

  void descend(const Bullet& bullet, std::vector<std::string>& topics, int depth) {
    const std::size_t entries = result_.entries.size();
    const std::size_t rejects = result_.rejects.size();
    const bool named = !bullet.text.empty();
    if (named) topics.push_back(bullet.head.title.empty() ? bullet.text : bullet.head.title);
    for (const Block& block : bullet.below) {
      if (block.kind == BlockKind::list) read(block, topics, depth + 1);
    }
    if (named) topics.pop_back();
    // Its lines were all rejected: what looked like a topic is as likely their paper.
    if (named && result_.entries.size() == entries && result_.rejects.size() > rejects) reject(bullet, kNeither);
  }

  static constexpr const char* kNeither =
      "neither a paper nor a topic with papers below; give a paper its link or its affiliations";

  const Place& place_;
  ReadResult& result_;
  bool affiliated_;  ///< a paper somewhere in the list has affiliations below
};

}  // namespace

bool shows_paper(const Head& head, bool in_papers) {
  if (head.title.empty()) return head.has_address && holds_identifier(head);
  if (head.in_sentence && !head.mark && !head.authors) return false;
  if (is_pointer(head.title) || (parse_venue_mark(head.title) && !head.authors)) return false;
  if (head.has_paper_link || head.has_citation || head.authors) return true;
  if (head.mark && word_count(head.title) >= 2) return true;
  if (head.has_address && is_title_case(head.title)) return true;
  if (!head.title_url || word_count(head.title) < 2) return false;
  return is_publication_url(*head.title_url) || (in_papers && !is_code_url(*head.title_url));
}

void read_list(const Block& list, const Place& place, ReadResult& result) {
  std::vector<std::string> topics = place.topics;
  ListReader(list, place, result).read(list, topics, 0);
}

}  // namespace bibmill::markdown
