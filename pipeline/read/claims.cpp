#include "pipeline/read/claims.h"

#include <algorithm>

#include "normalizers/ids/doi_field.h"
#include "normalizers/text/unicode.h"

namespace bibmill {

void Claims::add(const Identifier& identifier) {
  if (std::find(entry_.identifiers.begin(), entry_.identifiers.end(), identifier) != entry_.identifiers.end()) return;
  entry_.identifiers.push_back(identifier);
  Work& work = entry_.work;
  if (const auto* doi = std::get_if<Doi>(&identifier); doi != nullptr && !work.doi) work.doi = *doi;
  if (const auto* id = std::get_if<ArxivId>(&identifier); id != nullptr && !work.arxiv_id) work.arxiv_id = *id;
  if (const auto* key = std::get_if<DblpKey>(&identifier); key != nullptr && !work.dblp_key) work.dblp_key = *key;
}

bool Claims::add_text(std::string_view text) {
  const auto identifier = parse_identifier(text);
  if (identifier) add(*identifier);
  return identifier.has_value();
}

bool Claims::add_value(std::string_view value) { return !may_cut_doi(value) && add_text(value); }

bool Claims::add_arxiv(std::string_view text) {
  const auto id = ArxivId::parse(text);
  if (id) add(*id);
  return id.has_value();
}

bool Claims::add_arxiv_mention(std::string_view text) {
  const std::string lower = ascii_lower(text);
  bool found = false;
  for (const std::string_view mark : {"arxiv:", "abs/", "arxiv.org/"}) {
    for (std::size_t at = lower.find(mark); at != std::string::npos && !found; at = lower.find(mark, at + 1)) {
      std::size_t from = at;
      if (mark == "arxiv:") from += mark.size();
      while (from < text.size() && text[from] == ' ') ++from;
      const std::size_t end = std::min(text.find_first_of(" ,;)]", from), text.size());
      const std::string_view word = text.substr(from, end - from);
      found = add_arxiv(mark == "abs/" ? word.substr(mark.size()) : word);
    }
  }
  return found;
}

bool is_arxiv_container(std::string_view container) {
  const std::string lower = ascii_lower(container);
  return lower == "corr" || lower == "arxiv" || lower.starts_with("arxiv ") || lower.starts_with("arxiv:") ||
         lower.starts_with("arxiv.org") || lower.starts_with("arxiv e-print") || lower.starts_with("corr,") ||
         lower.starts_with("corr abs/");
}

std::optional<std::string> series_venue(std::string_view series) {
  std::size_t digits = series.size();
  while (digits > 0 && series[digits - 1] >= '0' && series[digits - 1] <= '9') --digits;
  const std::size_t count = series.size() - digits;
  if (count != 2 && count != 4) return std::nullopt;
  std::string_view name = trim(series.substr(0, digits));
  bool apostrophe = false;
  for (const std::string_view mark : {"'", "\xE2\x80\x99", "\xE2\x80\x98", "`"}) {
    if (!name.ends_with(mark)) continue;
    name = trim(name.substr(0, name.size() - mark.size()));
    apostrophe = true;
  }
  const bool one_word = name.find(' ') == std::string_view::npos;
  const bool capital = !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
  if (!capital || name.size() > 20 || (!apostrophe && !(count == 4 && one_word))) return std::nullopt;
  return std::string(name);
}

}  // namespace bibmill
