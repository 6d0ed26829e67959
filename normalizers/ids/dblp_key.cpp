#include "normalizers/ids/dblp_key.h"

#include <algorithm>
#include <array>

#include "normalizers/ids/url_parts.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;

/// First parts of keys of works; homepages/ and streams/ are persons and venues.
constexpr std::array<string_view, 12> kKinds = {"conf", "journals", "books", "phd",     "series", "reference",
                                                "data", "tr",       "www",   "persons", "ms",     "dblpnote"};

string_view without_ending(string_view key) {
  for (const string_view ending : {".html", ".xml", ".bib", ".rdf", ".nt", ".ris", ".json"}) {
    if (key.ends_with(ending)) key.remove_suffix(ending.size());
  }
  return key;
}

bool is_key_character(char c) { return is_ascii_alnum(c) || string_view("/_-+.:'").find(c) != string_view::npos; }

bool is_key(string_view key) {
  const std::size_t slash = key.find('/');
  if (slash == string_view::npos || std::find(kKinds.begin(), kKinds.end(), key.substr(0, slash)) == kKinds.end())
    return false;
  if (key.ends_with('/') || key.find("//") != string_view::npos || key.find("..") != string_view::npos) return false;
  if (!std::all_of(key.begin(), key.end(), is_key_character)) return false;
  // Only the oldest collections have keys of two parts: "persons/Codd71a", "ms/Brown92".
  const string_view kind = key.substr(0, slash);
  return std::count(key.begin(), key.end(), '/') >= 2 || kind == "persons" || kind == "ms" || kind == "phd";
}

/// The key in ".../rec/conf/x/Y99.html" and the older ".../rec/bibtex/conf/x/Y99".
string_view key_of_path(string_view path) {
  constexpr string_view kRecord = "/rec/";
  if (!path.starts_with(kRecord)) return {};
  path.remove_prefix(kRecord.size());
  for (const string_view form : {"html/", "bibtex/", "bibtex0/", "bibtex1/", "bib/", "bib0/", "bib1/", "bib2/", "xml/",
                                 "rdf/", "ris/", "nt/", "json/"}) {
    if (path.starts_with(form)) return path.substr(form.size());
  }
  return path;
}

bool is_dblp_host(string_view host) {
  return host_is(host, "dblp.org") || host_is(host, "dblp.uni-trier.de") || host_is(host, "dblp.dagstuhl.de") ||
         host_is(host, "dblp.de");
}

}  // namespace

std::optional<DblpKey> DblpKey::parse(std::string_view text) {
  const std::string clean = identifier_text(text);
  string_view key = clean;
  if (starts_with_ignoring_case(key, "dblp:")) key = trim(key.substr(5));
  std::string path;
  if (!is_key(key)) {
    const auto url = split_url(key);
    if (!url || !is_dblp_host(url->host)) return std::nullopt;
    path = percent_decode(url->path);
    key = key_of_path(path);
  }
  key = without_ending(key);
  if (!is_key(key)) return std::nullopt;
  return DblpKey(std::string(key));
}

std::string DblpKey::url() const { return "https://dblp.org/rec/" + text_; }

}  // namespace bibmill
