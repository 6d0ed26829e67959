// Works as OpenAlex describes them, composed for the tests.
#pragma once

#include <string>
#include <string_view>

namespace bibmill::openalex_sample {

/// A work with nothing but its ids and title; `members` are further members, each with a comma before it.
inline std::string work(std::string_view doi, std::string_view members = "", std::string_view id = "W1") {
  return R"({"id":"https://openalex.org/)" + std::string(id) + R"(","doi":"https://doi.org/)" + std::string(doi) +
         R"(","title":"T")" + std::string(members) + "}";
}

/// `,"authorships":[…]` of so many people.
inline std::string authorships(int count) {
  std::string list;
  for (int i = 0; i < count; ++i) {
    list += (i == 0 ? "" : ",") + std::string(R"({"raw_author_name":"Ada Invented)") + std::to_string(i) + R"("})";
  }
  return R"(,"authorships":[)" + list + "]";
}

inline std::string list(std::string_view works, int count) {
  return R"({"meta":{"count":)" + std::to_string(count) + R"(,"page":1,"per_page":100},"results":[)" +
         std::string(works) + R"(],"group_by":[]})";
}

}  // namespace bibmill::openalex_sample
