#include "connectors/arxiv/entry.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

/// The feed since 2025: title first, authors late, white space normalised.
constexpr std::string_view kNewShape = R"(<entry>
    <id>http://arxiv.org/abs/2505.01234v2</id>
    <title>A Mill for Books: Grinding References</title>
    <updated>2025-07-02T00:41:18Z</updated>
    <link href="https://arxiv.org/abs/2505.01234v2" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/2505.01234v2" rel="related" type="application/pdf" title="pdf"/>
    <summary>We grind references until they are fine.</summary>
    <category term="cs.DL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.IR" scheme="http://arxiv.org/schemas/atom"/>
    <published>2025-05-16T17:57:34Z</published>
    <arxiv:comment>15 pages, to appear in Milling '26</arxiv:comment>
    <arxiv:primary_category term="cs.DL"/>
    <arxiv:journal_ref>Proc. Milling 2026, 1-15</arxiv:journal_ref>
    <author><name>Ada van der Molen</name><arxiv:affiliation>Mill Lab</arxiv:affiliation></author>
    <author><name>ATLAS Collaboration</name></author>
    <arxiv:doi>10.1145/1234567.1234568</arxiv:doi>
    <link rel="related" href="https://doi.org/10.1145/1234567.1234568" title="doi"/>
  </entry>)";

/// The same before 2025: other order, wrapped texts, a namespace declaration on every element.
constexpr std::string_view kOldShape = R"(<entry>
    <id>http://arxiv.org/abs/2505.01234v2</id>
    <updated>2025-07-02T00:41:18-04:00</updated>
    <published>2025-05-16T17:57:34-04:00</published>
    <title>A Mill for Books: Grinding
  References</title>
    <summary>  We grind references until
they are fine.
</summary>
    <author>
      <name>Ada van der Molen</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Mill Lab</arxiv:affiliation>
    </author>
    <author>
      <name>ATLAS Collaboration</name>
    </author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1145/1234567.1234568</arxiv:doi>
    <link title="doi" href="http://dx.doi.org/10.1145/1234567.1234568" rel="related"/>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">15 pages, to appear in Milling '26</arxiv:comment>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">Proc. Milling 2026,
  1-15</arxiv:journal_ref>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.DL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.DL" scheme="http://arxiv.org/schemas/atom"/>
  </entry>)";

std::string entry(std::string_view children) {
  return "<entry><id>http://arxiv.org/abs/2505.01234v1</id>" + std::string(children) + "</entry>";
}

SourceRecord decoded(std::string_view text) {
  const auto record = decode_arxiv_entry(text);
  EXPECT_TRUE(record) << record.error().message;
  return record.value_or(SourceRecord());
}

SourceRecord titled(std::string_view children) { return decoded(entry("<title>T</title>" + std::string(children))); }

TEST(ArxivEntry, GivesAllThatTheFeedSays) {
  const SourceRecord record = decoded(kNewShape);
  EXPECT_EQ(record.source, SourceId::arxiv);
  EXPECT_EQ(record.record_id, "2505.01234v2");
  EXPECT_EQ(record.work.type, WorkType::article);
  EXPECT_EQ(record.work.title, "A Mill for Books: Grinding References");
  EXPECT_EQ(record.work.arxiv_id, ArxivId::parse("2505.01234"));
  EXPECT_EQ(record.work.url, "https://arxiv.org/abs/2505.01234");
  EXPECT_EQ(record.work.issued, parse_partial_date("2025-05-16"));
  EXPECT_EQ(record.work.abstract_text, "We grind references until they are fine.");
  EXPECT_EQ(record.work.primary_class, "cs.DL");
  EXPECT_EQ(record.comment, "15 pages, to appear in Milling '26");
  EXPECT_EQ(record.journal_ref, "Proc. Milling 2026, 1-15");
  EXPECT_FALSE(record.work.doi) << "the author's DOI is a claim about another version";
  EXPECT_FALSE(record.work.license);
  EXPECT_EQ(record.relations, (std::vector{Relation{"published", *Doi::parse("10.1145/1234567.1234568")}}));
  ASSERT_EQ(record.work.authors.size(), 2U);
  EXPECT_EQ(record.work.authors[0].name.family, "Molen");
  EXPECT_EQ(record.work.authors[0].name.particle, "van der");
  ASSERT_EQ(record.work.authors[0].affiliations.size(), 1U);
  EXPECT_EQ(record.work.authors[0].affiliations[0].name, "Mill Lab");
  EXPECT_EQ(record.work.authors[1].name.literal, "ATLAS Collaboration");
  EXPECT_FALSE(record.withdrawn);
}

