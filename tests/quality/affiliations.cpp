// bibmill-quality-affiliations: measures the resolving of affiliation strings over labelled sets. A program of its own
// beside the matcher's, since its questions are strings, not pairs of records.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "connectors/local/ror_index.h"
#include "normalizers/affiliations/organisation_resolver.h"
#include "pipeline/organisations/directories.h"

namespace bibmill::quality {
namespace {

namespace fs = std::filesystem;

struct Question {
  std::string text;
  std::vector<std::string> labels;  ///< ROR ids
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<Question> read_lines(const fs::path& path, std::size_t every, std::size_t rest, const char* string_key,
                                 const char* label_key) {
  std::vector<Question> questions;
  std::istringstream in(read_file(path));
  std::string line;
  for (std::size_t n = 0; std::getline(in, line); ++n) {
    if (n % every != rest) continue;
    const auto json = nlohmann::json::parse(line);
    Question question{json[string_key], {}};
    const auto& labels = json[label_key];
    if (labels.is_string()) question.labels.push_back(labels);
    if (labels.is_array()) question.labels = labels.get<std::vector<std::string>>();
    questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<Question> read_items(const fs::path& path) {
  std::vector<Question> questions;
  const auto json = nlohmann::json::parse(read_file(path));
  for (const auto& item : json["items"])
    questions.push_back({item["input"], item["output"].get<std::vector<std::string>>()});
  return questions;
}

struct Counts {
  std::size_t strings = 0;
  std::size_t labels = 0;       ///< that the index holds
  std::size_t found = 0;        ///< of them
  std::size_t given = 0;        ///< organisations given
  std::size_t right = 0;        ///< of them in the labels
  std::size_t first_given = 0;  ///< strings with a covered label that got an answer
  std::size_t first_right = 0;
  std::size_t first_asked = 0;  ///< strings whose labels are all covered, at least one
};

bool holds(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

/// Strings without a label that the index holds are left out.
Counts measure(const std::vector<Question>& questions, const OrganisationResolver& resolver,
               const OrganisationDirectory& index, bool mistakes) {
  Counts counts;
  for (const Question& question : questions) {
    std::vector<std::string> covered;
    for (const std::string& label : question.labels) {
      if (index.find(label) != directory::kNone) covered.push_back(label);
    }
    if (covered.empty()) continue;
    ++counts.strings;
    counts.labels += covered.size();
    AffiliationVerdict verdict = resolver.resolve(question.text);
    // The labels know organisations with ROR ids only.
    std::erase_if(verdict.organisations, [](const ResolvedOrganisation& one) { return one.ror.empty(); });
    bool right = false;
    for (std::size_t i = 0; i < verdict.organisations.size(); ++i) {
      const std::string& ror = verdict.organisations[i].ror;
      const bool one = holds(question.labels, ror);
      ++counts.given;
      counts.right += one ? 1u : 0u;
      if (i == 0) right = one;
    }
    for (const std::string& label : covered) {
      counts.found +=
          std::ranges::any_of(verdict.organisations, [&](const auto& one) { return one.ror == label; }) ? 1u : 0u;
    }
    if (!verdict.organisations.empty()) {
      ++counts.first_given;
      counts.first_right += right ? 1u : 0u;
    }
    ++counts.first_asked;
    if (mistakes && right && verdict.organisations.size() > 1) {
      for (const auto& one : verdict.organisations) {
        if (!holds(question.labels, one.ror)) fmt::print("EXTRA\t{}\t=> {} {}\n", question.text, one.name, one.ror);
      }
    }
    if (mistakes && (!right || verdict.organisations.empty())) {
      std::string given;
      for (const auto& one : verdict.organisations) given += one.name + " [" + one.ror.substr(16) + "]; ";
      std::string labels;
      for (const auto& label : question.labels) {
        const auto found = index.find(label);
        labels += (found == directory::kNone ? std::string("?") : std::string(index.organisation(found).name)) + " [" +
                  label.substr(16) + "]; ";
      }
      fmt::print("{}\t{}\t{}\t=> {}\tlabels {}\n", verdict.organisations.empty() ? "MISS" : "WRONG", verdict.reason,
                 question.text, given, labels);
    }
  }
  return counts;
}

double share(std::size_t part, std::size_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

void print(std::string_view name, const Counts& counts) {
  fmt::print("{:<28} strings {:>6}  first right {:.4f} of answered, {:.4f} of all   precision {:.4f}  recall {:.4f}\n",
             name, counts.strings, share(counts.first_right, counts.first_given),
             share(counts.first_right, counts.first_asked), share(counts.right, counts.given),
             share(counts.found, counts.labels));
}

void measure_list(const fs::path& path, const OrganisationResolver& resolver, bool mistakes, std::string_view name) {
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t all = 0;
  for (const Question& question : read_lines(path, 1, 0, "seed_string", "ror")) {
    ++all;
    const AffiliationVerdict verdict = resolver.resolve(question.text);
    const std::string given = verdict.organisations.empty() ? "" : verdict.organisations.front().ror;
    const std::string label = question.labels.empty() ? "" : question.labels.front();
    if (given == label) {
      ++right;
    } else {
      wrong += given.empty() ? 0u : 1u;
      if (mistakes) {
        fmt::print("LIST {}\t{}\t{}\t=> {}\tlabel {}\n", to_string(verdict.status), verdict.reason, question.text,
                   verdict.organisations.empty() ? "" : verdict.organisations.front().name, label);
      }
    }
  }
  fmt::print("{:<28} strings {:>6}  right {}  wrong {}\n", name, all, right, wrong);
}

void measure_speed(const std::vector<Question>& questions, const OrganisationResolver& resolver) {
  const auto start = std::chrono::steady_clock::now();
  constexpr std::size_t kThreads = 2;
  constexpr std::size_t kRounds = 4;
  std::vector<std::thread> threads;
  std::vector<std::size_t> given(kThreads);
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t round = 0; round < kRounds; ++round) {
        for (const Question& question : questions) given[t] += resolver.resolve(question.text).organisations.size();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  fmt::print("speed: {:.0f} strings a second on {} threads\n",
             static_cast<double>(kThreads * kRounds * questions.size()) / took.count(), kThreads);
}

int run(const fs::path& shared, const fs::path& folder, const std::string& mistakes) {
  fs::create_directories(folder);
  RorBuildRequest request;
  request.dump = shared / "bench/ror/v2.9-subset-ror-data.zip";
  request.folder = folder;
  request.source = request.dump.filename().string();
  if (const Result<IndexMeta> meta = build_ror_index(request); !meta) {
    fmt::print("{}\n", meta.error().message);
    return 3;
  }
  const Result<RorIndex> index = RorIndex::open(folder);
  if (!index) {
    fmt::print("{}\n", index.error().message);
    return 3;
  }
  const OrganisationDirectories table = OrganisationDirectories::shipped();
  const OrganisationResolver alone = table.resolver(nullptr);
  const OrganisationResolver both = table.resolver(&index->directory());
  measure_list(shared / "seed/affiliations.jsonl", alone, mistakes == "list", "list, table alone");
  measure_list(shared / "seed/affiliations.jsonl", both, mistakes == "list", "list, with index");
  const fs::path sets = shared / "bench/affiliations";
  const auto row = [&](std::string_view name, const std::vector<Question>& questions) {
    print(name, measure(questions, both, index->directory(), mistakes == name));
  };
  const auto s2aff = read_lines(sets / "s2aff_train.jsonl", 1, 0, "affiliation", "ror_ids");
  const auto crossref = read_lines(sets / "ror_api_crossref_2024_02_19.jsonl", 1, 0, "affiliation", "ror_ids");
  const auto springer = read_lines(sets / "ror_api_springer_2023_10_31.jsonl", 1, 0, "affiliation", "ror_ids");
  row("s2aff", s2aff);
  row("crossref", crossref);
  row("springer", springer);
  row("names", read_lines(sets / "ror_api_names.jsonl", 1, 0, "affiliation", "ror-id"));
  const auto asserted = read_items(sets / "crossref_asserted_train.json");
  row("asserted", asserted);
  measure_speed(asserted, both);
  return 0;
}

}  // namespace
}  // namespace bibmill::quality

int main(int count, char** arguments) {
  if (count < 3) return 2;
  return bibmill::quality::run(arguments[1], arguments[2], count > 3 ? arguments[3] : "");
}
