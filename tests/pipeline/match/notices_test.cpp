#include "pipeline/match/notices.h"

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

SourceRecord titled(const std::string& title, const std::vector<std::string>& authors = {}) {
  SourceRecord record;
  record.source = SourceId::crossref;
  record.work.title = title;
  for (const std::string& name : authors) record.work.authors.push_back({parse_name(name), {}, {}, {}});
  return record;
}

TEST(NoticeAbout, TellsTheUpdateByTheMarkBeforeTheTitle) {
  const SourceRecord work = titled("TidePool: Elastic Memory", {"Ada Lindqvist", "Bo Chen"});
  const struct {
    const char* title;
    const char* type;  ///< empty: no notice about the work
  } cases[] = {
      {"Correction to: TidePool: Elastic Memory", "correction"},
      {"Author Correction: TidePool: elastic memory", "correction"},
      {"Corrigendum to \"TidePool: Elastic Memory\"", "corrigendum"},
      {"Erratum: TidePool: Elastic Memory", "erratum"},
      {"Retraction notice to “TidePool: Elastic Memory”", "retraction"},
      {"Expression of concern: TidePool: Elastic Memory", "expression_of_concern"},
      {"Addendum to TidePool: Elastic Memory", "addendum"},
      {"TidePool: Elastic Memory", ""},
      {"Correction to: Another Title", ""},
      {"On the Correction to TidePool: Elastic Memory", ""},
      {"Correction", ""},
  };
  for (const auto& test : cases) {
    const auto notice = notice_about(titled(test.title), work);
    EXPECT_EQ(notice ? notice->type : "", test.type) << test.title;
  }
  EXPECT_TRUE(notice_about(titled("Erratum: TidePool: Elastic Memory", {"Ada Lindqvist", "Bo Chen"}), work));
  EXPECT_FALSE(notice_about(titled("Erratum: TidePool: Elastic Memory", {"Wei Zhang", "Hao Liu"}), work));
}

TEST(NoticeAbout, BelievesTheRegistrant) {
  SourceRecord work = titled("TidePool: Elastic Memory");
  work.work.doi = Doi::parse("10.1145/1.1");
  SourceRecord notice = titled("Retraction: some other wording");
  notice.work.doi = Doi::parse("10.1145/9.9");
  EXPECT_FALSE(notice_about(notice, work));
  notice.relations = {{"update_to", *Doi::parse("10.1145/1.1")}};
  const auto update = notice_about(notice, work);
  ASSERT_TRUE(update);
  EXPECT_EQ(update->type, "retraction");
  EXPECT_EQ(update->doi, notice.work.doi);
  EXPECT_EQ(update->source, SourceId::crossref);
}

}  // namespace
}  // namespace bibmill
