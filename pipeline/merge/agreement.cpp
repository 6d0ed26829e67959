#include "pipeline/merge/agreement.h"

#include <algorithm>
#include <string>
#include <utility>

#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_zeros(std::string_view text) {
  if (!is_digits(text)) return text;
  const std::size_t first = text.find_first_not_of('0');
  return first == std::string_view::npos ? text.substr(text.size() - 1) : text.substr(first);
}

/// First and last page; the last is written out where it was shortened ("728-43").
std::pair<std::string, std::string> page_range(std::string_view pages) {
  std::vector<std::string> words = fold_words(pages);
  if (words.empty()) return {};
  std::string first = words.front();
  std::string last = words.back();
  if (is_digits(first) && is_digits(last) && last.size() < first.size()) {
    last = first.substr(0, first.size() - last.size()) + last;
  }
  return {std::move(first), std::move(last)};
}

bool same_pages(std::string_view a, std::string_view b) {
  const auto [first_a, last_a] = page_range(a);
  const auto [first_b, last_b] = page_range(b);
  if (without_zeros(first_a) != without_zeros(first_b)) return false;
  const bool start_only = first_a == last_a || first_b == last_b;  // many databases keep the first page only
  return start_only || without_zeros(last_a) == without_zeros(last_b);
}

bool same_date(const PartialDate& a, const PartialDate& b) {
  if (a.year != b.year) return false;
  if (!a.month || !b.month) return true;
  return *a.month == *b.month && (!a.day || !b.day || *a.day == *b.day);
}

/// "multi-source" and "multisource" are one word to a reader.
std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

bool same_title(std::string_view a, std::string_view b) {
  return without_blanks(fold_title(a)) == without_blanks(fold_title(b)) || adds_subtitle(a, b) || adds_subtitle(b, a);
}

template <class Id>
bool share_one(const std::vector<Id>& a, const std::vector<Id>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Id& id) { return std::find(b.begin(), b.end(), id) != b.end(); });
}

bool same_text(std::string_view a, std::string_view b) {
  return without_zeros(fold_title(a)) == without_zeros(fold_title(b));
}

/// Sources mostly print a name alike: comparing folded forms costs a hundred times as much as seeing that.
bool may_be_one(const PersonName& a, const PersonName& b) {
  return a == b || compare_names(a, b) != NameAgreement::different;
}

}  // namespace

bool adds_subtitle(std::string_view shorter, std::string_view longer) {
  const std::string start = fold_title(shorter);
  const std::string whole = fold_title(longer);
  if (start.empty() || whole.size() <= start.size() + 1 || !whole.starts_with(start + " ")) return false;
  return longer.find(": ") != std::string_view::npos || longer.find(" - ") != std::string_view::npos ||
         longer.find("\xE2\x80\x93") != std::string_view::npos || longer.find("\xE2\x80\x94") != std::string_view::npos;
}

bool is_all_caps(std::string_view title) {
  const auto upper = std::count_if(title.begin(), title.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool lower = std::any_of(title.begin(), title.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  constexpr int kNoAcronym = 8;  // a title that is one acronym is rightly in capitals
  return !lower && upper >= kNoAcronym && title.find(' ') != std::string_view::npos;
}

bool names_within(const std::vector<Person>& part, const std::vector<Person>& whole) {
  std::size_t at = 0;
  for (const Person& person : part) {
    while (at < whole.size() && !may_be_one(person.name, whole[at].name)) ++at;
    if (at == whole.size()) return false;
    ++at;
  }
  return true;
}

bool same_value(const Work& a, const Work& b, WorkField field) {
  switch (field) {
    case WorkField::title: return same_title(*a.title, *b.title);
    case WorkField::authors: return names_within(a.authors, b.authors) || names_within(b.authors, a.authors);
    case WorkField::editors: return names_within(a.editors, b.editors) || names_within(b.editors, a.editors);
    case WorkField::issued: return same_date(*a.issued, *b.issued);
    case WorkField::pages: return same_pages(*a.pages, *b.pages);
    case WorkField::isbn: return share_one(a.isbn, b.isbn);
    case WorkField::issn: return share_one(a.issn, b.issn);
    case WorkField::doi: return a.doi == b.doi;
    case WorkField::arxiv_id: return a.arxiv_id == b.arxiv_id;
    case WorkField::dblp_key: return a.dblp_key == b.dblp_key;
    default: return same_text(print_field(a, field), print_field(b, field));
  }
}

bool says_more(const Work& a, const Work& b, WorkField field) {
  switch (field) {
    case WorkField::issued: return a.issued->str().size() > b.issued->str().size();
    case WorkField::title: {
      if (adds_subtitle(*b.title, *a.title)) return !is_all_caps(*a.title);
      return is_all_caps(*b.title) && !is_all_caps(*a.title) && !adds_subtitle(*a.title, *b.title);
    }
    case WorkField::authors:
      return !a.authors_incomplete && a.authors.size() > b.authors.size() && names_within(b.authors, a.authors);
    case WorkField::pages: {
      const auto [first_a, last_a] = page_range(*a.pages);
      const auto [first_b, last_b] = page_range(*b.pages);
      return first_a != last_a && first_b == last_b;
    }
    default: return false;
  }
}

}  // namespace bibmill
