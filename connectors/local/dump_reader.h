// DumpReader: DBLP's dump as a stream of text blocks that end where a record ends. The dump is one document of
// gigabytes, plain or gzip; it is never in memory as a whole. Facts: dblp FAQ "How to parse dblp.xml"; dblp.dtd. Not
// thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/dblp/dblp_xml.h"
#include "normalizers/base/result.h"

namespace bibmill {

/// All record elements of the DTD: works and persons.
inline constexpr std::array<std::string_view, 10> kDblpRecordElements = {
    "article",   "inproceedings", "proceedings", "book", "incollection",
    "phdthesis", "mastersthesis", "data",        "www",  "person"};

class DumpReader {
 public:
  /// Error input: the file cannot be read.
  static Result<DumpReader> open(const std::filesystem::path& file);
  DumpReader(DumpReader&& other) noexcept;
  DumpReader& operator=(DumpReader&& other) noexcept;
  ~DumpReader();

  /// Text whose records are all complete; nullopt after the end of the document. Error input: the file is damaged, is
  /// not DBLP's, or ends before "</dblp>".
  Result<std::optional<std::string>> next_block();

  std::uint64_t bytes_read() const;  ///< of the file
  std::uint64_t file_size() const;
  /// MD5 of the whole file in lower-case hexadecimal digits; call after the end.
  std::string md5() const;
  /// `mdate` of the root element, the day of the dump; empty where it is not given.
  const std::string& released() const;

 private:
  struct State;
  explicit DumpReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bibmill
