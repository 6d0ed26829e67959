#include "normalizers/ids/identifier.h"

namespace bibmill {
namespace {

struct Printer {
  std::string operator()(const Doi& doi) const { return "doi:" + doi.str(); }
  std::string operator()(const ArxivId& id) const { return "arxiv:" + id.str(); }
  std::string operator()(const DblpKey& key) const { return "dblp:" + key.str(); }
};

}  // namespace

std::optional<Identifier> parse_identifier(std::string_view text) {
  if (auto doi = Doi::parse(text)) {
    if (doi->prefix() == "10.48550") {
      if (auto arxiv_id = ArxivId::parse(text)) return Identifier(std::move(*arxiv_id));
      // In a URL of a host that is neither arXiv's nor a resolver; the version is lost with it.
      if (auto arxiv_id = ArxivId::parse(doi->str())) return Identifier(std::move(*arxiv_id));
    }
    return Identifier(std::move(*doi));
  }
  if (auto arxiv_id = ArxivId::parse(text)) return Identifier(std::move(*arxiv_id));
  if (auto key = DblpKey::parse(text)) return Identifier(std::move(*key));
  return std::nullopt;
}

std::string to_string(const Identifier& identifier) { return std::visit(Printer{}, identifier); }

}  // namespace bibmill
