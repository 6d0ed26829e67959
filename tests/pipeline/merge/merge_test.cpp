#include "pipeline/merge/merge.h"

#include <algorithm>
#include <random>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

std::vector<Person> people(std::string_view names) {
  std::vector<Person> made;
  for (const PersonName& name : parse_bibtex_names(names).names) made.emplace_back().name = name;
  return made;
}

SourceRecord record_of(SourceId source, std::string id, std::string title, std::string_view authors) {
  SourceRecord record;
  record.source = source;
  record.record_id = std::move(id);
  record.retrieved = "2026-11-20";
  record.work.title = std::move(title);
  record.work.authors = people(authors);
  return record;
}

SourceRecord crossref_paper() {
  SourceRecord record =
      record_of(SourceId::crossref, "10.1145/3767295.3769325", "FastIdx: Keys in Production", "Kim, Ana and Lee, Bo");
  record.work.type = WorkType::paper_conference;
  record.work.doi = Doi::parse("10.1145/3767295.3769325");
  record.work.issued = parse_partial_date("2026-04-27");
  record.work.container_title = "Proceedings of the 21st European Conference on Computer Systems";
  record.work.event = "EuroSys '26";
  record.work.publisher = "ACM";
  record.work.pages = "728-743";
  return record;
}

SourceRecord dblp_paper() {
  SourceRecord record =
      record_of(SourceId::dblp_sparql, "conf/eurosys/KimL26", "FastIdx: Keys in production", "Kim, Ana and Lee, Bo");
  record.work.type = WorkType::paper_conference;
  record.work.dblp_key = DblpKey::parse("conf/eurosys/KimL26");
  record.work.container_title = "EuroSys";
  record.work.issued = parse_partial_date("2026");
  record.work.authors[0].dblp_person = "95/7448-1";
  return record;
}

SourceRecord arxiv_preprint() {
  SourceRecord record = record_of(SourceId::arxiv, "2505.11432v3", "Quick Indices", "Kim, Ana and Lee, Bo");
  record.work.type = WorkType::article;
  record.work.arxiv_id = ArxivId::parse("2505.11432");
  record.work.issued = parse_partial_date("2025-05-16");
  record.work.abstract_text = "We present keys.";
  record.work.primary_class = "cs.DC";
  return record;
}

SourceRecord datacite_preprint() {
  SourceRecord record =
      record_of(SourceId::datacite, "10.48550/arxiv.2505.11432", "Quick Indices", "Kim, Ana and Lee, Bo");
  record.work.type = WorkType::article;
  record.work.doi = Doi::parse("10.48550/arXiv.2505.11432");
  record.work.publisher = "arXiv";
  return record;
}

Entry titled(std::string title) {
  Entry entry;
  entry.work.title = std::move(title);
  entry.file = "list.md";
  entry.line = 3;
  return entry;
}

MergeInput resolved(std::vector<SourceRecord> accepted, std::vector<SourceRecord> versions = {}) {
  MergeInput input;
  input.status = Status::resolved;
  input.accepted = std::move(accepted);
  input.versions = std::move(versions);
  input.match = {Verdict::exact, "title_and_authors", 0.99, {}};
  return input;
}

