#include "pipeline/report/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "normalizers/names/person_name.h"
#include "normalizers/text/unicode.h"
#include "pipeline/merge/policy_table.h"
#include "pipeline/report/conflict_sentence.h"
#include "pipeline/report/reason_sentences.h"

namespace bibmill {
namespace {

constexpr std::size_t kValueBytes = 160;
constexpr std::size_t kShownAuthors = 4;
constexpr std::size_t kShownWorks = 5;

std::string shown(std::string_view text) { return printable(shorten(text, kValueBytes)); }

std::string who(SourceId source, const std::string& id) {
  if (source == SourceId::input) return "you";
  return id.empty() ? std::string(to_string(source)) : fmt::format("{} {}", to_string(source), printable(id));
}

/// "exact, 98.5 % likely the same work (title_and_venue). Title and venue are the same."
std::string describe_match(const Match& match) {
  const auto sentence = reason_sentence(match.reason);
  return fmt::format("{}, {:.1f} % likely the same work ({}){}{}", to_string(match.verdict), 100 * match.probability,
                     printable(match.reason), sentence ? ". " : ".", sentence.value_or(""));
}

void add_section(std::string& text, std::string_view title, const std::string& body) {
  if (!body.empty()) text += fmt::format("\n{}\n{}", title, body);
}

// ---------------------------------------------------------------------------------------------------------------------
// The decision

/// Whether one of the identifiers of `a` is one of `b`'s.
template <class A, class B>
bool share_identifier(const A& a, const B& b) {
  return (a.doi && a.doi == b.doi) || (a.arxiv_id && a.arxiv_id == b.arxiv_id) ||
         (a.dblp_key && a.dblp_key == b.dblp_key);
}

bool has_rival(const Record& record) {
  const ComparedRecord& best = record.candidates.front();
  return std::any_of(record.candidates.begin() + 1, record.candidates.end(), [&](const ComparedRecord& other) {
    return other.match.verdict != Verdict::different && !share_identifier(other, best);
  });
}

std::string_view why_ambiguous(const Record& record) {
  if (record.candidates.empty()) return "Something fits, but not surely enough to be taken.";
  const Match& best = record.candidates.front().match;
  if (best.verdict == Verdict::different)
    return "A source knows an identifier that you wrote, but as another paper's. Nothing was taken.";
  if (!best.accepted()) return "The nearest record is not certain enough, so nothing was taken.";
  if (has_rival(record)) return "Several records fit nearly equally well, so none was taken.";
  return "The nearest record fits, but less surely than the settings ask for ([match]), so nothing was taken.";
}

std::string_view decision_sentence(const Record& record) {
  switch (record.status) {
    case Status::resolved: return "This is the paper.";
    case Status::ambiguous: return why_ambiguous(record);
    case Status::not_found:
      if (record.candidates.empty()) return "Every source that could know it answered, and none has a record like it.";
      return "Every source that could know it answered, and all that came is about other papers.";
    case Status::failed: return "A source that was needed could not be asked (see below); a later run asks it again.";
  }
  return "";
}

std::string explain_decision(const Record& record) {
  std::string text = fmt::format("  {}. {}\n", to_string(record.status), decision_sentence(record));
  const bool compared = record.match.reason != "not_compared" && !record.match.reason.empty();
  if (compared)
    text += fmt::format("  {}: {}\n", record.status == Status::resolved ? "match" : "nearest",
                        describe_match(record.match));
  if (record.same_as)
    text += fmt::format("  It is the same work as {}, which stands earlier in the list.\n", printable(*record.same_as));
  return text;
}

// ---------------------------------------------------------------------------------------------------------------------
// Candidates

std::string_view what_became_of(const ComparedRecord& candidate, const Record& record) {
  if (record.status != Status::resolved) return "not taken";
  for (const Version& version : record.versions) {
    if (share_identifier(candidate, version)) return "taken as another version of the paper";
  }
  if (!share_identifier(candidate, record.work)) return "not taken";
  return candidate.match.accepted() ? "taken" : "taken, being the same work as another that fits better";
}

std::string describe_authors(const std::vector<Person>& authors) {
  std::string text;
  for (std::size_t i = 0; i < std::min(authors.size(), kShownAuthors); ++i) {
    text += (i == 0 ? "" : ", ") + display_name(authors[i].name);
  }
  if (authors.size() > kShownAuthors) text += fmt::format(" and {} more", authors.size() - kShownAuthors);
  return text;
}

std::string identifiers_of(const auto& owner) {
  std::string text;
  const auto add = [&](std::string_view scheme, const std::string& id) {
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", scheme, id);
  };
  if (owner.doi) add("doi:", owner.doi->str());
  if (owner.arxiv_id) add("arXiv:", owner.arxiv_id->str());
  if (owner.dblp_key) add("dblp:", owner.dblp_key->str());
  return text;
}

std::string explain_candidate(const ComparedRecord& candidate, const Record& record) {
  std::string text = fmt::format("  {}: {}\n", who(candidate.source, candidate.id), what_became_of(candidate, record));
  std::string described = fmt::format("\"{}\"", candidate.title.value_or("(no title)"));
  for (const std::string& part : {describe_authors(candidate.authors), candidate.issued ? candidate.issued->str() : "",
                                  identifiers_of(candidate)}) {
    if (!part.empty()) described += "; " + part;
  }
  text += fmt::format("      {}\n      {}\n", printable(described), describe_match(candidate.match));
  std::string features;
  for (const auto& [name, value] : candidate.match.features) {
    features += (features.empty() ? "" : ", ") + describe_feature(name, value);
  }
  if (!features.empty()) text += fmt::format("      compared: {}\n", printable(features));
  return text;
}

std::string explain_candidates(const Record& record) {
  std::string text;
  for (const ComparedRecord& candidate : record.candidates) text += explain_candidate(candidate, record);
  return text;
}

// ---------------------------------------------------------------------------------------------------------------------
// Fields

std::string explain_field(WorkField field, WorkKind kind, const Record& record) {
  const auto found = record.provenance.find(std::string(json_name(field)));
  if (found == record.provenance.end()) return {};
  const Provenance& origin = found->second;
  std::string text =
      fmt::format("  {:<22} {}\n      from {}{}{}\n", json_name(field), shown(print_field(record.work, field)),
                  who(origin.source, origin.id), origin.retrieved.empty() ? "" : ", ", origin.retrieved);
  for (const OtherValue& other : origin.others) {
    text += fmt::format("      not \"{}\" ({})\n", shown(other.value), who(other.source, other.id));
  }
  if (!origin.others.empty()) text += fmt::format("      because {}\n", policy_for(field, kind).reason);
  return text;
}

std::string explain_fields(const Record& record) {
  const WorkKind kind = is_preprint(record.work) ? WorkKind::preprint : WorkKind::published;
  std::string text;
  for (const WorkField field : kAllWorkFields) text += explain_field(field, kind, record);
  return text;
}

// ---------------------------------------------------------------------------------------------------------------------
// Everything else

std::string explain_versions(const Record& record) {
  std::string text;
  for (const Version& version : record.versions) {
    text += fmt::format("  {:<22} {}{}{}\n", printable(version.kind), identifiers_of(version),
                        version.issued ? ", " : "", version.issued ? version.issued->str() : "");
    if (version.title) text += fmt::format("      \"{}\"\n", shown(*version.title));
    if (const auto sentence = reason_sentence(version.reason))
      text += fmt::format("      linked ({}). {}\n", version.reason, *sentence);
  }
  return text;
}

std::string explain_conflicts(const Record& record) {
  std::string text;
  for (const Conflict& conflict : record.conflicts) {
    const std::string_view sentence =
        is_refuted(conflict) ? *reason_sentence("refuted") : "What you wrote and what the source says differ.";
    const std::string kept =
        conflict.kept.empty() ? std::string() : fmt::format("kept \"{}\", though ", shown(conflict.kept));
    text += fmt::format("  {:<22} {}{} said \"{}\"\n      {} ({})\n", printable(conflict.field), kept,
                        who(conflict.source, ""), shown(conflict.other), sentence, printable(conflict.reason));
  }
  return text;
}

std::string explain_updates(const Record& record) {
  std::string text;
  for (const Update& update : record.updates) {
    text += fmt::format("  {:<22} {} says so{}{}{}{}\n", printable(update.type), to_string(update.source),
                        update.date ? ", " : "", update.date ? update.date->str() : "", update.doi ? ", doi:" : "",
                        update.doi ? update.doi->str() : "");
  }
  return text;
}

/// What joins this author to the person's other works.
std::string_view why_joined(const PersonRecord& person, const std::string& id, std::size_t author) {
  for (const PersonEvidence& evidence : person.evidence) {
    if (evidence.record == id && evidence.author == author) return reason_sentence(evidence.reason).value_or("");
  }
  return "";
}

std::string explain_people(const Record& record, const std::map<std::string, PersonRecord>& people) {
  std::string text;
  for (std::size_t i = 0; i < std::min(record.author_persons.size(), record.work.authors.size()); ++i) {
    const auto found = people.find(record.author_persons[i]);
    if (found == people.end() || found->second.works.size() < 2) continue;
    const PersonRecord& person = found->second;
    std::vector<std::string> others;
    for (const std::string& work : person.works) {
      if (work != record.id) others.push_back(printable(work));
    }
    const std::size_t more = others.size() - std::min(others.size(), kShownWorks);
    others.resize(others.size() - more);
    const std::string_view why = why_joined(person, record.id, i);
    text += fmt::format("  {:<22} also in {}{}{}{}\n", printable(display_name(record.work.authors[i].name)),
                        fmt::join(others, ", "), more > 0 ? fmt::format(" and {} more", more) : "",
                        why.empty() ? "" : ": ", why);
  }
  return text;
}

std::string explain_affiliations(const Record& record) {
  std::string text;
  for (const EntryAffiliation& affiliation : record.affiliations) {
    std::string meant = affiliation.name.value_or("");
    if (affiliation.ror) meant += (meant.empty() ? "" : ", ") + *affiliation.ror;
    if (meant.empty() && !affiliation.candidates.empty())
      meant = fmt::format("one of {}", fmt::join(affiliation.candidates, ", "));
    text += fmt::format("  {:<22} {}{}{}\n", shown(affiliation.text), printable(affiliation.status),
                        meant.empty() ? "" : ": ", printable(meant));
  }
  return text;
}

std::string explain_unasked(const Record& record) {
  std::string text;
  for (const Unasked& unasked : record.unasked) {
    text += fmt::format("  {:<22} {}\n", who(unasked.source, ""), printable(unasked.reason));
  }
  return text;
}

}  // namespace

std::string explain(const Record& record, const std::map<std::string, PersonRecord>& people) {
  const std::string title = record.entry.work.title ? *record.entry.work.title : identifiers_of(record.entry.work);
  std::string text = fmt::format("{}\n  {}:{}  {}\n", printable(record.id), printable(record.entry.file),
                                 record.entry.line, shown(title));
  add_section(text, "Decision", explain_decision(record));
  add_section(text, "Candidates", explain_candidates(record));
  add_section(text, "Fields", explain_fields(record));
  add_section(text, "Versions", explain_versions(record));
  add_section(text, "Conflicts", explain_conflicts(record));
  add_section(text, "Updates", explain_updates(record));
  add_section(text, "People of several works", explain_people(record, people));
  add_section(text, "Affiliations", explain_affiliations(record));
  add_section(text, "Not asked", explain_unasked(record));
  return text;
}

}  // namespace bibmill
