// Reads the recorded responses in place, and looks at JSON independently of the code under test (nlohmann-json).
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill::recorded {

inline std::filesystem::path folder(std::string_view name) {
  return std::filesystem::path(BIBMILL_SHARED_DIR) / "recorded" / name;
}

/// All files below a folder whose name ends in one of `endings`, sorted.
inline std::vector<std::filesystem::path> files(const std::filesystem::path& below,
                                                const std::vector<std::string>& endings) {
  std::vector<std::filesystem::path> found;
  if (!std::filesystem::exists(below)) return found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(below)) {
    const std::string ending = entry.path().extension().string();
    if (entry.is_regular_file() && std::find(endings.begin(), endings.end(), ending) != endings.end()) {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

/// nullopt-like: a discarded value when the text is no JSON.
inline nlohmann::json parse(std::string_view text) { return nlohmann::json::parse(text, nullptr, false); }

inline std::string text(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

inline const nlohmann::json kNothing;

/// The member, or null when `object` is none or has it not. A reference into `object`.
inline const nlohmann::json& at(const nlohmann::json& object, const std::string& key) {
  return object.is_object() && object.contains(key) ? object[key] : kNothing;
}

/// The first element of an array, the value itself otherwise.
inline const nlohmann::json& first(const nlohmann::json& value) {
  if (!value.is_array()) return value;
  return value.empty() ? kNothing : value.front();
}

inline bool has_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (c & 0x80) != 0 || std::isalnum(static_cast<unsigned char>(c)); });
}

inline std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return text;
}

}  // namespace bibmill::recorded