TEST(Merge, TakesEachFieldFromTheSourceThatKnows) {
  const Record record =
      merge(titled("FastIdx"), resolved({dblp_paper(), crossref_paper()}, {arxiv_preprint(), datacite_preprint()}));
  EXPECT_EQ(record.work.title, "FastIdx: Keys in Production");
  EXPECT_EQ(record.work.container_title, "Proceedings of the 21st European Conference on Computer Systems");
  EXPECT_EQ(record.work.container_title_short, "EuroSys");
  EXPECT_EQ(record.work.event, "EuroSys '26");
  EXPECT_EQ(record.work.issued->str(), "2026-04-27");
  EXPECT_EQ(record.work.doi->str(), "10.1145/3767295.3769325");
  EXPECT_EQ(record.work.dblp_key->str(), "conf/eurosys/KimL26");
  EXPECT_EQ(record.work.arxiv_id->str(), "2505.11432");
  EXPECT_EQ(record.work.abstract_text, "We present keys.");
  EXPECT_EQ(record.work.primary_class, "cs.DC");
  EXPECT_EQ(record.work.publisher, "ACM");
  EXPECT_EQ(record.provenance.at("title").source, SourceId::crossref);
  EXPECT_EQ(record.provenance.at("title").id, "10.1145/3767295.3769325");
  EXPECT_EQ(record.provenance.at("title").retrieved, "2026-11-20");
  EXPECT_EQ(record.provenance.at("abstract").source, SourceId::arxiv);
  EXPECT_EQ(record.work.authors[0].dblp_person, "95/7448-1");
  EXPECT_TRUE(record.conflicts.empty());
}

TEST(Merge, NotesWhatLost) {
  const Record record = merge(titled("fastidx: keys in production"), resolved({dblp_paper(), crossref_paper()}));
  const std::vector<OtherValue> others{{"fastidx: keys in production", SourceId::input, ""},
                                       {"FastIdx: Keys in production", SourceId::dblp_sparql, "conf/eurosys/KimL26"}};
  EXPECT_EQ(record.provenance.at("title").others, others);
  EXPECT_TRUE(record.provenance.at("doi").others.empty());
}

TEST(Merge, LinksThePreprintAsOneVersionUnderItsOwnTitle) {
  const Record record = merge(titled("FastIdx"), resolved({crossref_paper()}, {datacite_preprint(), arxiv_preprint()}));
  ASSERT_EQ(record.versions.size(), 1u);
  EXPECT_EQ(record.versions[0].kind, "preprint");
  EXPECT_EQ(record.versions[0].title, "Quick Indices");
  EXPECT_EQ(record.versions[0].arxiv_id->str(), "2505.11432");
  EXPECT_EQ(record.versions[0].doi->str(), "10.48550/arxiv.2505.11432");
  EXPECT_EQ(record.versions[0].issued->str(), "2025-05-16");
}

TEST(Merge, NeverTakesAnArchiveDoiForAPublishedWork) {
  SourceRecord dblp = dblp_paper();
  dblp.work.doi = Doi::parse("10.48550/arXiv.2505.11432");
  Entry entry = titled("FastIdx");
  entry.work.doi = Doi::parse("10.48550/arXiv.2505.11432");
  SourceRecord crossref = crossref_paper();
  crossref.work.doi.reset();
  const Record record = merge(entry, resolved({crossref, dblp}, {arxiv_preprint()}));
  EXPECT_FALSE(record.work.doi);
  EXPECT_EQ(record.work.arxiv_id->str(), "2505.11432");
  EXPECT_TRUE(record.conflicts.empty());
}

TEST(Merge, GivesAPreprintItsOwnDoi) {
  const Record record = merge(titled("Quick Indices"), resolved({arxiv_preprint(), datacite_preprint()}));
  EXPECT_EQ(record.work.doi->str(), "10.48550/arxiv.2505.11432");
  EXPECT_EQ(record.work.type, WorkType::article);
  EXPECT_TRUE(record.versions.empty());
}

TEST(Merge, KeepsAndReportsAUsersValueThatContradicts) {
  Entry entry = titled("FastIdx: Keys in Production");
  entry.work.issued = parse_partial_date("2025");
  entry.work.pages = "1--14";
  const Record record = merge(entry, resolved({crossref_paper()}));
  EXPECT_EQ(record.work.issued->str(), "2025");
  EXPECT_EQ(record.work.pages, "1--14");
  EXPECT_EQ(record.provenance.at("pages").source, SourceId::input);
  const std::vector<OtherValue> lost{{"728-743", SourceId::crossref, "10.1145/3767295.3769325"}};
  EXPECT_EQ(record.provenance.at("pages").others, lost);
  const std::vector<Conflict> conflicts{{"issued", "2025", "2026-04-27", SourceId::crossref, "issued_differs"},
                                        {"pages", "1--14", "728-743", SourceId::crossref, "pages_differs"}};
  EXPECT_EQ(record.conflicts, conflicts);
}

