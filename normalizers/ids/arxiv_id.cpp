#include "normalizers/ids/arxiv_id.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "normalizers/ids/dblp_key.h"
#include "normalizers/ids/url_parts.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;
constexpr std::size_t npos = string_view::npos;

/// Archives that issued ids before April 2007 (arxiv.org/archive).
constexpr std::array<string_view, 38> kArchives = {
    "acc-phys", "adap-org", "alg-geom", "ao-sci",   "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph",  "cmp-lg",
    "comp-gas", "cond-mat", "cs",       "dg-ga",    "funct-an", "gr-qc",   "hep-ex",   "hep-lat",  "hep-ph",   "hep-th",
    "math",     "math-ph",  "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th", "patt-sol", "physics",  "plasm-ph", "q-alg",
    "q-bio",    "quant-ph", "solv-int", "supr-con", "stat",     "eess",    "econ",     "q-fin"};

struct Found {
  std::string base;
  std::optional<int> version;
  std::size_t length = 0;  ///< of the text it was read from
};

std::size_t digits_at(string_view text, std::size_t position) {
  std::size_t count = 0;
  while (position + count < text.size() && is_ascii_digit(text[position + count])) ++count;
  return count;
}

int number(string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Reads "v2" at the end of `found`; false when what follows is neither a version nor the end of the id.
bool read_version(string_view text, Found& found) {
  const string_view rest = text.substr(found.length);
  if (rest.size() > 1 && to_ascii_lower(rest[0]) == 'v' && is_ascii_digit(rest[1])) {
    const std::size_t digits = digits_at(rest, 1);
    if (rest[1] == '0' || digits > 4) return false;
    found.version = number(rest.substr(1, digits));
    found.length += 1 + digits;
  }
  return found.length == text.size() || !is_ascii_alnum(text[found.length]);
}

/// YYMM.number: from 0704, four digits to 1412, five from 1501. Two-digit years from 91 are those of the old scheme.
std::optional<Found> read_new_style(string_view text) {
  if (digits_at(text, 0) != 4 || text.size() < 9 || text[4] != '.') return std::nullopt;
  const std::size_t digits = digits_at(text, 5);
  const int year_month = number(text.substr(0, 4));
  const int month = year_month % 100;
  const std::size_t wanted = year_month >= 1501 ? 5 : 4;
  if (month < 1 || month > 12 || year_month < 704 || year_month >= 9100 || digits != wanted) return std::nullopt;
  if (number(text.substr(5, digits)) == 0) return std::nullopt;
  Found found{std::string(text.substr(0, 5 + digits)), std::nullopt, 5 + digits};
  if (!read_version(text, found)) return std::nullopt;
  return found;
}

/// "quant-ph" for "quant-ph", "Quant-Ph" and "quantph"; empty when there is no such archive.
string_view known_archive(string_view text) {
  std::string wanted = ascii_lower(text);
  std::erase(wanted, '-');
  for (const string_view archive : kArchives) {
    std::string name(archive);
    std::erase(name, '-');
    if (name == wanted) return archive;
  }
  return {};
}

/// "0309136": YYMMNNN from 9107 to 0703.
bool is_old_number(string_view digits) {
  if (digits.size() != 7) return false;
  const int year_month = number(digits.substr(0, 4));
  const int month = year_month % 100;
  const bool in_time = year_month >= 9107 || year_month <= 703;
  return month >= 1 && month <= 12 && in_time;
}

/// archive[.SC]/YYMMNNN; the subject class is dropped.
std::optional<Found> read_old_style(string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == npos || slash > 20) return std::nullopt;
  const string_view head = text.substr(0, slash);
  const string_view archive = known_archive(head.substr(0, head.find('.')));
  const std::size_t digits = digits_at(text, slash + 1);
  if (archive.empty() || !is_old_number(text.substr(slash + 1, digits))) return std::nullopt;
  const string_view subject = head.substr(std::min(head.find('.'), head.size()));
  if (!std::all_of(subject.begin(), subject.end(), [](char c) { return is_ascii_letter(c) || c == '-' || c == '.'; })) {
    return std::nullopt;
  }
  Found found{std::string(archive) + "/" + std::string(text.substr(slash + 1, digits)), std::nullopt,
              slash + 1 + digits};
  if (!read_version(text, found)) return std::nullopt;
  return found;
}

std::optional<Found> read_id(string_view text) {
  if (auto found = read_new_style(text)) return found;
  return read_old_style(text);
}

