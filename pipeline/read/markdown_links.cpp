#include "pipeline/read/markdown_links.h"

#include <algorithm>
#include <span>
#include <vector>

#include "normalizers/ids/identifier.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill::markdown {
namespace {

using Words = std::span<const std::string_view>;

bool contains(Words words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string host = ascii_lower(url.substr(scheme + 3));
  host.erase(std::min(host.find_first_of("/?#:"), host.size()));
  return host.starts_with("www.") ? host.substr(4) : host;
}

bool at_host(std::string_view host, Words hosts) {
  return std::ranges::any_of(hosts, [&](std::string_view known) {
    return host == known || (host.ends_with(known) && host[host.size() - known.size() - 1] == '.');
  });
}

/// The page of one paper at a publisher's: of the sites that also have pages for conferences, groups and authors the
/// address must hold what only papers' have.
bool is_proceedings_page(std::string_view url) {
  struct Site {
    std::string_view host;
    std::vector<std::string_view> parts;  ///< of which one must be there; empty: any page
  };
  static const std::vector<Site> sites = {
      {"usenix.org", {"/presentation/", "/legacy/", "/event/", "/events/", "/publications/", "/files/"}},
      {"dl.acm.org", {"/doi/", "/citation", "/ft_gateway", "/purchase"}},
      {"ieeexplore.ieee.org", {"/document/", "/abstract/", "/xpl/articledetails", "/xpls/", "/iel", "/stamp/"}},
      {"openreview.net", {"/forum", "/pdf", "/attachment"}},
      {"mlr.press", {"/v"}},
      {"aclanthology.org", {}},
      {"papers.nips.cc", {}},
      {"proceedings.neurips.cc", {"/paper"}},
      {"proceedings.mlsys.org", {"/paper"}},
      {"jmlr.org", {"/papers/"}},
      {"vldb.org", {"/pvldb/", "/archives/"}},
      {"link.springer.com", {"/article/", "/chapter/", "/content/", "/book/"}},
      {"sciencedirect.com", {"/article/", "/pii/"}},
      {"nature.com", {"/articles/"}},
      {"semanticscholar.org", {"/paper/", "/corpusid:", "/reader/"}},
      {"openaccess.thecvf.com", {"/content"}},
      {"hal.science", {}},
      {"eprint.iacr.org", {}},
      {"arxiv.org", {"/abs/", "/pdf/", "/html/", "/ftp/"}},
      {"biorxiv.org", {"/content/"}},
  };
  const std::string host = host_of(url);
  const std::string path = ascii_lower(url.substr(std::min(url.find('/', url.find("://") + 3), url.size())));
  return std::ranges::any_of(sites, [&](const Site& site) {
    const std::string_view hosts[] = {site.host};
    return at_host(host, hosts) && (site.parts.empty() || std::ranges::any_of(site.parts, [&](std::string_view part) {
                                      return path.find(part) != std::string::npos;
                                    }));
  });
}

}  // namespace

std::string link_label(std::string_view text) {
  text = trim(text);
  while (text.starts_with('[') && text.ends_with(']') && text.size() > 2) text = trim(text.substr(1, text.size() - 2));
  return collapse_space(text);
}

LinkRole link_role(std::string_view label) {
  static constexpr std::string_view companions[] = {
      "code",     "github",    "gitlab",      "repo",    "repository", "source",     "project", "homepage", "website",
      "site",     "web",       "blog",        "docs",    "doc",        "slides",     "slide",   "video",    "youtube",
      "talk",     "demo",      "notes",       "note",    "trace",      "traces",     "dataset", "datasets", "data",
      "artifact", "artifacts", "model",       "models",  "benchmark",  "benchmarks", "list",    "api",      "tutorial",
      "poster",   "appendix",  "huggingface", "hugging", "bibtex",     "bib",        "tweet",   "app",      "scroll"};
  static constexpr std::string_view papers[] = {"paper", "papers",     "pdf",         "arxiv",   "preprint",
                                                "doi",   "openreview", "publication", "abs",     "dblp",
                                                "acm",   "ieee",       "usenix",      "springer"};
  const std::vector<std::string> words = fold_words(label);
  if (words.empty() || words.size() > 4) return LinkRole::unknown;
  if (std::ranges::any_of(words, [](const std::string& word) { return contains(companions, word); }))
    return LinkRole::companion;
  if (std::ranges::any_of(words, [](const std::string& word) { return contains(papers, word); }))
    return LinkRole::paper;
  return LinkRole::unknown;
}

bool is_publication_url(std::string_view url) {
  // The DOI of a whole volume.
  if (is_code_url(url) || url.find("/doi/proceedings/") != std::string_view::npos) return false;
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  return parse_identifier(url).has_value() || ascii_lower(path).ends_with(".pdf") || is_proceedings_page(url);
}

bool is_code_url(std::string_view url) {
  static constexpr std::string_view hosts[] = {"github.com",     "gitlab.com",    "github.io",
                                               "huggingface.co", "bitbucket.org", "sourceforge.net"};
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  return at_host(host_of(url), hosts) && !ascii_lower(path).ends_with(".pdf");
}

}  // namespace bibmill::markdown
