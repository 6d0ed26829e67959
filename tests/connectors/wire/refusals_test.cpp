// Which statuses and lists are whose fault (CONTRACTS §1), for every codec alike.
#include "connectors/wire/refusals.h"

#include <gtest/gtest.h>

#include "connectors/crossref/codec.h"
#include "connectors/datacite/codec.h"
#include "connectors/doi_ra/codec.h"

namespace bibmill {
namespace {

std::vector<Ask> two_dois() { return {Ask(ByDoi(*Doi::parse("10.1145/1"))), Ask(ByDoi(*Doi::parse("10.1145/2")))}; }

std::vector<Ask> two_subjects() { return {Ask(ByAgency("10.1145")), Ask(ByAgency("10.1109"))}; }

HttpResponse answer(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

TEST(Refusals, AStatusIsTheRequestsFaultOrTheServers) {
  for (const auto& [status, kind] : {std::pair(400, ErrorKind::rejected), std::pair(404, ErrorKind::rejected),
                                     std::pair(422, ErrorKind::rejected), std::pair(500, ErrorKind::server)}) {
    EXPECT_EQ(status_error("X", status).kind, kind) << status;
  }
  EXPECT_EQ(status_error("X", 400).message, "X answered with status 400");
  EXPECT_EQ(status_error("X", 400, "no such filter").message, "X answered with status 400: no such filter");
}

TEST(Refusals, AListOfOtherRecordsIsNoAnswer) {
  const CrossrefCodec crossref;
  const DataciteCodec datacite;
  const DoiRaCodec doi_ra;
  const struct {
    const Codec& codec;
    std::vector<Ask> asks;
    std::string head;
    std::string record;  ///< of the identifier that is put in place of %
    std::string tail;
    std::string asked_for;
  } cases[] = {
      {crossref, two_dois(), R"({"status":"ok","message-type":"work-list","message":{"total-results":1,"items":[)",
       R"({"DOI":"10.1145/%"})", "]}}", "1"},
      {datacite, two_dois(), R"({"data":[)", R"({"id":"10.1145/%","type":"dois","attributes":{"doi":"10.1145/%"}})",
       R"(],"meta":{"total":1}})", "1"},
      {doi_ra, two_subjects(), "[", R"({"DOI":"10.1%","RA":"Crossref"})", "]", "145"},
  };
  for (const auto& test : cases) {
    const auto body = [&](const std::string& name) {
      std::string record = test.record;
      for (std::size_t at = 0; (at = record.find('%')) != std::string::npos;) record.replace(at, 1, name);
      return test.head + record + test.tail;
    };
    const auto wrong = test.codec.decode(test.asks, answer(200, body("999")));
    ASSERT_FALSE(wrong) << to_string(test.codec.source());
    EXPECT_EQ(wrong.error().kind, ErrorKind::decode);
    EXPECT_NE(wrong.error().message.find("other records"), std::string::npos) << wrong.error().message;
    const auto right = test.codec.decode(test.asks, answer(200, body(test.asked_for)));
    ASSERT_TRUE(right) << to_string(test.codec.source()) << ": " << right.error().message;
    EXPECT_EQ(right->front().state, KeyAnswer::State::found);
  }
}

}  // namespace
}  // namespace bibmill
