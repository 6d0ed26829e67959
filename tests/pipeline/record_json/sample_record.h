// A Record with a value in every field, for tests of what is written and read back.
#pragma once

#include <string>
#include <utility>

#include "normalizers/model/record.h"

namespace bibmill {

inline Person named(std::string family, std::string given, std::string particle = "", std::string suffix = "") {
  Person person;
  person.name = {std::move(family), std::move(given), std::move(particle), std::move(suffix), ""};
  return person;
}

inline Entry sample_entry() {
  Entry entry;
  entry.file = "list.md";
  entry.line = 19;
  entry.key = "kim26";
  entry.work.title = "Fast Índices";
  entry.work.type = WorkType::paper_conference;
  entry.work.authors = {named("Kim", "A.")};
  entry.work.authors_incomplete = true;
  entry.work.pages = "1-14";
  entry.identifiers = {*Doi::parse("10.1145/3767295.3769325"), *ArxivId::parse("2505.11432"),
                       *DblpKey::parse("conf/eurosys/KimS26")};
  entry.venue = "EuroSys";
  entry.year = 2026;
  entry.topics = {"Storage", "Indexes & Keys"};
  entry.links = {{"arXiv", "https://arxiv.org/abs/2505.11432"}, {"", "https://example.org/code"}};
  entry.affiliations = {"THU", "SIAT, CAS"};
  entry.notes = {"Our work!"};
  entry.summary = {"Present **FastIdx**."};
  entry.fields = {{"title", "Fast \\'Indices"}, {"note", "one"}, {"note", "two"}, {"keywords", ""}};
  entry.macros = {{"jacm", "{Journal of the ACM}"}};
  entry.bibtex_type = "inproceedings";
  return entry;
}

inline Work sample_work() {
  Work work;
  work.type = WorkType::paper_conference;
  work.title = "Fast Índices: \"Keys\" & Values";
  work.other_titles = {"Fast Indexes"};
  work.authors = {named("Kim", "Ana"), named("Berg", "Jan", "van der", "Jr."), Person{}};
  work.authors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  work.authors[0].dblp_person = "95/7448-1";
  work.authors[0].affiliations = {{"Tsinghua University", "https://ror.org/03cve4549"}, {"ByteDance", {}}};
  work.authors[2].name.literal = "The FastIdx Team";
  work.editors = {named("Plato", "")};
  work.issued = PartialDate{2026, 4, 27};
  work.container_title = "Proceedings of the 21st European Conference on Computer Systems";
  work.container_title_short = "EuroSys";
  work.collection_title = "EuroSys '26";
  work.event = "EuroSys '26";
  work.publisher = "ACM";
  work.publisher_place = "New York";
  work.volume = "3";
  work.issue = "2";
  work.pages = "728-743";
  work.article_number = "17";
  work.doi = Doi::parse("10.1145/3767295.3769325");
  work.arxiv_id = ArxivId::parse("2505.11432");
  work.dblp_key = DblpKey::parse("conf/eurosys/KimS26");
  work.isbn = {*Isbn::parse("9781939133045")};
  work.issn = {*Issn::parse("2150-8097")};
  work.url = "https://dl.acm.org/doi/10.1145/3767295.3769325";
  work.abstract_text = "Line one.\nLine two.";
  work.license = "https://creativecommons.org/licenses/by/4.0/";
  work.language = "en";
  work.primary_class = "cs.DC";
  return work;
}

inline Record sample_record() {
  Record record;
  record.entry = sample_entry();
  record.id = "kim26";
  record.status = Status::resolved;
  record.work = sample_work();
  record.provenance["title"] = {SourceId::crossref,
                                "10.1145/3767295.3769325",
                                "2026-11-20",
                                {{"Fast Indices", SourceId::dblp_sparql, "conf/eurosys/KimS26"}}};
  record.match = {Verdict::exact, "title_and_authors", 0.9987, {}};
  ComparedRecord candidate;
  candidate.source = SourceId::dblp_index;
  candidate.id = "conf/eurosys/Kim25";
  candidate.title = "Slow Indices";
  candidate.authors = {named("Kim", "B.")};
  candidate.issued = PartialDate{2025, {}, {}};
  candidate.match = {Verdict::weak, "year_differs", 0.25, {{"title", 0.5}, {"authors", 1.0}}};
  record.candidates = {candidate};
  record.versions = {{"preprint", "Quick Indices", Doi::parse("10.48550/arxiv.2505.11432"),
                      ArxivId::parse("2505.11432"), DblpKey::parse("journals/corr/abs-2505-11432"),
                      PartialDate{2025, 5, {}}, "linked_and_authors"}};
  record.updates = {{"retraction", Doi::parse("10.1145/3000000"), PartialDate{2026, 5, 1}, SourceId::crossref}};
  record.conflicts = {{"pages", "1-14", "728-743", SourceId::crossref, "pages_differs"}};
  record.unasked = {{SourceId::arxiv, "circuit_open: left alone until the next run"}};
  record.affiliations = {{"THU", "matched", "https://ror.org/03cve4549", "Tsinghua University", {}},
                         {"SIAT, CAS", "ambiguous", {}, {}, {"https://ror.org/04gh4er46"}}};
  record.author_persons = {"p-1", "p-2", ""};
  record.same_as = "kim25";
  record.duplicates = {"kim25a"};
  return record;
}

}  // namespace bibmill
