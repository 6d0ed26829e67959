#include "connectors/replay/replay_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connectors/replay/fingerprint.h"
#include "connectors/replay/recording_client.h"
#include "connectors/replay/replay_client.h"
#include "tests/support/source_rig.h"

namespace bibmill {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

ReplaySides toy_sides() {
  ReplaySides sides;
  sides[SourceId::crossref] = {std::make_shared<ToyCodec>(50), std::make_shared<ToyMirror>()};
  return sides;
}

std::string exchange(const std::string& target, const std::string& body, const std::string& day = "01 Nov 2026") {
  return "GET " + target + " HTTP/1.1\nX-Bibmill-Origin: composed\nDate: Sun, " + day + " 08:49:37 GMT\n\n" + body;
}

ReplayFolder load(const TemporaryFolder& folder) {
  auto loaded = ReplayFolder::load(folder.path(), toy_sides());
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return std::move(*loaded);
}

/// The answers of a run over the folder.
std::vector<std::string> replay(const ReplayFolder& replayed, std::size_t batch, const std::vector<Query>& queries,
                                std::size_t* requests = nullptr) {
  const TemporaryFolder state;
  Rig rig(state, {.batch = batch, .origin = replayed.origin()});
  ReplayClient client(replayed);
  const SourceParts parts{rig.loop, rig.clock, rig.cpu, rig.codec, client, rig.group, rig.cache};
  rig.source = std::make_unique<HttpSource>(parts, toy_options());
  auto texts = texts_of(rig.ask(queries));
  if (requests != nullptr) *requests = rig.source->stats().requests;
  return texts;
}

TEST(ReplayFile, ReadsBothLineEndsAndKeepsTheBodyAsItIs) {
  for (const std::string end : {"\n", "\r\n"}) {
    const auto file = read_replay_file("GET /list?toc=a HTTP/1.1" + end + "Date: x" + end + "Content-Type:text/plain " +
                                       end + end + "a=1\r\n\r\nb=2\n");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->request.target, "/list?toc=a");
    EXPECT_EQ(file->response.headers.find("content-type"), "text/plain");
    EXPECT_EQ(file->response.body, "a=1\r\n\r\nb=2\n");
    EXPECT_EQ(file->response.status, 200);
  }
}

TEST(ReplayFile, TakesCompleteUrlsAndStatuses) {
  EXPECT_EQ(read_replay_file("GET https://x.example:1/one?toc=a HTTP/1.1\n\n")->request.target, "/one?toc=a");
  EXPECT_EQ(read_replay_file("GET /a\nX-Bibmill-Status: 404\n\n")->response.status, 404);
  EXPECT_EQ(read_replay_file("GET /a\nHTTP/1.1 404 Not Found\nDate: x\n\n")->response.status, 404);
}

TEST(ReplayFile, SaysWhatIsWrong) {
  EXPECT_THAT(read_replay_file("").error().message, HasSubstr("line 1"));
  EXPECT_THAT(read_replay_file("POST /a HTTP/1.1\n\n").error().message, HasSubstr("line 1"));
  EXPECT_THAT(read_replay_file("GET /a HTTP/1.1\nDate: x\nnonsense\n\n").error().message, HasSubstr("line 3"));
  EXPECT_THAT(read_replay_file("GET /a HTTP/1.1\nDate: x\n").error().message, HasSubstr("no empty line"));
}

TEST(ReplayFile, WritesWhatItReads) {
  const std::string text = "GET /one?toc=a HTTP/1.1\nDate: x\nX-Bibmill-Status: 404\n\nbody\n";
  auto file = read_replay_file(text);
  HttpHeaders headers;
  headers.add("Date", "x");
  file->response.headers = headers;
  EXPECT_EQ(write_replay_file(*file), text);
}