TEST(Merge, CompletesAUsersValueThatAgrees) {
  Entry entry = titled("FastIdx");
  entry.work.issued = parse_partial_date("2026");
  entry.work.pages = "728--743";
  entry.work.authors = people("Kim, A. and others");
  entry.work.authors_incomplete = true;
  const Record record = merge(entry, resolved({crossref_paper()}));
  EXPECT_EQ(record.work.issued->str(), "2026-04-27");
  EXPECT_EQ(record.work.pages, "728-743");
  EXPECT_EQ(record.work.authors.size(), 2u);
  EXPECT_FALSE(record.work.authors_incomplete);
  EXPECT_TRUE(record.conflicts.empty());
}

TEST(Merge, PrintsTheVerifiedTitleAndReportsAnotherOne) {
  const Record record = merge(titled("FastIdx: A Framework for Keys"), resolved({crossref_paper()}));
  EXPECT_EQ(record.work.title, "FastIdx: Keys in Production");
  const std::vector<Conflict> conflicts{
      {"title", "FastIdx: Keys in Production", "FastIdx: A Framework for Keys", SourceId::input, "title_differs"}};
  EXPECT_EQ(record.conflicts, conflicts);
}

TEST(Merge, PrefersTheTitleWithItsSubtitleAndNotInCapitals) {
  SourceRecord crossref = crossref_paper();
  crossref.work.title = "FastIdx";
  EXPECT_EQ(merge(titled("x"), resolved({crossref, dblp_paper()})).work.title, "FastIdx: Keys in production");
  crossref.work.title = "FASTIDX: KEYS IN PRODUCTION";
  EXPECT_EQ(merge(titled("x"), resolved({crossref, dblp_paper()})).work.title, "FastIdx: Keys in production");
  EXPECT_EQ(merge(titled("FastIdx: Keys in Production"), resolved({crossref})).work.title,
            "FastIdx: Keys in Production");
}

TEST(Merge, ReportsADoiThatTheRecordsDoNotConfirm) {
  Entry entry = titled("FastIdx");
  entry.work.doi = Doi::parse("10.1145/1111111");
  const Record record = merge(entry, resolved({crossref_paper()}));
  EXPECT_EQ(record.work.doi->str(), "10.1145/3767295.3769325");
  ASSERT_EQ(record.conflicts.size(), 1u);
  EXPECT_EQ(record.conflicts[0],
            (Conflict{"doi", "10.1145/3767295.3769325", "10.1145/1111111", SourceId::input, "doi_differs"}));
}

TEST(Merge, ReportsARefutedDoiAndLeavesItOut) {
  Entry entry = titled("FastIdx");
  entry.identifiers = {*Doi::parse("10.5555/1111111")};
  MergeInput input = resolved({dblp_paper()});
  input.refuted = entry.identifiers;
  const Record record = merge(entry, input);
  EXPECT_FALSE(record.work.doi);
  ASSERT_EQ(record.conflicts.size(), 1u);
  EXPECT_EQ(record.conflicts[0], (Conflict{"doi", "", "10.5555/1111111", SourceId::input, "refuted"}));
}

TEST(Merge, AcceptsTheUsersDoiOfAnAliasOrAnotherVersion) {
  Entry entry = titled("FastIdx");
  entry.work.doi = Doi::parse("10.1101/2025.01.01.123456");
  SourceRecord preprint = datacite_preprint();
  preprint.source = SourceId::crossref;
  preprint.work.doi = entry.work.doi;
  EXPECT_TRUE(merge(entry, resolved({crossref_paper()}, {preprint})).conflicts.empty());
  SourceRecord paper = crossref_paper();
  paper.aliases = {*entry.work.doi};
  EXPECT_TRUE(merge(entry, resolved({paper})).conflicts.empty());
}

