// bibmill-quality-people: measures who is taken for one person over labelled sets, or prints the evidence that weights
// are learned from (scripts/learn_people.py). A program of its own beside the matcher's, since its questions are
// authorships.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/people/clustering.h"
#include "pipeline/people/people.h"
#include "pipeline/people/traits.h"
#include "tests/quality/name_tables.h"
#include "tests/quality/people_sets.h"

namespace bibmill::quality {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  fs::path bench;
  PeopleModel model = shipped_people_model();
  std::string pairs;     ///< set whose pairs are printed instead
  std::string mistakes;  ///< set whose wrong joins are listed
  std::string set;       ///< to be measured alone
  bool blocks = false;   ///< figures of each block, too
};

/// Constant and weights of first and second look, then sure, threshold and temperature: as learn_people.py writes them.
PeopleModel read_model(const fs::path& path) {
  PeopleModel model;
  std::ifstream in(path);
  for (EvidenceWeights* look : {&model.first_look, &model.second_look}) {
    in >> look->constant;
    for (float& weight : look->weights) in >> weight;
  }
  in >> model.sure >> model.threshold >> model.temperature;
  return model;
}

std::vector<std::string> persons_of(const std::vector<Record>& records, const std::vector<LabelledMention>& mentions) {
  std::vector<std::string> persons;
  for (const LabelledMention& mention : mentions)
    persons.push_back(records[mention.record].author_persons[mention.author]);
  return persons;
}

std::vector<std::string> names_of(const std::vector<LabelledMention>& mentions) {
  std::vector<std::string> names;
  for (const LabelledMention& mention : mentions) names.push_back(mention.name);
  return names;
}

void print(std::string_view name, const PairCounts& counts) {
  fmt::print("{:<40} pairs {:>7}  precision {:.4f}  recall {:.4f}  F1 {:.4f}\n", name, counts.labelled,
             counts.precision(), counts.recall(), counts.f1());
}

void list_mistakes(const std::vector<LabelledMention>& mentions, const std::vector<std::string>& persons) {
  std::map<std::string, std::map<std::string, std::size_t>> labels_of;
  for (std::size_t i = 0; i < mentions.size(); ++i) ++labels_of[persons[i]][mentions[i].label];
  for (const auto& [person, labels] : labels_of) {
    if (labels.size() < 2) continue;
    fmt::print("JOINED {}:", person);
    for (const auto& [label, count] : labels) fmt::print(" {} ({})", label, count);
    fmt::print("\n");
  }
  std::map<std::string, std::map<std::string, std::size_t>> persons_of_label;
  for (std::size_t i = 0; i < mentions.size(); ++i) ++persons_of_label[mentions[i].label][persons[i]];
  for (const auto& [label, of_label] : persons_of_label) {
    if (of_label.size() < 2) continue;
    fmt::print("SPLIT {}:", label);
    for (const auto& [person, count] : of_label) fmt::print(" {} ({})", person, count);
    fmt::print("\n");
  }
}

void measure_names(const Arguments& arguments) {
  std::size_t cases = 0;
  std::size_t agreeing = 0;
  for (const NameTable& table : name_tables(arguments.bench)) {
    fmt::print("names, {:<33} cases {:>7}  agree {:>5}  contradicted {:>3}  differ {:>3}\n", table.name, table.cases,
               table.agreeing, table.contradicted, table.differing.size());
    if (arguments.mistakes == "names") {
      for (const std::string& differing : table.differing) fmt::print("    {}\n", differing);
    }
    cases += table.cases;
    agreeing += table.agreeing + table.contradicted;
  }
  if (cases == 0) return;
  fmt::print("{:<40} cases {:>7}  {:.4f} (bar 0.97)\n", "names", cases,
             static_cast<double>(agreeing) / static_cast<double>(cases));
}

/// One line a block, for figures of five folds: name, pairs joined and labelled alike, joined, labelled alike.
void list_blocks(std::string_view set, const std::vector<LabelledMention>& mentions,
                 const std::vector<std::string>& persons) {
  std::map<std::string, std::pair<std::vector<LabelledMention>, std::vector<std::string>>> blocks;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    blocks[mentions[i].block].first.push_back(mentions[i]);
    blocks[mentions[i].block].second.push_back(persons[i]);
  }
  for (const auto& [name, block] : blocks) {
    const PairCounts counts = count_pairs(block.first, block.second);
    fmt::print("BLOCK\t{}\t{}\t{}\t{}\t{}\n", set, name, counts.both, counts.joined, counts.labelled);
  }
}

