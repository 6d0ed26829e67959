// A small dump of DBLP in the real shape, made up: one document, entities, ISO-8859-1, records that start where the
// last one ends, proceedings with editors, persons, the same title twice.
#pragma once

#include <cstddef>
#include <string>

namespace bibmill {

inline const std::string& dblp_dump() {
  static const std::string kDump =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
      "<!DOCTYPE dblp SYSTEM \"dblp.dtd\">\n"
      "<dblp mdate=\"2026-11-01\">\n"
      "<!-- nothing of this is real -->\n"
      "<proceedings mdate=\"2026-05-02\" key=\"conf/eurosys/2026\">\n"
      "<editor>Edda Beispiel</editor>\n<editor>Egon Muster</editor>\n"
      "<title>Proceedings of the 21st European Conference on Invented Systems, EuroSys 2026, Nowhere, April 27-30, "
      "2026</title>\n"
      "<booktitle>EuroSys</booktitle>\n<publisher>ACM</publisher>\n<year>2026</year>\n"
      "<isbn>978-3-16-148410-0</isbn>\n<url>db/conf/eurosys/eurosys2026.html</url>\n"
      "</proceedings><inproceedings mdate=\"2026-05-01\" key=\"conf/eurosys/Mueller26\">\n"
      "<author>J&ouml;rg M&uuml;ller 0001</author>\n<author orcid=\"0000-0002-1825-0097\">Ada van der "
      "Invented</author>\n"
      "<title>Squirrel: Multi-Source Caching of Invented Workloads in Shared Clusters.</title>\n"
      "<pages>1-15</pages>\n<year>2026</year>\n<booktitle>EuroSys</booktitle>\n"
      "<ee>https://doi.org/10.1145/1111111.2222222</ee>\n<crossref>conf/eurosys/2026</crossref>\n"
      "<url>db/conf/eurosys/eurosys2026.html#Mueller26</url>\n"
      "</inproceedings><inproceedings mdate=\"2026-05-01\" key=\"conf/eurosys/Fictitious26\">\n"
      "<author>Boris Fictitious</author>\n"
      "<title>A First Look at <i>Imaginary</i> Kernels.</title>\n"
      "<pages>16-30</pages>\n<year>2026</year>\n<booktitle>EuroSys</booktitle>\n"
      "<ee>https://doi.org/10.1145/1111111.3333333</ee>\n<crossref>conf/eurosys/2026</crossref>\n"
      "<url>db/conf/eurosys/eurosys2026.html#Fictitious26</url>\n"
      "</inproceedings>\n"
      "<article publtype=\"informal\" mdate=\"2025-06-01\" key=\"journals/corr/abs-2505-11111\">\n"
      "<author>J&ouml;rg M&uuml;ller 0001</author>\n<title>Squirrel: Caching Made Up.</title>\n"
      "<year>2025</year>\n<volume>abs/2505.11111</volume>\n<journal>CoRR</journal>\n"
      "<ee type=\"oa\">https://doi.org/10.48550/arXiv.2505.11111</ee>\n<url>db/journals/corr/corr2505.html</url>\n"
      "</article>\n"
      "<article mdate=\"2024-01-01\" key=\"journals/inv/One24\">\n"
      "<author>Clara Imaginary</author>\n<title>Editorial.</title>\n<year>2024</year>\n<month>March/April</month>\n"
      "<journal>J. Inv.</journal>\n<volume>1</volume>\n<url>db/journals/inv/inv1.html#One24</url>\n</article>\n"
      "<article mdate=\"2024-01-01\" key=\"journals/inv/Two24\">\n"
      "<author>Dora Erfunden</author>\n<title>Editorial.</title>\n<year>2024</year>\n"
      "<journal>J. Inv.</journal>\n<volume>2</volume>\n<url>db/journals/inv/inv2.html#Two24</url>\n</article>\n"
      "<inproceedings mdate=\"2020-02-02\" key=\"conf/inv/Latin20\">\n"
      "<author>Fran\xE7ois Invent\xE9</author>\n<title>Latin Bytes in Old Extracts.</title>\n<year>2020</year>\n"
      "<booktitle>INV</booktitle>\n<url>db/conf/inv/inv2020.html#Latin20</url>\n</inproceedings>\n"
      "<www mdate=\"2020-01-01\" key=\"homepages/01/1\">\n<author>Ada van der Invented</author>\n"
      "<title>Home Page</title>\n</www>\n"
      "</dblp>\n";
  return kDump;
}

inline constexpr std::size_t kDumpRecords = 7;

}  // namespace bibmill
