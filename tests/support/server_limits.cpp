#include "tests/support/server_limits.h"

#include <algorithm>

namespace bibmill::testing_support {
namespace {

struct Published {
  double list;
  double single;
  double list_anonymous;
  double single_anonymous;
  int concurrency;
  int concurrency_anonymous;
};

Published published(SourceId source) {
  switch (source) {
    case SourceId::crossref: return {3, 10, 1, 5, 3, 1};
    case SourceId::datacite: return {1000.0 / 300, 1000.0 / 300, 500.0 / 300, 500.0 / 300, 3, 3};
    case SourceId::doi_ra: return {5, 5, 5, 5, 2, 2};
    case SourceId::arxiv: return {1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1, 1};
    default: return {1, 1, 1, 1, 1, 1};
  }
}

constexpr double kArxivForgiven = 0.05;  // seconds

}  // namespace

Draw published_limits(SourceId source, std::string_view path, bool polite, double scale) {
  const Published limits = published(source);
  Draw draw;
  draw.source = source;
  draw.bucket = to_string(source);
  bool single = false;
  if (source == SourceId::crossref) {
    single = path.find("/works/") != std::string_view::npos && !path.ends_with("/works/");
    draw.bucket += single ? "/single" : "/list";
  }
  const double list = polite ? limits.list : limits.list_anonymous;
  draw.rate = scale * (single ? (polite ? limits.single : limits.single_anonymous) : list);
  draw.concurrency = polite ? limits.concurrency : limits.concurrency_anonymous;
  return draw;
}

bool LimitKeeper::enter(const Draw& draw, Time now) {
  GroupCounters& counters = counters_[draw.source];
  ++counters.requests;
  const auto before = last_.find(draw.bucket);
  if (before != last_.end()) {
    const double gap = std::chrono::duration<double>(now - before->second).count();
    const auto smallest = counters.smallest_gap_s.emplace(draw.bucket, gap).first;
    smallest->second = std::min(smallest->second, gap);
  }
  last_[draw.bucket] = now;
  const std::size_t in_flight = ++in_flight_[draw.source];
  counters.largest_concurrency = std::max(counters.largest_concurrency, in_flight);
  if (!enforced_) return true;
  const bool fits = in_flight <= static_cast<std::size_t>(draw.concurrency);
  const bool in_time = keeps_rate(draw, now);
  if (!fits) ++counters.concurrency_violations;
  if (!in_time) ++counters.rate_violations;
  return fits && in_time;
}

bool LimitKeeper::keeps_rate(const Draw& draw, Time now) {
  const std::chrono::duration<double> interval(1 / draw.rate);
  const std::chrono::duration<double> forgiven =
      draw.source == SourceId::arxiv ? std::chrono::duration<double>(kArxivForgiven) : interval;
  const auto ticks = [](std::chrono::duration<double> span) {
    return std::chrono::duration_cast<Time::duration>(span);
  };
  Time& next = next_[draw.bucket];
  if (now < next - ticks(forgiven)) return false;
  next = std::max(next, now) + ticks(interval);
  return true;
}

void LimitKeeper::leave(SourceId source) { --in_flight_[source]; }

}  // namespace bibmill::testing_support