TEST(Merge, UsesVenueAndYearOfTheListOnlyWhereNothingElseIsKnown) {
  Entry entry = titled("FastIdx");
  entry.venue = "EuroSys";
  entry.year = 2025;
  const Record full = merge(entry, resolved({crossref_paper()}));
  EXPECT_EQ(full.work.issued->str(), "2026-04-27");
  EXPECT_EQ(full.work.event, "EuroSys '26");
  EXPECT_TRUE(full.conflicts.empty());
  MergeInput nothing;
  const Record bare = merge(entry, nothing);
  EXPECT_EQ(bare.work.issued->str(), "2025");
  EXPECT_EQ(bare.work.event, "EuroSys");
  EXPECT_EQ(bare.provenance.at("event").source, SourceId::input);
}

TEST(Merge, HoldsOnlyWhatTheUserWroteUnlessResolved) {
  Entry entry = titled("FastIdx");
  entry.identifiers = {*ArxivId::parse("2505.11432")};
  entry.affiliations = {"THU", "SIAT, CAS"};
  for (const Status status : {Status::ambiguous, Status::not_found, Status::failed}) {
    MergeInput input = resolved({crossref_paper()}, {arxiv_preprint()});
    input.status = status;
    input.candidates = {{crossref_paper(), {Verdict::weak, "title", 0.4, {}}},
                        {dblp_paper(), {Verdict::weak, "title", 0.6, {}}}};
    input.unasked = {{SourceId::datacite, "offline"}, {SourceId::crossref, "timeout"}};
    const Record record = merge(entry, input);
    EXPECT_EQ(record.status, status);
    EXPECT_EQ(record.work.title, "FastIdx");
    EXPECT_EQ(record.work.arxiv_id->str(), "2505.11432");
    EXPECT_FALSE(record.work.doi);
    EXPECT_TRUE(record.versions.empty());
    for (const auto& [field, origin] : record.provenance) EXPECT_EQ(origin.source, SourceId::input) << field;
    ASSERT_EQ(record.candidates.size(), 2u);
    EXPECT_EQ(record.candidates[0].source, SourceId::dblp_sparql) << "the likelier one first";
    EXPECT_EQ(record.unasked[0].source, SourceId::crossref);
    ASSERT_EQ(record.affiliations.size(), 2u);
    EXPECT_EQ(record.affiliations[1], (EntryAffiliation{"SIAT, CAS", "unknown", {}, {}, {}}));
  }
}

TEST(Merge, CollectsNoticesWithTheirSource) {
  SourceRecord paper = crossref_paper();
  paper.updates = {{"retraction", Doi::parse("10.1145/3000000"), parse_partial_date("2026-05-01"), SourceId::input}};
  SourceRecord preprint = arxiv_preprint();
  EXPECT_EQ(merge(titled("x"), resolved({paper})).updates,
            (std::vector<Update>{
                {"retraction", Doi::parse("10.1145/3000000"), parse_partial_date("2026-05-01"), SourceId::crossref}}));
  preprint.withdrawn = true;
  EXPECT_EQ(merge(titled("x"), resolved({preprint})).updates,
            (std::vector<Update>{{"withdrawal", {}, {}, SourceId::arxiv}}));
}

TEST(Merge, ListsRelatedVersionsThatARegistrantNames) {
  SourceRecord paper = crossref_paper();
  paper.relations = {{"preprint", *Doi::parse("10.48550/arXiv.2505.11432")},
                     {"supplement", *Doi::parse("10.1145/1")},
                     {"version", *Doi::parse("10.1145/3767295.3769325")}};
  MergeInput input = resolved({paper});
  const Record record = merge(titled("x"), input);
  ASSERT_EQ(record.versions.size(), 1u);
  EXPECT_EQ(record.versions[0].arxiv_id->str(), "2505.11432");
  input.refuted = {*ArxivId::parse("2505.11432")};
  EXPECT_TRUE(merge(titled("x"), input).versions.empty());
  SourceRecord preprint = arxiv_preprint();
  preprint.relations = {{"published", *Doi::parse("10.1145/3767295.3769325")}};
  EXPECT_TRUE(merge(titled("x"), resolved({preprint})).versions.empty()) << "the author's own text is no evidence";
}

