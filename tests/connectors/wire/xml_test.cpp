#include "connectors/wire/xml.h"

#include <gtest/gtest.h>

#include <array>

namespace bibmill {
namespace {

std::vector<std::string> elements(std::string_view xml) {
  constexpr std::array<std::string_view, 2> kNames = {"entry", "article"};
  std::vector<std::string> found;
  std::size_t from = 0;
  while (const auto element = next_xml_element(xml, from, kNames)) {
    if (!element->complete()) break;
    found.emplace_back(xml.substr(element->begin, element->end - element->begin));
    from = element->end;
  }
  return found;
}

using Found = std::vector<std::string>;

TEST(XmlElements, FindsElementsByLocalNameInTheOrderOfTheText) {
  EXPECT_EQ(elements("<feed><entry a='1'>x</entry><atom:entry>y</atom:entry><article/></feed>"),
            (Found{"<entry a='1'>x</entry>", "<atom:entry>y</atom:entry>", "<article/>"}));
}

TEST(XmlElements, ANewRecordMayStartOnTheLineWhereTheLastOneEnds) {
  EXPECT_EQ(elements("<dblp>\n<article key=\"a\">\n</article><article key=\"b\">\n</article>\n</dblp>"),
            (Found{"<article key=\"a\">\n</article>", "<article key=\"b\">\n</article>"}));
}

TEST(XmlElements, StepsOverCommentsCdataInstructionsAndTheDocumentType) {
  EXPECT_EQ(elements("<?xml version='1.0'?><!DOCTYPE d [<!ENTITY x \"<entry>\">]><!-- <entry>no</entry> -->"
                     "<entry><![CDATA[</entry>]]></entry>"),
            (Found{"<entry><![CDATA[</entry>]]></entry>"}));
}

TEST(XmlElements, QuotedAttributesMayHoldAngleBrackets) {
  EXPECT_EQ(elements("<entry t=\"a>b\" u='</entry>'>x</entry>"), (Found{"<entry t=\"a>b\" u='</entry>'>x</entry>"}));
}

TEST(XmlElements, ElementsOfTheSameNameNest) {
  EXPECT_EQ(elements("<entry><entry/><entry>x</entry></entry>"), (Found{"<entry><entry/><entry>x</entry></entry>"}));
}

TEST(XmlElements, IncompleteTextGivesNothing) {
  for (const char* xml :
       {"", "<", "<entry", "<entry>", "<entry>x</entr", "<entry a='>x</entry>", "<!-- <entry></entry>", "<?",
        "<!DOCTYPE [", "<![CDATA[<entry></entry>", "<>", "</", "<entry><entry></entry>"}) {
    EXPECT_TRUE(elements(xml).empty()) << xml;
  }
}

TEST(XmlElements, AnElementThatIsNotThereInFullIsToldFromNone) {
  constexpr std::array<std::string_view, 1> kNames = {"entry"};
  const auto element = next_xml_element("<a/><entry>x", 0, kNames);
  ASSERT_TRUE(element);
  EXPECT_EQ(element->begin, 4U);
  EXPECT_FALSE(element->complete());
  EXPECT_FALSE(next_xml_element("<a/><entr", 0, kNames));
}

}  // namespace
}  // namespace bibmill
