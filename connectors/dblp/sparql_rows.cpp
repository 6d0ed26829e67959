#include "connectors/dblp/sparql_rows.h"

#include <algorithm>
#include <array>

#include "connectors/dblp/dblp_record.h"
#include "connectors/wire/url.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 14> kRecordVariables = {"title",     "type", "kind",   "venue",  "booktitle",
                                                               "publisher", "isbn", "series", "volume", "issue",
                                                               "pages",     "year", "doi",    "primary"};

std::string value_of(JsonView binding, std::string_view variable) {
  return binding[variable]["value"].scalar().value_or("");
}

/// What follows "https://dblp.org/<kind>/"; empty for another IRI.
std::string_view after(std::string_view iri, std::string_view kind) {
  const std::size_t at = iri.find("dblp.org/" + std::string(kind) + "/");
  if (at == std::string_view::npos) return {};
  return iri.substr(at + std::string_view("dblp.org/").size() + kind.size() + 1);
}

/// "Inproceedings" of "http://purl.org/net/nknouf/ns/bibtex#Inproceedings".
std::string_view local_part(std::string_view iri) { return iri.substr(iri.find_last_of("#/") + 1); }

/// `kind` is the RDF class, which tells more than the BibTeX type does: CoRR papers are articles there, editorships may
/// be books.
std::optional<WorkType> type_of(std::string_view bibtex_type, const std::vector<std::string_view>& kinds) {
  const auto is = [&](std::string_view kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); };
  if (is("Editorship")) return WorkType::collection;
  if (is("Reference")) return WorkType::entry;
  if (is("Data")) return WorkType::dataset;
  constexpr std::array<std::pair<std::string_view, WorkType>, 12> kTypes = {{
      {"Inproceedings", WorkType::paper_conference},
      {"Conference", WorkType::paper_conference},
      {"Article", WorkType::article_journal},
      {"Proceedings", WorkType::collection},
      {"Book", WorkType::book},
      {"Booklet", WorkType::book},
      {"Incollection", WorkType::chapter},
      {"Inbook", WorkType::chapter},
      {"Phdthesis", WorkType::thesis},
      {"Mastersthesis", WorkType::thesis},
      {"Techreport", WorkType::report},
      {"Misc", WorkType::document},
  }};
  for (const auto& [name, type] : kTypes) {
    if (name == bibtex_type) return type;
  }
  return std::nullopt;
}

}  // namespace

Result<void> SparqlRows::add(JsonView binding, Slice slice) {
  const std::string pub = value_of(binding, "pub");
  const std::string key(after(pub, "rec"));
  if (key.empty()) return fail(ErrorKind::decode, "DBLP SPARQL: a row without ?pub: " + shorten(printable(pub), 80));
  Group& group = groups_[key];
  group.slices.push_back(slice);
  for (const std::string_view variable : kRecordVariables) {
    std::string value = value_of(binding, variable);
    std::vector<std::string>& known = group.values[std::string(variable)];
    if (!value.empty() && std::find(known.begin(), known.end(), value) == known.end())
      known.push_back(std::move(value));
  }
  if (value_of(binding, "name").empty()) return {};
  const std::int64_t next = group.people.empty() ? 1 : group.people.rbegin()->first + 1;
  // Without ordinals the order of the rows is all there is.
  const std::int64_t ordinal = binding["ord"]["value"].integer().value_or(next);
  std::map<std::string, std::string>& person = group.people[ordinal];
  for (const char* variable : {"name", "pers", "orcid"}) {
    const std::string value = value_of(binding, variable);
    // Of several values the smallest, so that the order of rows does not matter.
    if (!value.empty() && (person[variable].empty() || value < person[variable])) person[variable] = value;
  }
  return {};
}

SourceRecord SparqlRows::record_of(const std::string& key, const Group& group) {
  const auto all = [&](std::string_view variable) {
    const auto found = group.values.find(variable);
    std::vector<std::string> values = found == group.values.end() ? std::vector<std::string>() : found->second;
    std::sort(values.begin(), values.end());
    return values;
  };
  const auto one = [&](std::string_view variable) {
    const auto values = all(variable);
    return values.empty() ? std::string() : values.front();
  };
  const std::vector<std::string> kind_iris = all("kind");
  std::vector<std::string_view> kinds;
  for (const std::string& kind : kind_iris) kinds.push_back(local_part(kind));
  const auto is = [&](std::string_view kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); };

  DblpFields fields;
  fields.key = key;
  fields.type = type_of(local_part(one("type")), kinds);
  fields.informal = is("Informal");
  fields.withdrawn = is("Withdrawn");
  fields.title = one("title");
  fields.venue = one("venue");
  fields.booktitle = one("booktitle");
  fields.publisher = one("publisher");
  fields.series = one("series");
  fields.volume = one("volume");
  fields.issue = one("issue");
  fields.pages = one("pages");
  fields.year = one("year");
  fields.isbns = all("isbn");
  fields.links = all("primary");
  for (const std::string& doi : all("doi")) fields.dois.push_back(percent_decode(doi));
  // The primary link says which of several DOIs is the work's own.
  const auto is_linked = [&](const std::string& doi) {
    return std::any_of(fields.links.begin(), fields.links.end(),
                       [&](const std::string& link) { return Doi::parse(link) == Doi::parse(doi); });
  };
  const auto own = std::find_if(fields.dois.begin(), fields.dois.end(), is_linked);
  if (own != fields.dois.end()) std::rotate(fields.dois.begin(), own, own + 1);
  std::vector<DblpPerson>& people = fields.type == WorkType::collection ? fields.editors : fields.authors;
  for (const auto& [ordinal, person] : group.people) {
    const auto part = [&](const char* name) {
      const auto found = person.find(name);
      return found == person.end() ? std::string() : found->second;
    };
    people.push_back({part("name"), std::string(after(part("pers"), "pid")), part("orcid")});
  }
  return make_dblp_record(SourceId::dblp_sparql, fields);
}

std::vector<SparqlPublication> SparqlRows::publications() const {
  std::vector<SparqlPublication> publications;
  for (const auto& [key, group] : groups_) publications.push_back({record_of(key, group), group.slices});
  return publications;
}

}  // namespace bibmill