TEST(ArxivEntry, OldAndNewShapesGiveTheSameRecord) { EXPECT_EQ(decoded(kOldShape), decoded(kNewShape)); }

TEST(ArxivEntry, PrefixesOfNamespacesDoNotMatter) {
  std::string other(kNewShape);
  for (std::size_t at = other.find("arxiv:"); at != std::string::npos; at = other.find("arxiv:", at))
    other.replace(at, 6, "ns1:");
  EXPECT_EQ(decoded(other), decoded(kNewShape));
}

TEST(ArxivEntry, ReadsIdsOfAllTimes) {
  const struct {
    std::string_view link;
    std::string_view record_id;
    std::string_view base;
  } cases[] = {
      {"http://arxiv.org/abs/1706.03762v7", "1706.03762v7", "1706.03762"},
      {"http://arxiv.org/abs/0704.0001v2", "0704.0001v2", "0704.0001"},
      {"http://arxiv.org/abs/astro-ph/0601001v1", "astro-ph/0601001v1", "astro-ph/0601001"},
      {"http://arxiv.org/abs/math/9501234v1", "math/9501234v1", "math/9501234"},
      {"http://arxiv.org/abs/hep-ex/0307015", "hep-ex/0307015", "hep-ex/0307015"},
      {"https://arxiv.org/abs/quant-ph/0201082v1", "quant-ph/0201082v1", "quant-ph/0201082"},
  };
  for (const auto& test : cases) {
    const SourceRecord record = decoded("<entry><id>" + std::string(test.link) + "</id><title>T</title></entry>");
    EXPECT_EQ(record.record_id, test.record_id);
    ASSERT_TRUE(record.work.arxiv_id);
    EXPECT_EQ(record.work.arxiv_id->str(), test.base);
  }
}

TEST(ArxivEntry, ResolvesTexInTitlesAndNamesOnlyWhereThereIsTex) {
  const struct {
    std::string_view written;
    std::string_view read;
  } cases[] = {
      {"$ω$Test: WebView-Oriented Testing", "ωTest: WebView-Oriented Testing"},
      {"Poincar\\'e Embeddings", "Poincaré Embeddings"},
      {"G{\\\"o}del Machines", "Gödel Machines"},
      {"The $100 Laptop", "The $100 Laptop"},
      {"100% Uptime for R&amp;D_Labs", "100% Uptime for R&D_Labs"},
      {"Time~Space Trade-offs", "Time~Space Trade-offs"},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(decoded(entry("<title>" + std::string(test.written) + "</title>")).work.title, test.read);
  }
  const SourceRecord record = titled("<author><name>Edgar Rold\\'an</name></author>");
  EXPECT_EQ(record.work.authors.at(0).name.family, "Roldán");
}

TEST(ArxivEntry, AuthorsThatAreNoNamesAreLeftOut) {
  const SourceRecord record = titled(
      "<author><name>Ada Molen</name></author><author><name>:</name></author><author><name> </name></author>"
      "<author><name>H1 Collaboration</name></author>");
  ASSERT_EQ(record.work.authors.size(), 2U);
  EXPECT_EQ(record.work.authors[1].name.literal, "H1 Collaboration");
}

