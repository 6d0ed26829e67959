#include "pipeline/read/identifiers.h"

#include <algorithm>
#include <vector>

#include "normalizers/ids/doi_field.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/claims.h"
#include "pipeline/read/encoding.h"

namespace bibmill {
namespace {

bool is_url(std::string_view word) {
  const std::string lower = ascii_lower(word.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://");
}

/// Words that can be nothing but an identifier; "1706.03762" alone on its line is one too, inside a title it may be a
/// number.
bool looks_like_identifier(std::string_view word) {
  const std::string lower = ascii_lower(word.substr(0, 16));
  if (is_url(lower) || lower.starts_with("doi:") || lower.starts_with("arxiv:") || lower.starts_with("dblp:"))
    return true;
  return lower.starts_with("10.") && word.find('/') != std::string_view::npos;
}

std::vector<std::string_view> split_words(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t from = 0; from < line.size();) {
    const std::size_t end = std::min(line.find_first_of(" \t", from), line.size());
    if (end > from) words.push_back(line.substr(from, end - from));
    from = end + 1;
  }
  return words;
}

/// Bytes behind a DOI that tell whether it goes on: of a line of many DOIs, not all of it for each.
constexpr std::size_t kContinuation = 64;

/// What a line of several words holds.
struct Words {
  std::string title;     ///< what is left without the identifiers
  bool unknown = false;  ///< a word that looks like an identifier and is none
  bool cut = false;      ///< a DOI of which a part may stand behind the blank
};

Words read_words(std::string_view line, Claims& claims) {
  Words words;
  for (const std::string_view word : split_words(line)) {
    const bool candidate = looks_like_identifier(word);
    const std::string_view rest =
        line.substr(static_cast<std::size_t>(word.data() - line.data()), word.size() + kContinuation);
    words.cut = words.cut || (candidate && Doi::parse(word) && may_cut_doi(rest));
    if (candidate && claims.add_text(word)) continue;
    words.unknown = words.unknown || candidate;
    if (!words.title.empty()) words.title += ' ';
    words.title += word;
  }
  words.title = collapse_space(words.title);
  return words;
}

/// "(accessed 2024)", "[pdf]", "# read this": a remark beside an identifier, no title.
bool is_remark(std::string_view text) {
  return text.starts_with("# ") || (text.starts_with('(') && text.ends_with(')')) ||
         (text.starts_with('[') && text.ends_with(']'));
}

Reject reject(const Entry& entry, std::string reason) {
  return {entry.file, entry.line, 1, std::move(reason), shorten(printable(entry.raw), 200)};
}

/// Control characters, or bytes that are no text in any encoding we read: a binary file has no titles to search for.
bool is_text(std::string_view line) {
  const bool control =
      std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; });
  return !control && line.find("\xEF\xBF\xBD") == std::string_view::npos;
}

void add_title(std::string title, Entry& entry) {
  const std::string lower = ascii_lower(title);
  if (title.empty() || lower == "doi:" || lower == "doi") return;
  if (!entry.identifiers.empty() && is_remark(title)) {
    entry.notes.push_back(std::move(title));
  } else {
    entry.work.title = std::move(title);
  }
}

void read_line(std::string_view line, Entry entry, ReadResult& result) {
  entry.raw = std::string(line);
  if (!is_text(line)) {
    result.rejects.push_back(reject(entry, "this is no text; give a UTF-8 file with an identifier or a title a line"));
    return;
  }
  Claims claims(entry);
  const bool one_word = split_words(line).size() == 1;
  if (one_word ? claims.add_value(line) : claims.add_arxiv(line)) {
    if (is_url(line)) entry.links.push_back({"", std::string(line)});
    result.entries.push_back(std::move(entry));
    return;
  }
  Words words = read_words(line, claims);
  if (words.cut) {
    result.rejects.push_back(
        reject(entry, "what is around this DOI may belong to it; write the DOI alone on its line"));
    return;
  }
  if (one_word && words.unknown) {
    const std::string kind =
        is_url(line) ? "this URL holds no DOI, arXiv id or DBLP key" : "this is no valid DOI, arXiv id or DBLP key";
    result.rejects.push_back(reject(entry, kind + "; write the identifier or the title"));
    return;
  }
  if (words.title.empty() && entry.identifiers.empty()) {
    result.rejects.push_back(reject(entry, "neither an identifier nor a title"));
    return;
  }
  add_title(std::move(words.title), entry);
  result.entries.push_back(std::move(entry));
}

}  // namespace

bool is_identifier_line(std::string_view line) {
  line = trim(line);
  const auto words = split_words(line.substr(0, 4096));
  return words.size() <= 2 && !words.empty() &&
         (parse_identifier(line).has_value() || (words.size() == 1 && looks_like_identifier(line)));
}

ReadResult read_identifiers(std::string_view text, const std::string& file) {
  ReadResult result;
  const std::string utf8 = to_utf8(text);
  const std::string_view all = utf8;
  std::size_t number = 0;
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t end = std::min(all.find('\n', from), all.size());
    const std::string_view line = trim(all.substr(from, end - from));
    from = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    Entry entry;
    entry.file = file;
    entry.line = number;
    read_line(line, std::move(entry), result);
  }
  return result;
}

}  // namespace bibmill