TEST(Merge, ListsTheWorksThatANoticeOrAReviewIsAbout) {
  for (const char* kind : {"update_to", "review_of", "translation"}) {
    SourceRecord notice = crossref_paper();
    notice.relations = {{kind, *Doi::parse("10.1145/1")}};
    const Record record = merge(titled("x"), resolved({notice}));
    ASSERT_EQ(record.versions.size(), 1u) << kind;
    EXPECT_EQ(record.versions[0].kind, kind);
    EXPECT_EQ(record.versions[0].doi, Doi::parse("10.1145/1"));
  }
}

TEST(Merge, ListsANoticeFoundBesideTheWorkOnce) {
  SourceRecord paper = crossref_paper();
  paper.updates = {{"correction", Doi::parse("10.1145/9"), PartialDate{2026, 6, 1}}};
  MergeInput input = resolved({paper});
  input.notices = {{"correction", Doi::parse("10.1145/9"), std::nullopt, SourceId::crossref},
                   {"erratum", Doi::parse("10.1145/8"), std::nullopt, SourceId::crossref}};
  const Record record = merge(titled("x"), input);
  ASSERT_EQ(record.updates.size(), 2u);
  EXPECT_EQ(record.updates[0].doi, Doi::parse("10.1145/9"));
  EXPECT_TRUE(record.updates[0].date);
  EXPECT_EQ(record.updates[1].type, "erratum");
}

TEST(Merge, NamesTheKindOfAnotherVersion) {
  SourceRecord journal = crossref_paper();
  journal.record_id = "10.1145/3999999";
  journal.work.doi = Doi::parse("10.1145/3999999");
  journal.work.type = WorkType::article_journal;
  EXPECT_EQ(merge(titled("x"), resolved({crossref_paper()}, {journal})).versions.at(0).kind, "journal");
  EXPECT_EQ(merge(titled("x"), resolved({journal}, {crossref_paper()})).versions.at(0).kind, "conference");
  EXPECT_EQ(merge(titled("x"), resolved({arxiv_preprint()}, {crossref_paper()})).versions.at(0).kind, "published");
}

TEST(Merge, DoesNotDependOnTheOrderOfItsInputs) {
  SourceRecord corr = dblp_paper();
  corr.source = SourceId::dblp_index;
  corr.record_id = "journals/corr/abs-2505-11432";
  corr.work.dblp_key = DblpKey::parse(corr.record_id);
  corr.work.type = WorkType::article;
  corr.work.arxiv_id = ArxivId::parse("2505.11432");
  SourceRecord second = crossref_paper();
  second.record_id = "10.1145/3999999";
  second.work.doi = Doi::parse("10.1145/3999999");
  second.work.pages = "1-16";
  MergeInput input = resolved({crossref_paper(), dblp_paper(), second}, {arxiv_preprint(), datacite_preprint(), corr});
  const Record expected = merge(titled("FastIdx"), input);
  std::mt19937 random(20261124);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(input.accepted.begin(), input.accepted.end(), random);
    std::shuffle(input.versions.begin(), input.versions.end(), random);
    ASSERT_EQ(merge(titled("FastIdx"), input), expected);
  }
  EXPECT_EQ(expected.versions.size(), 1u);
  EXPECT_EQ(expected.versions[0].dblp_key->str(), "journals/corr/abs-2505-11432");
}

