#include "normalizers/names/short_names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bibmill {
namespace {

using ShortForm = std::pair<std::string_view, std::string_view>;

// Ascending; of several names a short form stands for, the most frequent first. Forms that begin their name are left
// out.
constexpr std::array<ShortForm, 96> kShortForms = {{
    {"abby", "abigail"},     {"andy", "andrew"},      {"andy", "andreas"},    {"angie", "angela"},
    {"becky", "rebecca"},    {"beth", "elizabeth"},   {"betsy", "elizabeth"}, {"betty", "elizabeth"},
    {"bill", "william"},     {"billy", "william"},    {"bob", "robert"},      {"bobby", "robert"},
    {"cathy", "catherine"},  {"charlie", "charles"},  {"chuck", "charles"},   {"cindy", "cynthia"},
    {"connie", "constance"}, {"dave", "david"},       {"debbie", "deborah"},  {"dick", "richard"},
    {"dima", "dmitry"},      {"dima", "dmitri"},      {"dimitri", "dmitry"},  {"drew", "andrew"},
    {"ed", "edward"},        {"ed", "edwin"},         {"ellie", "eleanor"},   {"fritz", "friedrich"},
    {"gene", "eugene"},      {"gerry", "gerald"},     {"gerry", "gerard"},    {"ginny", "virginia"},
    {"hal", "harold"},       {"hank", "henry"},       {"hans", "johannes"},   {"harry", "henry"},
    {"harry", "harold"},     {"jack", "john"},        {"jake", "jacob"},      {"jenny", "jennifer"},
    {"jerry", "gerald"},     {"jerry", "jerome"},     {"jim", "james"},       {"jimmy", "james"},
    {"joe", "joseph"},       {"johnny", "john"},      {"kate", "katherine"},  {"kate", "catherine"},
    {"kathy", "katherine"},  {"kathy", "kathleen"},   {"katie", "katherine"}, {"kolya", "nikolai"},
    {"larry", "lawrence"},   {"larry", "laurence"},   {"liz", "elizabeth"},   {"maggie", "margaret"},
    {"meg", "margaret"},     {"mick", "michael"},     {"mike", "michael"},    {"misha", "mikhail"},
    {"molly", "mary"},       {"nate", "nathaniel"},   {"nate", "nathan"},     {"ned", "edward"},
    {"nick", "nikolaus"},    {"nick", "nikolas"},     {"paco", "francisco"},  {"patty", "patricia"},
    {"peggy", "margaret"},   {"pepe", "jose"},        {"rick", "richard"},    {"sally", "sarah"},
    {"sandy", "alexander"},  {"sandy", "sandra"},     {"sasha", "alexander"}, {"sasha", "aleksandr"},
    {"sepp", "josef"},       {"slava", "vyacheslav"}, {"steve", "stephen"},   {"sue", "susan"},
    {"sue", "suzanne"},      {"tanya", "tatiana"},    {"ted", "edward"},      {"ted", "theodore"},
    {"terry", "terence"},    {"terry", "theresa"},    {"tom", "thomas"},      {"tommy", "thomas"},
    {"tony", "anthony"},     {"trish", "patricia"},   {"vanya", "ivan"},      {"vicky", "victoria"},
    {"volodya", "vladimir"}, {"zack", "zachary"},     {"zhenya", "evgeny"},   {"zhenya", "evgeniy"},
}};
static_assert(std::ranges::is_sorted(kShortForms, {}, &ShortForm::first));

auto forms_of(std::string_view name) { return std::ranges::equal_range(kShortForms, name, {}, &ShortForm::first); }

bool is_nickname(std::string_view nickname, std::string_view name) {
  return std::ranges::any_of(forms_of(nickname), [&](const ShortForm& form) { return form.second == name; });
}

bool is_abbreviation(std::string_view abbreviation, std::string_view name) {
  constexpr std::size_t kMost = 4;
  if (abbreviation.size() < 2 || abbreviation.size() > kMost || abbreviation.size() >= name.size()) return false;
  if (abbreviation.front() != name.front() || abbreviation.find_first_of("aeiouy") != std::string_view::npos)
    return false;
  std::size_t at = 0;
  for (const char letter : abbreviation) {
    at = name.find(letter, at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return true;
}

}  // namespace

bool is_short_form(std::string_view a, std::string_view b) {
  return is_nickname(a, b) || is_nickname(b, a) || is_abbreviation(a, b) || is_abbreviation(b, a);
}

std::string_view formal_name(std::string_view folded) {
  const auto forms = forms_of(folded);
  return forms.empty() ? folded : forms.front().second;
}

}  // namespace bibmill
