#include "pipeline/resolve/resolver.h"

#include <algorithm>

#include "connectors/async/cpu_pool.h"
#include "connectors/async/event_loop.h"
#include "connectors/async/virtual_clock.h"
#include "normalizers/names/person_name.h"
#include "tests/support/fake_source.h"

namespace bibmill {
namespace {

constexpr const char* kTitle = "Squirrel: Predictable Caching of Invented Workloads in Shared Clusters";
constexpr const char* kOtherTitle = "Acorn: A First Look at Invented Workloads";

std::vector<Person> people(const std::vector<std::string>& names) {
  std::vector<Person> persons;
  for (const std::string& name : names) {
    Person person;
    person.name = parse_name(name);
    persons.push_back(person);
  }
  return persons;
}

const std::vector<Person>& authors() {
  static const std::vector<Person> kAuthors = people({"Ada Invented", "Boris Fictitious", "Clara Imaginary"});
  return kAuthors;
}

SourceRecord published(const char* doi = "10.1145/1111111.2222222") {
  SourceRecord record;
  record.record_id = doi;
  record.work.type = WorkType::paper_conference;
  record.work.title = kTitle;
  record.work.authors = authors();
  record.work.issued = PartialDate{2026, 4, 27};
  record.work.container_title = "Proceedings of the 21st European Conference on Computer Systems";
  record.work.event = "EUROSYS '26";
  record.work.doi = Doi::parse(doi);
  return record;
}

SourceRecord in_dblp() {
  SourceRecord record = published();
  record.record_id = "conf/eurosys/Invented26";
  record.work.dblp_key = DblpKey::parse("conf/eurosys/Invented26");
  record.work.container_title_short = "EuroSys";
  return record;
}

/// Where papers have no DOI.
SourceRecord at_osdi() {
  SourceRecord usenix = in_dblp();
  usenix.record_id = "conf/osdi/Invented26";
  usenix.work.dblp_key = DblpKey::parse(usenix.record_id);
  usenix.work.doi.reset();
  usenix.work.container_title = "20th USENIX Symposium on Operating Systems Design and Implementation, OSDI 2026";
  usenix.work.container_title_short = "OSDI";
  usenix.work.event.reset();
  return usenix;
}

SourceRecord preprint(const std::string& title, const char* id = "2505.11111") {
  SourceRecord record;
  record.record_id = std::string(id) + "v1";
  record.work.type = WorkType::article;
  record.work.title = title;
  record.work.authors = authors();
  record.work.issued = PartialDate{2025, 5, 15};
  record.work.arxiv_id = ArxivId::parse(id);
  return record;
}

Entry listed(const char* title = kTitle) {
  Entry entry;
  entry.work.title = title;
  entry.venue = "EuroSys";
  entry.year = 2026;
  return entry;
}

class ResolverTest : public testing::Test {
 protected:
  ResolverTest() : loop_(cpu_, &clock_) {
    policy_.agencies = {{"10.1145", "crossref"}, {"10.5281", "datacite"}};
    policy_.match.denied_prefixes = {"10.5555", "10.65215"};
    policy_.tocs = {"conf/eurosys/eurosys2026", "conf/osdi/osdi2026"};
    sources_ = {&crossref_, &datacite_, &doi_ra_, &arxiv_, {&dblp_}, nullptr};
  }

  Record resolve(const Entry& entry) {
    Resolver resolver(policy_, sources_, venues_, cpu_);
    Record record;
    loop_.run(resolve_into(resolver, entry, record));
    tally_ = resolver.tally();
    return record;
  }

  static Awaitable<void> resolve_into(Resolver& resolver, const Entry& entry, Record& record) {
    record = co_await resolver.resolve(&entry);
  }

