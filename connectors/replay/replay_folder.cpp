#include "connectors/replay/replay_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <span>
#include <system_error>

#include "connectors/source_options.h"
#include "normalizers/text/fold.h"

namespace bibmill {

namespace {

/// Whether a source would give this record for an identifier: its own, another name of it, or the paper's DOI that an
/// arXiv record names (arXiv's `doi:` search).
bool answers_to(const SourceRecord& record, const Query& query) {
  if (const auto* by_id = std::get_if<ByArxivId>(&query)) return record.work.arxiv_id == by_id->id;
  if (const auto* by_key = std::get_if<ByDblpKey>(&query)) return record.work.dblp_key == by_key->key;
  const auto* by_doi = std::get_if<ByDoi>(&query);
  if (!by_doi) return false;
  const Relation published{"published", by_doi->doi};
  return record.work.doi == by_doi->doi || std::ranges::find(record.aliases, by_doi->doi) != record.aliases.end() ||
         (record.source == SourceId::arxiv && std::ranges::find(record.relations, published) != record.relations.end());
}

std::string key_of(const Query& query) { return std::string(to_string(kind_of(query))) + ":" + canonical_key(query); }

/// A pipe or a device would never end.
Result<std::string> read_bytes(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return fail(ErrorKind::input, "it is not a file");
  const auto size = std::filesystem::file_size(file, error);
  if (!error && size > kLargestReplayFile) {
    return fail(ErrorKind::input, fmt::format("it has more than {} bytes", kLargestReplayFile));
  }
  std::ifstream in(file, std::ios::binary);
  std::string bytes(error ? 0 : static_cast<std::size_t>(size), '\0');
  if (error || !in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    return fail(ErrorKind::input, "it cannot be read");
  }
  return bytes;
}

Result<std::vector<std::filesystem::path>> exchange_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".http") files.push_back(entry->path());
  }
  const bool none = error == std::errc::no_such_file_or_directory;
  if (error && !none) return fail(ErrorKind::input, "it cannot be listed: " + error.message());
  std::ranges::sort(files);
  return files;
}

/// {"crossref": {"complete": true}}; also {"crossref": true} and either of them under "sources".
std::optional<bool> read_complete(const nlohmann::json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (!value.is_object() || !value.contains("complete") || !value["complete"].is_boolean()) return std::nullopt;
  return value["complete"].get<bool>();
}

std::vector<std::string> cut(const std::string& body, std::span<const Slice> slices) {
  std::vector<std::string> bytes;
  for (const Slice& slice : slices) {
    if (slice.begin <= slice.end && slice.end <= body.size())
      bytes.push_back(body.substr(slice.begin, slice.end - slice.begin));
  }
  return bytes;
}

/// The slices of each record, where one slice after the other tells whose it is and they give the same records again
/// (DBLP has a row for each author); else all slices for each, for nothing less is sure to answer.
std::vector<std::vector<std::string>> slices_by_record(const Codec& codec, const Query& query,
                                                       const std::vector<SourceRecord>& records,
                                                       const std::vector<std::string>& slices) {
  const std::vector<std::vector<std::string>> all(records.size(), slices);
  std::vector<std::vector<std::string>> own(records.size());
  for (const std::string& slice : slices) {
    const std::string_view bytes(slice);
    const auto told = codec.decode_slices(query, std::span(&bytes, 1));
    if (!told || told->size() != 1) return all;
    const auto whose = std::ranges::find(records, told->front().record_id, &SourceRecord::record_id);
    if (whose == records.end()) return all;
    own[static_cast<std::size_t>(whose - records.begin())].push_back(slice);
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::vector<std::string_view> bytes(own[i].begin(), own[i].end());
    const auto again = codec.decode_slices(query, bytes);
    if (!again || again->size() != 1 || again->front() != records[i]) return all;
  }
  return own;
}

/// A status that was not written down is the one under which the codec understands the body: sources say "not there"
/// with 404, and arXiv refuses with 400.
Result<std::vector<KeyAnswer>> decode_as_sent(const Codec& codec, std::span<const Ask> asks, ReplayFile file) {
  auto answers = codec.decode(asks, file.response);
  for (const int status : {404, 400}) {
    if (answers || file.status_given) break;
    file.response.status = status;
    if (auto again = codec.decode(asks, file.response)) answers = std::move(again);
  }
  return answers;
}

}  // namespace