TEST(ReplayFolder, AnswersByQuestionWhateverTheBatch) {
  const TemporaryFolder folder;
  folder.write("index.json", R"({"crossref": {"complete": true}})");
  folder.write("crossref/1.http", exchange("/list?toc=a,b", "a=va\nb=vb\n"));
  folder.write("crossref/2.http", exchange("/one?toc=c", "c=vc\n"));
  const auto replayed = load(folder);
  EXPECT_THAT(replayed.notes(), SizeIs(0));
  const auto queries = tocs({"c", "nowhere", "a", "b"});
  for (const std::size_t batch : {1U, 7U, 50U}) {
    EXPECT_THAT(replay(replayed, batch, queries), ElementsAre("vc", "-", "va", "vb")) << batch;
  }
}

TEST(ReplayFolder, AtAnIncompleteSourceOnlyWhatIsMissingFails) {
  const TemporaryFolder folder;
  folder.write("index.json", R"({"crossref": {"complete": false}})");
  folder.write("crossref/1.http", exchange("/list?toc=a,b", "a=va\nb=vb\n"));
  folder.write("crossref/2.http", exchange("/one?toc=gone", "", "01 Nov 2026"));
  folder.write("crossref/3.http", "GET /one?toc=lost HTTP/1.1\nX-Bibmill-Status: 404\n\nno");
  const auto replayed = load(folder);
  const auto queries = tocs({"a", "nowhere", "b", "lost"});
  for (const std::size_t batch : {1U, 7U, 50U}) {
    EXPECT_THAT(replay(replayed, batch, queries), ElementsAre("va", "not_recorded", "vb", "-")) << batch;
  }
  std::size_t requests = 0;
  std::ignore = replay(replayed, 50, queries, &requests);
  EXPECT_EQ(requests, 2U) << "one list, one confirmation";
}

TEST(ReplayFolder, WithoutAnIndexNothingIsComplete) {
  const TemporaryFolder folder;
  folder.write("crossref/1.http", exchange("/one?toc=a", "a=va\n"));
  const auto replayed = load(folder);
  EXPECT_FALSE(replayed.complete(SourceId::crossref));
  EXPECT_THAT(replayed.notes(), SizeIs(1));
  EXPECT_THAT(replay(replayed, 50, tocs({"a", "b"})), ElementsAre("va", "not_recorded"));
}

TEST(ReplayFolder, TheLaterFileByNameCounts) {
  const TemporaryFolder folder;
  folder.write("crossref/b.http", exchange("/one?toc=a", "a=new\n"));
  folder.write("crossref/a.http", exchange("/one?toc=a", "a=old\n"));
  EXPECT_THAT(replay(load(folder), 50, tocs({"a"})), ElementsAre("new"));
}

TEST(ReplayFolder, SkipsBrokenFilesWithANote) {
  const TemporaryFolder folder;
  folder.write("index.json", R"({"crossref": {"complete": false}, "nobody": {"complete": true}})");
  folder.write("crossref/1.http", "nonsense");
  folder.write("crossref/2.http", exchange("/list?toc=b", "garbage"));
  folder.write("crossref/3.http", exchange("/unknown", "b=1"));
  folder.write("crossref/4.http", exchange("/one?toc=a", "a=va\n"));
  folder.write("crossref/readme.txt", "not an exchange");
  const auto replayed = load(folder);
  ASSERT_THAT(replayed.notes(), SizeIs(4));
  EXPECT_THAT(replayed.notes()[0], HasSubstr("nobody"));
  EXPECT_THAT(replayed.notes()[1], HasSubstr("1.http: skipped: line 1"));
  EXPECT_THAT(replay(replayed, 50, tocs({"a"})), ElementsAre("va"));
}

