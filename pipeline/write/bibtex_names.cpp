#include "pipeline/write/bibtex_names.h"

#include <algorithm>
#include <string_view>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// Escaped, and `=` hidden: biber reads any name with "given=", "family=", … as key=value pairs (bibtex.pm).
std::string escaped(std::string_view text, LatexProfile profile) {
  std::string latex;
  for (const char c : unicode_to_latex(collapse_space(text), profile)) {
    if (c == '=') {
      latex += "{=}";
    } else {
      latex += c;
    }
  }
  return latex;
}

/// One part of a person's name. A comma in it is never printed with the name, and biber 2.18 counts it even inside
/// braces ("too many commas, skipping entry").
std::string part(std::string_view text, LatexProfile profile) {
  std::string without_commas(text);
  std::replace(without_commas.begin(), without_commas.end(), ',', ' ');
  return escaped(without_commas, profile);
}

std::string braced(const std::string& latex) { return "{" + latex + "}"; }

/// " and " separates names in any case, also at the ends of a part.
bool has_and(std::string_view text) {
  const std::string lower = " " + ascii_lower(text) + " ";
  return lower.find(" and ") != std::string::npos;
}

/// Whether BibTeX takes the whole text for a last name: one token, and a capital first. Several tokens, or a hyphen
/// before a small letter, can turn the beginning into a "von"; bytes from 0x80 are skipped when it looks for the case
/// of a letter.
bool is_plain_family(std::string_view family, LatexProfile profile) {
  if (family.find_first_of(" ~") != std::string_view::npos) return false;
  const char first = family.front();
  const bool special = profile == LatexProfile::ascii && family.starts_with("{\\");
  if (!is_upper(first) && !special) return false;
  for (std::size_t i = family.find('-'); i != std::string_view::npos; i = family.find('-', i + 1)) {
    if (i + 1 < family.size() && !is_upper(family[i + 1])) return false;
  }
  return true;
}

/// "van der", "de la": every word begins with a small ASCII letter, so BibTeX takes it for the von part.
bool is_von(std::string_view particle) {
  bool word_start = true;
  for (const char c : particle) {
    if (word_start && !is_lower(c)) return false;
    word_start = c == ' ';
  }
  return !particle.empty() && particle.find_first_of("-'{\\~") == std::string_view::npos;
}

/// A printed particle that is glued to what follows: d'Alembert, al-Khwarizmi.
bool is_glued(std::string_view particle) {
  return particle.ends_with('\'') || particle.ends_with("\xE2\x80\x99") || particle.ends_with('-');
}

/// "J.R.R." counts as one token and one initial; "J. R. R." as three.
std::string spaced_initials(std::string_view given) {
  std::string spaced;
  for (std::size_t i = 0; i < given.size(); ++i) {
    spaced += given[i];
    if (given[i] == '.' && i + 1 < given.size() && is_upper(given[i + 1])) spaced += ' ';
  }
  return spaced;
}

std::string family_part(const PersonName& name, LatexProfile profile) {
  const std::string family = part(name.family, profile);
  const std::string particle = part(name.particle, profile);
  const bool needs_braces = has_and(family) || ascii_lower(family) == "others" || !is_plain_family(family, profile);
  const std::string last = needs_braces ? braced(family) : family;
  if (particle.empty()) return last;
  if (is_von(particle) && !has_and(particle)) return particle + " " + last;
  return braced(particle + (is_glued(name.particle) ? "" : " ") + family);
}

}  // namespace

std::string bibtex_name(const PersonName& name, LatexProfile profile) {
  if (part(name.family, profile).empty()) {
    std::string only = name.literal;
    if (collapse_space(only).empty()) only = name.given;
    const std::string latex = escaped(only, profile);
    return latex.empty() ? std::string() : braced(latex);
  }
  std::string given = part(spaced_initials(name.given), profile);
  if (has_and(given)) given = braced(given);
  std::string suffix = part(name.suffix, profile);
  if (has_and(suffix)) suffix = braced(suffix);
  if (given.empty() && !suffix.empty()) return braced(part(name.family + " " + name.suffix, profile));
  std::string text = family_part(name, profile);
  if (!suffix.empty()) text += ", " + suffix;
  if (!given.empty()) text += ", " + given;
  return text;
}

std::string bibtex_names(const std::vector<Person>& people, bool incomplete, std::size_t max, LatexProfile profile) {
  std::string list;
  std::size_t count = 0;
  for (const Person& person : people) {
    const std::string name = bibtex_name(person.name, profile);
    if (name.empty()) continue;
    if (max > 0 && count == max) {
      incomplete = true;
      break;
    }
    if (count++ > 0) list += " and ";
    list += name;
  }
  if (incomplete && count > 0) list += " and others";
  return list;
}

}  // namespace bibmill