Result<ReplayFolder> ReplayFolder::load(const std::filesystem::path& folder, ReplaySides sides) {
  ReplayFolder loaded;
  loaded.sides_ = std::move(sides);
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    return fail(ErrorKind::input, fmt::format("{}: there is no such folder of replayable responses", folder.string()));
  }
  Fingerprint fingerprint;
  const std::filesystem::path index = folder / "index.json";
  if (std::filesystem::exists(index, ignored)) {
    const auto text = read_bytes(index);
    if (!text) return fail(ErrorKind::input, fmt::format("{}: {}", index.string(), text.error().message));
    fingerprint.add(*text);
    if (auto read = loaded.read_index(index, *text); !read) return tl::unexpected<Error>(read.error());
  } else {
    loaded.notes_.push_back(
        fmt::format("{}: there is no index.json, so no source counts as complete", folder.string()));
  }
  for (const auto& [source, side] : loaded.sides_) {
    loaded.read_source(source, folder / std::string(to_string(source)), fingerprint);
  }
  loaded.origin_ = "replay:" + fingerprint.str();
  return loaded;
}

Result<void> ReplayFolder::read_index(const std::filesystem::path& file, std::string_view text) {
  auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) {
    return fail(ErrorKind::input,
                fmt::format(R"({}: it is not a JSON object like {{"crossref": {{"complete": true}}}})", file.string()));
  }
  if (json.contains("sources") && json["sources"].is_object()) json = nlohmann::json(json["sources"]);
  for (const auto& [name, value] : json.items()) {
    const auto source = parse_source_id(name);
    const auto complete = read_complete(value);
    if (!source) {
      notes_.push_back(fmt::format("{}: \"{}\" is not the name of a source and was ignored", file.string(), name));
    } else if (!complete) {
      notes_.push_back(
          fmt::format("{0}: \"{1}\" has no \"complete\" that is true or false, so {1} counts as incomplete; "
                      "write \"{1}\": {{\"complete\": true}} if all its answers are there",
                      file.string(), name));
    } else {
      sources_[*source].complete = *complete;
    }
  }
  return {};
}

void ReplayFolder::read_source(SourceId source, const std::filesystem::path& folder, Fingerprint& fingerprint) {
  const auto files = exchange_files(folder);
  if (!files) return skip(source, folder, files.error());
  for (const auto& path : *files) {
    const auto bytes = read_bytes(path);
    fingerprint.add(std::string(to_string(source)) + "/" + path.filename().string());
    fingerprint.add(bytes ? std::string_view(*bytes) : std::string_view());
    const auto file = bytes ? read_replay_file(*bytes) : Result<ReplayFile>(tl::unexpected<Error>(bytes.error()));
    const auto read = file ? read_exchange(source, path.filename().string(), *file)
                           : Result<void>(tl::unexpected<Error>(file.error()));
    if (!read) skip(source, path, read.error());
  }
}

/// What a skipped file held is unknown, so nothing that is missing may count as "not there".
void ReplayFolder::skip(SourceId source, const std::filesystem::path& path, const Error& why) {
  sources_[source].complete = false;
  notes_.push_back(fmt::format("{}: skipped: {} ({} now counts as incomplete; mend it or take it away)", path.string(),
                               why.message, to_string(source)));
}

Result<void> ReplayFolder::read_exchange(SourceId source, const std::string& name, const ReplayFile& file) {
  const ReplaySide& side = sides_.at(source);
  const auto asks = side.mirror->parse(file.request);
  if (!asks) return tl::unexpected<Error>(asks.error());
  if (asks->empty()) return fail(ErrorKind::input, "the request asks nothing");
  auto decoded = decode_as_sent(*side.codec, *asks, file);
  if (!decoded) return tl::unexpected<Error>(decoded.error());
  Answers& answers = sources_[source];
  for (std::size_t i = 0; i < std::min(asks->size(), decoded->size()); ++i) {
    keep(source, answers, (*asks)[i], (*decoded)[i], file, fmt::format("{}/{:06}", name, i));
  }
  const auto day = response_day(file.response).value_or("");
  if (day >= answers.date_order) {
    answers.date_order = day;
    answers.date = std::string(file.response.headers.find("Date").value_or(""));
  }
  return {};
}