/// DBLP's key of a CoRR record: journals/corr/abs-2505-11432, abs-cs-0501001, cs-DB-0112017 (apis/dblp.md "Keys").
std::optional<Found> read_corr_key(string_view name) {
  if (name.starts_with("abs-")) name.remove_prefix(4);
  const std::size_t dash = name.rfind('-');
  if (dash == npos) return std::nullopt;
  const string_view head = name.substr(0, dash);
  const string_view tail = name.substr(dash + 1);
  if (digits_at(head, 0) == 4 && head.size() == 4) return read_new_style(std::string(head) + "." + std::string(tail));
  for (std::size_t end = head.size(); end != npos && end > 0; end = head.rfind('-', end - 1)) {
    const string_view archive = known_archive(head.substr(0, end));
    if (!archive.empty()) return read_old_style(std::string(archive) + "/" + std::string(tail));
  }
  return std::nullopt;
}

/// The path of a URL of arXiv or one of its mirrors, behind which the id comes.
std::optional<Found> from_url(string_view text) {
  const auto url = split_url(text);
  if (!url) return std::nullopt;
  const std::string path = percent_decode(url->path);
  const auto behind = [&](std::initializer_list<string_view> folders) -> std::optional<Found> {
    for (const string_view folder : folders) {
      if (starts_with_ignoring_case(path, folder)) return read_id(string_view(path).substr(folder.size()));
    }
    return std::nullopt;
  };
  if (host_is(url->host, "arxiv.org") || host_is(url->host, "xxx.lanl.gov") || host_is(url->host, "ar5iv.org") ||
      host_is(url->host, "alphaxiv.org")) {
    return behind(
        {"/abs/", "/pdf/", "/html/", "/ps/", "/format/", "/src/", "/e-print/", "/overview/", "/bibtex/", "/tb/"});
  }
  if (host_is(url->host, "huggingface.co") || host_is(url->host, "hf.co")) return behind({"/papers/"});
  if (host_is(url->host, "semanticscholar.org")) return behind({"/arxiv/"});
  if (host_is(url->host, "doi.org") || host_is(url->host, "dx.doi.org")) return behind({"/10.48550/arxiv."});
  return std::nullopt;
}

/// Behind "arXiv" in running text: "arXiv:2505.11432", "arXiv preprint arXiv:2505.11432", "arXiv/2505.11432".
std::optional<Found> behind_word(string_view text) {
  constexpr string_view kWord = "arxiv";
  for (std::size_t at = find_ignoring_case(text, kWord); at != npos; at = find_ignoring_case(text, kWord, at + 1)) {
    string_view rest = text.substr(at + kWord.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" :/.-"), rest.size()));
    for (const string_view word : {"preprint ", "e-print ", "eprint "}) {
      if (starts_with_ignoring_case(rest, word)) rest.remove_prefix(word.size());
    }
    if (auto found = read_id(rest)) return found;
  }
  return std::nullopt;
}

/// DBLP's volume of a CoRR record: "abs/2505.11432", "CoRR abs/2505.11432".
std::optional<Found> behind_abs(string_view text) {
  constexpr string_view kAbs = "abs/";
  const std::size_t at = find_ignoring_case(text, kAbs);
  if (at == npos || (at > 0 && is_ascii_alnum(text[at - 1]))) return std::nullopt;
  return read_id(text.substr(at + kAbs.size()));
}

/// A bare id: all of the text, or followed by a category "[cs.DC]" or a file ending.
std::optional<Found> bare(string_view text) {
  while (!text.empty() && text.front() == '/') text.remove_prefix(1);
  auto found = read_id(text);
  if (!found) return std::nullopt;
  const string_view rest = trim(text.substr(found->length));
  for (const string_view tail : {"", ".", ",", ".pdf", ".ps", ".gz", ".ps.gz"}) {
    if (rest == tail) return found;
  }
  return rest.starts_with('[') || rest.starts_with('(') ? found : std::nullopt;
}

std::optional<Found> find_id(string_view text) {
  if (const auto mark = text.find("://"); mark != npos) {
    std::size_t begin = mark;
    while (begin > 0 && is_ascii_letter(text[begin - 1])) --begin;
    if (auto found = from_url(text.substr(begin, text.find(' ', begin) - begin))) return found;
    if (begin == 0) return std::nullopt;
    text = text.substr(0, begin);
  }
  if (auto found = bare(text)) return found;
  if (auto found = from_url(text)) return found;
  if (auto found = behind_word(percent_decode(text))) return found;
  return behind_abs(text);
}

}  // namespace

std::optional<ArxivId> ArxivId::parse(std::string_view text) {
  const std::string clean = identifier_text(text);
  std::optional<Found> found;
  if (const auto key = DblpKey::parse(clean)) {
    constexpr string_view kCorr = "journals/corr/";
    // Any other key names a DBLP record, whatever its parts look like.
    if (key->str().starts_with(kCorr)) found = read_corr_key(string_view(key->str()).substr(kCorr.size()));
  } else {
    found = find_id(clean);
  }
  if (!found) return std::nullopt;
  return ArxivId(std::move(found->base), found->version);
}

Doi ArxivId::doi() const { return *Doi::parse("10.48550/arxiv." + base_); }

std::string ArxivId::url() const { return "https://arxiv.org/abs/" + base_; }

}  // namespace bibmill