TEST(Merge, KeepsTheUsersFieldsThatNoSourceKnows) {
  Entry entry = titled("FastIdx");
  entry.work.collection_title = "Systems";
  entry.work.url = "https://example.org/paper";
  const Record record = merge(entry, resolved({crossref_paper()}));
  EXPECT_EQ(record.work.collection_title, "Systems");
  EXPECT_EQ(record.work.url, "https://example.org/paper");
  EXPECT_EQ(record.entry, entry);
}

SourceRecord openalex_paper() {
  SourceRecord record = record_of(SourceId::openalex, "W1", "FastIdx: Keys in Production: A Subtitle of Theirs",
                                  "Kim, Ana and Lee, Bo and Moe, Cy");
  record.work.type = WorkType::paper_conference;
  record.work.doi = Doi::parse("10.1145/3767295.3769325");
  record.work.issued = parse_partial_date("2025");
  record.work.abstract_text = "present We keys.";
  record.work.license = "cc-by";
  record.work.authors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  record.work.authors[1].orcid = Orcid::parse("0000-0001-5109-3700");
  record.work.authors[0].affiliations = {{"Lab", "https://ror.org/01an7q238"}};
  record.work.authors[1].affiliations = {{"Lab", "https://ror.org/01an7q238"}};
  record.updates = {{"retraction", std::nullopt, std::nullopt}};
  return record;
}

TEST(MergeAggregator, GivesNothingThatAnybodyElseGives) {
  const Record merged = merge(titled("FastIdx: Keys in Production"),
                              resolved({openalex_paper(), crossref_paper(), dblp_paper()}, {arxiv_preprint()}));
  EXPECT_EQ(merged.work.title, "FastIdx: Keys in Production") << "a subtitle of its own is no better title";
  EXPECT_EQ(merged.work.authors.size(), 2u) << "nor is a longer list a better one";
  EXPECT_EQ(merged.work.abstract_text, "We present keys.") << "another version's abstract is a real one";
  EXPECT_EQ(merged.work.issued->year, 2026);
  EXPECT_EQ(merged.work.license, "cc-by");
  EXPECT_EQ(merged.provenance.at("license").source, SourceId::openalex);
  EXPECT_TRUE(merged.conflicts.empty());
  const auto& lost = merged.provenance.at("title").others;
  EXPECT_TRUE(std::ranges::any_of(lost, [](const OtherValue& other) { return other.source == SourceId::openalex; }));
}

TEST(MergeAggregator, GivesTheAbstractWhereNobodyElseDoes) {
  const Record merged = merge(titled("FastIdx: Keys in Production"), resolved({openalex_paper(), crossref_paper()}));
  EXPECT_EQ(merged.work.abstract_text, "present We keys.");
}

TEST(MergeAggregator, LendsIdentifiersLastAndOnlyToTheSamePeople) {
  SourceRecord crossref = crossref_paper();
  crossref.work.authors[1].orcid = Orcid::parse("0000-0002-9079-593X");
  crossref.work.authors[1].affiliations = {{"Printed", std::nullopt}};
  const Record merged = merge(titled("FastIdx: Keys in Production"), resolved({openalex_paper(), crossref}));
  ASSERT_EQ(merged.work.authors.size(), 2u);
  EXPECT_EQ(merged.work.authors[0].orcid, Orcid::parse("0000-0002-1825-0097"));
  EXPECT_EQ(merged.work.authors[0].affiliations.at(0).ror, "https://ror.org/01an7q238");
  EXPECT_EQ(merged.work.authors[1].orcid, Orcid::parse("0000-0002-9079-593X"));
  EXPECT_EQ(merged.work.authors[1].affiliations.at(0).name, "Printed");
  SourceRecord strangers = openalex_paper();
  strangers.work.authors = people("Stranger, Zoe and Unknown, Yan");
  strangers.work.authors[0].orcid = Orcid::parse("0000-0002-1825-0097");
  const Record other = merge(titled("FastIdx: Keys in Production"), resolved({strangers, crossref}));
  EXPECT_FALSE(other.work.authors[0].orcid);
}

