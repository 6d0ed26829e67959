// Damaged bodies: whatever arrives, every codec answers with a value or an Error.
#include <gtest/gtest.h>

#include <random>

#include "connectors/crossref/codec.h"
#include "connectors/datacite/codec.h"
#include "connectors/doi_ra/codec.h"

namespace bibmill {
namespace {

constexpr std::string_view kCrossref =
    R"({"status":"ok","message-type":"work-list","message":{"total-results":1,"items":[{"DOI":"10.5555/a","type":"book-chapter",
    "title":["\ud83d\ude00 <i>x</i> &amp;"],"author":[{"given":"A","family":"B","ORCID":"https://orcid.org/0000-0002-1825-0097",
    "affiliation":[{"name":"N","id":[{"id":"https://ror.org/05dxps055","id-type":"ROR"}]}]}],"issued":{"date-parts":[[2026,4,27]]},
    "container-title":["Lecture Notes","B"],"page":"1–2","relation":{"has-preprint":[{"id":"10.1101/1","id-type":"doi"}]},
    "updated-by":[{"DOI":"10.5555/r","type":"retraction"}],"license":[{"URL":"https://e.org","content-version":"vor"}]}]}})";
constexpr std::string_view kDatacite =
    R"({"data":[{"id":"10.5281/a","attributes":{"doi":"10.5281/a","creators":[{"name":"B, A","affiliation":["x",{"name":"y"}],
    "nameIdentifiers":[{"nameIdentifier":"0000-0002-1825-0097","nameIdentifierScheme":"ORCID"}]}],"titles":[{"title":"T"}],
    "publicationYear":2020,"dates":[{"date":"2020-01","dateType":"Issued"}],"container":{"title":"C","firstPage":"1"},
    "types":{"resourceTypeGeneral":"Text"},"relatedIdentifiers":[{"relationType":"IsVersionOf","relatedIdentifier":"10.5281/b",
    "relatedIdentifierType":"DOI"}]}}],"meta":{"total":1}})";
constexpr std::string_view kDoiRa = R"([{"DOI":"10.5555/a","RA":"Crossref"},{"DOI":"10.5555/b","status":"Unknown"}])";

void expect_no_crash(const Codec& codec, const std::vector<Ask>& asks, std::string_view body) {
  std::mt19937 random(7);  // NOLINT: the same damage in every run
  for (int round = 0; round < 3000; ++round) {
    HttpResponse response;
    response.status = 200;
    response.body = body;
    for (int change = 0; change <= round % 4; ++change) {
      const std::size_t at = random() % response.body.size();
      if (round % 3 == 0)
        response.body.erase(at, 1 + random() % 20);
      else if (round % 3 == 1)
        response.body[at] = static_cast<char>(random());
      else
        response.body.insert(at, std::string(1 + random() % 3, "\"{}[],:\\0\xFF"[random() % 10]));
    }
    const auto answers = codec.decode(asks, response);
    if (!answers) continue;
    ASSERT_EQ(answers->size(), asks.size());
    for (std::size_t i = 0; i < asks.size(); ++i) {
      std::vector<std::string_view> slices;
      for (const Slice& slice : (*answers)[i].slices) {
        ASSERT_LE(slice.end, response.body.size());
        ASSERT_LT(slice.begin, slice.end);
        slices.push_back(std::string_view(response.body).substr(slice.begin, slice.end - slice.begin));
      }
      const auto again = codec.decode_slices(asks[i].query, slices);
      ASSERT_TRUE(again) << response.body;
      EXPECT_EQ(*again, (*answers)[i].records) << response.body;
    }
  }
}

TEST(DamagedBodies, NeverCrashACodec) {
  expect_no_crash(CrossrefCodec(), {Ask(ByDoi(*Doi::parse("10.5555/a"))), Ask(ByDoi(*Doi::parse("10.5555/b")))},
                  kCrossref);
  expect_no_crash(CrossrefCodec(), {Ask(ByTitle("x"))}, kCrossref);
  expect_no_crash(DataciteCodec(), {Ask(ByDoi(*Doi::parse("10.5281/a"))), Ask(ByDoi(*Doi::parse("10.5281/b")))},
                  kDatacite);
  expect_no_crash(DoiRaCodec(), {Ask(ByAgency("10.5555/a")), Ask(ByAgency("10.5555/b"))}, kDoiRa);
}

}  // namespace
}  // namespace bibmill
