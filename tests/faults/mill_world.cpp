#include "tests/faults/mill_world.h"

#include <fmt/format.h>

#include <vector>

#include "connectors/registry.h"
#include "connectors/replay/replay_file.h"
#include "tests/support/run_bundled.h"

namespace bibmill::testing_support {
namespace {

struct Paper {
  const char* key;
  const char* title;
  const char* family;  ///< of its first author, Jürgen; the second is Ada Molen
  int year;
  const char* identifier = "";  ///< the DOI, or the arXiv id of a preprint
};

// By how each is found: through the table of contents, through a title in DBLP, in arXiv, by its DOI or arXiv id.
constexpr Paper kListed[] = {
    {"conf/eurosys/MoellerM24", "Grinding Grain in Queues of Bounded Length", "Möller", 2024, "10.1145/7000001"},
    {"conf/eurosys/OefnerM24", "Ovens that Schedule Their Own Loaves", "Öfner", 2024, "10.1145/7000002"},
};
constexpr Paper kTitled[] = {
    {"journals/mills/BaeckerM21", "A Ledger for Bakers who Cannot Trust Their Scales", "Bäcker", 2021,
     "10.1145/7000003"},
    {"journals/mills/MuehlerM22", "Water Wheels under Intermittent Load", "Mühler", 2022, "10.1145/7000004"},
};
constexpr Paper kPreprints[] = {
    {"preprint", "Sieves of Constant Width for Streams of Flour", "Müller", 2024, "2401.00001"},
    {"numbered", "Kneading Dough with Half a Hand", "Körner", 2024, "2402.00002"},
};
constexpr Paper kRegistered[] = {
    {"registered1", "Milling without Stones", "Müller", 2020, "10.77777/mill.1"},
    {"registered2", "Sacks, Carts and Other Transports", "Schäfer", 2019, "10.99999/mill.2"},
};
constexpr Paper kDeposited[] = {
    {"deposited1", "Measurements of Flour Dust in Thirty Mills", "Müller", 2021, "10.5281/zenodo.7000011"},
    {"deposited2", "Recipes of the Lower Valley as Data", "Böhm", 2022, "10.5281/zenodo.7000012"},
    {"deposited3", "Weights of Loaves over a Century", "Jäger", 2023, "10.88888/data.3"},
};

/// Writes what one source answers, an exchange a question.
class Composer {
 public:
  Composer(const TemporaryFolder& folder, SourceId source)
      : folder_(folder), source_(source), codec_(make_codec(source, SourceSettings())), mirror_(make_mirror(source)) {}

  void answers(const Query& query, std::vector<std::string> slices) {
    const std::vector<Ask> asks{Ask(query)};
    const SourceRequest request = codec_->encode(asks).request;
    std::vector<MirrorAnswer> known{MirrorAnswer(query)};
    known.front().found = true;
    known.front().slices = std::move(slices);
    ReplayFile file;
    file.request = request;
    file.response = mirror_->compose(request, known);
    file.response.headers.add("Date", "Sun, 01 Nov 2026 08:49:37 GMT");
    file.response.headers.add("X-Bibmill-Origin", "composed");
    folder_.write(fmt::format("http/{}/{:02}.http", to_string(source_), ++files_), write_replay_file(file));
  }