TEST(MergeAggregator, TheUsersOrcidComesBeforeAGuess) {
  Entry entry = titled("FastIdx: Keys in Production");
  entry.work.authors = people("Kim, Ana and Lee, Bo");
  entry.work.authors[0].orcid = Orcid::parse("0000-0002-9079-593X");
  const Record merged = merge(entry, resolved({openalex_paper(), crossref_paper()}));
  EXPECT_EQ(merged.work.authors[0].orcid, Orcid::parse("0000-0002-9079-593X"));
}

TEST(MergeAggregator, NeitherReplacesNorContradictsWhatTheUserWrote) {
  Entry entry = titled("FastIdx: Keys in Production");
  entry.work.volume = "3";
  entry.work.license = "https://example.org/licence";
  SourceRecord openalex = openalex_paper();
  openalex.work.volume = "4";
  const Record merged = merge(entry, resolved({openalex, crossref_paper()}));
  EXPECT_EQ(merged.work.volume, "3");
  EXPECT_EQ(merged.work.license, "https://example.org/licence");
  EXPECT_TRUE(merged.conflicts.empty());
  const auto& lost = merged.provenance.at("volume").others;
  ASSERT_EQ(lost.size(), 1u);
  EXPECT_EQ(lost[0].value, "4");
}

TEST(MergeAggregator, RepeatsNoNotice) {
  SourceRecord crossref = crossref_paper();
  crossref.updates = {{"retraction", Doi::parse("10.1145/9999999.1"), std::nullopt}};
  const Record merged = merge(titled("FastIdx: Keys in Production"), resolved({openalex_paper(), crossref}));
  ASSERT_EQ(merged.updates.size(), 1u);
  EXPECT_EQ(merged.updates[0].source, SourceId::crossref);
}

TEST(MergeAggregator, ItsRetractionIsAnUpdate) {
  const Record merged = merge(titled("FastIdx: Keys in Production"), resolved({openalex_paper(), crossref_paper()}));
  ASSERT_EQ(merged.updates.size(), 1u);
  EXPECT_EQ(merged.updates[0].type, "retraction");
  EXPECT_EQ(merged.updates[0].source, SourceId::openalex);
}

TEST(MergeCandidates, AResolvedRecordKeepsWhatWasTakenFirstAndWhatCameNear) {
  MergeInput input = resolved({crossref_paper()}, {arxiv_preprint()});
  SourceRecord stranger = dblp_paper();
  stranger.record_id = "conf/other/Stranger26";
  input.candidates = {{stranger, {Verdict::weak, "similar_title", 0.99, {{"authors", 0.0}}}},
                      {arxiv_preprint(), {Verdict::strong, "near_title_and_authors", 0.95, {}}},
                      {crossref_paper(), {Verdict::exact, "title_and_authors", 0.985, {}}}};
  const Record record = merge(titled("FastIdx: Keys in Production"), input);
  ASSERT_EQ(record.candidates.size(), 3u);
  EXPECT_EQ(record.candidates[0].source, SourceId::crossref);
  EXPECT_EQ(record.candidates[1].source, SourceId::arxiv);
  EXPECT_EQ(record.candidates[2].id, "conf/other/Stranger26");
  EXPECT_EQ(record.candidates[2].match.features, input.candidates[0].match.features);
}

TEST(MergeVersions, SayWhyTheyAreLinked) {
  SourceRecord paper = crossref_paper();
  paper.relations = {{"version", *Doi::parse("10.1145/9999999.1")}};
  MergeInput input = resolved({paper}, {arxiv_preprint()});
  input.links[{SourceId::arxiv, arxiv_preprint().record_id}] = "retitled_same_authors";
  const Record record = merge(titled("FastIdx: Keys in Production"), input);
  ASSERT_EQ(record.versions.size(), 2u);
  EXPECT_EQ(record.versions[0].reason, "retitled_same_authors");
  EXPECT_EQ(record.versions[1].reason, "registrant_relation");
}

}  // namespace
}  // namespace bibmill
