// DblpKey: the key of a DBLP record, "conf/eurosys/HombalZBKAG26". Rules: apis/dblp.md §1 "Keys".
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

class DblpKey {
 public:
  /// Accepts a bare key (conf/, journals/, books/, phd/, series/, reference/, data/, …), "DBLP:conf/…", and
  /// dblp.org/rec/… URLs (with .html, .xml, .bib). nullopt otherwise (homepages/… are persons, not works).
  static std::optional<DblpKey> parse(std::string_view text);

  const std::string& str() const { return text_; }
  std::string url() const;  ///< https://dblp.org/rec/<key>

  auto operator<=>(const DblpKey&) const = default;

 private:
  explicit DblpKey(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace bibmill
