#include "connectors/source_stack.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "config/loopback.h"
#include "connectors/async/system_clock.h"
#include "connectors/async/virtual_clock.h"
#include "connectors/cache/sqlite.h"
#include "connectors/cache/sqlite_answer_cache.h"
#include "connectors/http/curl_client.h"
#include "connectors/http/paced_group.h"
#include "connectors/http/reach.h"
#include "connectors/http/request_limit.h"
#include "connectors/http_source.h"
#include "connectors/local/dblp_index_source.h"
#include "connectors/local/index_store.h"
#include "connectors/registry.h"
#include "connectors/replay/recording_client.h"
#include "connectors/replay/replay_client.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

ReplaySides replay_sides(const Settings& settings) {
  ReplaySides sides;
  for (const auto& [name, source] : settings.sources) {
    const auto id = parse_source_id(name);
    if (!id) continue;
    std::shared_ptr<const Codec> codec = make_codec(*id, source);
    std::shared_ptr<const Mirror> mirror = make_mirror(*id);
    if (codec && mirror) sides.emplace(*id, ReplaySide{std::move(codec), std::move(mirror)});
  }
  return sides;
}

/// One file per policy group. A server on this machine is no source: its pace and circuit must not touch those of the
/// real one.
std::string pace_file_name(const SourceSettings& source) {
  if (!is_loopback_host(url_host(source.base_url))) return source.group;
  std::string name = source.group + "@" + source.base_url.substr(source.base_url.find("://") + 3);
  std::ranges::replace_if(name, [](char c) { return c == '/' || c == ':'; }, '-');
  return name;
}

/// `flag`: with which the user chooses the place.
Error unusable(const fs::path& path, const std::exception& why, std::string_view flag) {
  const std::string remedy = fmt::format("make it writable or choose another with {}", flag);
  return Error(ErrorKind::storage, fmt::format("cannot use {}: {}", path.string(), with_remedy(why, remedy)));
}

Awaitable<void> end_at(Clock* clock, Clock::TimePoint when, std::shared_ptr<RequestLimit> limit) {
  co_await clock->sleep_until(when);
  limit->end_of_time();
}

}  // namespace

/// In the order of construction; destroyed in reverse: no coroutine outlives what it uses but the loop, which drops
/// them last.
struct SourceStack::Parts {
  Parts(const Settings& settings, bool replayed_in)
      : replayed(replayed_in),
        cpu(settings.jobs),
        virtual_clock(SystemClock().wall()),
        loop(cpu, replayed_in ? &virtual_clock : nullptr) {}

  Clock& clock() { return replayed ? static_cast<Clock&>(virtual_clock) : system_clock; }

  const bool replayed;
  SystemClock system_clock;
  CpuPool cpu;
  VirtualClock virtual_clock;
  EventLoop loop;
  std::optional<ReplayFolder> folder;
  std::string origin = "live";
  std::unique_ptr<SqliteAnswerCache> cache;
  std::unique_ptr<HttpClient> transport;
  std::unique_ptr<HttpClient> wrapped;
  std::unique_ptr<RecordingClient> recorder;
  std::shared_ptr<Reach> reach = std::make_shared<Reach>();
  LimitSettings limits;
  std::shared_ptr<RequestLimit> limit;
  std::map<std::string, std::unique_ptr<PacedGroup>> groups;
  std::map<SourceId, std::unique_ptr<Codec>> codecs;
  std::map<SourceId, std::unique_ptr<HttpSource>> sources;
  std::unique_ptr<DblpIndexSource> dblp_index;
  std::vector<std::string> notes;

  void open_limit(const LimitSettings& settings);
  HttpClient& client();
  Result<void> open_replay(const Settings& settings, const std::string& path);
  Result<void> open_cache(const fs::path& state);
  Result<void> open_transport(const StackRequest& request);
  Result<void> open_index(const Settings& settings);
  void add_source(const Settings& settings, const StackRequest& request, SourceId id, const SourceSettings& source);
};

void SourceStack::Parts::open_limit(const LimitSettings& settings) {
  limits = settings;
  limit = std::make_shared<RequestLimit>(settings.max_requests);
  if (settings.time_s <= 0) return;
  const std::chrono::duration<double> time(settings.time_s);
  loop.spawn(end_at(&clock(), clock().now() + std::chrono::duration_cast<Clock::TimePoint::duration>(time), limit));
}

Result<void> SourceStack::Parts::open_replay(const Settings& settings, const std::string& path) {
  Result<ReplayFolder> loaded = ReplayFolder::load(path, replay_sides(settings));
  if (!loaded) return tl::unexpected(loaded.error());
  folder.emplace(std::move(*loaded));
  origin = folder->origin();
  notes.insert(notes.end(), folder->notes().begin(), folder->notes().end());
  return {};
}

Result<void> SourceStack::Parts::open_cache(const fs::path& state) {
  try {
    fs::create_directories(state);
    cache = std::make_unique<SqliteAnswerCache>(state / "cache.db", origin);
  } catch (const std::exception& error) {
    return tl::unexpected(unusable(state, error, "--state"));
  }
  if (cache->note()) notes.push_back(*cache->note());
  return {};
}

HttpClient& SourceStack::Parts::client() {
  if (recorder) return *recorder;
  return wrapped ? *wrapped : *transport;
}

