#include "connectors/http/curl_client.h"

#include <curl/curl.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "connectors/http/curl_transfer.h"

namespace bibmill {
namespace {

namespace asio = boost::asio;

using Done = std::function<void(Result<HttpResponse>)>;

/// How long the curl thread sleeps at most when nothing wakes it.
constexpr int kPollMilliseconds = 1000;

struct Job {
  explicit Job(HttpRequest request_in) : request(std::move(request_in)) {}
  HttpRequest request;
  Done done;  ///< called once, on any thread
  std::unique_ptr<CurlTransfer> transfer;
};
using JobPtr = std::shared_ptr<Job>;

void use_libcurl_once() {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  const curl_version_info_data* version = curl_version_info(CURLVERSION_NOW);
  // Without an asynchronous resolver a slow name server would stop all transfers, and no time-out would hold.
  if (kReady != CURLE_OK || (version->features & CURL_VERSION_ASYNCHDNS) == 0) {
    throw std::runtime_error("this libcurl has no asynchronous resolver");
  }
}

}  // namespace

class CurlClient::Worker {
 public:
  Worker() : multi_(curl_multi_init()) {
    if (multi_ == nullptr) throw std::runtime_error("libcurl could not be started");
    thread_ = std::thread([this] { loop(); });
  }
  ~Worker() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    curl_multi_wakeup(multi_);
    thread_.join();
    curl_multi_cleanup(multi_);
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void start(JobPtr job) {
    {
      const std::lock_guard lock(mutex_);
      incoming_.push_back(std::move(job));
    }
    curl_multi_wakeup(multi_);
  }

  void cancel(JobPtr job) {
    {
      const std::lock_guard lock(mutex_);
      cancelled_.push_back(std::move(job));
    }
    curl_multi_wakeup(multi_);
  }

 private:
  void loop() {
    while (true) {
      std::deque<JobPtr> incoming;
      std::deque<JobPtr> cancelled;
      bool stopping = false;
      {
        const std::lock_guard lock(mutex_);
        incoming.swap(incoming_);
        cancelled.swap(cancelled_);
        stopping = stopping_;
      }
      for (const JobPtr& job : incoming) begin(job);
      for (const JobPtr& job : cancelled) end(job, fail(ErrorKind::cancelled, "the run is being stopped"));
      if (stopping) break;
      int running = 0;
      curl_multi_perform(multi_, &running);
      take_finished();
      curl_multi_poll(multi_, nullptr, 0, kPollMilliseconds, nullptr);
    }
    while (!active_.empty()) end(active_.begin()->second, fail(ErrorKind::cancelled, "the run is being stopped"));
  }

  void begin(const JobPtr& job) {
    try {
      job->transfer = std::make_unique<CurlTransfer>(std::move(job->request));
    } catch (const std::bad_alloc&) {
      end(job, fail(ErrorKind::transport, "no memory for another transfer"));
      return;
    }
    if (curl_multi_add_handle(multi_, job->transfer->handle()) != CURLM_OK) {
      end(job, fail(ErrorKind::transport, "libcurl takes no more transfers"));
      return;
    }
    active_.emplace(job->transfer->handle(), job);
  }

  void take_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      // The message dies with curl_multi_remove_handle.
      const CURLcode code = message->data.result;
      const auto found = active_.find(message->easy_handle);
      if (found == active_.end()) continue;
      const JobPtr job = found->second;
      end(job, job->transfer->finish(code));
    }
  }

  void end(JobPtr job, Result<HttpResponse> result) {
    if (job->transfer) {
      curl_multi_remove_handle(multi_, job->transfer->handle());
      active_.erase(job->transfer->handle());
      job->transfer.reset();
    }
    if (Done done = std::exchange(job->done, nullptr)) done(std::move(result));
  }

  CURLM* multi_;
  std::mutex mutex_;
  bool stopping_ = false;
  std::deque<JobPtr> incoming_;
  std::deque<JobPtr> cancelled_;
  std::map<CURL*, JobPtr> active_;
  std::thread thread_;
};

CurlClient::CurlClient() {
  use_libcurl_once();
  worker_ = std::make_unique<Worker>();
}

CurlClient::~CurlClient() = default;

Awaitable<Result<HttpResponse>> CurlClient::send(HttpRequest request) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  const auto job = std::make_shared<Job>(std::move(request));
  auto initiate = [worker = worker_.get(), job, executor](auto handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) {
      slot.assign([worker, weak = std::weak_ptr(job)](asio::cancellation_type) {
        if (const JobPtr still_there = weak.lock()) worker->cancel(still_there);
      });
    }
    // The loop must not run dry while the transfer is out on another thread.
    const auto guard =
        std::make_shared<asio::executor_work_guard<asio::any_io_executor>>(asio::make_work_guard(executor));
    const auto resume = std::make_shared<decltype(handler)>(std::move(handler));
    job->done = [executor, resume, guard, slot](Result<HttpResponse> result) {
      const auto answer = std::make_shared<Result<HttpResponse>>(std::move(result));
      asio::post(executor, [resume, guard, stop = slot, answer]() mutable {
        if (stop.is_connected()) stop.clear();
        guard->reset();
        std::move (*resume)(std::move(*answer));
      });
    };
    worker->start(job);
  };
  auto operation = asio::async_initiate<const asio::use_awaitable_t<>&, void(Result<HttpResponse>)>(
      std::move(initiate), asio::use_awaitable);
  co_return co_await std::move(operation);
}

}  // namespace bibmill
