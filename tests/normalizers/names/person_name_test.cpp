#include "normalizers/names/person_name.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "normalizers/names/folded_name.h"

namespace bibmill {
namespace {

struct Parts {
  std::string given;
  std::string particle;
  std::string family;
  std::string suffix;
  std::string literal;

  bool operator==(const Parts&) const = default;
};

Parts parts_of(const PersonName& name) { return {name.given, name.particle, name.family, name.suffix, name.literal}; }

std::ostream& operator<<(std::ostream& out, const Parts& parts) {
  return out << parts.given << " / " << parts.particle << " / " << parts.family << " / " << parts.suffix << " / "
             << parts.literal;
}

struct PrintedCase {
  std::string printed;
  Parts expected;
};

TEST(ParseName, ReadsPrintedNames) {
  const std::vector<PrintedCase> cases = {
      {"Chao Jin", {"Chao", "", "Jin", "", ""}},
      {"K. K. Ramakrishnan", {"K. K.", "", "Ramakrishnan", "", ""}},
      {"X. Sean Wang", {"X. Sean", "", "Wang", "", ""}},
      {"Samer Al-Kiswany", {"Samer", "", "Al-Kiswany", "", ""}},
      {"Marcos Dias De Assunção", {"Marcos Dias", "", "De Assunção", "", ""}},
      {"Rafael Mendes da Silva", {"Rafael Mendes", "da", "Silva", "", ""}},
      {"Ludwig van Beethoven", {"Ludwig", "van", "Beethoven", "", ""}},
      {"Ludwig van der Berg", {"Ludwig", "van der", "Berg", "", ""}},
      {"Charles Louis Xavier Joseph de la Vallée Poussin",
       {"Charles Louis Xavier Joseph", "de la", "Vallée Poussin", "", ""}},
      {"Santiago Ramón y Cajal", {"Santiago", "", "Ramón y Cajal", "", ""}},
      {"Peter Van Roy", {"Peter", "", "Van Roy", "", ""}},
      {"Hong Van Nguyen", {"Hong Van", "", "Nguyen", "", ""}},
      {"Plato", {"", "", "Plato", "", ""}},
      {"Henry Ford Jr.", {"Henry", "", "Ford", "Jr.", ""}},
      {"Henry Ford, Jr", {"Henry", "", "Ford", "Jr.", ""}},
      {"Ford, Henry, Jr.", {"Henry", "", "Ford", "Jr.", ""}},
      {"Ford, Jr., Henry", {"Henry", "", "Ford", "Jr.", ""}},
      {"Davis III, Sammy", {"Sammy", "", "Davis", "III", ""}},
      {"Lagkas Nikolos, Orestis", {"Orestis", "", "Lagkas Nikolos", "", ""}},
      {"ATLAS Collaboration", {"", "", "", "", "ATLAS Collaboration"}},
      {"The ABC Consortium", {"", "", "", "", "The ABC Consortium"}},
      {"王伟", {"", "", "", "", "王伟"}},
      {"Wei Wang 0001", {"Wei", "", "Wang", "", ""}},
      {"Zicong Hong¶", {"Zicong", "", "Hong", "", ""}},
      {"*Zicong Hong†1,2", {"Zicong", "", "Hong", "", ""}},
      {"Ivan Miskun (1 and 2)", {"Ivan", "", "Miskun", "", ""}},
      {", Manju", {"", "", "Manju", "", ""}},
      {"Émile Zola", {"Émile", "", "Zola", "", ""}},
      {"J.\u2009C. Bouça\u2010Machado", {"J. C.", "", "Bouça-Machado", "", ""}},
      {"", {"", "", "", "", ""}},
      {" ,;* ", {"", "", "", "", ""}},
  };
  for (const auto& [printed, expected] : cases) EXPECT_EQ(parts_of(parse_name(printed)), expected) << printed;
}

TEST(ParseName, SurvivesMalformedText) {
  EXPECT_EQ(parse_name(std::string("\xff\xfe\0", 3)).given, "");
  EXPECT_FALSE(parse_name("Fern\ufffdndez").family.empty());
  parse_name(std::string(100000, ','));
  parse_name(std::string(100000, '('));
}

struct StructuredCase {
  std::string given;
  std::string family;
  std::string suffix;
  Parts expected;
};

TEST(MakeName, RepairsWhatDepositorsWrite) {
  const std::vector<StructuredCase> cases = {
      {"Jan", "van der Berg", "", {"Jan", "van der", "Berg", "", ""}},
      {"Almir Ferreira de", "Andrade", "", {"Almir Ferreira", "de", "Andrade", "", ""}},
      {"Lawrence F.", "Travis III", "", {"Lawrence F.", "", "Travis", "III", ""}},
      {"Ana", "Silva", "Ph.D", {"Ana", "", "Silva", "", ""}},
      {"Ana", "Silva PhD", "", {"Ana", "", "Silva", "", ""}},
      {"Martin Luther", "King", "Jr", {"Martin Luther", "", "King", "Jr.", ""}},
      {"WEI", "ZHANG", "", {"Wei", "", "Zhang", "", ""}},
      {"Wei", "LI", "", {"Wei", "", "Li", "", ""}},
      {"J. K.", "MARTÍNEZ-LÓPEZ", "", {"J. K.", "", "Martínez-López", "", ""}},
      {"JK", "O'BRIEN", "", {"JK", "", "O'Brien", "", ""}},
      {"JAN", "VAN DER BERG", "", {"Jan", "van der", "Berg", "", ""}},
      {"N. G.", "De Bruijn", "", {"N. G.", "", "De Bruijn", "", ""}},
      {"Yan", "Ma", "", {"Yan", "", "Ma", "", ""}},
      {"", "W. E. W.", "", {"", "", "W. E. W.", "", ""}},
      {"", "H1 Collaboration", "", {"", "", "", "", "H1 Collaboration"}},
      {"Plato", "", "", {"", "", "Plato", "", ""}},
      {"J.\u2009C.", "Bouça\u2010Machado", "", {"J. C.", "", "Bouça-Machado", "", ""}},
      {"", "", "", {"", "", "", "", ""}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(parts_of(make_name(c.given, c.family, c.suffix)), c.expected) << c.given << " | " << c.family;
  }
}

TEST(DisplayName, PrintsReadingOrder) {
  EXPECT_EQ(display_name(parse_name("van Beethoven, Ludwig")), "Ludwig van Beethoven");
  EXPECT_EQ(display_name(parse_name("Ford, Jr., Henry")), "Henry Ford Jr.");
  EXPECT_EQ(display_name(parse_name("The ABC Consortium")), "The ABC Consortium");
  EXPECT_EQ(display_name(PersonName{}), "");
}

TEST(FamilyKey, FoldsWithParticle) {
  EXPECT_EQ(family_key(parse_name("Jan van der Berg")), "van der berg");
  EXPECT_EQ(family_key(parse_name("Marcos Dias De Assunção")), "de assuncao");
}

struct AgreementCase {
  std::string a;
  std::string b;
  NameAgreement expected;
};

TEST(CompareNames, TellsHowFarNamesAgree) {
  using enum NameAgreement;
  const std::vector<AgreementCase> cases = {
      {"Wei Wang", "Wei Wang", full},
      {"Wei Wang", "W. Wang", initials},
      {"Wei Wang", "Wang", family},
      {"Wei Wang", "Hao Wang", different},
      {"Wei Wang", "Wei Wu", different},
      {"Wang Wei", "Wei Wang", initials},
      {"Yi-Hsiang Lai", "Yi Hsiang Lai", full},
      {"Yi-Hsiang Lai", "Yihsiang Lai", full},
      {"Yi-Hsiang Lai", "Y.-H. Lai", initials},
      {"Yi-Hsiang Lai", "Sean Lai", different},
      {"ChengZhong Xu", "Chengzhong Xu", full},
      {"Hao Xue", "Hao Xu", different},
      {"Xue Wang", "Xu Wang", different},
      {"Stuart W. Perry", "Stuart Perry", full},
      {"Stuart W. Perry", "S. W. Perry", initials},
      {"Stuart W. Perry", "SW Perry", initials},
      {"J.R.R. Tolkien", "JRR Tolkien", initials},
      {"X. Sean Wang", "Xiaoyang Sean Wang", full},
      {"X. Sean Wang", "Sean Wang", initials},
      {"Jürgen Müller", "Juergen Mueller", full},
      {"Jürgen Müller", "Jurgen Muller", full},
      {"Laurent Lefèvre", "Laurent Lefevre", full},
      {"Samer Al-Kiswany", "Samer Al Kiswany", full},
      {"Samer Al-Kiswany", "Samer Alkiswany", full},
      {"Samer Al-Kiswany", "Samer Kiswany", full},
      {"Orestis Lagkas Nikolos", "Lagkas Nikolos, Orestis", full},
      {"O. Lagkas Nikolos", "Lagkas Nikolos, Orestis", full},
      {"Marcos Dias De Assunção", "Assuncao, Marcos Dias de", full},
      {"Jan van der Berg", "Berg, J.", initials},
      {"ATLAS Collaboration", "Atlas collaboration", full},
      {"ATLAS Collaboration", "CMS Collaboration", different},
      {"Rob Miller", "Robert Miller", initials},
      {"Bob Miller", "Robert Miller", initials},
      {"Bob Miller", "Rudolf Miller", different},
      {"Anand Kr. Rao", "Anand Kumar Rao", full},
      {"Ch. Keller", "Christian Keller", initials},
      {"Kr. Rao", "Anand Rao", different},
  };
  for (const auto& [a, b, expected] : cases) {
    EXPECT_EQ(compare_names(parse_name(a), parse_name(b)), expected) << a << " / " << b;
    EXPECT_EQ(compare_names(parse_name(b), parse_name(a)), expected) << b << " / " << a;
  }
}

TEST(CompareNames, EmptyNamesAgreeWithNobody) {
  EXPECT_EQ(compare_names(PersonName{}, PersonName{}), NameAgreement::different);
  EXPECT_EQ(compare_names(PersonName{}, parse_name("Wei Wang")), NameAgreement::different);
}

}  // namespace
}  // namespace bibmill
