#include "connectors/wire/doi_routes.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

TEST(DoiRoutes, AreToldApartByThePath) {
  const struct {
    std::string_view target;
    DoiRoute route;
    std::string_view doi;
  } rows[] = {
      {"/works?filter=doi:10.1/a", DoiRoute::list, ""},
      {"/works/", DoiRoute::list, ""},
      {"/works/10.1145%2F1.2?x=y", DoiRoute::single, "10.1145/1.2"},
      {"/works/10.1145/1.2", DoiRoute::single, "10.1145/1.2"},
      {"/worksheets", DoiRoute::unknown, ""},
      {"/members/7", DoiRoute::unknown, ""},
      {"/", DoiRoute::unknown, ""},
  };
  for (const auto& [target, route, doi] : rows) {
    const DoiCall call = read_doi_call(parse_target(target), "/works");
    EXPECT_EQ(call.route, route) << target;
    EXPECT_EQ(call.doi, doi) << target;
  }
}

TEST(DoiRoutes, OnlyDoisAreQuestions) {
  const std::vector<std::string_view> listed{"10.1145/1.2", "none", "10.1145/3.4"};
  const std::vector<Ask> asks = asks_of(read_doi_call(parse_target("/works"), "/works"), listed);
  ASSERT_EQ(asks.size(), 2u);
  EXPECT_EQ(std::get<ByDoi>(asks[1].query).doi.str(), "10.1145/3.4");
  EXPECT_FALSE(asks[0].alone);
  const std::vector<Ask> single = asks_of(read_doi_call(parse_target("/works/10.1145/1.2"), "/works"), listed);
  ASSERT_EQ(single.size(), 1u);
  EXPECT_TRUE(single[0].alone);
  EXPECT_TRUE(asks_of(read_doi_call(parse_target("/works/none"), "/works"), listed).empty());
}

}  // namespace
}  // namespace bibmill
