// The whole measurement: a site, its gateway as its own process, load in rounds beside the floors, and the log verified
// after.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/bench/latency.hpp"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace micklegate::bench {

struct Plan {
    std::size_t messages = 40'000;  ///< in batches, over all rounds
    std::size_t rounds = 5;
    std::size_t batch = 100;
    std::size_t connections = 4;
    std::size_t bytes = 1'500;  ///< of one event
    std::size_t rate = 500;     ///< single submissions a second
    std::size_t seconds = 10;   ///< of single submissions
    std::filesystem::path folder = "/var/tmp";
};

/// One slice of batches and, right after it, the store alone with the same bytes in the same groups.
struct Round {
    double gateway = 0;  ///< messages a second
    double store = 0;
};

struct Report {
    std::string file_system;
    std::size_t event_bytes = 0;  ///< of the middle event
    std::vector<Round> rounds;
    std::chrono::nanoseconds gateway_cpu{0};    ///< of one message in a batch
    std::chrono::nanoseconds generator_cpu{0};  ///< likewise
    Latency submission;
    Latency round_trip;        ///< of an empty request
    Latency sync;              ///< of one event written to the store alone
    std::uint64_t memory = 0;  ///< bytes resident after the load
    std::uint64_t most_memory = 0;
    std::uint64_t disk_bytes = 0;  ///< of the store for one message, write-ahead log included
    std::uint64_t entries = 0;     ///< of the log, found whole
    Duration verification{};

    [[nodiscard]] double messages_per_second() const;
    [[nodiscard]] double store_per_second() const;
    /// Of the rounds' own ratios, so that a slow moment of the machine counts on both sides.
    [[nodiscard]] double share_of_store() const;
};

/// Hears what begins, for a person who waits.
using Telling = std::function<void(std::string_view)>;

/// A stop makes it a failure soon; the folder it worked in is gone afterwards either way.
[[nodiscard]] Result<Report> measure(Plan const& plan, Telling const& tell, std::stop_token const& stop = {});

}  // namespace micklegate::bench