  VirtualClock clock_;
  CpuPool cpu_{1};
  EventLoop loop_;
  FakeSource crossref_{SourceId::crossref, {QueryKind::doi, QueryKind::title}};
  FakeSource datacite_{SourceId::datacite, {QueryKind::doi}};
  FakeSource doi_ra_{SourceId::doi_ra, {QueryKind::agency}};
  FakeSource arxiv_{SourceId::arxiv, {QueryKind::arxiv_id, QueryKind::title, QueryKind::doi, QueryKind::preprint_of}};
  FakeSource dblp_{SourceId::dblp_sparql, {QueryKind::toc, QueryKind::title, QueryKind::doi, QueryKind::dblp_key}};
  FakeSource index_{SourceId::dblp_index, {QueryKind::toc, QueryKind::title, QueryKind::doi, QueryKind::dblp_key}};
  FakeSource openalex_{SourceId::openalex, {QueryKind::doi}};
  VenueTable venues_{{Venue{"EuroSys", {}, "conf/eurosys/eurosys{year}", true, {}},
                      Venue{"OSDI", {}, "conf/osdi/osdi{year}", false, {}}}};
  ResolvePolicy policy_;
  SourceSet sources_;
  Resolver::Tally tally_;
};

const Query kToc = ByToc("conf/eurosys/eurosys2026");
const Query kDoi = ByDoi(*Doi::parse("10.1145/1111111.2222222"));

TEST_F(ResolverTest, VenueAndYearLeadToTheTableOfContentsThenToTheRegisteredRecord) {
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_EQ(record.work.doi->str(), "10.1145/1111111.2222222");
  EXPECT_EQ(record.work.dblp_key->str(), "conf/eurosys/Invented26");
  EXPECT_EQ(record.provenance.at("container_title").source, SourceId::crossref);
  EXPECT_EQ(crossref_.asked, std::vector<std::string>{"doi:10.1145/1111111.2222222"}) << "no title search";
}

TEST_F(ResolverTest, ATableThatIsNotWorthARequestIsNotAskedFor) {
  policy_.tocs.clear();
  dblp_.knows(ByTitle(kTitle), {in_dblp()});
  crossref_.knows(kDoi, {published()});
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_TRUE(std::ranges::none_of(dblp_.asked, [](const std::string& key) { return key.starts_with("toc:"); }));
}

TEST_F(ResolverTest, ThePageThatAnEntryWasReadFromIsItsTable) {
  policy_.tocs = {"conf/foo/bar2026"};
  dblp_.knows(ByToc("conf/foo/bar2026"), {in_dblp()});
  crossref_.knows(kDoi, {published()});
  Entry entry = listed();
  entry.venue = "conf/foo";
  entry.work.authors = authors();
  entry.file = "conf/foo/bar2026";
  EXPECT_EQ(resolve(entry).status, Status::resolved);
  EXPECT_TRUE(std::ranges::none_of(dblp_.asked, [](const std::string& key) { return key.starts_with("title:"); }));
}

TEST_F(ResolverTest, TheTableOfAVenueWithoutDoisIsTheLastPlaceToLook) {
  policy_.tocs.clear();
  dblp_.knows(ByToc("conf/osdi/osdi2026"), {at_osdi()});
  Entry entry = listed();
  entry.venue = "OSDI";
  EXPECT_EQ(resolve(entry).status, Status::resolved);
  EXPECT_TRUE(crossref_.asked.empty()) << "it has none of them";
}

TEST_F(ResolverTest, AnIdentifierTheUserWroteIsAskedFirstAndIsEnough) {
  crossref_.knows(kDoi, {published()});
  Entry entry = listed();
  entry.identifiers = {*Doi::parse("10.1145/1111111.2222222")};
  const Record record = resolve(entry);
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_TRUE(dblp_.asked.empty() || dblp_.asked.front().find("toc:") == std::string::npos);
}

TEST_F(ResolverTest, ATitleOfTheLocalIndexNeedsNoRequestToDblp) {
  sources_.dblp = {&index_, &dblp_};
  index_.knows(ByTitle(kTitle), {in_dblp()});
  crossref_.knows(kDoi, {published()});
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_EQ(record.work.dblp_key, DblpKey::parse("conf/eurosys/Invented26"));
  EXPECT_TRUE(dblp_.asked.empty());
}

TEST_F(ResolverTest, WhatTheLocalIndexDoesNotHoldIsAskedOfTheOtherWays) {
  sources_.dblp = {&index_, &dblp_};
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  EXPECT_EQ(resolve(listed()).status, Status::resolved);
  EXPECT_EQ(index_.asked.front().substr(0, 6), "title:");
  EXPECT_FALSE(dblp_.asked.empty());
}

TEST_F(ResolverTest, ATableOfContentsThatTheLocalIndexHoldsIsNotAskedFor) {
  sources_.dblp = {&index_, &dblp_};
  index_.knows(kToc, {in_dblp()});
  resolve(listed());
  EXPECT_TRUE(std::ranges::none_of(dblp_.asked, [](const std::string& key) { return key.starts_with("toc:"); }));
}

TEST_F(ResolverTest, AnIdentifierIsLookedUpInTheLocalIndexToo) {
  sources_.dblp = {&index_};
  index_.knows(kDoi, {in_dblp()});
  crossref_.broken = Error(ErrorKind::offline, "offline");
  Entry entry = listed();
  entry.identifiers = {*Doi::parse("10.1145/1111111.2222222")};
  const Record record = resolve(entry);
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_EQ(record.work.title, kTitle);
}

TEST_F(ResolverTest, AnIdentifierOfAnotherPaperIsReportedNotMerged) {
  SourceRecord other = published("10.1145/3333333.4444444");
  other.work.title = "On Something Else Entirely";
  other.work.authors = people({"Zoe Stranger"});
  crossref_.knows(ByDoi(*Doi::parse("10.1145/3333333.4444444")), {other});
  Entry entry = listed();
  entry.identifiers = {*Doi::parse("10.1145/3333333.4444444")};
  const Record record = resolve(entry);
  EXPECT_EQ(record.status, Status::ambiguous);
  ASSERT_FALSE(record.candidates.empty());
  EXPECT_EQ(record.candidates.front().match.verdict, Verdict::different);
}

TEST_F(ResolverTest, ARenamedPreprintThatTheUserLinkedBecomesAVersion) {
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  arxiv_.knows(ByArxivId(*ArxivId::parse("2505.11111")), {preprint(kOtherTitle)});
  Entry entry = listed();
  entry.identifiers = {*ArxivId::parse("2505.11111")};
  const Record record = resolve(entry);
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_EQ(record.work.title, kTitle);
  ASSERT_EQ(record.versions.size(), 1u);
  EXPECT_EQ(record.versions[0].title, kOtherTitle);
  EXPECT_TRUE(record.conflicts.empty());
}

TEST_F(ResolverTest, AHomonymOfOtherPeopleIsNotLinkedAsPreprint) {
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  SourceRecord homonym = preprint(kTitle, "2601.22222");
  homonym.work.authors = people({"Zoe Stranger", "Yan Unknown"});
  arxiv_.knows(ByTitle(kTitle), {homonym});
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_TRUE(record.versions.empty());
  EXPECT_EQ(record.work.arxiv_id, std::nullopt);
}

TEST_F(ResolverTest, ARetitledPreprintIsFoundByItsPeople) {
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  const ByPreprintOf question(Doi::parse("10.1145/1111111.2222222"), {"Ada Invented", "Clara Imaginary"});
  const SourceRecord retitled = preprint("Acorn: Predictable Caching of Invented Workloads in Clusters", "2601.33333");
  arxiv_.knows(question, {preprint("Walnut: Scheduling Imaginary Jobs under Deadlines", "2601.44444"), retitled});
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::resolved);
  ASSERT_EQ(record.versions.size(), 1u);
  EXPECT_EQ(record.versions[0].arxiv_id, ArxivId::parse("2601.33333"));
  EXPECT_EQ(record.work.title, kTitle);
}

TEST_F(ResolverTest, OfTwoRetitledPreprintsTheSurerOneIsLinked) {
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  const ByPreprintOf question(Doi::parse("10.1145/1111111.2222222"), {"Ada Invented", "Clara Imaginary"});
  arxiv_.knows(question, {preprint("Acorn: Predictable Caching of Invented Workloads in Clusters", "2601.33333"),
                          preprint("Predictable Caching of Invented Workloads in Shared Clusters", "2601.44444")});
  const Record record = resolve(listed());
  ASSERT_EQ(record.versions.size(), 1u);
  EXPECT_EQ(record.versions[0].arxiv_id, ArxivId::parse("2601.44444"));
}

TEST_F(ResolverTest, APreprintLeadsToItsPaper) {
  SourceRecord with_doi = preprint(kOtherTitle);
  with_doi.relations.push_back({"published", *Doi::parse("10.1145/1111111.2222222")});
  arxiv_.knows(ByArxivId(*ArxivId::parse("2505.11111")), {with_doi});
  crossref_.knows(kDoi, {published()});
  Entry entry;
  entry.identifiers = {*ArxivId::parse("2505.11111")};
  const Record record = resolve(entry);
  EXPECT_EQ(record.status, Status::resolved);
  ASSERT_TRUE(record.work.doi);
  EXPECT_EQ(record.work.doi->str(), "10.1145/1111111.2222222");
  ASSERT_EQ(record.versions.size(), 1u);
  EXPECT_EQ(record.versions[0].kind, "preprint");
}

TEST_F(ResolverTest, APaperOfAVenueWithoutDoisIsFinal) {
  dblp_.knows(ByToc("conf/osdi/osdi2026"), {at_osdi()});
  Entry entry = listed();
  entry.venue = "OSDI";
  const Record record = resolve(entry);
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_EQ(record.work.doi, std::nullopt);
  EXPECT_TRUE(crossref_.asked.empty());
}

TEST_F(ResolverTest, DeniedRegistrantsAreNeitherAskedNorAccepted) {
  SourceRecord copy = published("10.65215/invented.1");
  copy.work.type = WorkType::article;
  copy.work.container_title.reset();
  copy.work.event.reset();
  crossref_.knows(ByTitle(kTitle), {copy});
  Entry entry = listed();
  entry.venue.reset();
  entry.identifiers = {*Doi::parse("10.5555/12345.67890")};
  const Record record = resolve(entry);
  EXPECT_NE(record.status, Status::resolved);
  EXPECT_EQ(std::ranges::count(crossref_.asked, "doi:10.5555/12345.67890"), 0);
}

TEST_F(ResolverTest, ALoneDoiThatIsNeverAcceptedIsAFinalAnswer) {
  Entry entry;
  entry.identifiers = {*Doi::parse("10.5555/12345.67890"), *Doi::parse("10.65215/invented.1")};
  const Record record = resolve(entry);
  EXPECT_EQ(record.status, Status::not_found) << "nobody need be asked about it, this night or another";
  EXPECT_EQ(record.match.reason, "denied_registrant");
  EXPECT_TRUE(record.unasked.empty());
  EXPECT_EQ(tally_.asked, 0u);
  entry.identifiers.emplace_back(*Doi::parse("10.1145/1111111.2222222"));
  EXPECT_EQ(resolve(entry).match.reason, "not_compared");
  EXPECT_EQ(crossref_.asked, std::vector<std::string>{"doi:10.1145/1111111.2222222"});
}

TEST_F(ResolverTest, NotThereAndCouldNotAskAreToldApart) {
  EXPECT_EQ(resolve(listed()).status, Status::not_found);
  EXPECT_EQ(tally_.answered, 1u);
  dblp_.broken = crossref_.broken = arxiv_.broken = Error(ErrorKind::timeout, "no answer in time");
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::failed);
  EXPECT_FALSE(record.unasked.empty());
  EXPECT_EQ(tally_.asked, 1u);
  EXPECT_EQ(tally_.answered, 0u);
}

