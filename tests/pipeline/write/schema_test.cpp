#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "pipeline/record_json/record_json.h"
#include "pipeline/write/companion_json.h"
#include "tests/pipeline/record_json/sample_record.h"

namespace bibmill {
namespace {

std::unique_ptr<valijson::Schema> load(const std::string& name) {
  std::ifstream file(std::string(BIBMILL_SOURCE_DIR) + "/config/schema/" + name);
  const nlohmann::json document = nlohmann::json::parse(file);
  auto schema = std::make_unique<valijson::Schema>();
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(document), *schema);
  return schema;
}

/// Empty when `line` fits the schema, else what does not.
std::string misfit(const std::string& schema_name, const nlohmann::json& line) {
  static std::map<std::string, std::unique_ptr<valijson::Schema>> schemas;
  auto& schema = schemas[schema_name];
  if (!schema) schema = load(schema_name);
  valijson::ValidationResults results;
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  if (validator.validate(*schema, valijson::adapters::NlohmannJsonAdapter(line), &results)) return "";
  std::string text;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const std::string& step : error.context) text += step;
    text += ": " + error.description + "\n";
  }
  return text;
}

std::string misfit(const std::string& schema_name, const std::string& line) {
  return misfit(schema_name, nlohmann::json::parse(line));
}

TEST(RecordSchema, AcceptsTheFullAndTheEmptyRecord) {
  EXPECT_EQ(misfit("record.schema.json", to_json_line(sample_record())), "");
  Record record;
  record.id = "x";
  for (const Status status : {Status::resolved, Status::ambiguous, Status::not_found, Status::failed}) {
    record.status = status;
    EXPECT_EQ(misfit("record.schema.json", to_json_line(record)), "");
  }
}

TEST(RecordSchema, AcceptsEveryTypeSourceAndVerdict) {
  Record record = sample_record();
  for (const std::string_view type :
       {"article-journal", "paper-conference", "article", "book", "chapter", "thesis", "collection", "report",
        "dataset", "software", "standard", "entry", "review", "periodical", "component", "document"}) {
    record.work.type = parse_work_type(type);
    ASSERT_TRUE(record.work.type) << type;
    EXPECT_EQ(misfit("record.schema.json", to_json_line(record)), "");
  }
  for (const SourceId source : kAllSources) {
    record.provenance["title"].source = source;
    EXPECT_EQ(misfit("record.schema.json", to_json_line(record)), "");
  }
  for (const Verdict verdict :
       {Verdict::exact, Verdict::strong, Verdict::weak, Verdict::ambiguous, Verdict::different}) {
    record.match.verdict = verdict;
    EXPECT_EQ(misfit("record.schema.json", to_json_line(record)), "");
  }
}

TEST(RecordSchema, RefusesWhatTheContractRefuses) {
  const nlohmann::json good = nlohmann::json::parse(to_json_line(sample_record()));
  struct Row {
    std::string pointer;
    nlohmann::json value;
  };
  for (const Row& row : {Row{"/unknown", 1}, Row{"/schema", 2}, Row{"/title", ""}, Row{"/title", nullptr},
                         Row{"/versions", nlohmann::json::array()}, Row{"/status", "done"}, Row{"/issued", "2026-4"},
                         Row{"/doi", "https://doi.org/10.1145/1"}, Row{"/doi", "10.1145/ABC"},
                         Row{"/authors/0/role", "x"}, Row{"/entry/line", 0}, Row{"/match/probability", 1.5},
                         Row{"/provenance/colour", {{"source", "crossref"}}}, Row{"/entry/links/0/href", "x"}}) {
    nlohmann::json bad = good;
    bad[nlohmann::json::json_pointer(row.pointer)] = row.value;
    EXPECT_NE(misfit("record.schema.json", bad), "") << row.pointer << " = " << row.value;
  }
}

TEST(PersonSchema, AcceptsAFullAndASmallPerson) {
  PersonRecord person;
  person.id = "p-1";
  person.names = {named("Kim", "Ana").name, named("Kim", "A.").name};
  EXPECT_EQ(misfit("person.schema.json", to_json_line(person)), "");
  person.orcid = Orcid::parse("0000-0002-1825-0097");
  person.dblp_person = "95/7448-1";
  person.affiliations = {{"Tsinghua University", "https://ror.org/03cve4549", {2025, 2026}}, {"ByteDance", {}, {}}};
  person.works = {"kim26"};
  person.evidence = {{"kim26", 0, "orcid", "0000-0002-1825-0097"}, {"kim25", 3, "alone", ""}};
  EXPECT_EQ(misfit("person.schema.json", to_json_line(person)), "");
}

TEST(ChangeSchema, AcceptsEveryKindAndAFullChange) {
  Change change;
  change.key = "kim26";
  for (const ChangeKind kind :
       {ChangeKind::lost, ChangeKind::resolved, ChangeKind::published, ChangeKind::update, ChangeKind::conflict,
        ChangeKind::status, ChangeKind::field, ChangeKind::added, ChangeKind::gone}) {
    change.kind = kind;
    EXPECT_EQ(misfit("change.schema.json", to_json_line(change)), "") << to_string(kind);
  }
  const Change full{ChangeKind::field, "kim26", "list.md", 3, "T", "title", "Old", "New", SourceId::crossref, "10.1/a"};
  EXPECT_EQ(misfit("change.schema.json", to_json_line(full)), "");
  EXPECT_NE(to_json_line(full).find(R"("before":"Old","after":"New","source":"crossref")"), std::string::npos);
}

TEST(OrganisationSchema, AcceptsAFullAndASmallOrganisation) {
  OrganisationRecord organisation;
  organisation.id = "THU";
  organisation.name = "THU";
  EXPECT_EQ(misfit("organisation.schema.json", to_json_line(organisation)), "");
  organisation.ror = "https://ror.org/03cve4549";
  organisation.country = "CN";
  organisation.parents = {"https://ror.org/034t30j35"};
  organisation.strings = {{"THU", 12, "acronym"}};
  EXPECT_EQ(misfit("organisation.schema.json", to_json_line(organisation)), "");
}

TEST(RejectJson, SaysWhereAndWhy) {
  EXPECT_EQ(to_json_line(Reject{"a.bib", 3, 0, "no key; give the entry one", "@misc{,"}),
            R"({"file":"a.bib","line":3,"reason":"no key; give the entry one","text":"@misc{,"})");
}

}  // namespace
}  // namespace bibmill
