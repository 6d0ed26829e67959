#include "normalizers/ids/dblp_key.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

TEST(DblpKey, ReadsKeysAndRecordUrls) {
  const std::pair<const char*, const char*> rows[] = {
      {"conf/eurosys/HombalZBKAG26", "conf/eurosys/HombalZBKAG26"},
      {"DBLP:journals/pvldb/X20", "journals/pvldb/X20"},
      {"dblp:books/sp/12/Y", "books/sp/12/Y"},
      {"phd/it/Metelli21", "phd/it/Metelli21"},
      {"persons/Codd71a", "persons/Codd71a"},
      {"https://dblp.org/rec/conf/eurosys/HombalZBKAG26", "conf/eurosys/HombalZBKAG26"},
      {"https://dblp.org/rec/conf/eurosys/HombalZBKAG26.html?view=bibtex", "conf/eurosys/HombalZBKAG26"},
      {"http://dblp.uni-trier.de/rec/bibtex/conf/eurosys/HombalZBKAG26.bib", "conf/eurosys/HombalZBKAG26"},
      {"dblp.org/rec/xml/conf/eurosys/HombalZBKAG26.xml", "conf/eurosys/HombalZBKAG26"},
      {" conf/eurosys/2026 ", "conf/eurosys/2026"},
  };
  for (const auto& [text, expected] : rows) {
    const auto key = DblpKey::parse(text);
    ASSERT_TRUE(key) << text;
    EXPECT_EQ(key->str(), expected) << text;
  }
}

TEST(DblpKey, RejectsPersonsVenuesAndPaths) {
  for (const char* text :
       {"", "homepages/95/7448-1", "https://dblp.org/pid/95/7448-1", "streams/conf/eurosys", "conf/eurosys", "conf//X",
        "conf/eurosys/", "conf/../../etc/passwd", "a/b/c", "https://dblp.org/db/conf/eurosys/eurosys2026.html",
        "https://example.org/rec/conf/eurosys/X26", "conf/eurosys/X Y"}) {
    EXPECT_FALSE(DblpKey::parse(text)) << text;
  }
}

TEST(DblpKey, GivesAUrl) { EXPECT_EQ(DblpKey::parse("conf/x/Y99")->url(), "https://dblp.org/rec/conf/x/Y99"); }

}  // namespace
}  // namespace bibmill
