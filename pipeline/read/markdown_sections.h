// Where on a page we are: the headings and <details> around a block, and what they say of venue, year and topic. Not
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/read/markdown_marks.h"
#include "pipeline/read/markdown_page.h"
#include "pipeline/read/markdown_papers.h"
#include "pipeline/read/markdown_tree.h"

namespace bibmill::markdown {

class Sections {
 public:
  explicit Sections(const Block& page);

  const std::optional<std::string>& page_title() const { return title_; }
  std::optional<VenueMark> page_mark() const;

  void heading(const Block& heading);
  /// Closes the sections that a heading of `level` would close.
  void close_to(int level);
  /// Opens and closes <details>; its <summary> is a topic like a heading.
  void html(std::string_view source);
  /// A paragraph that is nothing but a venue with its year ("PPoPP 2026") opens that venue.
  void paragraph(const Block& paragraph);

  SectionKind kind() const;
  /// Below a heading that names a venue or a year.
  bool dated() const;
  Place place() const;

 private:
  struct Section {
    int level = 0;  ///< of the heading; 0 for <details>
    std::string title;
    SectionKind kind = SectionKind::plain;
    std::optional<VenueMark> mark;
    bool topic = true;
  };

  void open(int level, std::string title);

  std::optional<std::string> title_;
  std::size_t top_headings_ = 0;
  std::optional<VenueMark> loose_mark_;
  std::vector<Section> stack_;
};

}  // namespace bibmill::markdown
