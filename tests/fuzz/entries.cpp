#include "tests/fuzz/entries.h"

#include <algorithm>

#include "normalizers/model/record.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/bibtex_file.h"
#include "pipeline/read/entry_hash.h"
#include "pipeline/read/jsonl.h"
#include "pipeline/record_json/record_json.h"
#include "pipeline/record_json/record_json_read.h"
#include "pipeline/write/bibtex.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

void require_line_reads_back(const Record& record) {
  const std::string line = to_json_line(record);
  require(is_valid_utf8(line), "a line of enriched.jsonl is UTF-8");
  require(line.find('\n') == std::string::npos, "a record is one line");
  const auto again = parse_record(line);
  require(again.has_value(), "a record is read back");
  require(to_json_line(*again) == line, "a record read back is written the same");
  const ReadResult read = read_jsonl(line, "enriched.jsonl");
  require(read.rejects.empty() && read.entries.size() == 1, "our own output is an input of one entry");
  require(entry_hash(read.entries.front()) == entry_hash(record.entry),
          "an entry keeps its identity through our output");
}

void require_bibtex_is_contained(const Record& record) {
  for (const bool unicode : {true, false}) {
    BibtexSettings style;
    style.unicode = unicode;
    style.abstract_field = true;
    const BibFile file = parse_bibtex(to_bibtex(record, style));
    // Errors of blocks that stand are guesses about what the user meant; what is broken is a block of its own.
    const auto is_entry = [](const BibBlock& block) { return block.kind == BibBlock::Kind::entry; };
    const auto is_text = [](const BibBlock& block) { return block.kind == BibBlock::Kind::text; };
    require(std::ranges::count_if(file.blocks, is_entry) == 1, "a record is one BibTeX entry");
    require(std::ranges::all_of(file.blocks,
                                [&](const BibBlock& block) {
                                  return is_entry(block) || (is_text(block) && trim(block.source).empty());
                                }),
            "nothing stands beside a BibTeX entry");
  }
}

}  // namespace

void require_sound(const ReadResult& result, std::string_view text) {
  const std::size_t lines = 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
  const std::size_t returns = static_cast<std::size_t>(std::ranges::count(text, '\r'));
  for (const Reject& reject : result.rejects) {
    require(reject.line >= 1 && reject.line <= lines + returns, "a reject names a line of the text");
    require(!reject.reason.empty(), "a reject has a reason");
  }
  for (const Entry& entry : result.entries) {
    require(entry.line >= 1 && entry.line <= lines + returns, "an entry names a line of the text");
    Record record;
    record.entry = entry;
    record.id = "key";
    record.work = entry.work;
    require_line_reads_back(record);
    require_bibtex_is_contained(record);
  }
}

}  // namespace bibmill::fuzz
