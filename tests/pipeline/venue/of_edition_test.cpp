#include "pipeline/venue/of_edition.h"

#include "pipeline/run_policies.h"

namespace bibmill {
namespace {

struct Case {
  const char* venue;
  int year;
  const char* container;
  const char* event;
  bool is_of_it;
};

Work work_in(const Case& test) {
  Work work;
  work.container_title = test.container;
  if (test.event[0] != '\0') work.event = test.event;
  return work;
}

TEST(IsOfEdition, TellsTheProceedingsFromWhatSharesTheirWords) {
  const VenueTable venues = venue_table();
  const Case cases[] = {
      {"EuroSys", 2026, "Proceedings of the 21st European Conference on Computer Systems",
       "EUROSYS '26: 21st European Conference on Computer Systems", true},
      {"EuroSys", 2026, "Proceedings of the 21st European Conference on Computer Systems", "", true},
      {"EuroSys", 2025, "Proceedings of the 21st European Conference on Computer Systems", "EUROSYS '26", false},
      {"EuroSys", 2026, "Proceedings of the 6th Workshop on Machine Learning and Systems", "EuroMLSys '26", false},
      {"EuroSys", 2026, "ACM Transactions on Computer Systems", "", false},
      {"CVPR", 2023, "2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "", true},
      {"CVPR", 2023, "2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)", "",
       false},
      {"CVPR", 2023, "Pattern Recognition and Computer Vision", "", false},
      {"ECCV", 2022, "Computer Vision – ECCV 2022", "", true},
      {"ECCV", 2022, "Computer Vision – ECCV 2022 Workshops", "", false},
      {"ECCV", 2022, "Computer Vision – ACCV 2022", "", false},
      {"ICCV", 2022, "Computer Vision – ECCV 2022", "", false},
      {"SIGMOD", 2020, "Proceedings of the 2020 ACM SIGMOD International Conference on Management of Data",
       "SIGMOD/PODS '20: International Conference on Management of Data", true},
      {"ICDE", 2023, "2023 IEEE 39th International Conference on Data Engineering (ICDE)", "", true},
      {"ICDE", 2023, "2023 IEEE 39th International Conference on Data Engineering Workshops (ICDEW)", "", false},
      {"ACL", 2023,
       "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 1: Long "
       "Papers)",
       "", true},
      {"ACL", 2023, "Findings of the Association for Computational Linguistics: ACL 2023", "", false},
      {"CHI", 2023, "Proceedings of the 2023 CHI Conference on Human Factors in Computing Systems",
       "CHI '23: CHI Conference on Human Factors in Computing Systems", true},
      {"CHI", 2023, "Extended Abstracts of the 2023 CHI Conference on Human Factors in Computing Systems", "CHI '23",
       false},
      {"CCS", 2022, "Proceedings of the 2022 ACM SIGSAC Conference on Computer and Communications Security", "", true},
      {"HotOS", 2023, "Proceedings of the 19th Workshop on Hot Topics in Operating Systems", "", true},
      {"IJCAI", 2023, "Proceedings of the Thirty-Second International Joint Conference on Artificial Intelligence", "",
       true},
      {"AAAI", 2023, "Proceedings of the AAAI Conference on Artificial Intelligence", "", true},
      {"AAAI", 2023, "European Conference on Artificial Intelligence", "", false},
      {"IACR CRYPTO", 2020, "Advances in Cryptology – CRYPTO 2020", "", true},
      {"IACR CRYPTO", 2020, "Advances in Cryptology – EUROCRYPT 2020", "", false},
  };
  for (const Case& test : cases) {
    const Venue* venue = venues.find(test.venue);
    ASSERT_NE(venue, nullptr) << test.venue;
    EXPECT_EQ(is_of_edition(work_in(test), *venue, test.year, venues), test.is_of_it)
        << test.venue << ": " << test.container;
  }
}

TEST(IsOfEdition, AJournalThatIsCalledWhatAConferenceIsAboutIsNone) {
  const VenueTable venues = venue_table();
  Work work;
  work.type = WorkType::article_journal;
  work.container_title = "Machine Learning";
  EXPECT_FALSE(is_of_edition(work, *venues.find("ICML"), 2023, venues));
  work.container_title = "Proceedings of the AAAI Conference on Artificial Intelligence";
  EXPECT_TRUE(is_of_edition(work, *venues.find("AAAI"), 2023, venues));
  work.container_title = "Proceedings of the VLDB Endowment";
  EXPECT_TRUE(is_of_edition(work, *venues.find("VLDB"), 2023, venues));
}

TEST(IsOfEdition, AVenueThatNobodyKnowsGoesByItsName) {
  Venue unknown;
  unknown.name = "EuroSec";
  Work work;
  work.container_title = "Proceedings of the 13th European workshop on Systems Security";
  EXPECT_FALSE(is_of_edition(work, unknown, 2020, {}));
  work.event = "EuroSec '20";
  EXPECT_TRUE(is_of_edition(work, unknown, 2020, {}));
  EXPECT_FALSE(is_of_edition(work, unknown, 2021, {}));
}

TEST(ContainerWords, AreTheLongestNameAndTheShortOne) {
  const Venue eurosys{"EuroSys", {"ACM EuroSys", "European Conference on Computer Systems"}, "", true, {}};
  EXPECT_EQ(container_words(eurosys), "European Conference on Computer Systems EuroSys");
  Venue unknown;
  unknown.name = "EuroSec";
  EXPECT_EQ(container_words(unknown), "EuroSec");
}

}  // namespace
}  // namespace bibmill
