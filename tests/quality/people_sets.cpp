#include "tests/quality/people_sets.h"

#include <zlib.h>

#include <array>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "normalizers/names/folded_name.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/fold.h"

namespace bibmill::quality {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// Plain or gzipped.
std::vector<Json> json_lines(const fs::path& path) {
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(gzopen(path.c_str(), "rb"), gzclose);
  std::string text;
  std::array<char, 1 << 16> buffer{};
  for (int read = file ? 1 : 0; read > 0;) {
    read = gzread(file.get(), buffer.data(), buffer.size());
    if (read > 0) text.append(buffer.data(), static_cast<std::size_t>(read));
  }
  std::vector<Json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
  return lines;
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || found->is_null()) return {};
  if (found->is_array()) {
    std::string joined;
    for (const auto& one : *found) joined += (joined.empty() ? "" : " ") + one.get<std::string>();
    return joined;
  }
  return found->get<std::string>();
}

Record make_record(const std::string& id, const Json& paper) {
  Record record;
  record.id = id;
  record.status = Status::resolved;
  record.work.title = text_of(paper, "title");
  if (const std::string venue = text_of(paper, "venue"); !venue.empty()) record.work.container_title = venue;
  if (const std::string year = text_of(paper, "year"); !year.empty())
    record.work.issued = PartialDate{std::stoi(year), {}, {}};
  return record;
}

void add_affiliation(Person& person, const std::string& name) {
  if (!name.empty()) person.affiliations.push_back({name, std::nullopt});
}

/// The author who is meant: of the very name, else of one that agrees with it.
std::size_t author_of(const Work& work, const PersonName& meant) {
  for (const NameAgreement least : {NameAgreement::full, NameAgreement::initials}) {
    for (std::size_t i = 0; i < work.authors.size(); ++i) {
      if (compare_names(work.authors[i].name, meant) >= least) return i;
    }
  }
  return work.authors.size();
}

std::size_t pairs_of(std::size_t count) { return count * (count - 1) / 2; }

double share(std::size_t part, std::size_t all) {
  return all == 0 ? 1 : static_cast<double>(part) / static_cast<double>(all);
}

std::string folded_key(const std::string& name) {
  std::string key = fold_title(name);
  for (char& c : key) c = c == ' ' ? '-' : c;
  return key;
}

std::string label_of(const Json& signature) {
  const std::string orcid = text_of(signature, "orcid");
  return orcid.empty() ? text_of(signature, "id") : orcid;
}

std::string name_of(const Json& signature) { return text_of(signature, "first") + " " + text_of(signature, "last"); }

LabelledMention labelled(std::size_t record, std::size_t author, const Json& signature) {
  return {record, author, fold_title(text_of(signature, "last")), name_of(signature), label_of(signature)};
}

}  // namespace

PeopleSet aminer110(const fs::path& bench) {
  PeopleSet set;
  for (const Json& paper : json_lines(bench / "aminer110/papers.jsonl")) {
    const std::string block = text_of(paper, "block");
    // Every name's papers are a question of their own; some papers are in two of them.
    Record record = make_record(block + "/" + text_of(paper, "id"), paper);
    for (const auto& author : paper["authors"]) {
      Person person;
      person.name = parse_name(author.get<std::string>());
      record.work.authors.push_back(std::move(person));
    }
    const PersonName meant = parse_name(block);
    const std::size_t author = author_of(record.work, meant);
    if (author == record.work.authors.size()) record.work.authors.push_back({meant, {}, {}, {}});
    add_affiliation(record.work.authors[author], text_of(paper, "org"));
    set.mentions.push_back({set.records.size(), author, block, block, block + "/" + text_of(paper, "label")});
    set.records.push_back(std::move(record));
  }
  return set;
}