TEST(ReplayFolder, SkipsWhatIsNoFileOrTooLargeInTimeThatDoesNotCount) {
  const TemporaryFolder folder;
  folder.write("index.json", R"({"crossref": {"complete": true}})");
  std::filesystem::create_directories(folder.path() / "crossref" / "1.http");
  folder.write("crossref/2.http", exchange("/one?toc=a", "a=va\n"));
  std::filesystem::create_symlink("/dev/zero", folder.path() / "crossref" / "3.http");
  const std::string blanks = folder.write("crossref/4.http", "GET /one?toc=b HTTP/1.1\n\n");
  std::filesystem::resize_file(blanks, kLargestReplayFile + 1);
  folder.write("crossref/5.http", "GET /one?toc=c HTTP/1.1\n" + std::string(1u << 20, ' ') + ": x\n\nc=vc\n");
  folder.write("crossref/6.http", std::string(8u << 20, ' '));
  const auto replayed = load(folder);
  ASSERT_THAT(replayed.notes(), SizeIs(5));
  const char* const reasons[] = {"1.http: skipped: it is not a file", "3.http: skipped: it is not a file",
                                 "4.http: skipped: it has more than", "5.http: skipped: there is no empty line",
                                 "6.http: skipped: line 1"};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_THAT(replayed.notes()[i], HasSubstr(reasons[i]));
  EXPECT_THAT(replayed.notes()[0], HasSubstr("crossref now counts as incomplete"));
  EXPECT_THAT(replay(replayed, 50, tocs({"a", "b"})), ElementsAre("va", "not_recorded"));
}

TEST(ReplayFolder, AnIndexOfWrongTypesMakesNothingComplete) {
  for (const char* const value :
       {R"({"complete": "true"})", R"({"complete": 1})", R"({"complete": null})", "{}", "[true]", "\"complete\""}) {
    const TemporaryFolder folder;
    const std::string index = folder.write("index.json", std::string(R"({"crossref": )") + value + "}");
    folder.write("crossref/1.http", exchange("/one?toc=a", "a=va\n"));
    const auto replayed = load(folder);
    ASSERT_THAT(replayed.notes(), SizeIs(1)) << value;
    EXPECT_THAT(replayed.notes()[0], HasSubstr(index));
    EXPECT_THAT(replayed.notes()[0], HasSubstr("\"crossref\": {\"complete\": true}")) << "what to write";
    EXPECT_THAT(replay(replayed, 50, tocs({"a", "b"})), ElementsAre("va", "not_recorded")) << value;
  }
}

TEST(ReplayFolder, AnIndexThatIsNoFileIsAnError) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "index.json");
  const auto loaded = ReplayFolder::load(folder.path(), toy_sides());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, ErrorKind::input);
  EXPECT_THAT(loaded.error().message, HasSubstr("index.json: it is not a file"));
}

TEST(ReplayFolder, AFolderThatIsNotThereOrAnIndexThatIsNoneIsAnError) {
  const TemporaryFolder folder;
  EXPECT_FALSE(ReplayFolder::load(folder.path() / "no", toy_sides()));
  folder.write("index.json", "[");
  EXPECT_FALSE(ReplayFolder::load(folder.path(), toy_sides()));
}

TEST(ReplayFolder, FindsTitlesByFoldAndBySearch) {
  const TemporaryFolder folder;
  folder.write("index.json", R"({"crossref": {"complete": true}})");
  folder.write("crossref/1.http",
               exchange("/list?toc=Deep Nets: A Survey,other", "Deep Nets: A Survey=survey\nother=o\n"));
  folder.write("crossref/2.http", exchange("/search?title=exact%20words", "exact words=e\n"));
  const auto replayed = load(folder);
  const std::vector<Query> queries{ByTitle("Exact  Words!", "Smith"), ByTitle("deep nets"), ByTitle("Nothing Like It")};
  for (const std::size_t batch : {1U, 50U})
    EXPECT_THAT(replay(replayed, batch, queries), ElementsAre("e", "survey", "-"));
}

TEST(ReplayFolder, SearchesOnlyCompleteSources) {
  const TemporaryFolder folder;
  folder.write("crossref/1.http", exchange("/one?toc=deep nets", "deep nets=d\n"));
  const std::vector<Query> queries{ByTitle("Deep Nets")};
  EXPECT_THAT(replay(load(folder), 50, queries), ElementsAre("not_recorded"));
}

