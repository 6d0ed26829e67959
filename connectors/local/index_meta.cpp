#include "connectors/local/index_meta.h"

#include <fmt/format.h>

#include <bit>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace bibmill {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kFile = "meta.json";
constexpr const char* kByteOrder = std::endian::native == std::endian::little ? "little" : "big";

Error unusable(const fs::path& folder, const std::string& why) {
  return Error(ErrorKind::storage, fmt::format("the index {} {}; build it again with 'bibmill index {} FILE'",
                                               folder.string(), why, folder.filename().string()));
}

Json to_json(const IndexMeta& meta) {
  Json json;
  json["format"] = meta.format;
  json["byte_order"] = kByteOrder;
  json["name"] = meta.name;
  json["source"] = meta.source;
  json["md5"] = meta.md5;
  json["released"] = meta.released;
  json["records"] = meta.records;
  json["persons"] = meta.persons;
  json["unreadable"] = meta.unreadable;
  for (const auto& [name, facts] : meta.files) json["files"][name] = {{"bytes", facts.bytes}, {"crc32", facts.crc32}};
  return json;
}

IndexMeta from_json(const Json& json) {
  IndexMeta meta;
  meta.format = json.at("format").get<int>();
  meta.name = json.at("name").get<std::string>();
  meta.source = json.at("source").get<std::string>();
  meta.md5 = json.at("md5").get<std::string>();
  meta.released = json.at("released").get<std::string>();
  meta.records = json.at("records").get<std::uint64_t>();
  meta.persons = json.at("persons").get<std::uint64_t>();
  meta.unreadable = json.at("unreadable").get<std::uint64_t>();
  for (const auto& [name, facts] : json.at("files").items())
    meta.files[name] = {facts.at("bytes").get<std::uint64_t>(), facts.at("crc32").get<std::uint32_t>()};
  return meta;
}

}  // namespace

Result<IndexMeta> read_index_meta(const fs::path& folder) {
  std::ifstream stream(folder / kFile, std::ios::binary);
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf())) return tl::unexpected(unusable(folder, "has no readable meta.json"));
  try {
    const Json json = Json::parse(text.str());
    const int format = json.at("format").get<int>();
    if (format != kIndexFormat) {
      return tl::unexpected(unusable(
          folder, fmt::format("has format {}, and this version of Bibmill reads format {}", format, kIndexFormat)));
    }
    if (json.at("byte_order").get<std::string>() != kByteOrder)
      return tl::unexpected(unusable(folder, "was built on a machine with another order of bytes"));
    return from_json(json);
  } catch (const Json::exception&) {
    return tl::unexpected(unusable(folder, "has a damaged meta.json"));
  }
}

Result<void> write_index_meta(const fs::path& folder, const IndexMeta& meta) {
  IndexFile file(folder / kFile);
  file.write(to_json(meta).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  const Result<FileFacts> written = file.finish();
  if (!written) return tl::unexpected(written.error());
  return {};
}

}  // namespace bibmill