 private:
  const TemporaryFolder& folder_;
  SourceId source_;
  std::unique_ptr<Codec> codec_;
  std::unique_ptr<Mirror> mirror_;
  int files_ = 0;
};

Query by_doi(const Paper& paper) { return ByDoi(*Doi::parse(paper.identifier)); }

std::string crossref_item(const Paper& paper) {
  return fmt::format(
      R"({{"DOI":"{}","type":"journal-article","title":["{}"],"author":[{{"given":"Jürgen","family":"{}"}},)"
      R"({{"given":"Ada","family":"Molen"}}],"issued":{{"date-parts":[[{}]]}},"container-title":["Annals of Milling"]}})",
      paper.identifier, paper.title, paper.family, paper.year);
}

std::string datacite_item(const Paper& paper) {
  return fmt::format(
      R"({{"id":"{0}","type":"dois","attributes":{{"doi":"{0}","creators":[{{"name":"{1}, Jürgen","givenName":"Jürgen",)"
      R"("familyName":"{1}","nameType":"Personal"}},{{"name":"Molen, Ada","givenName":"Ada","familyName":"Molen",)"
      R"("nameType":"Personal"}}],"titles":[{{"title":"{2}"}}],"publisher":"The Mill","publicationYear":{3},)"
      R"("types":{{"resourceTypeGeneral":"Dataset"}}}}}})",
      paper.identifier, paper.family, paper.title, paper.year);
}

std::string arxiv_entry(const Paper& paper) {
  return fmt::format(
      "<entry><id>http://arxiv.org/abs/{}v1</id><title>{}</title><updated>{}-02-03T04:05:06Z</updated>"
      "<published>{}-02-03T04:05:06Z</published><summary>Of mills.</summary><author><name>Jürgen {}</name></author>"
      "<author><name>Ada Molen</name></author></entry>",
      paper.identifier, paper.title, paper.year, paper.year, paper.family);
}

std::vector<std::string> sparql_rows(const Paper& paper) {
  std::vector<std::string> rows;
  for (const auto& [ordinal, name] : {std::pair(1, fmt::format("Jürgen {}", paper.family)), {2, "Ada Molen"}}) {
    rows.push_back(fmt::format(
        R"({{"pub":{{"type":"uri","value":"https://dblp.org/rec/{}"}},"title":{{"type":"literal","value":"{}."}},)"
        R"("type":{{"type":"uri","value":"http://purl.org/net/nknouf/ns/bibtex#Article"}},)"
        R"("venue":{{"type":"literal","value":"Ann. Mill."}},"year":{{"type":"literal","value":"{}"}},)"
        R"("doi":{{"type":"uri","value":"https://doi.org/{}"}},"ord":{{"type":"literal","value":"{}"}},)"
        R"("name":{{"type":"literal","value":"{}"}}}})",
        paper.key, paper.title, paper.year, paper.identifier, ordinal, name));
  }
  return rows;
}

std::string rest_hit(const Paper& paper) {
  return fmt::format(
      R"({{"@score":"5","@id":"1","info":{{"authors":{{"author":[{{"@pid":"1/1","text":"Jürgen {}"}},)"
      R"({{"@pid":"1/2","text":"Ada Molen"}}]}},"title":"{}.","venue":"Ann. Mill.","year":"{}","type":"Journal Articles",)"
      R"("key":"{}","doi":"{}"}},"url":"URL#1"}})",
      paper.family, paper.title, paper.year, paper.key, paper.identifier);
}

std::string openalex_work(const Paper& paper) {
  return fmt::format(
      R"({{"id":"https://openalex.org/W{}","doi":"https://doi.org/{}","title":"{}","publication_year":{},)"
      R"("authorships":[{{"raw_author_name":"Jürgen {}","author":{{}}}},{{"raw_author_name":"Ada Molen","author":{{}}}}],)"
      R"("abstract_inverted_index":{{"Mills":[0],"grind.":[1]}}}})",
      paper.year, paper.identifier, paper.title, paper.year, paper.family);
}

void compose_registries(const TemporaryFolder& folder) {
  Composer crossref(folder, SourceId::crossref);
  Composer openalex(folder, SourceId::openalex);
  const auto registers = [&](const Paper& paper) {
    crossref.answers(by_doi(paper), {crossref_item(paper)});
    openalex.answers(by_doi(paper), {openalex_work(paper)});
  };
  for (const Paper& paper : kListed) registers(paper);
  for (const Paper& paper : kTitled) registers(paper);
  for (const Paper& paper : kRegistered) registers(paper);
  Composer datacite(folder, SourceId::datacite);
  for (const Paper& paper : kDeposited) datacite.answers(by_doi(paper), {datacite_item(paper)});
  Composer agencies(folder, SourceId::doi_ra);
  agencies.answers(ByAgency("10.77777"), {R"({"DOI":"10.77777","RA":"Crossref"})"});
  agencies.answers(ByAgency("10.99999"), {R"({"DOI":"10.99999","RA":"Crossref"})"});
  agencies.answers(ByAgency("10.88888"), {R"({"DOI":"10.88888","RA":"DataCite"})"});
}

void compose_archives(const TemporaryFolder& folder) {
  Composer arxiv(folder, SourceId::arxiv);
  for (const Paper& paper : kPreprints)
    arxiv.answers(ByArxivId(*ArxivId::parse(paper.identifier)), {arxiv_entry(paper)});
  Composer sparql(folder, SourceId::dblp_sparql);
  Composer rest(folder, SourceId::dblp_rest);
  std::vector<std::string> rows;
  std::vector<std::string> hits;
  for (const Paper& paper : kListed) {
    for (std::string& row : sparql_rows(paper)) rows.push_back(std::move(row));
    hits.push_back(rest_hit(paper));
  }
  const Query toc = ByToc("conf/eurosys/eurosys2024");
  sparql.answers(toc, rows);
  rest.answers(toc, hits);
  for (const Paper& paper : kTitled) {
    const Query title = ByTitle(paper.title);
    sparql.answers(title, sparql_rows(paper));
    rest.answers(title, {rest_hit(paper)});
  }
}

/// Every entry has a key of its own: an entry keeps the key it was given while nothing was known of it (CONTRACTS §4),
/// so that runs with and without faults would differ by that.
std::string list_of_papers() {
  std::string list;
  const auto entry = [&](const Paper& paper, const std::string& fields) {
    list += fmt::format("@misc{{key{},\n  title = {{{}}},\n  author = {{{}, Jürgen and Molen, Ada}}{}\n}}\n",
                        list.size(), paper.title, paper.family, fields);
  };
  for (const Paper& paper : kListed) entry(paper, ",\n  booktitle = {EuroSys},\n  year = 2024");
  for (const Paper& paper : kTitled) entry(paper, "");
  entry(kPreprints[0], "");
  entry(kPreprints[1], fmt::format(",\n  eprint = {{{}}},\n  archiveprefix = {{arXiv}}", kPreprints[1].identifier));
  for (const Paper& paper : kRegistered) entry(paper, fmt::format(",\n  doi = {{{}}}", paper.identifier));
  for (const Paper& paper : kDeposited) entry(paper, fmt::format(",\n  doi = {{{}}}", paper.identifier));
  return list;
}

}  // namespace

MillWorld::MillWorld() : settings_(settings_in(folder_)) {
  std::string complete;
  for (const char* source : {"arxiv", "crossref", "datacite", "dblp_rest", "dblp_sparql", "doi_ra", "openalex"})
    complete += fmt::format(R"({}"{}":{{"complete":true}})", complete.empty() ? "" : ",", source);
  folder_.write("http/index.json", "{" + complete + "}");
  compose_registries(folder_);
  compose_archives(folder_);
  folder_.write("list.bib", list_of_papers());
  server_ = std::make_unique<ServerReplies>(folder_.file("http"));
}

Settings MillWorld::settings(const TemporaryFolder& folder, DblpWay way) const {
  Settings settings = settings_;
  settings.paths.state = folder.file("state");
  settings.jobs = 1;
  settings.state.incomplete_days = 0;
  for (auto& [name, source] : settings.sources) {
    source.batch = 2;
    source.batch_titles = 1;
  }
  settings.sources.at("datacite").batch = settings.sources.at("doi_ra").batch = settings.sources.at("arxiv").batch = 1;
  settings.sources.at("openalex").enabled = true;
  settings.sources.at("dblp_sparql").enabled = way == DblpWay::sparql;
  settings.sources.at("dblp_rest").enabled = way == DblpWay::rest;
  return settings;
}

RunRequest MillWorld::request(const std::string& out) const {
  return replay_request(folder_.file("list.bib"), out, folder_.file("http"));
}

}  // namespace bibmill::testing_support
