#include "tests/pipeline/match/pairs.h"

#include <gtest/gtest.h>

#include <set>

#include "normalizers/names/person_name.h"
#include "normalizers/text/unicode.h"
#include "pipeline/match/compare.h"
#include "pipeline/match/versions.h"
#include "tests/support/csv.h"

namespace bibmill::testing {

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto end = text.find(separator);
    if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + separator.size());
  }
}

namespace {

std::optional<std::string> known(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

Work make_work(const Description& d) {
  Work work;
  work.title = known(d.title);
  for (const auto& name : split(d.authors, ";")) {
    if (name.ends_with("others")) work.authors_incomplete = true;
    auto printed = name.substr(0, name.find(" and others"));
    if (printed != "others") work.authors.push_back({parse_name(printed), {}, {}, {}});
  }
  if (!d.year.empty()) work.issued = PartialDate{std::stoi(d.year), {}, {}};
  work.container_title = known(d.venue);
  work.issue = known(d.issue);
  work.pages = known(d.pages);
  work.type = parse_work_type(d.type == "notice" ? "paper-conference" : d.type == "withdrawn" ? "article" : d.type);
  return work;
}

void set_identifier(Work& work, const Identifier& identifier) {
  if (const auto* doi = std::get_if<Doi>(&identifier)) work.doi = *doi;
  if (const auto* arxiv_id = std::get_if<ArxivId>(&identifier)) work.arxiv_id = *arxiv_id;
  if (const auto* dblp_key = std::get_if<DblpKey>(&identifier)) work.dblp_key = *dblp_key;
}

std::vector<Identifier> identifiers(const std::string& text) {
  std::vector<Identifier> found;
  for (const auto& word : split(text, " ")) {
    if (auto identifier = parse_identifier(word)) found.push_back(*identifier);
  }
  return found;
}

}  // namespace

Entry make_entry(const Description& d) {
  Entry entry;
  entry.work = make_work(d);
  entry.identifiers = identifiers(d.ids);
  return entry;
}

SourceRecord make_record(const Description& d) {
  SourceRecord record;
  record.work = make_work(d);
  record.is_notice = d.type == "notice";
  record.withdrawn = d.type == "withdrawn";
  record.source = SourceId::crossref;
  record.record_id = d.ids.empty() ? d.title : d.ids;
  for (const auto& identifier : identifiers(d.ids)) {
    set_identifier(record.work, identifier);
    if (std::holds_alternative<ArxivId>(identifier)) record.source = SourceId::arxiv;
  }
  for (auto& identifier : identifiers(d.versions)) record.relations.push_back({"version", identifier});
  return record;
}

}  // namespace bibmill::testing

namespace bibmill {
namespace {

using testing::make_entry;
using testing::make_record;
using testing::Row;

MatchPolicy policy() {
  MatchPolicy policy;
  policy.denied_prefixes = {"10.5555", "10.65215"};
  return policy;
}

std::vector<Row> rows_of(const std::string& name) {
  return testing::read_csv(std::string(BIBMILL_SOURCE_DIR) + "/fixtures/match/" + name);
}

testing::Description side(const Row& row, const std::string& suffix) {
  const auto column = [&](const std::string& name) {
    const auto found = row.find(name + suffix);
    return found == row.end() ? std::string() : found->second;
  };
  return {column("title"), column("authors"),  column("year"),  column("type"), column("venue"),
          column("ids"),   column("versions"), column("issue"), column("pages")};
}

/// Every rule has a row, and the rows' reasons are the rules'.
void expect_covered(std::span<const MatchRule> rules, const std::set<std::string>& reasons) {
  std::set<std::string> names;
  for (const auto& rule : rules) names.insert(std::string(rule.name));
  EXPECT_EQ(names.size(), rules.size()) << "two rules of one name";
  EXPECT_EQ(names, reasons);
}

TEST(Pairs, AreDecidedByTheRuleTheyName) {
  const auto rows = rows_of("pairs.csv");
  ASSERT_FALSE(rows.empty());
  std::set<std::string> reasons;
  for (const auto& row : rows) {
    const auto match = compare(make_entry(side(row, "_a")), make_record(side(row, "_b")), policy());
    EXPECT_EQ(match.reason, row.at("reason")) << row.at("title_a") << " / " << row.at("title_b");
    EXPECT_EQ(to_string(match.verdict), row.at("verdict")) << row.at("reason");
    reasons.insert(row.at("reason"));
  }
  expect_covered(match_rules(), reasons);
}

TEST(Versions, AreDecidedByTheRuleTheyName) {
  const auto rows = rows_of("versions.csv");
  ASSERT_FALSE(rows.empty());
  std::set<std::string> reasons;
  for (const auto& row : rows) {
    const auto linked = row.at("linked") == "entry" ? LinkedBy::entry : LinkedBy::nobody;
    const auto a = make_record(side(row, "_a"));
    const auto b = make_record(side(row, "_b"));
    const auto match = same_work(a, b, policy(), linked);
    EXPECT_EQ(match.reason, row.at("reason")) << row.at("title_a") << " / " << row.at("title_b");
    EXPECT_EQ(to_string(match.verdict), row.at("verdict")) << row.at("reason");
    const auto mirrored = same_work(b, a, policy(), linked);
    EXPECT_EQ(mirrored.reason, match.reason) << "not symmetric";
    reasons.insert(row.at("reason"));
  }
  expect_covered(version_rules(), reasons);
}

TEST(Rules, GiveProbabilitiesThatFitTheirVerdicts) {
  const MatchPolicy defaults;
  for (const auto rules : {match_rules(), version_rules()}) {
    for (const auto& rule : rules) {
      const bool accepted = rule.verdict == Verdict::exact || rule.verdict == Verdict::strong;
      EXPECT_EQ(accepted, rule.probability >= defaults.accept_probability) << rule.name;
    }
  }
}

}  // namespace
}  // namespace bibmill