void ReplayFolder::keep(SourceId source, Answers& answers, const Ask& ask, const KeyAnswer& answer,
                        const ReplayFile& file, const std::string& place) {
  if (answer.state != KeyAnswer::State::found && answer.state != KeyAnswer::State::absent)
    return;  // it says nothing definite
  Stored stored;
  stored.found = answer.state == KeyAnswer::State::found;
  stored.slices = cut(file.response.body, answer.slices);
  stored.day = response_day(file.response).value_or("");
  const bool paired = stored.slices.size() == answer.records.size();
  std::vector<std::vector<std::string>> own;
  if (!paired) own = slices_by_record(*sides_.at(source).codec, ask.query, answer.records, stored.slices);
  for (std::size_t i = 0; i < answer.records.size(); ++i) {
    const SourceRecord& record = answer.records[i];
    const auto at = answers.place_of_record.emplace(record.record_id, fmt::format("{}/{:06}", place, i)).first->second;
    auto slices = paired ? std::vector<std::string>{stored.slices[i]} : std::move(own[i]);
    answers.records.insert_or_assign(at, Findable{record, std::move(slices), stored.day});
  }
  answers.by_key.insert_or_assign(key_of(ask.query), std::move(stored));
}

ReplayAnswer ReplayFolder::answer(SourceId source, const Query& query) const {
  ReplayAnswer reply(query);
  const auto found = sources_.find(source);
  if (found == sources_.end()) return reply;
  const Answers& answers = found->second;
  const auto* const title = std::get_if<ByTitle>(&query);
  Stored stored;
  if (const auto exact = answers.by_key.find(key_of(query)); exact != answers.by_key.end()) {
    stored = exact->second;
  } else if (const Stored* const same = title != nullptr ? same_title(answers, *title) : nullptr; same != nullptr) {
    stored = *same;
  } else if (const Mirror* const side = mirror(source); answers.complete || names_a_record(answers, side, title)) {
    if (side == nullptr) return reply;
    const auto* const preprint = std::get_if<ByPreprintOf>(&query);
    const auto* const proceedings = std::get_if<ByProceedings>(&query);
    stored = search(answers, [&](const SourceRecord& record) {
      if (title != nullptr) return side->search_matches(*title, record);
      if (proceedings != nullptr) return side->proceedings_match(*proceedings, record);
      return preprint != nullptr ? side->preprint_matches(*preprint, record) : answers_to(record, query);
    });
  } else {
    return reply;
  }
  reply.recorded = true;
  reply.answer.found = stored.found;
  reply.answer.slices = std::move(stored.slices);
  reply.day = std::move(stored.day);
  return reply;
}

bool ReplayFolder::names_a_record(const Answers& answers, const Mirror* side, const ByTitle* query) {
  return side != nullptr && query != nullptr && std::ranges::any_of(answers.records, [&](const auto& place) {
           return side->search_names(*query, place.second.record);
         });
}

/// Found under another family name. "Not there" says nothing about another question.
const ReplayFolder::Stored* ReplayFolder::same_title(const Answers& answers, const ByTitle& query) {
  const std::string begin = std::string(to_string(QueryKind::title)) + ":" + fold_title(query.title) + "|";
  for (auto entry = answers.by_key.lower_bound(begin); entry != answers.by_key.end() && entry->first.starts_with(begin);
       ++entry) {
    if (entry->second.found) return &entry->second;
  }
  return nullptr;
}

ReplayFolder::Stored ReplayFolder::search(const Answers& answers,
                                          const std::function<bool(const SourceRecord&)>& wanted) {
  Stored stored;
  for (const auto& [place, findable] : answers.records) {
    if (!wanted(findable.record)) continue;
    stored.found = true;
    stored.day = std::max(stored.day, findable.day);
    for (const std::string& slice : findable.slices) {
      if (std::ranges::find(stored.slices, slice) == stored.slices.end()) stored.slices.push_back(slice);
    }
  }
  return stored;
}

const Mirror* ReplayFolder::mirror(SourceId source) const {
  const auto found = sides_.find(source);
  return found == sides_.end() ? nullptr : found->second.mirror.get();
}

bool ReplayFolder::complete(SourceId source) const {
  const auto found = sources_.find(source);
  return found != sources_.end() && found->second.complete;
}

std::string ReplayFolder::date(SourceId source) const {
  const auto found = sources_.find(source);
  return found == sources_.end() ? std::string() : found->second.date;
}

std::size_t ReplayFolder::questions(SourceId source) const {
  const auto found = sources_.find(source);
  return found == sources_.end() ? 0 : found->second.by_key.size();
}

}  // namespace bibmill
