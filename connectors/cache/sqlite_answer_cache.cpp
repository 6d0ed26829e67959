#include "connectors/cache/sqlite_answer_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/algorithm/string/predicate.hpp>
#include <charconv>
#include <stdexcept>

namespace bibmill {

namespace {

constexpr int kVersion = 1;
constexpr std::size_t kRecentBodies = 4;  // consecutive questions of one response cost one decompression

const char* const kSchema = R"(
CREATE TABLE bodies(
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  source TEXT NOT NULL,
  url TEXT NOT NULL,        -- a note: without contact address or key
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,    -- "name: value" lines, those worth keeping
  body BLOB NOT NULL,       -- zstd
  stored INTEGER NOT NULL,  -- seconds since 1970
  day TEXT NOT NULL         -- of the response's Date header
);
CREATE TABLE answers(
  origin TEXT NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  found INTEGER NOT NULL,   -- 0: not there
  body INTEGER,             -- bodies.id
  slices TEXT NOT NULL,     -- "begin-end" pairs, with commas
  day TEXT NOT NULL,
  stored INTEGER NOT NULL,
  expires INTEGER NOT NULL, -- counts from `stored`, never from Date
  PRIMARY KEY(origin, source, kind, key)
) WITHOUT ROWID;
CREATE INDEX answers_by_expiry ON answers(expires);
CREATE INDEX answers_by_body ON answers(body);
)";

constexpr std::array<std::string_view, 6> kKeptHeaders = {"content-type",  "date",          "etag",
                                                          "last-modified", "cache-control", "link"};

std::int64_t seconds(Clock::WallTime time) {
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

std::string write_headers(const HttpHeaders& headers) {
  std::string text;
  for (const auto& [name, value] : headers.fields()) {
    const auto same = [&field = name](std::string_view kept) { return boost::algorithm::iequals(kept, field); };
    if (std::ranges::any_of(kKeptHeaders, same)) text += fmt::format("{}: {}\n", name, value);
  }
  return text;
}

HttpHeaders read_headers(std::string_view text) {
  constexpr std::string_view kColon = ": ";
  HttpHeaders headers;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = text.substr(from, end - from);
    if (const auto colon = line.find(kColon); colon != std::string_view::npos)
      headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + kColon.size())));
    from = end + 1;
  }
  return headers;
}

std::string write_slices(const std::vector<Slice>& slices) {
  std::string text;
  for (const Slice& slice : slices) text += fmt::format("{}{}-{}", text.empty() ? "" : ",", slice.begin, slice.end);
  return text;
}

/// nullopt when the text is damaged or points outside the body.
std::optional<std::vector<Slice>> read_slices(std::string_view text, std::size_t body_size) {
  std::vector<Slice> slices;
  const char* position = text.data();
  const char* const end = text.data() + text.size();
  while (position != end) {
    Slice slice;
    const auto first = std::from_chars(position, end, slice.begin);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return std::nullopt;
    const auto second = std::from_chars(first.ptr + 1, end, slice.end);
    if (second.ec != std::errc() || slice.begin > slice.end || slice.end > body_size) return std::nullopt;
    if (second.ptr != end && *second.ptr != ',') return std::nullopt;
    slices.push_back(slice);
    position = second.ptr == end ? end : second.ptr + 1;
  }
  return slices;
}

tl::unexpected<Error> storage_error(const std::filesystem::path& file, const std::runtime_error& error) {
  const std::string remedy =
      fmt::format("move {} away: only time is lost, since all that it holds can be asked for again", file.string());
  return fail(ErrorKind::storage, fmt::format("the cache cannot be used: {}", with_remedy(error, remedy)));
}

}  // namespace

std::vector<std::string_view> StoredAnswer::slice_bytes() const {
  std::vector<std::string_view> bytes;
  for (const Slice& slice : slices)
    bytes.push_back(std::string_view(*body).substr(slice.begin, slice.end - slice.begin));
  return bytes;
}

SqliteAnswerCache::SqliteAnswerCache(const std::filesystem::path& file, std::string origin)
    : SqliteAnswerCache(file, open_disposable_database(file, kVersion, kSchema), std::move(origin)) {}

SqliteAnswerCache::SqliteAnswerCache(const std::filesystem::path& file, OpenedDatabase opened, std::string origin)
    : file_(file),
      origin_(std::move(origin)),
      database_(std::move(opened.database)),
      note_(std::move(opened.note)),
      find_answer_(database_.prepare("SELECT found, body, slices, day FROM answers"
                                     " WHERE origin=?1 AND source=?2 AND kind=?3 AND key=?4 AND expires>?5")),
      find_body_(database_.prepare("SELECT body FROM bodies WHERE id=?1")),
      find_exchange_(database_.prepare("SELECT url, status, headers FROM bodies WHERE id=?1")),
      insert_body_(database_.prepare("INSERT INTO bodies(origin, source, url, status, headers, body, stored, day)"
                                     " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)")),
      insert_answer_(database_.prepare(
          "INSERT OR REPLACE INTO answers(origin, source, kind, key, found, body, slices, day, stored, expires)"
          " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")) {}

