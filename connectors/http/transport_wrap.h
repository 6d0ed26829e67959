// TransportWrap: makes what is asked in place of a run's transport, for tests that put faults between the two.
#pragma once

#include <functional>
#include <memory>

namespace bibmill {

class Clock;
class HttpClient;

/// `transport` and `clock`, by which the run waits, outlive what is made. Called once a run, on its thread.
using TransportWrap = std::function<std::unique_ptr<HttpClient>(HttpClient& transport, Clock& clock)>;

}  // namespace bibmill