TEST_F(ResolverTest, ASourceThatFailsDoesNotSpoilWhatOthersKnow) {
  dblp_.broken = Error(ErrorKind::blocked, "wall");
  crossref_.knows(ByTitle(kTitle), {published()});
  crossref_.knows(kDoi, {published()});
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::resolved);
  ASSERT_EQ(record.unasked.size(), 1u);
  EXPECT_EQ(record.unasked[0].source, SourceId::dblp_sparql);
}

TEST_F(ResolverTest, TheAgencyOfAnUnknownPrefixIsAsked) {
  SourceRecord agency;
  agency.agency = "datacite";
  doi_ra_.knows(ByAgency("10.99999"), {agency});
  SourceRecord dataset = published("10.99999/invented");
  datacite_.knows(ByDoi(*Doi::parse("10.99999/invented")), {dataset});
  Entry entry;
  entry.identifiers = {*Doi::parse("10.99999/invented")};
  const Record record = resolve(entry);
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_EQ(std::ranges::count(crossref_.asked, "doi:10.99999/invented"), 0);
}

TEST_F(ResolverTest, NoQuestionIsAskedTwice) {
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  Entry entry = listed();
  entry.identifiers = {*Doi::parse("10.1145/1111111.2222222"), *Doi::parse("10.1145/1111111.2222222")};
  resolve(entry);
  for (const FakeSource* source : {&crossref_, &arxiv_, &dblp_}) {
    const std::set<std::string> distinct(source->asked.begin(), source->asked.end());
    EXPECT_EQ(distinct.size(), source->asked.size());
  }
}

