// What DBLP's formats (SPARQL, REST search, XML) have in common: one record's fields as DBLP writes them, and the
// SourceRecord made of them. Facts: dblp.dtd; dblp FAQ; records of the dump.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "normalizers/model/source_record.h"

namespace bibmill {

struct DblpPerson {
  std::string name;  ///< with homonym number: "Ting Yao 0001"
  std::string pid;   ///< "95/7448-1"; empty where the format does not give it
  std::string orcid;
};

/// Texts are Unicode without markup; empty means absent.
struct DblpFields {
  std::string key;
  std::optional<WorkType> type;
  bool informal = false;  ///< CoRR and other works outside a venue
  bool withdrawn = false;
  std::string title;  ///< with the final stop that DBLP adds
  std::vector<DblpPerson> authors;
  std::vector<DblpPerson> editors;
  std::string venue;      ///< the short name: "EuroSys", "Commun. ACM"
  std::string booktitle;  ///< title of the proceedings record, with its final stop
  std::string series;
  std::string volume;
  std::string issue;
  std::string pages;
  std::string year;
  std::string month;  ///< as printed: "January", "January/February"
  std::string publisher;
  std::vector<std::string> isbns;
  std::vector<std::string> dois;   ///< bare or as URL
  std::vector<std::string> links;  ///< "ee", the primary one first
  std::string crossref;            ///< key of the volume it is part of: "conf/eurosys/2026"
  std::string toc;                 ///< its table of contents as ByToc names pages: "conf/eurosys/eurosys2026"
  std::string changed;             ///< "mdate": the day of the last change, "2026-04-21"
};

/// What a paper's proceedings (the record that `crossref` names) say about it: full booktitle, editors, publisher,
/// ISBN, series and its volume. What the paper says itself stays.
void add_proceedings(DblpFields& paper, const DblpFields& proceedings);

/// Works outside venues get type article. The DOI is the first that `dois` or `links` hold, on whatever host (doi.org,
/// doi.acm.org, doi.ieeecomputersociety.org, …); further ones are aliases; never 10.5555, which is no registered DOI.
/// What points to arXiv is the work itself for an informal record, and a relation "preprint" for any other.
SourceRecord make_dblp_record(SourceId source, const DblpFields& fields);

}  // namespace bibmill
