// By which identifiers a record is known.
#include "pipeline/resolve/entry_walk.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

TEST(Carries, ItsOwnIdentifiersAndTheOtherNamesOfItsDoi) {
  SourceRecord record;
  record.work.doi = Doi::parse("10.1145/1");
  record.aliases = {*Doi::parse("10.1145/old")};
  record.work.arxiv_id = ArxivId::parse("2505.11111v2");
  record.work.dblp_key = DblpKey::parse("conf/eurosys/Invented26");
  const std::pair<Identifier, bool> cases[] = {
      {*Doi::parse("10.1145/1"), true},           {*Doi::parse("10.1145/OLD"), true},
      {*Doi::parse("10.1145/2"), false},          {*ArxivId::parse("2505.11111"), true},
      {*ArxivId::parse("2505.11112"), false},     {*DblpKey::parse("conf/eurosys/Invented26"), true},
      {*DblpKey::parse("conf/eurosys/X"), false},
  };
  for (const auto& [identifier, known] : cases) EXPECT_EQ(carries(record, identifier), known) << to_string(identifier);
  for (const auto& [identifier, known] : cases) EXPECT_FALSE(carries(SourceRecord(), identifier));
}

}  // namespace
}  // namespace bibmill
