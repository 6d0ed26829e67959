// Entry: what the user wrote about one paper, and where. Immutable after reading; nothing in it is ever lost.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "normalizers/ids/identifier.h"
#include "normalizers/model/pin.h"
#include "normalizers/model/work.h"

namespace bibmill {

struct Link {
  std::string label;  ///< as written: "arXiv", "Paper", "Code"; empty when the list gives none
  std::string url;

  bool operator==(const Link&) const = default;
};

struct Entry {
  std::size_t ordinal = 0;         ///< position over all inputs, from 0
  std::string file;                ///< as named on the command line; "-" for stdin
  std::size_t line = 0;            ///< from 1
  std::optional<std::string> key;  ///< the user's own citation key
  std::string raw;  ///< the text that made this entry, for messages (first line in Markdown, whole entry in BibTeX)

  /// What could be read as bibliographic fields: title, authors, issued, container_title (venue as written), type,
  /// pages, doi...
  Work work;
  std::vector<Identifier>
      identifiers;  ///< all claims, from fields and links, in the order written; links to code give none
  std::optional<std::string> venue;  ///< "EuroSys", from a venue mark, a field, or the page
  std::optional<int> year;           ///< year of the venue mark or page, when the entry's own date is not known

  std::vector<std::string> topics;        ///< topic path, outermost first
  std::vector<Link> links;                ///< in order
  std::vector<std::string> affiliations;  ///< as written, split at " & " only: "SIAT, CAS" is one
  std::vector<std::string> notes;         ///< "Our work!", "Best Paper Award!", without the emphasis marks
  std::vector<std::string> summary;       ///< summary bullets as written (Markdown kept)
  std::vector<std::pair<std::string, std::string>> fields;  ///< every BibTeX or JSON field as written, in order
  std::string bibtex_type;  ///< "inproceedings" as written (lower-cased); empty where the input is not BibTeX

  /// The @string definitions that `fields` use, in the order of first use: name (lower-cased) and value, a BibTeX
  /// expression in which no other macro of the user is left.
  std::vector<std::pair<std::string, std::string>> macros;

  /// What a person decided about it, beside the list; null where nobody did. No part of its identity.
  std::shared_ptr<const Pin> pin{};

  bool operator==(const Entry&) const = default;
};

/// A line or entry that could not be read. Goes to DIR/rejects.jsonl and the summary; never stops a run.
struct Reject {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;  ///< from 1; 0 = unknown
  std::string reason;      ///< for people: what is wrong and what to do
  std::string text;        ///< the offending text, shortened to 200 bytes

  bool operator==(const Reject&) const = default;
};

struct AcceptanceRate {
  std::string label;  ///< "Spring"; empty where there is none
  std::string text;   ///< as written: "19.6% (= 79 / 404)"
  std::optional<double> percent;
  std::optional<int> accepted;
  std::optional<int> submitted;

  bool operator==(const AcceptanceRate&) const = default;
};

/// What a reading list says about itself.
struct Page {
  std::string file;
  std::optional<std::string> title;  ///< "EuroSys 2026"
  std::optional<std::string> venue;  ///< "EuroSys"
  std::optional<int> year;
  std::optional<std::string> homepage;
  std::optional<std::string> paper_list;
  std::vector<AcceptanceRate> acceptance_rates;
  std::vector<std::pair<std::string, std::string>> glossary;  ///< acronym, expansion

  bool operator==(const Page&) const = default;
};

struct ReadResult {
  std::vector<Entry> entries;
  std::vector<Page> pages;
  std::vector<Reject> rejects;

  bool operator==(const ReadResult&) const = default;
};

}  // namespace bibmill
