// A past edition of a venue, composed: DBLP's table of contents and Crossref's records of its papers, as a replay
// folder.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace bibmill {

struct ComposedPaper {
  std::string title;
  std::string doi;
  std::string key;
  std::vector<std::pair<std::string, std::string>> people;  ///< given, family
};

/// At most 125, no two of one title or of the same people.
inline std::vector<ComposedPaper> composed_papers(std::size_t count) {
  constexpr std::array kHow = {"Predictable", "Elastic", "Verified", "Frugal", "Resilient"};
  constexpr std::array kWhat = {"Caching", "Scheduling", "Replication", "Tracing", "Placement"};
  constexpr std::array kWhere = {"Streaming Graphs", "Serverless Functions", "Disaggregated Memory", "Edge Clusters",
                                 "Persistent Queues"};
  constexpr std::array kFamilies = {"Abara", "Brink",  "Castell", "Dufour", "Ekholm", "Farrow", "Gries",  "Hallam",
                                    "Iqbal", "Jansky", "Kestrel", "Lomax",  "Mirren", "Novak",  "Orsini", "Petrov"};
  std::vector<ComposedPaper> papers;
  for (std::size_t i = 0; i < count; ++i) {
    ComposedPaper paper;
    paper.title = fmt::format("{} {} for {}", kHow[i % 5], kWhat[i / 5 % 5], kWhere[i / 25 % 5]);
    paper.doi = fmt::format("10.1145/9000000.{:07}", i + 1);
    paper.key = fmt::format("conf/eurosys/P{}", i + 1);
    const std::string given = fmt::format("{}ella", static_cast<char>('A' + i % 26));
    paper.people = {{given, kFamilies[i % 16]}, {"Quentin", kFamilies[(i / 16 + i + 5) % 16]}};
    papers.push_back(std::move(paper));
  }
  return papers;
}

inline std::string composed_head(const std::string& target, const char* type) {
  return fmt::format(
      "GET {} HTTP/1.1\nContent-Type: {}\nDate: Mon, 23 Nov 2026 04:05:06 GMT\nX-Bibmill-Origin: composed\n\n", target,
      type);
}

/// The volume, then a row for each author of each paper.
inline std::string composed_table(const std::vector<ComposedPaper>& papers) {
  std::string rows =
      R"({"pub":{"type":"uri","value":"https://dblp.org/rec/conf/eurosys/2019"},"title":{"type":"literal","value":"Proceedings of the Fourteenth EuroSys Conference 2019."},"type":{"type":"uri","value":"http://purl.org/net/nknouf/ns/bibtex#Proceedings"},"year":{"type":"literal","value":"2019"}})";
  for (const ComposedPaper& paper : papers) {
    for (std::size_t i = 0; i < paper.people.size(); ++i) {
      rows += fmt::format(
          R"(,{{"pub":{{"type":"uri","value":"https://dblp.org/rec/{}"}},"title":{{"type":"literal","value":"{}."}},)"
          R"("type":{{"type":"uri","value":"http://purl.org/net/nknouf/ns/bibtex#Inproceedings"}},)"
          R"("venue":{{"type":"literal","value":"EuroSys"}},"year":{{"type":"literal","value":"2019"}},)"
          R"("doi":{{"type":"uri","value":"https://doi.org/{}"}},"booktitle":{{"type":"literal","value":"Proceedings of the Fourteenth EuroSys Conference 2019."}},)"
          R"("ord":{{"type":"literal","value":"{}"}},"name":{{"type":"literal","value":"{} {}"}}}})",
          paper.key, paper.title, paper.doi, i + 1, paper.people[i].first, paper.people[i].second);
    }
  }
  return composed_head(
             "/sparql?query=SELECT+%3Fpub+WHERE+%7B+%3Fpub+%3Chttps%3A%2F%2Fdblp.org%2Frdf%2Fschema%23listedOnTocPage%"
             "3E+"
             "%3Chttps%3A%2F%2Fdblp.org%2Fdb%2Fconf%2Feurosys%2Feurosys2019%3E+%7D",
             "application/sparql-results+json") +
         R"({"head":{"vars":["pub","title","type","venue","year","doi","booktitle","ord","name"]},"results":{"bindings":[)" +
         rows + "]}}";
}

inline std::string composed_works(const std::vector<ComposedPaper>& papers) {
  std::string filter;
  std::string items;
  for (const ComposedPaper& paper : papers) {
    filter += (filter.empty() ? "doi:" : ",doi:") + paper.doi;
    std::string people;
    for (const auto& [given, family] : paper.people)
      people += fmt::format(R"({}{{"given":"{}","family":"{}"}})", people.empty() ? "" : ",", given, family);
    items += fmt::format(R"({}{{"DOI":"{}","type":"proceedings-article","title":["{}"],"author":[{}],)"
                         R"("container-title":["Proceedings of the Fourteenth EuroSys Conference 2019"],)"
                         R"("event":{{"name":"EuroSys '19: Fourteenth EuroSys Conference 2019"}},"publisher":"ACM",)"
                         R"("issued":{{"date-parts":[[2019,3,25]]}},"page":"1-16"}})",
                         items.empty() ? "" : ",", paper.doi, paper.title, people);
  }
  return composed_head(fmt::format("/works?filter={}&rows={}", filter, papers.size()), "application/json") +
         fmt::format(
             R"({{"status":"ok","message-type":"work-list","message":{{"total-results":{0},"items":[{1}],"items-per-page":{0}}}}})",
             papers.size(), items);
}

/// Both sources hold all there is, and nothing else.
inline std::string composed_venue(const TemporaryFolder& folder, const std::vector<ComposedPaper>& papers) {
  folder.write("replay/dblp_sparql/toc.http", composed_table(papers));
  folder.write("replay/crossref/dois.http", composed_works(papers));
  folder.write("replay/index.json", R"({"crossref":{"complete":true},"dblp_sparql":{"complete":true}})");
  return folder.file("replay");
}

}  // namespace bibmill
