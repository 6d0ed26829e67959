#include "pipeline/venue/add_editions.h"

#include <fmt/format.h>

#include "connectors/async/cpu_pool.h"
#include "connectors/async/virtual_clock.h"
#include "tests/support/fake_source.h"

namespace bibmill {
namespace {

SourceRecord paper(const std::string& title, const std::string& doi, const std::string& container = "EuroSys 2026") {
  SourceRecord record;
  record.record_id = doi;
  record.work.type = WorkType::paper_conference;
  record.work.title = title;
  record.work.container_title = container;
  record.work.doi = Doi::parse(doi);
  return record;
}

class AddEditionsTest : public testing::Test {
 protected:
  AddEditionsTest() : loop_(cpu_, &clock_) {
    sources_.dblp = {&dblp_};
    sources_.crossref = &crossref_;
  }

  Result<void> add(std::vector<Edition> editions) {
    entries_.clear();
    report_ = RunReport();
    return add_editions({loop_, sources_, venues_}, editions, entries_, report_);
  }

  std::vector<std::string> titles() const {
    std::vector<std::string> titles;
    for (const Entry& entry : entries_) titles.push_back(*entry.work.title);
    return titles;
  }

  using Titles = std::vector<std::string>;

  VirtualClock clock_;
  CpuPool cpu_{1};
  EventLoop loop_;
  FakeSource dblp_{SourceId::dblp_sparql, {QueryKind::toc, QueryKind::title, QueryKind::proceedings}};
  FakeSource crossref_{SourceId::crossref, {QueryKind::doi, QueryKind::title, QueryKind::proceedings}};
  VenueTable venues_{
      {Venue{"EuroSys", {"European Conference on Computer Systems"}, "conf/eurosys/eurosys{year}", true, {}}}};
  SourceSet sources_;
  std::vector<Entry> entries_;
  RunReport report_;
};

const Edition kEurosys{"EuroSys", 2026, "conf/eurosys/eurosys2026"};
const Query kTable = ByToc("conf/eurosys/eurosys2026");
const Query kContainer = ByProceedings("European Conference on Computer Systems EuroSys", 2026);

TEST_F(AddEditionsTest, DblpsTableIsEnough) {
  dblp_.knows(kTable, {paper("Second", "10.1145/2"), paper("First", "10.1145/1")});
  ASSERT_TRUE(add({kEurosys}).has_value());
  EXPECT_EQ(titles(), (Titles{"Second", "First"})) << "in the order of the table";
  EXPECT_TRUE(entries_.front().identifiers.empty());
  EXPECT_TRUE(crossref_.asked.empty());
  EXPECT_EQ(entries_.back().ordinal, 1u);
  ASSERT_EQ(report_.pages.size(), 1u);
  EXPECT_EQ(report_.pages.front().title, "EuroSys 2026");
}

TEST_F(AddEditionsTest, CrossrefStandsInWhereDblpCannotBeAskedHasNoneOrIsOff) {
  crossref_.knows(kContainer, {paper("Second", "10.1145/2"), paper("Alien", "10.1145/9", "Elsewhere 2026"),
                               paper("First", "10.1145/1"), paper("Of last year", "10.1145/8", "EuroSys '25")});
  for (const char* why : {"down", "no such page", "off"}) {
    dblp_.broken.reset();
    if (why == std::string("down")) dblp_.broken = Error(ErrorKind::timeout, "no answer in time");
    if (why == std::string("off")) sources_.dblp.clear();
    ASSERT_TRUE(add({kEurosys}).has_value()) << why;
    EXPECT_EQ(titles(), (Titles{"First", "Second"})) << why;
    EXPECT_EQ(entries_.front().identifiers, std::vector<Identifier>{*Doi::parse("10.1145/1")}) << why;
    EXPECT_EQ(entries_.front().file, kEurosys.page) << "where DBLP's table would put it";
  }
}

TEST_F(AddEditionsTest, ALongListIsAskedForPartByPartAsLongAsItIsTheEditions) {
  std::vector<SourceRecord> first;
  for (std::size_t i = 0; i < ByProceedings::kPart; ++i)
    first.push_back(paper(fmt::format("Paper {}", i), fmt::format("10.1145/{:04}", i)));
  std::vector<SourceRecord> second = {first.back(), paper("The last", "10.1145/9999")};
  for (std::size_t i = second.size(); i < ByProceedings::kPart; ++i)
    second.push_back(paper(fmt::format("Alien {}", i), fmt::format("10.1109/{:04}", i), "Elsewhere 2026"));
  crossref_.knows(kContainer, first);
  crossref_.knows(ByProceedings("European Conference on Computer Systems EuroSys", 2026, 1), second);
  sources_.dblp.clear();
  ASSERT_TRUE(add({kEurosys}).has_value());
  EXPECT_EQ(entries_.size(), ByProceedings::kPart + 1) << "the one that is in both stands once";
  EXPECT_EQ(crossref_.asked.size(), 2u);
}

TEST_F(AddEditionsTest, AnUnknownNameIsSearchedForAtDblpThenAtCrossref) {
  const Edition unknown{"EuroSec", 2020, ""};
  SourceRecord keyed = paper("Known to DBLP", "10.1145/1", "EuroSec");
  keyed.work.dblp_key = DblpKey::parse("conf/eurosec/Lee20");
  dblp_.knows(ByProceedings("EuroSec", 2020), {keyed});
  ASSERT_TRUE(add({unknown}).has_value());
  EXPECT_EQ(entries_.front().identifiers, std::vector<Identifier>{*DblpKey::parse("conf/eurosec/Lee20")});
  EXPECT_EQ(entries_.front().file, "EuroSec 2020");
  dblp_.knows(ByProceedings("EuroSec", 2020), {});
  crossref_.knows(ByProceedings("EuroSec", 2020), {paper("Known to Crossref", "10.1145/2", "EuroSec '20")});
  ASSERT_TRUE(add({unknown}).has_value());
  EXPECT_EQ(titles(), (Titles{"Known to Crossref"}));
}

TEST_F(AddEditionsTest, AVenueThatNobodyKnowsIsToldWithTheNearestNames) {
  const Result<void> unknown = add({{"EuroSis", 2026, ""}});
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().kind, ErrorKind::input);
  EXPECT_NE(unknown.error().message.find("EuroSys"), std::string::npos) << unknown.error().message;
  dblp_.broken = crossref_.broken = Error(ErrorKind::offline, "there is no network");
  const Result<void> unasked = add({{"EuroSis", 2026, ""}});
  ASSERT_FALSE(unasked.has_value());
  EXPECT_NE(unasked.error().message.find("EuroSys"), std::string::npos) << unasked.error().message;
  EXPECT_NE(unasked.error().message.find("there is no network"), std::string::npos) << unasked.error().message;
}

TEST_F(AddEditionsTest, NotThereAndCouldNotAskAreToldApart) {
  const Result<void> absent = add({kEurosys});
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().kind, ErrorKind::input);
  dblp_.broken = Error(ErrorKind::timeout, "no answer in time");
  const Result<void> unasked = add({kEurosys});
  ASSERT_FALSE(unasked.has_value()) << "Crossref has nothing, but DBLP might";
  EXPECT_EQ(unasked.error().kind, ErrorKind::transport);
  EXPECT_NE(unasked.error().message.find("no answer in time"), std::string::npos);
}

TEST_F(AddEditionsTest, OfSeveralYearsThoseWithoutAnEditionAreLeftOut) {
  dblp_.knows(kTable, {paper("First", "10.1145/1")});
  const Edition never{"EuroSys", 2005, "conf/eurosys/eurosys2005"};
  ASSERT_TRUE(add({never, kEurosys}).has_value());
  EXPECT_EQ(titles(), Titles{"First"});
  ASSERT_EQ(report_.notes.size(), 1u);
  EXPECT_TRUE(report_.notes.front().starts_with("EuroSys 2005 was left out: ")) << report_.notes.front();
  EXPECT_FALSE(add({never, never}).has_value());
}

TEST_F(AddEditionsTest, WithoutASourceThatHasTablesItIsSaidWhichToSwitchOn) {
  sources_.dblp.clear();
  sources_.crossref = nullptr;
  const Result<void> added = add({kEurosys});
  ASSERT_FALSE(added.has_value());
  EXPECT_NE(added.error().message.find("dblp_sparql"), std::string::npos) << added.error().message;
}

}  // namespace
}  // namespace bibmill
