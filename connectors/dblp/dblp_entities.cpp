#include <array>

#include "connectors/dblp/dblp_xml.h"

namespace bibmill {
namespace {

/// U+00C0 to U+00FF in order (dblp.dtd, HTMLlat1). U+00F7 has no name there.
constexpr std::array<std::string_view, 64> kLatin1 = {
    "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",
    "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave",
    "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",
    "igrave", "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",
    "",       "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

constexpr std::size_t kLongestName = 6;

/// Only U+0080 to U+00FF are needed.
std::string utf8(unsigned code_point) {
  return {static_cast<char>(0xC0U | (code_point >> 6U)), static_cast<char>(0x80U | (code_point & 0x3FU))};
}

std::string character(std::string_view name) {
  if (name == "reg") return utf8(0xAE);
  if (name == "micro") return utf8(0xB5);
  for (std::size_t i = 0; i < kLatin1.size(); ++i) {
    if (name == kLatin1[i]) return utf8(static_cast<unsigned>(0xC0 + i));
  }
  return {};
}

}  // namespace

std::string replace_dblp_entities(std::string_view xml) {
  std::string replaced;
  replaced.reserve(xml.size());
  std::size_t from = 0;
  while (true) {
    const std::size_t open = xml.find('&', from);
    replaced.append(xml.substr(from, open - from));
    if (open == std::string_view::npos) return replaced;
    const std::string_view ahead = xml.substr(open + 1, kLongestName + 1);
    const std::size_t length = ahead.find(';');
    const std::string text = length == std::string_view::npos || length == 0 ? "" : character(ahead.substr(0, length));
    if (text.empty()) replaced += '&';
    replaced += text;
    from = text.empty() ? open + 1 : open + length + 2;
  }
}

}  // namespace bibmill
