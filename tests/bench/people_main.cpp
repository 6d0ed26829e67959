// bibmill-bench-people: time and memory of taking authorships for people, at half a million mentions, a million and
// two. The records are those of the composed DBLP dump, repeated with other names, so that the copies have nothing in
// common.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <string>
#include <vector>

#include "pipeline/people/people.h"
#include "tests/quality/dblp_corpus.h"

namespace bibmill {
namespace {

/// "Wang" → "Wangbe": letters, since digits at the end of names are footnote marks.
void rename(Work& work, std::size_t copy) {
  const std::string ending = {static_cast<char>('b' + copy % 20), static_cast<char>('e' + copy / 20)};
  for (Person& person : work.authors) {
    (person.name.literal.empty() ? person.name.family : person.name.literal) += ending;
    if (person.dblp_person) *person.dblp_person += ending;
    person.orcid.reset();
  }
}

std::vector<Record> repeated(const std::vector<SourceRecord>& corpus, std::size_t mentions) {
  std::vector<Record> records;
  std::size_t made = 0;
  for (std::size_t i = 0; made < mentions; ++i) {
    Record record;
    record.id = "r" + std::to_string(i);
    record.status = Status::resolved;
    record.work = corpus[i % corpus.size()].work;
    rename(record.work, i / corpus.size());
    made += record.work.authors.size();
    records.push_back(std::move(record));
  }
  return records;
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

int run(const std::filesystem::path& corpus_folder) {
  const std::vector<SourceRecord> corpus = quality::dblp_corpus(corpus_folder);
  if (corpus.empty()) return 2;
  bool held = true;
  double before = 0;
  for (const std::size_t mentions : {500'000u, 1'000'000u, 2'000'000u}) {
    std::vector<Record> records = repeated(corpus, mentions);
    const auto start = std::chrono::steady_clock::now();
    const std::size_t people = deduplicate_people(records).size();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const double growth = before > 0 ? took.count() / before : 0;
    fmt::print("people: {:>9} mentions  {:>7} people  {:6.1f} s  peak {:5.2f} GB  growth {:.2f}\n", mentions, people,
               took.count(), static_cast<double>(peak_kilobytes()) / 1e6, growth);
    if (mentions == 1'000'000u) held = held && took.count() <= 40 && peak_kilobytes() <= 3'000'000;
    held = held && growth <= 2 * 1.15;
    before = took.count();
  }
  fmt::print("people: bars 40 s and 3 GB at a million, growth 2.30 a doubling: {}\n", held ? "held" : "missed");
  return held ? 0 : 1;
}

}  // namespace
}  // namespace bibmill

/// Usage: bibmill-bench-people CORPUS, the folder of dblp-164k.xml.gz.
int main(int count, char** words) { return count < 2 ? 2 : bibmill::run(words[1]); }
