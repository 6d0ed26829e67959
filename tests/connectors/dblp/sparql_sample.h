// SPARQL result rows in DBLP's shape, composed for the tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/codec.h"

namespace bibmill::dblp_sample {

using Columns = std::vector<std::pair<std::string, std::string>>;

/// One binding object; values that begin with "http" are IRIs.
inline std::string row(const Columns& columns) {
  std::string text = "{";
  for (const auto& [name, value] : columns) {
    if (text.size() > 1) text += ",";
    const char* type = value.starts_with("http") ? "uri" : "literal";
    text += "\"" + name + "\":{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}";
  }
  return text + "}";
}

inline Columns operator+(Columns left, const Columns& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

inline Columns paper(const std::string& key, const std::string& title) {
  return {{"pub", "https://dblp.org/rec/" + key},
          {"title", title},
          {"type", "http://purl.org/net/nknouf/ns/bibtex#Inproceedings"},
          {"venue", "Mills"},
          {"year", "2026"}};
}

inline Columns author(int ordinal, const std::string& name) {
  return {{"ord", std::to_string(ordinal)}, {"name", name}};
}

inline std::string results(const std::vector<std::string>& rows) {
  std::string text = R"({"head":{"vars":["pub"]},"results":{"bindings":[)";
  for (std::size_t i = 0; i < rows.size(); ++i) text += (i == 0 ? "" : ",") + rows[i];
  return text + "]}}";
}

inline HttpResponse response(std::string body, int status = 200) {
  HttpResponse answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

}  // namespace bibmill::dblp_sample
