#include "normalizers/ids/doi.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "normalizers/ids/url_parts.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;
constexpr std::size_t npos = string_view::npos;

/// Length of "10.1145/" at the start of `text`, 0 when it does not start so: `10.\d{4,9}(\.\d+)*/` (apis/doi.md §5 rule
/// 4).
std::size_t prefix_length(string_view text) {
  if (!text.starts_with("10.")) return 0;
  std::size_t end = 3;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  if (const std::size_t digits = end - 3; digits < 4 || digits > 9) return 0;
  while (end + 1 < text.size() && text[end] == '.' && is_ascii_digit(text[end + 1])) {
    ++end;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
  }
  return end < text.size() && text[end] == '/' ? end + 1 : 0;
}

void replace_all(std::string& text, string_view from, string_view to) {
  for (std::size_t at = text.find(from); at != npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

char opening_of(char closing) {
  switch (closing) {
    case ')': return '(';
    case ']': return '[';
    case '}': return '{';
    case '>': return '<';
    default: return '\0';
  }
}

/// Where the first bracket closes that was not opened: there the prose, Markdown or HTML around the DOI goes on.
std::size_t first_unbalanced(string_view text) {
  std::array<int, 128> open{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(' || c == '[' || c == '{' || c == '<') ++open[static_cast<std::size_t>(c)];
    if (const char opening = opening_of(c); opening != '\0' && --open[static_cast<std::size_t>(opening)] < 0) return i;
  }
  return text.size();
}

/// Start of the next DOI of a list written without blanks: "10.1016/a;10.1016/b".
std::size_t next_of_list(string_view text) {
  for (std::size_t at = text.find_first_of(",;"); at != npos; at = text.find_first_of(",;", at + 1)) {
    if (prefix_length(text.substr(at + 1)) > 0) return at;
  }
  return text.size();
}

/// Start of a URL's query that was copied with a DOI: "?download=true", "&domain=pdf". No DOI is known to hold one.
std::size_t query_of_url(string_view text) {
  for (std::size_t at = text.find_first_of("?&"); at != npos; at = text.find_first_of("?&", at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && (is_ascii_letter(text[end]) || text[end] == '_')) ++end;
    if (end > at + 1 && end < text.size() && text[end] == '=') return at;
  }
  return text.size();
}

string_view without_final_prose(string_view text) {
  constexpr string_view kAscii = ".,;:'\"!?`|\\";
  constexpr std::array<string_view, 9> kWide = {"”", "’", "»", "…", "。", "，", "、", "）", "；"};
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (kAscii.find(text.back()) != npos) {
      text.remove_suffix(1);
      again = true;
    }
    for (const string_view mark : kWide) {
      if (!text.ends_with(mark)) continue;
      text.remove_suffix(mark.size());
      again = true;
    }
  }
  return text;
}

/// ACM's and others' templates print "10.1145/nnnnnnn.nnnnnnn" until the real DOI is known.
bool is_placeholder(string_view suffix) { return suffix.size() >= 5 && suffix.find_first_not_of("nx.") == npos; }

/// Length of "v2" at the end of an arXiv id; 0 where there is none.
std::size_t version_length(string_view id) {
  const std::size_t mark = id.find_last_not_of("0123456789");
  const bool versioned =
      mark != npos && mark > 0 && mark + 1 < id.size() && id[mark] == 'v' && is_ascii_digit(id[mark - 1]);
  return versioned ? id.size() - mark : 0;
}

/// The canonical text of the DOI that `text` begins with; "" when it begins with none. `text` is decoded and holds no
/// URL parts.
std::string canonical(string_view text) {
  std::string doi = decode_entities(text.substr(0, std::min(text.find_first_of(" \""), text.size())));
  if (prefix_length(doi) == 0) return {};
  for (const string_view escaped : {"{\\_}", "\\_"}) replace_all(doi, escaped, "_");
  if (const auto tag = doi.find("</"); tag != npos) doi.resize(tag);
  doi.resize(next_of_list(doi));
  doi.resize(query_of_url(doi));
  doi.resize(first_unbalanced(doi));
  doi.resize(without_final_prose(doi).size());
  doi = ascii_lower(doi);
  const std::size_t prefix = prefix_length(doi);
  if (prefix == 0 || prefix == doi.size()) return {};
  const string_view suffix = string_view(doi).substr(prefix);
  // "%02" decoded: no DOI that was ever registered holds a control character.
  if (std::any_of(suffix.begin(), suffix.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    return {};
  if (is_placeholder(suffix) || !is_valid_utf8(doi) ||
      std::none_of(suffix.begin(), suffix.end(), [](char c) { return is_ascii_alnum(c) || (c & 0x80) != 0; })) {
    return {};
  }
  if (suffix.starts_with("arxiv.")) {
    while (const std::size_t version = version_length(doi)) doi.resize(doi.size() - version);
  }
  return doi;
}

string_view without_schemes(string_view text) {
  constexpr std::array<string_view, 7> kSchemes = {
      "info:doi/", "info:doi:", "urn:doi:", "urn:", "doi:", "doi=", "hdl:"};
  for (bool again = true; again;) {
    again = false;
    while (!text.empty() && string_view("<([{\"'` ").find(text.front()) != npos) text.remove_prefix(1);
    for (const string_view scheme : kSchemes) {
      if (!starts_with_ignoring_case(text, scheme)) continue;
      text.remove_prefix(scheme.size());
      again = true;
    }
  }
  return text;
}

string_view without_slashes(string_view path) {
  return path.substr(std::min(path.find_first_not_of('/'), path.size()));
}

bool is_resolver(string_view host) {
  return host_is(host, "doi.org") || host_is(host, "dx.doi.org") || host.starts_with("doi.") ||
         host.starts_with("dx.doi.") || host_is(host, "hdl.handle.net");
}

/// Hosts of code and of things about works. A DOI in such a URL is part of a file or page name.
bool is_foreign_host(string_view host) {
  constexpr std::array<string_view, 9> kHosts = {"github.com",    "github.io",      "gitlab.com",
                                                 "bitbucket.org", "codeberg.org",   "sourceforge.net",
                                                 "gitee.com",     "huggingface.co", "raw.githubusercontent.com"};
  return std::any_of(kHosts.begin(), kHosts.end(), [&](string_view known) { return host_is(host, known); });
}

/// Publisher pages put views and file names behind the DOI: ".../10.3389/fnins.2020.1/full",
/// ".../10.1007/s00778-1.pdf".
std::string without_page_parts(std::string path) {
  constexpr std::array<string_view, 20> kEndings = {
      "/full", "/fulltext", "/fulltext.html", "/abstract",  "/pdf",      "/epdf",      "/meta",
      "/html", "/summary",  "/references",    "/figures",   "/metrics",  "/citations", "/download",
      ".pdf",  ".html",     ".full",          ".full-text", ".abstract", "/"};
  for (bool again = true; again;) {
    again = false;
    for (const string_view ending : kEndings) {
      if (path.size() <= ending.size() ||
          !starts_with_ignoring_case(string_view(path).substr(path.size() - ending.size()), ending))
        continue;
      path.resize(path.size() - ending.size());
      again = true;
    }
  }
  return path;
}

/// bioRxiv and medRxiv append the version: ".../10.1101/2020.01.02.123456v2".
void drop_preprint_version(std::string& doi) {
  const auto mark = doi.rfind('v');
  if (mark == npos || mark + 1 == doi.size() || mark == 0 || !is_ascii_digit(doi[mark - 1])) return;
  if (std::all_of(doi.begin() + static_cast<std::ptrdiff_t>(mark) + 1, doi.end(), is_ascii_digit)) doi.resize(mark);
}

/// nature.com/articles/<id> is 10.1038/<id>, for ids such as s41586-020-2649-2, nature14539, srep12345.
std::string from_nature(string_view path) {
  constexpr string_view kArticles = "/articles/";
  if (!path.starts_with(kArticles)) return {};
  const string_view id = path.substr(kArticles.size(), path.find_first_of("/.", kArticles.size()) - kArticles.size());
  const bool plausible = id.size() >= 6 && is_ascii_letter(id.front()) && is_ascii_alnum(id.back()) &&
                         std::all_of(id.begin(), id.end(), [](char c) { return is_ascii_alnum(c) || c == '-'; }) &&
                         std::count_if(id.begin(), id.end(), is_ascii_digit) >= 3;
  return plausible ? canonical("10.1038/" + std::string(id)) : std::string();
}

std::string from_publisher(const UrlParts& url) {
  const std::string path = percent_decode(url.path);
  for (std::size_t at = path.find('/'); at != npos; at = path.find('/', at + 1)) {
    const string_view rest = without_schemes(string_view(path).substr(at + 1));
    if (prefix_length(rest) == 0) continue;
    std::string doi = canonical(without_page_parts(std::string(rest)));
    if (host_is(url.host, "biorxiv.org") || host_is(url.host, "medrxiv.org")) drop_preprint_version(doi);
    // Oxford University Press puts its own article number behind the DOI.
    if (host_is(url.host, "academic.oup.com") && std::count(doi.begin(), doi.end(), '/') > 2)
      doi.resize(doi.rfind('/'));
    return doi;
  }
  if (host_is(url.host, "nature.com")) return from_nature(url.path);
  return {};
}

/// "?id=10.1371/journal.pone.1", "?doi=10.1145/1.2", "?url=https%3A%2F%2Fdoi.org%2F10.1145%2F1.2" (library log-in
/// pages).
std::string from_query(const UrlParts& url) {
  string_view rest = url.query;
  while (!rest.empty()) {
    const string_view parameter = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(parameter.size() + 1, rest.size()));
    const auto equals = parameter.find('=');
    if (equals == npos) continue;
    const std::string value = percent_decode(parameter.substr(equals + 1));
    if (prefix_length(without_schemes(value)) > 0) return canonical(without_schemes(value));
    const auto inner = split_url(value);
    if (value.starts_with("http") && inner && is_resolver(inner->host)) {
      return canonical(without_schemes(without_slashes(inner->path)));
    }
  }
  return {};
}

/// A SICI may end in '#' as its check character (ANSI/NISO Z39.56), which a raw URL shows as an empty fragment.
bool ends_in_sici_check(string_view text, const UrlParts& url) {
  return url.fragment.empty() && text.ends_with("#") && url.path.ends_with(";2-");
}

std::string from_url(string_view text) {
  const auto url = split_url(text);
  if (!url || is_foreign_host(url->host)) return {};
  if (is_resolver(url->host)) {
    std::string path = percent_decode(url->path);
    if (ends_in_sici_check(text, *url)) path.push_back('#');
    return canonical(without_schemes(without_slashes(path)));
  }
  std::string doi = from_publisher(*url);
  return doi.empty() ? from_query(*url) : doi;
}

/// What stands between Markdown's emphasis marks. A star at the end alone can belong to the DOI (10.18730, FAO).
string_view without_emphasis(string_view token) {
  if (!token.starts_with('*')) return token;
  token.remove_prefix(std::min(token.find_first_not_of('*'), token.size()));
  return token.substr(0, token.find('*'));
}

/// The DOI of one blank-free piece of text.
std::string from_token(string_view raw) {
  const string_view token = without_schemes(without_emphasis(raw));
  std::string decoded;
  if (token.find('/') == npos && find_ignoring_case(token, "%2f") != npos) decoded = percent_decode(token);
  const string_view text = decoded.empty() ? token : string_view(decoded);
  if (prefix_length(text) > 0) return canonical(text);

  if (const auto mark = find_ignoring_case(text, "://"); mark != npos) {
    std::size_t begin = mark;
    while (begin > 0 && is_ascii_letter(text[begin - 1])) --begin;
    const string_view url = text.substr(begin);
    return from_url(url.substr(0, std::min(first_unbalanced(url), url.find_first_of("\""))));
  }
  for (std::size_t at = text.find("10."); at != npos; at = text.find("10.", at + 1)) {
    const bool boundary = at == 0 || (!is_ascii_alnum(text[at - 1]) && string_view("./-_%").find(text[at - 1]) == npos);
    if (boundary && prefix_length(text.substr(at)) > 0) return canonical(text.substr(at));
  }
  return text.find('/') == npos ? std::string() : from_url(text.substr(0, first_unbalanced(text)));
}

bool must_encode(unsigned char c) {
  return c <= 0x20 || c >= 0x7F || string_view("\"#%<>?[\\]^`{|}").find(static_cast<char>(c)) != npos;
}

}  // namespace

std::optional<Doi> Doi::parse(std::string_view text) {
  const std::string clean = identifier_text(text);
  for (std::size_t begin = 0; begin < clean.size();) {
    const std::size_t end = std::min(clean.find(' ', begin), clean.size());
    std::string found = from_token(string_view(clean).substr(begin, end - begin));
    if (!found.empty()) return Doi(std::move(found));
    begin = end + 1;
  }
  return std::nullopt;
}

std::string Doi::url() const {
  constexpr string_view kHex = "0123456789ABCDEF";
  std::string out = "https://doi.org/";
  for (const char c : text_) {
    const auto byte = static_cast<unsigned char>(c);
    if (must_encode(byte)) {
      out += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
    } else {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace bibmill
