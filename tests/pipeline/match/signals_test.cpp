#include "pipeline/match/signals.h"

#include <gtest/gtest.h>

#include "pipeline/match/alignment.h"
#include "pipeline/match/mixed_title.h"
#include "pipeline/match/model.h"
#include "pipeline/match/typo.h"
#include "tests/pipeline/match/pairs.h"

namespace bibmill {
namespace {

using testing::Description;
using testing::make_entry;
using testing::make_record;

Signals signals(const Description& a, const Description& b) {
  const auto entry = make_entry(a);
  const auto record = make_record(b);
  return signals_of(make_subject(entry), make_subject(record));
}

TEST(Alignment, FindsATitleInsideAnotherInSpiteOfMistakes) {
  const auto place = align("viewmaintenance", "widomandjviewmaintenence");
  EXPECT_NEAR(place.fit, 1 - 1.0 / 15, 1e-9);
  EXPECT_EQ(place.begin, 9u);
  EXPECT_EQ(place.end, 24u);
  EXPECT_EQ(align("", "text").fit, 0);
}

TEST(Typo, IsOneMistakeInAWordAndTwoInALongOne) {
  EXPECT_TRUE(is_typo("query", "qurey"));
  EXPECT_TRUE(is_typo("continuously", "continously"));
  EXPECT_TRUE(is_typo("databases", "datbase"));
  EXPECT_FALSE(is_typo("data", "date2"));
  EXPECT_FALSE(is_typo("map", "max"));
  EXPECT_EQ(word_distance("kitten", "sitting", 3), 3u);
  EXPECT_EQ(word_distance("kitten", "sitting", 2), 3u);
}

TEST(MixedTitle, GivesPeopleAndVenueBack) {
  const auto mixed = take_apart("spatial data types: the rose algebra r lindqvist, m schneider vldb j. 1995", {});
  EXPECT_EQ(mixed.title, "spatial data types: the rose algebra");
  EXPECT_EQ(mixed.people, (std::vector<std::string>{"r lindqvist", "m schneider"}));
  EXPECT_EQ(mixed.venue, "vldb j. 1995");
}

TEST(MixedTitle, LeavesTitlesAloneThatHoldNothingElse) {
  for (const char* title :
       {"A Case for Lazy Caching", "Red, Black and B Trees", "Foundations of Lazy Caching, Part II"}) {
    EXPECT_FALSE(take_apart(title, {}).is_mixed()) << title;
  }
  EXPECT_FALSE(take_apart("rose algebra r lindqvist, m schneider", {false, false, nullptr}).is_mixed());
}

TEST(Signals, CountPeopleWhoStandInTheTitle) {
  const Description entry = {"Querying Video Archives", "A. Lindqvist; B. Moerkotte", "", "", "", "", ""};
  const auto found = signals(entry, {"andb. moerkotte. querying videoarchives", "A. Lindqvist", "", "", "", "", ""});
  EXPECT_EQ(value(found, Signal::people_share), 1);
  EXPECT_EQ(value(found, Signal::people_agreeing), 0.5);
  EXPECT_GT(value(found, Signal::title_fit), 0.95);
}

TEST(Signals, TellACitationFromACatalogue) {
  const Description full = {"Lazy Caching", "Ada Lindqvist", "", "", "", "", ""};
  EXPECT_EQ(value(signals(full, full), Signal::spelled_out), 1);
  EXPECT_EQ(value(signals({"Lazy Caching", "A. Lindqvist", "", "", "", "", ""}, full), Signal::spelled_out), 0);
}

TEST(Model, TrustsWhatAgreesAndDoubtsWhatDoesNot) {
  const Description paper = {
      "Elastic Memory Sharing for Serverless Clusters", "Ada Lindqvist; Bo Chen", "2001", "", "VLDB", "", ""};
  const Description later = {
      "Elastic Memory Sharing for Serverless Clusters", "Ada Lindqvist; Bo Chen", "2004", "", "VLDB Journal", "", ""};
  const Description other = {"Inference on Small Devices", "Wei Zhang", "2001", "", "VLDB", "", ""};
  EXPECT_GT(probability(signals(paper, paper)), 0.95);
  EXPECT_LT(probability(signals(paper, later)), probability(signals(paper, paper)));
  EXPECT_LT(probability(signals(paper, other)), 0.05);
}

}  // namespace
}  // namespace bibmill
