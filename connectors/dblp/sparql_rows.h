// SPARQL result rows put together to records. Rows multiply by author, DOI and ISBN and may come in any order; columns
// are read by variable name and any of them may be missing. Facts: SPARQL 1.1 Query Results JSON Format; dblp RDF
// schema.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "connectors/codec.h"
#include "connectors/wire/json.h"
#include "normalizers/base/result.h"

namespace bibmill {

struct SparqlPublication {
  SourceRecord record;
  std::vector<Slice> slices;  ///< its rows
};

class SparqlRows {
 public:
  /// One binding object. Error decode: it names no publication.
  Result<void> add(JsonView binding, Slice slice);
  /// All publications by DBLP key. A record depends on the set of its rows, not on their order.
  std::vector<SparqlPublication> publications() const;

 private:
  struct Group {
    std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< distinct values by variable
    std::map<std::int64_t, std::map<std::string, std::string>> people;    ///< by ordinal
    std::vector<Slice> slices;
  };
  static SourceRecord record_of(const std::string& key, const Group& group);
  std::map<std::string, Group> groups_;
};

}  // namespace bibmill