TEST_F(ResolverTest, CounterpartsCanBeSwitchedOff) {
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  policy_.counterparts = Counterparts::off;
  resolve(listed());
  EXPECT_TRUE(arxiv_.asked.empty());
}

TEST_F(ResolverTest, TitleSearchesBeyondTheLimitArePostponedAndSaidToBe) {
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  policy_.titles_before = 7;
  Entry entry = listed();
  entry.ordinal = 6;
  EXPECT_TRUE(resolve(entry).unasked.empty());
  EXPECT_EQ(std::ranges::count_if(arxiv_.asked, [](const auto& key) { return key.starts_with("title:"); }), 1);
  entry.ordinal = 7;
  arxiv_.asked.clear();
  EXPECT_EQ(resolve(entry).unasked, (std::vector<Unasked>{{SourceId::arxiv, std::string(kPostponed)}}));
  EXPECT_EQ(arxiv_.asked, std::vector<std::string>{"doi:10.1145/1111111.2222222"});
  arxiv_.knows(kDoi, {preprint(kTitle)});
  const Record linked = resolve(entry);
  EXPECT_TRUE(linked.unasked.empty()) << "found without its title";
  EXPECT_EQ(linked.versions.size(), 1u);
}

TEST_F(ResolverTest, APreprintWhosePaperIsSearchedForLaterSaysSo) {
  arxiv_.knows(ByArxivId(*ArxivId::parse("2505.11111")), {preprint(kOtherTitle)});
  policy_.titles_before = 0;
  Entry entry;
  entry.identifiers = {*ArxivId::parse("2505.11111")};
  EXPECT_EQ(resolve(entry).unasked, (std::vector<Unasked>{{SourceId::crossref, std::string(kPostponed)}}));
  policy_.counterparts = Counterparts::identifiers;
  EXPECT_TRUE(resolve(entry).unasked.empty()) << "the user wants no title searches";
}

