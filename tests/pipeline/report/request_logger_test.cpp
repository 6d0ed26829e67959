#include "pipeline/report/request_logger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bibmill {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::string described(std::size_t keys, int verbosity) {
  RequestNote note;
  note.source = SourceId::crossref;
  note.url = "https://source.example/works?" + std::string(300, 'x');
  note.status = 200;
  for (std::size_t i = 1; i <= keys; ++i) note.keys.push_back("doi:10.5555/" + std::to_string(i));
  return describe_request(note, verbosity);
}

TEST(DescribeRequest, TellsWhatTheRequestWasSentFor) {
  EXPECT_THAT(described(1, 1), EndsWith(" [doi:10.5555/1]"));
  EXPECT_THAT(described(3, 1), EndsWith(" [doi:10.5555/1, doi:10.5555/2, doi:10.5555/3]"));
  EXPECT_THAT(described(42, 1), EndsWith(" [doi:10.5555/1, doi:10.5555/2, doi:10.5555/3, …]"));
  EXPECT_THAT(described(42, 1), HasSubstr("42 questions: "));
  EXPECT_THAT(described(0, 1), Not(HasSubstr("[")));
}

TEST(DescribeRequest, TellsAllKeysWhenAskedForMore) {
  EXPECT_THAT(described(42, 2), EndsWith("\n    doi:10.5555/42"));
  EXPECT_THAT(described(42, 2), Not(HasSubstr("…")));
}

TEST(DescribeRequest, ShowsNoControlsOfKeys) {
  RequestNote note;
  note.keys = {"title:a\x1b[31m"};
  EXPECT_EQ(describe_request(note, 1).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace bibmill