Result<void> SourceStack::Parts::open_transport(const StackRequest& request) {
  if (folder) {
    transport = std::make_unique<ReplayClient>(*folder);
  } else {
    transport = std::make_unique<CurlClient>();
  }
  if (request.wrap_transport) wrapped = request.wrap_transport(*transport, clock());
  if (folder || !request.record) return {};
  try {
    recorder = std::make_unique<RecordingClient>(client(), *request.record);
  } catch (const std::exception& error) {
    return tl::unexpected(unusable(*request.record, error, "--record"));
  }
  return {};
}

/// An index that is there and cannot be used ends the run: without it, other answers would be given, and others asked.
Result<void> SourceStack::Parts::open_index(const Settings& settings) {
  const auto source = settings.sources.find(std::string(to_string(SourceId::dblp_index)));
  const bool wanted = source != settings.sources.end() && source->second.enabled && !settings.paths.index.empty();
  std::error_code ignored;
  if (!wanted || !fs::exists(IndexStore(settings.paths.index).place_of(kDblpIndex), ignored)) return {};
  Result<DblpIndex> index = DblpIndex::open(IndexStore(settings.paths.index).place_of(kDblpIndex));
  if (!index) return tl::unexpected(index.error());
  dblp_index = std::make_unique<DblpIndexSource>(std::move(*index), cpu);
  return {};
}

void SourceStack::Parts::add_source(const Settings& settings, const StackRequest& request, SourceId id,
                                    const SourceSettings& source) {
  std::unique_ptr<Codec> codec = make_codec(id, source);
  if (!codec) return;
  Clock& time = clock();
  std::unique_ptr<PacedGroup>& group = groups[source.group];
  if (!group) {
    GroupOptions options = make_group_options(settings, source);
    options.reach = reach;
    if (!replayed) options.pace_file = fs::path(settings.paths.pace) / pace_file_name(source);
    group = std::make_unique<PacedGroup>(loop.executor(), time, std::move(options));
  }
  const Secret key(
      source.key_environment.empty() || !request.environment ? "" : request.environment(source.key_environment));
  SourceMode mode;
  mode.replay = replayed;
  mode.offline = request.offline;
  const SourceParts parts{loop, time, cpu, *codec, client(), *group, *cache, request.log, limit.get(), recorder.get()};
  sources.emplace(id, std::make_unique<HttpSource>(parts, make_source_options(settings, id, key, mode)));
  codecs.emplace(id, std::move(codec));
}

Result<std::unique_ptr<SourceStack>> SourceStack::build(const Settings& settings, const StackRequest& request) {
  auto parts = std::make_unique<Parts>(settings, request.replay.has_value());
  parts->open_limit(settings.limits);
  if (request.replay) {
    if (const Result<void> opened = parts->open_replay(settings, *request.replay); !opened)
      return tl::unexpected(opened.error());
  }
  if (const Result<void> opened = parts->open_cache(settings.paths.state); !opened)
    return tl::unexpected(opened.error());
  if (const Result<void> opened = parts->open_transport(request); !opened) return tl::unexpected(opened.error());
  if (const Result<void> opened = parts->open_index(settings); !opened) return tl::unexpected(opened.error());
  for (const auto& [name, source] : settings.sources) {
    const auto id = parse_source_id(name);
    if (id && source.enabled) parts->add_source(settings, request, *id, source);
  }
  return std::unique_ptr<SourceStack>(new SourceStack(std::move(parts)));
}

SourceStack::SourceStack(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

SourceStack::~SourceStack() = default;

EventLoop& SourceStack::loop() { return parts_->loop; }
Clock& SourceStack::clock() { return parts_->clock(); }
CpuPool& SourceStack::cpu() { return parts_->cpu; }

Source* SourceStack::find(SourceId source) {
  if (source == SourceId::dblp_index) return parts_->dblp_index.get();
  const auto found = parts_->sources.find(source);
  return found == parts_->sources.end() ? nullptr : found->second.get();
}

std::map<SourceId, SourceStats> SourceStack::stats() const {
  std::map<SourceId, SourceStats> stats;
  for (const auto& [id, source] : parts_->sources) stats.emplace(id, source->stats());
  return stats;
}

std::map<SourceId, SourceProgress> SourceStack::progress() const {
  std::map<SourceId, SourceProgress> progress;
  for (const auto& [id, source] : parts_->sources) progress.emplace(id, source->progress());
  return progress;
}

const std::string& SourceStack::origin() const { return parts_->origin; }

std::optional<std::string> SourceStack::stopped_after() const {
  const LimitSettings& limits = parts_->limits;
  if (!parts_->limit->reached()) return std::nullopt;
  if (parts_->limit->out_of_requests()) {
    return fmt::format("{} request{} (--max-requests)", limits.max_requests, limits.max_requests == 1 ? "" : "s");
  }
  return fmt::format("{:g} seconds (--time-limit)", limits.time_s);
}

std::string SourceStack::local_indexes() const {
  if (!parts_->dblp_index) return {};
  const IndexMeta& meta = parts_->dblp_index->meta();
  return meta.name + " " + std::to_string(meta.format) + " " + meta.md5;
}

Result<void> SourceStack::drop_expired(Clock::WallTime before) { return parts_->cache->purge(before); }
const std::vector<std::string>& SourceStack::notes() const { return parts_->notes; }

}  // namespace bibmill
