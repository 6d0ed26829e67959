#include "pipeline/read/bibtex_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "normalizers/text/unicode.h"
#include "pipeline/parallel/for_each_index.h"
#include "pipeline/read/bibtex_file.h"
#include "pipeline/read/bibtex_work.h"
#include "pipeline/read/encoding.h"

namespace bibmill {
namespace {

constexpr std::size_t kRejectText = 200;

/// What a child takes from its crossref parent when it has no such field itself (btxdoc §4; biblatex manual, appendix
/// B). What identifies or describes the parent alone is left out.
constexpr std::array<std::string_view, 21> kInherited = {
    "booktitle", "year",         "date",       "month",    "publisher",    "editor",  "series",
    "volume",    "number",       "address",    "location", "organization", "school",  "institution",
    "journal",   "journaltitle", "eventtitle", "isbn",     "issn",         "edition", "booksubtitle",
};

/// Entries that describe no paper: containers of fields, sets of keys, switches of styles.
bool describes_no_paper(std::string_view type) {
  return type == "xdata" || type == "set" || type.ends_with("ctl") || type.ends_with("control");
}

class Reader {
 public:
  Reader(const BibFile& bib, const std::string& file) : bib_(bib), file_(file) {}

  ReadResult read() {
    for (const BibBlock& block : bib_.blocks) {
      if (block.kind == BibBlock::Kind::string) {
        for (const BibField& definition : block.fields) define_macro(macros_, definition);
      } else if (block.kind == BibBlock::Kind::entry) {
        add_entry(block);
      }
    }
    for_each_index(entries_.size(), [this](std::size_t i) {
      if (describes_no_paper(entries_[i].bibtex_type)) return;
      BibValues values = values_[i];
      inherit(i, values, 0);
      fill_from_bibtex(entries_[i], values);
    });
    result_.entries = std::move(entries_);
    std::erase_if(result_.entries, [](const Entry& entry) { return describes_no_paper(entry.bibtex_type); });
    for (const BibError& error : bib_.errors) {
      result_.rejects.push_back(
          {file_, error.line, error.column, error.message,
           shorten(printable(bib_.blocks[error.block].source.substr(0, 4 * kRejectText)), kRejectText)});
    }
    return std::move(result_);
  }

 private:
  void add_entry(const BibBlock& block) {
    Entry entry;
    entry.file = file_;
    entry.line = block.line;
    if (!block.key.empty()) entry.key = block.key;
    entry.raw = block.source;
    entry.bibtex_type = ascii_lower(block.type);
    for (const BibField& field : block.fields) {
      entry.fields.emplace_back(field.name, field.value);
      for (const BibPiece& piece : field.pieces) {
        if (piece.kind == BibPiece::Kind::macro) use_macro(entry, ascii_lower(piece.text));
      }
    }
    by_key_.emplace(ascii_lower(block.key), entries_.size());
    values_.push_back(bibtex_values(entry));
    entries_.push_back(std::move(entry));
  }

  void use_macro(Entry& entry, const std::string& name) const {
    const auto known = macros_.find(name);
    if (known == macros_.end()) return;
    const bool there =
        std::any_of(entry.macros.begin(), entry.macros.end(), [&](const auto& used) { return used.first == name; });
    if (!there) entry.macros.emplace_back(name, to_expression(known->second));
  }

  const BibValues* parent(const BibValues& values, std::string_view field, std::size_t self) const {
    const auto reference = values.find(field);
    if (reference == values.end()) return nullptr;
    const auto found = by_key_.find(ascii_lower(trim(reference->second)));
    return found == by_key_.end() || found->second == self ? nullptr : &values_[found->second];
  }

  /// Parents have parents; four generations are more than anybody writes, and end every circle.
  void inherit(std::size_t self, BibValues& values, int generation) const {
    if (generation == 4) return;
    inherit_xdata(values, generation);
    const BibValues* found = parent(values, "crossref", self);
    if (found == nullptr) return;
    BibValues inherited = *found;
    inherit(self, inherited, generation + 1);
    for (const std::string_view name : kInherited) {
      const auto value = inherited.find(name);
      // A child with a year of its own does not take the parent's month.
      const bool dated =
          (name == "month" || name == "date" || name == "year") && (values.contains("date") || values.contains("year"));
      if (value != inherited.end() && (!dated || has_inherited_year(values, inherited)))
        values.emplace(name, value->second);
    }
    const auto title = inherited.find("title");
    if (title != inherited.end() && !values.contains("journal") && !values.contains("journaltitle")) {
      values.emplace(entries_[self].bibtex_type == "article" ? "journaltitle" : "booktitle", title->second);
    }
  }

  /// The year came from this very parent, so its month belongs to it.
  static bool has_inherited_year(const BibValues& values, const BibValues& inherited) {
    const auto own = values.find("year");
    const auto other = inherited.find("year");
    return own != values.end() && other != inherited.end() && own->second == other->second && !values.contains("date");
  }

  void inherit_xdata(BibValues& values, int generation) const {
    const auto list = values.find("xdata");
    if (list == values.end() || generation == 4) return;
    const std::string keys = list->second;
    for (std::size_t from = 0; from < keys.size();) {
      const std::size_t end = std::min(keys.find(',', from), keys.size());
      const auto found = by_key_.find(ascii_lower(trim(std::string_view(keys).substr(from, end - from))));
      if (found != by_key_.end()) {
        BibValues inherited = values_[found->second];
        inherit_xdata(inherited, generation + 1);
        values.insert(inherited.begin(), inherited.end());
      }
      from = end + 1;
    }
  }

  const BibFile& bib_;
  std::string file_;
  BibMacros macros_;
  std::vector<Entry> entries_;
  std::vector<BibValues> values_;              ///< by entry, own fields only
  std::map<std::string, std::size_t> by_key_;  ///< lower-cased; the first of equal keys counts
  ReadResult result_;
};

}  // namespace

ReadResult read_bibtex(std::string_view text, const std::string& file) {
  const std::string utf8 = to_utf8(text);
  const BibFile bib = parse_bibtex(utf8);
  return Reader(bib, file).read();
}

}  // namespace bibmill