TEST(ReplayFolder, EachAnswerKeepsTheDayOfItsOwnFile) {
  const TemporaryFolder folder;
  folder.write("crossref/1.http", exchange("/one?toc=a", "a=va\n", "01 Nov 2026"));
  folder.write("crossref/2.http", exchange("/one?toc=b", "b=vb\n", "03 Nov 2026"));
  const auto replayed = load(folder);
  const auto response = replay_response(replayed, SourceId::crossref, {"/list?toc=a,b,c", ""});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->headers.find("X-Bibmill-Days"), "2026-11-01,2026-11-03,-");
  EXPECT_EQ(response->headers.find("X-Bibmill-Not-Recorded"), "2");
  EXPECT_EQ(response->headers.find("Date"), "Sun, 03 Nov 2026 08:49:37 GMT");
}

TEST(ReplayFolder, ItsOriginChangesWithItsContent) {
  const TemporaryFolder folder;
  folder.write("crossref/1.http", exchange("/one?toc=a", "a=va\n"));
  const auto first = load(folder).origin();
  EXPECT_EQ(load(folder).origin(), first);
  folder.write("crossref/1.http", exchange("/one?toc=a", "a=vb\n"));
  EXPECT_NE(load(folder).origin(), first);
  EXPECT_THAT(first, testing::StartsWith("replay:"));
}

TEST(Fingerprint, TellsWhereTextsEnd) {
  Fingerprint one;
  one.add("a");
  one.add("bc");
  Fingerprint other;
  other.add("ab");
  other.add("c");
  EXPECT_NE(one.str(), other.str());
  EXPECT_EQ(one.str().size(), 16U);
}

TEST(RecordingClient, WhatIsRecordedCanBeReplayed) {
  const TemporaryFolder state;
  const TemporaryFolder folder;
  ToyServer server;
  server.known = {{"a", "va"}, {"b", "vb"}};
  const auto queries = tocs({"a", "nowhere", "b"});
  SourceOptions options = toy_options();
  options.contact = Secret("me@example.org");
  options.contact_parameter = "mailto";
  {
    Rig rig(state, {}, server);
    RecordingClient recorder(rig.http, folder.path());
    const SourceParts parts{rig.loop, rig.clock, rig.cpu, rig.codec, recorder, rig.group, rig.cache};
    rig.source = std::make_unique<HttpSource>(parts, options);
    EXPECT_THAT(texts_of(rig.ask(queries)), ElementsAre("va", "-", "vb"));
  }
  const auto replayed = load(folder);
  EXPECT_THAT(replayed.notes(), SizeIs(0));
  EXPECT_FALSE(replayed.complete(SourceId::crossref));
  EXPECT_THAT(replay(replayed, 7, tocs({"a", "nowhere", "b", "other"})), ElementsAre("va", "-", "vb", "not_recorded"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    EXPECT_EQ(text.find("example.org"), std::string::npos) << entry.path();
  }
}

TEST(RecordingClient, LeavesOutWhoAsks) {
  EXPECT_EQ(anonymous_target("/works?mailto=a%40b&rows=2&api_key=x"), "/works?rows=2");
  EXPECT_EQ(anonymous_target("/works?MailTo=a"), "/works");
  EXPECT_EQ(anonymous_target("/works?filter=doi:a,doi:b&rows=2"), "/works?filter=doi:a,doi:b&rows=2");
}

TEST(RecordingClient, DoesNotRecordRefusals) {
  const TemporaryFolder state;
  const TemporaryFolder folder;
  Rig rig(state);
  rig.http.handler = [](const HttpRequest&) -> Result<HttpResponse> {
    HttpResponse response;
    response.status = 403;
    return response;
  };
  RecordingClient recorder(rig.http, folder.path());
  const SourceParts parts{rig.loop, rig.clock, rig.cpu, rig.codec, recorder, rig.group, rig.cache};
  rig.source = std::make_unique<HttpSource>(parts, toy_options());
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "blocked");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "crossref"));
}

}  // namespace
}  // namespace bibmill