TEST(ArxivEntry, EveryDoiBecomesARelationOnce) {
  const struct {
    std::string_view fields;
    std::vector<std::string> dois;
  } cases[] = {
      {"<a:doi>10.1145/1.2</a:doi>", {"10.1145/1.2"}},
      {"<a:doi>10.1145/1.2 10.1016/J.X.2020</a:doi>", {"10.1145/1.2", "10.1016/j.x.2020"}},
      {"<a:doi>10.1145/1.2;10.1016/j.x</a:doi>", {"10.1145/1.2", "10.1016/j.x"}},
      {"<a:doi>10.1145/1.2, 10.1016/j.x</a:doi>", {"10.1145/1.2", "10.1016/j.x"}},
      {"<a:doi>10.1145/1.2,10.1016/j.x</a:doi>", {"10.1145/1.2", "10.1016/j.x"}},
      {"<a:doi>10.1145/1.2</a:doi><a:doi>10.1016/j.x</a:doi>", {"10.1145/1.2", "10.1016/j.x"}},
      {"<link title=\"doi\" href=\"http://dx.doi.org/10.1145/1.2\"/>", {"10.1145/1.2"}},
      {"<a:doi>see the journal's page</a:doi>", {}},
      {"<a:doi>10.48550/arXiv.2505.01234</a:doi>", {}},
      {"<a:doi>10.5555/3295222.3295349</a:doi>", {}},
      {"", {}},
  };
  for (const auto& test : cases) {
    std::vector<Relation> expected;
    for (const std::string& doi : test.dois) expected.push_back({"published", *Doi::parse(doi)});
    EXPECT_EQ(titled(test.fields).relations, expected) << test.fields;
  }
}

TEST(ArxivEntry, ThePrimaryClassIsACategoryOfArxiv) {
  EXPECT_EQ(titled("<category term=\"14C20, 14M99\"/><category term=\"I.2.9; I.2.10\"/><category term=\"math.AG\"/>")
                .work.primary_class,
            "math.AG");
  EXPECT_EQ(titled("<category term=\"Primary 62H30\"/><category term=\"hep-th\"/>").work.primary_class, "hep-th");
  EXPECT_EQ(titled("<category term=\"cs.AI\"/><a:primary_category term=\"cs.DC\"/>").work.primary_class, "cs.DC");
  EXPECT_FALSE(titled("<category term=\"H.2.8; J.3\"/>").work.primary_class);
}

TEST(ArxivEntry, WithdrawnIsToldByWordsOnly) {
  const struct {
    std::string_view children;
    bool withdrawn;
  } cases[] = {
      {"<a:comment>This paper has been withdrawn by the authors due to an error</a:comment>", true},
      {"<a:comment>Withdrawn: Theorem 2 is wrong</a:comment>", true},
      {"<a:comment>This has been withdrawn</a:comment>", true},
      {"<a:comment>12 pages. This submission has been withdrawn by arXiv administrators</a:comment>", true},
      {"<summary> This paper has been withdrawn by the author.</summary>", true},
      {"<a:comment>12 pages, 3 figures</a:comment><summary>Deposits are withdrawn at random.</summary>", false},
      {"<summary>We study withdrawn papers.</summary>", false},
      {"", false},
  };
  for (const auto& test : cases) EXPECT_EQ(titled(test.children).withdrawn, test.withdrawn) << test.children;
}

TEST(ArxivEntry, BytesThatAreNoUtf8AreLatin1) {
  EXPECT_EQ(titled("<author><name>Hans W\xFC"
                   "bben</name></author>")
                .work.authors.at(0)
                .name.family,
            "Wübben");
  EXPECT_EQ(titled("<author><name>Hans Wübben</name></author>").work.authors.at(0).name.family, "Wübben");
}

TEST(ArxivEntry, AbsentFieldsAreAbsent) {
  const SourceRecord record =
      titled("<summary>  </summary><a:comment/><a:journal_ref></a:journal_ref><published>soon</published>");
  EXPECT_FALSE(record.work.abstract_text);
  EXPECT_FALSE(record.comment);
  EXPECT_FALSE(record.journal_ref);
  EXPECT_FALSE(record.work.issued);
  EXPECT_TRUE(record.work.authors.empty());
}

TEST(ArxivEntry, AnUnreadableEntryIsAnError) {
  for (const std::string_view text :
       {std::string_view(""), std::string_view("<entry>"), std::string_view("<entry><title>T</title></entry>"),
        std::string_view("<entry><id>http://arxiv.org/abs/9913.1</id><title>T</title></entry>"),
        std::string_view("<entry><id>http://arxiv.org/abs/2505.01234</id></entry>"), std::string_view("\0\0", 2)}) {
    const auto record = decode_arxiv_entry(text);
    ASSERT_FALSE(record);
    EXPECT_EQ(record.error().kind, ErrorKind::decode);
  }
}

TEST(ArxivEntry, DeepNestingDoesNoHarm) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  for (int i = 0; i < 200'000; ++i) deep += "</a>";
  EXPECT_EQ(titled(deep).work.title, "T");
}

}  // namespace
}  // namespace bibmill
