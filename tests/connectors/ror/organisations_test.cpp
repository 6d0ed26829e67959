#include "connectors/ror/organisations.h"

#include <algorithm>

#include "connectors/wire/json_array_splitter.h"

namespace bibmill {
namespace {

constexpr const char* kRecord = R"({"id": "https://ror.org/0aaaaaa11", "status": "active", "types": ["education"],
  "names": [{"lang": null, "types": ["acronym"], "value": "UX"},
            {"lang": "en", "types": ["ror_display", "label"], "value": "University of X"},
            {"lang": "en", "types": ["alias"], "value": "X Univ"}],
  "locations": [{"geonames_id": 1, "geonames_details": {"country_code": "NO", "country_name": "Norway", "name": "Xby"}}],
  "relationships": [{"type": "parent", "id": "https://ror.org/0bbbbbb22", "label": "The X Group"}]})";

RorRecord record(std::string id, std::string name, RorStatus status, std::vector<RorRelation> relations = {}) {
  RorRecord made;
  made.organisation.id = std::move(id);
  made.organisation.name = name;
  made.organisation.names.push_back({std::move(name), OrganisationNameKind::label, 0});
  made.organisation.countries = {"NO"};
  made.status = status;
  made.relations = std::move(relations);
  return made;
}

const Organisation* find(const std::vector<Organisation>& list, const std::string& id) {
  const auto found = std::ranges::find(list, id, &Organisation::id);
  return found == list.end() ? nullptr : &*found;
}

TEST(RorRecord, ReadsNamesPlacesAndRelations) {
  const Result<RorRecord> read = parse_ror_record(kRecord);
  ASSERT_TRUE(read) << read.error().message;
  const Organisation& organisation = read->organisation;
  EXPECT_EQ(organisation.name, "University of X");
  EXPECT_EQ(organisation.countries, std::vector<std::string>{"NO"});
  EXPECT_EQ(organisation.cities, std::vector<std::string>{"Xby"});
  EXPECT_EQ(organisation.parents, std::vector<std::string>{"https://ror.org/0bbbbbb22"});
  EXPECT_TRUE(organisation.education);
  ASSERT_EQ(organisation.names.size(), 3u);
  EXPECT_EQ(organisation.names[0].kind, OrganisationNameKind::acronym);
  EXPECT_EQ(organisation.names[2].kind, OrganisationNameKind::alias);
}

TEST(RorRecord, RefusesWhatIsNone) {
  for (const char* text : {"", "[]", "{}", R"({"id": "https://ror.org/0aaaaaa11", "name": "schema 1"})"})
    EXPECT_FALSE(parse_ror_record(text)) << text;
}

TEST(RorOrganisations, FollowSuccessorsInSteps) {
  const auto list = organisations_of({
      record("a", "Old College", RorStatus::inactive, {{"successor", "b", "Middle College"}}),
      record("b", "Middle College", RorStatus::withdrawn, {{"successor", "c", "New University"}}),
      record("c", "New University", RorStatus::active),
      record("d", "Gone", RorStatus::withdrawn),
      record("e", "Closed", RorStatus::inactive),
      record("f", "Split", RorStatus::inactive, {{"successor", "c", "New University"}, {"successor", "e", "Closed"}}),
  });
  ASSERT_NE(find(list, "c"), nullptr);
  std::vector<std::string> names;
  for (const OrganisationName& name : find(list, "c")->names) names.push_back(name.text);
  std::ranges::sort(names);
  EXPECT_EQ(names, (std::vector<std::string>{"Middle College", "New University", "Old College"}));
  EXPECT_EQ(find(list, "a"), nullptr);
  EXPECT_EQ(find(list, "d"), nullptr);
  EXPECT_NE(find(list, "e"), nullptr);
  EXPECT_NE(find(list, "f"), nullptr);
}

TEST(RorOrganisations, FollowASuccessorThatStandsFirst) {
  const std::string long_id = "https://ror.org/0aaaaaa11";
  const auto list = organisations_of(
      {record(long_id, "New University", RorStatus::active),
       record("https://ror.org/0bbbbbb22", "Old College", RorStatus::inactive, {{"successor", long_id, "New"}})});
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].id, long_id);
  EXPECT_EQ(list[0].names.size(), 2u);
}

TEST(RorOrganisations, KnowRelativesThatADumpLeavesOut) {
  const auto list = organisations_of(
      {record("a", "Group", RorStatus::active, {{"child", "x", "Group (Germany)"}, {"related", "y", "Friend"}})});
  ASSERT_NE(find(list, "x"), nullptr);
  EXPECT_EQ(find(list, "x")->countries, std::vector<std::string>{"DE"});
  EXPECT_EQ(find(list, "x")->parents, std::vector<std::string>{"a"});
  EXPECT_EQ(find(list, "y")->countries, std::vector<std::string>{"NO"});
}

TEST(RorOrganisations, ACircleOfSuccessorsEnds) {
  const auto list = organisations_of({record("a", "A", RorStatus::inactive, {{"successor", "b", "B"}}),
                                      record("b", "B", RorStatus::inactive, {{"successor", "a", "A"}})});
  EXPECT_EQ(list.size(), 2u);
}

TEST(JsonArraySplitter, FindsElementsHoweverTheTextIsCut) {
  const std::string text = R"([ {"a": "}]\"{"}, {"b": [1, {"c": 2}]} ,{} ])";
  const std::vector<std::string> expected = {R"({"a": "}]\"{"})", R"({"b": [1, {"c": 2}]})", "{}"};
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    std::vector<std::string> elements;
    JsonArraySplitter splitter([&](std::string element) { elements.push_back(std::move(element)); });
    for (std::size_t at = 0; at < text.size(); at += piece) {
      EXPECT_FALSE(splitter.complete());
      splitter.feed(std::string_view(text).substr(at, piece));
    }
    EXPECT_TRUE(splitter.complete());
    EXPECT_EQ(elements, expected) << piece;
  }
}

}  // namespace
}  // namespace bibmill