SqliteAnswerCache::~SqliteAnswerCache() = default;

Result<std::optional<StoredAnswer>> SqliteAnswerCache::lookup(SourceId source, QueryKind kind, std::string_view key,
                                                              Clock::WallTime now) {
  try {
    return find(source, kind, key, now);
  } catch (const std::runtime_error& error) {
    return storage_error(file_, error);
  }
}

std::optional<StoredAnswer> SqliteAnswerCache::find(SourceId source, QueryKind kind, std::string_view key,
                                                    Clock::WallTime now) {
  const StatementUse use(find_answer_);
  find_answer_.bind(1, origin_).bind(2, to_string(source)).bind(3, to_string(kind)).bind(4, key).bind(5, seconds(now));
  if (!find_answer_.step()) return std::nullopt;
  StoredAnswer answer;
  answer.found = find_answer_.integer(0) != 0;
  answer.response = find_answer_.integer(1);
  answer.day = find_answer_.text(3);
  if (!answer.found) return answer;
  answer.body = body(find_answer_.integer(1));
  if (!answer.body) return std::nullopt;
  auto slices = read_slices(find_answer_.text(2), answer.body->size());
  if (!slices) return std::nullopt;
  answer.slices = std::move(*slices);
  return answer;
}

SqliteAnswerCache::Body SqliteAnswerCache::body(std::int64_t id) {
  const auto recent = std::ranges::find(recent_bodies_, id, &std::pair<std::int64_t, Body>::first);
  if (recent != recent_bodies_.end()) {
    recent_bodies_.splice(recent_bodies_.begin(), recent_bodies_, recent);
    return recent->second;
  }
  const StatementUse use(find_body_);
  find_body_.bind(1, id);
  if (!find_body_.step()) return nullptr;
  auto bytes = decompress(find_body_.text(0));
  if (!bytes) return nullptr;
  recent_bodies_.emplace_front(id, std::make_shared<const std::string>(std::move(*bytes)));
  if (recent_bodies_.size() > kRecentBodies) recent_bodies_.pop_back();
  return recent_bodies_.front().second;
}

Result<std::optional<StoredExchange>> SqliteAnswerCache::exchange(std::int64_t response) {
  try {
    const StatementUse use(find_exchange_);
    find_exchange_.bind(1, response);
    const bool is_there = find_exchange_.step();
    const Body bytes = is_there ? body(response) : nullptr;
    if (!bytes) return std::nullopt;
    StoredExchange stored;
    stored.url = find_exchange_.text(0);
    stored.response.status = static_cast<int>(find_exchange_.integer(1));
    stored.response.headers = read_headers(find_exchange_.text(2));
    stored.response.body = *bytes;
    return stored;
  } catch (const std::runtime_error& error) {
    return storage_error(file_, error);
  }
}

Result<void> SqliteAnswerCache::put(const StoredResponse& response, std::span<const NewAnswer> answers,
                                    Clock::WallTime now) {
  try {
    store(response, answers, now);
    return {};
  } catch (const std::runtime_error& error) {
    return storage_error(file_, error);
  }
}

void SqliteAnswerCache::store(const StoredResponse& response, std::span<const NewAnswer> answers, Clock::WallTime now) {
  const auto source = to_string(response.source);
  const auto packed = compressor_.compress(response.response.body);
  Transaction transaction(database_);
  insert_body_.bind(1, origin_).bind(2, source).bind(3, response.url).bind(4, std::int64_t{response.response.status});
  insert_body_.bind(5, write_headers(response.response.headers))
      .bind_blob(6, packed)
      .bind(7, seconds(now))
      .bind(8, response.day);
  insert_body_.run();
  const auto body_id = database_.last_insert_id();
  for (const NewAnswer& answer : answers) {
    insert_answer_.bind(1, origin_).bind(2, source).bind(3, to_string(answer.kind)).bind(4, answer.key);
    insert_answer_.bind(5, std::int64_t{answer.found ? 1 : 0}).bind(6, body_id).bind(7, write_slices(answer.slices));
    insert_answer_.bind(8, answer.day).bind(9, seconds(now)).bind(10, seconds(answer.expires));
    insert_answer_.run();
  }
  transaction.commit();
}

Result<void> SqliteAnswerCache::purge(Clock::WallTime before) {
  try {
    Transaction transaction(database_);
    Statement expired = database_.prepare("DELETE FROM answers WHERE expires<=?1");
    expired.bind(1, seconds(before)).run();
    database_.execute("DELETE FROM bodies WHERE NOT EXISTS(SELECT 1 FROM answers WHERE answers.body=bodies.id)");
    transaction.commit();
    recent_bodies_.clear();
    return {};
  } catch (const std::runtime_error& error) {
    return storage_error(file_, error);
  }
}

}  // namespace bibmill