PeopleSet acl(const fs::path& bench) {
  PeopleSet set;
  std::map<std::string, std::size_t> positions;
  for (const Json& paper : json_lines(bench / "acl/papers_without_labels.jsonl.gz")) {
    Record record = make_record(text_of(paper, "id"), paper);
    for (const auto& author : paper.value("authors", Json::array())) {
      Person person;
      person.name = make_name(text_of(author, "first"), text_of(author, "last"));
      add_affiliation(person, text_of(author, "affiliation"));
      record.work.authors.push_back(std::move(person));
    }
    positions.emplace(record.id, set.records.size());
    set.records.push_back(std::move(record));
  }
  for (const Json& signature : json_lines(bench / "acl/labelled_signatures.jsonl")) {
    const auto found = positions.find(text_of(signature, "paper"));
    const auto author = signature["pos"].get<std::size_t>();
    if (found != positions.end() && author < set.records[found->second].work.authors.size())
      set.mentions.push_back(labelled(found->second, author, signature));
  }
  return set;
}

PeopleSet acl_alone(const fs::path& bench) {
  PeopleSet set;
  for (const Json& signature : json_lines(bench / "acl/labelled_signatures.jsonl")) {
    Record record = make_record(text_of(signature, "sig"), signature);
    Person person;
    person.name = make_name(text_of(signature, "first"), text_of(signature, "last"));
    record.work.authors.push_back(std::move(person));
    for (const auto& coauthor : signature["coauthors"]) {
      Person other;
      other.name = parse_name(coauthor.get<std::string>());
      record.work.authors.push_back(std::move(other));
    }
    set.mentions.push_back(labelled(set.records.size(), 0, signature));
    set.records.push_back(std::move(record));
  }
  return set;
}

std::vector<LabelledMention> acl_mentions(const fs::path& bench, const PeopleSet& set, AclLabels labels) {
  if (labels == AclLabels::all) return set.mentions;
  std::map<std::string, std::string> orcid_of;             // of ids that one authorship bears with it
  std::map<std::string, std::set<std::string>> labels_of;  // of names
  for (const Json& signature : json_lines(bench / "acl/labelled_signatures.jsonl")) {
    const std::string id = text_of(signature, "id");
    const std::string orcid = text_of(signature, "orcid");
    labels_of[folded_key(name_of(signature))].insert(label_of(signature));
    if (!id.empty() && !orcid.empty() && id != folded_key(name_of(signature))) orcid_of[id] = orcid;
  }
  std::vector<LabelledMention> mentions;
  for (LabelledMention mention : set.mentions) {
    const bool orcid = mention.label.starts_with("0") && mention.label.size() == 19;
    if (labels == AclLabels::orcid && !orcid) continue;
    const std::string key = folded_key(mention.name);
    if (mention.label == key && labels_of[key].size() > 1) continue;
    if (const auto found = orcid_of.find(mention.label); found != orcid_of.end()) mention.label = found->second;
    mentions.push_back(std::move(mention));
  }
  return mentions;
}

double PairCounts::precision() const { return share(both, joined); }
double PairCounts::recall() const { return share(both, labelled); }
double PairCounts::f1() const {
  const double sum = precision() + recall();
  return sum == 0 ? 0 : 2 * precision() * recall() / sum;
}

PairCounts count_pairs(const std::vector<LabelledMention>& mentions, const std::vector<std::string>& person_of) {
  std::map<std::string, std::size_t> joined, labelled, both;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const std::string person = mentions[i].block + "\n" + person_of[i];
    const std::string label = mentions[i].block + "\n" + mentions[i].label;
    ++joined[person];
    ++labelled[label];
    ++both[person + "\n" + label];
  }
  PairCounts counts;
  for (const auto& [key, count] : joined) counts.joined += pairs_of(count);
  for (const auto& [key, count] : labelled) counts.labelled += pairs_of(count);
  for (const auto& [key, count] : both) counts.both += pairs_of(count);
  return counts;
}

Macro macro_over_blocks(const std::vector<LabelledMention>& mentions, const std::vector<std::string>& person_of) {
  std::map<std::string, std::pair<std::vector<LabelledMention>, std::vector<std::string>>> blocks;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    auto& [of_block, persons] = blocks[mentions[i].block];
    of_block.push_back(mentions[i]);
    persons.push_back(person_of[i]);
  }
  Macro macro;
  for (const auto& [name, block] : blocks) {
    const PairCounts counts = count_pairs(block.first, block.second);
    macro.precision += counts.precision() / static_cast<double>(blocks.size());
    macro.recall += counts.recall() / static_cast<double>(blocks.size());
    macro.f1 += counts.f1() / static_cast<double>(blocks.size());
  }
  return macro;
}

}  // namespace bibmill::quality