void measure_aminer(const Arguments& arguments, PeopleSet set) {
  deduplicate_people(set.records, arguments.model);
  const std::vector<std::string> persons = persons_of(set.records, set.mentions);
  const Macro macro = macro_over_blocks(set.mentions, persons);
  fmt::print("{:<40} papers {:>6}  precision {:.4f}  recall {:.4f}  macro F1 {:.4f} (bar 0.80)\n", "aminer110",
             set.records.size(), macro.precision, macro.recall, macro.f1);
  if (arguments.blocks) list_blocks("aminer110", set.mentions, persons);
  if (arguments.mistakes == "aminer110") list_mistakes(set.mentions, persons);
}

void measure_acl(const Arguments& arguments, PeopleSet& set, const std::string& name) {
  deduplicate_people(set.records, arguments.model);
  const std::pair<AclLabels, std::string> kinds[] = {{AclLabels::persons, "persons (bars 0.985, 0.93)"},
                                                     {AclLabels::orcid, "ORCID only"},
                                                     {AclLabels::all, "all labels"}};
  for (const auto& [labels, what] : kinds) {
    const std::vector<LabelledMention> mentions = acl_mentions(arguments.bench, set, labels);
    const std::vector<std::string> persons = persons_of(set.records, mentions);
    print(name + ", " + what, count_pairs(mentions, persons));
    print("  baseline: exact name", count_pairs(mentions, names_of(mentions)));
    if (labels == AclLabels::persons && arguments.blocks) list_blocks(name, mentions, persons);
    if (labels == AclLabels::persons && arguments.mistakes == name) list_mistakes(mentions, persons);
  }
}

void print_pairs(const Arguments& arguments) {
  PeopleSet set = arguments.pairs == "aminer110" ? aminer110(arguments.bench)
                  : arguments.pairs == "acl"     ? acl(arguments.bench)
                                                 : acl_alone(arguments.bench);
  if (arguments.pairs != "aminer110") set.mentions = acl_mentions(arguments.bench, set, AclLabels::persons);
  std::vector<std::uint32_t> which(set.records.size());
  std::iota(which.begin(), which.end(), 0u);
  const PeopleTraits traits(set.records, which);
  std::map<std::pair<std::size_t, std::size_t>, const LabelledMention*> labels;
  for (const LabelledMention& mention : set.mentions) labels[{mention.record, mention.author}] = &mention;
  std::string head = "block,same";
  for (const std::string_view name : evidence_names()) head += "," + std::string(name);
  fmt::print("{}\n", head);
  const auto label_of = [&](std::uint32_t index) -> const LabelledMention* {
    const Authorship& mention = traits.mentions()[index];
    const auto found = labels.find({mention.work, mention.author});
    return found == labels.end() ? nullptr : found->second;
  };
  each_compared_pair(set.records, traits, arguments.model,
                     [&](std::uint32_t a, std::uint32_t b, const PairEvidence& evidence) {
                       const LabelledMention* first = label_of(a);
                       const LabelledMention* second = label_of(b);
                       if (!first || !second || first->block != second->block) return;
                       std::string line = fmt::format("{},{}", first->block, first->label == second->label ? 1 : 0);
                       for (const float value : evidence) line += fmt::format(",{:.4g}", value);
                       fmt::print("{}\n", line);
                     });
}

int run(const Arguments& arguments) {
  if (!arguments.pairs.empty()) {
    print_pairs(arguments);
    return 0;
  }
  const auto wanted = [&](std::string_view set) { return arguments.set.empty() || arguments.set == set; };
  if (wanted("names")) measure_names(arguments);
  if (wanted("aminer110")) measure_aminer(arguments, aminer110(arguments.bench));
  for (const bool alone : {false, true}) {
    const std::string name = alone ? "acl alone" : "acl";
    if (!wanted(name)) continue;
    PeopleSet set = alone ? acl_alone(arguments.bench) : acl(arguments.bench);
    measure_acl(arguments, set, name);
  }
  return 0;
}

}  // namespace
}  // namespace bibmill::quality

/// Usage: bibmill-quality-people SHARED [--weights FILE] [--pairs SET] [--set SET] [--mistakes SET] [--blocks].
int main(int count, char** words) {
  using namespace bibmill::quality;
  if (count < 2) return 2;
  Arguments arguments;
  arguments.bench = std::filesystem::path(words[1]) / "bench";
  for (int i = 2; i < count; ++i) {
    const std::string option = words[i];
    const std::string value = i + 1 < count ? words[i + 1] : "";
    if (option == "--weights") arguments.model = read_model(value);
    if (option == "--pairs") arguments.pairs = value;
    if (option == "--mistakes") arguments.mistakes = value;
    if (option == "--set") arguments.set = value;
    if (option == "--blocks") arguments.blocks = true;
  }
  return run(arguments);
}