SourceRecord in_openalex() {
  SourceRecord record = published();
  record.record_id = "W1";
  record.work.container_title.reset();
  record.work.event.reset();
  record.work.authors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  record.relations = {{"preprint", *ArxivId::parse("2505.11111")}, {"preprint", *Doi::parse("10.65215/copy.1")}};
  return record;
}

TEST_F(ResolverTest, OpenAlexIsAskedOnlyAboutTheVerifiedDoi) {
  sources_.openalex = &openalex_;
  EXPECT_EQ(resolve(listed()).status, Status::not_found);
  EXPECT_TRUE(openalex_.asked.empty()) << "never to find a work";
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  openalex_.knows(kDoi, {in_openalex()});
  Entry entry = listed();
  entry.identifiers = {*Doi::parse("10.5555/12345.67890")};
  const Record record = resolve(entry);
  EXPECT_EQ(openalex_.asked, std::vector<std::string>{"doi:10.1145/1111111.2222222"});
  EXPECT_EQ(record.work.authors.at(0).orcid, Orcid::parse("0000-0002-1825-0097"));
  EXPECT_EQ(record.provenance.at("title").source, SourceId::crossref);
}

TEST_F(ResolverTest, OpenAlexLeadsToAPreprintThatIsVerifiedLikeAnyOther) {
  sources_.openalex = &openalex_;
  policy_.counterparts = Counterparts::identifiers;
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  openalex_.knows(kDoi, {in_openalex()});
  arxiv_.knows(ByArxivId(*ArxivId::parse("2505.11111")), {preprint(kTitle)});
  const Record record = resolve(listed());
  ASSERT_EQ(record.versions.size(), 1u);
  EXPECT_EQ(record.versions[0].arxiv_id, ArxivId::parse("2505.11111"));
  EXPECT_EQ(record.versions[0].reason, "title_and_authors");
  for (const FakeSource* source : {&crossref_, &datacite_}) {
    EXPECT_EQ(std::ranges::count(source->asked, "doi:10.65215/copy.1"), 0) << "copies of denied registrants";
  }
}

TEST_F(ResolverTest, OpenAlexsWordAloneLinksNoPreprintOfAnotherTitle) {
  sources_.openalex = &openalex_;
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  openalex_.knows(kDoi, {in_openalex()});
  arxiv_.knows(ByArxivId(*ArxivId::parse("2505.11111")), {preprint(kOtherTitle)});
  EXPECT_TRUE(resolve(listed()).versions.empty()) << "it merges works of one group now and then";
}

TEST_F(ResolverTest, OpenAlexOnAnotherPaperGivesNothing) {
  sources_.openalex = &openalex_;
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  SourceRecord merged = in_openalex();
  merged.work.authors = people({"Zoe Stranger", "Yan Unknown", "Xi Nobody"});
  merged.work.authors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  merged.work.license = "cc-by";
  merged.updates = {{"retraction", std::nullopt, std::nullopt}};
  openalex_.knows(kDoi, {merged});
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::resolved);
  EXPECT_EQ(record.work.license, std::nullopt);
  EXPECT_TRUE(record.updates.empty());
}

TEST_F(ResolverTest, OpenAlexOutOfReachSpoilsNothing) {
  sources_.openalex = &openalex_;
  openalex_.broken = Error(ErrorKind::rate_limited, "the budget is used up");
  dblp_.knows(kToc, {in_dblp()});
  crossref_.knows(kDoi, {published()});
  const Record record = resolve(listed());
  EXPECT_EQ(record.status, Status::resolved);
  ASSERT_EQ(record.unasked.size(), 1u);
  EXPECT_EQ(record.unasked[0].source, SourceId::openalex);
}

}  // namespace
}  // namespace bibmill
