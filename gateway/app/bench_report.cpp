#include "gateway/app/bench_report.hpp"

#include <boost/json/array.hpp>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace micklegate::app {
namespace {

using bench::Duration;
using bench::Latency;

constexpr std::string_view kDurability =
    "fsync before every reply: RocksDB's write-ahead log synced once per group of messages that wait together";

std::int64_t whole(double value) { return std::llround(value); }
std::int64_t microseconds(auto duration)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
}

boost::json::object latency_object(Latency const& latency)
{
    return {{"count", latency.count},
            {"p50_us", microseconds(latency.p50)},
            {"p99_us", microseconds(latency.p99)},
            {"max_us", microseconds(latency.most)}};
}

boost::json::array round_array(std::vector<bench::Round> const& rounds)
{
    boost::json::array out;
    for (bench::Round const& round : rounds)
        out.push_back(boost::json::object{{"messages_per_second", whole(round.gateway)},
                                          {"store_per_second", whole(round.store)}});
    return out;
}

std::string decimal(double value, int digits)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string milliseconds(Duration duration)
{
    return decimal(std::chrono::duration<double, std::milli>(duration).count(), 2) + " ms";
}

std::string latency_text(Latency const& latency)
{
    return milliseconds(latency.p50) + " / " + milliseconds(latency.p99) + " / " + milliseconds(latency.most);
}

std::string mebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20U) + " MiB"; }

}  // namespace

boost::json::object report_object(bench::Plan const& plan, bench::Report const& report)
{
    boost::json::object out;
    out["durability"] = kDurability;
    out["file_system"] = report.file_system;
    out["messages"] = plan.messages;
    out["event_bytes"] = report.event_bytes;
    out["batch"] = plan.batch;
    out["connections"] = plan.connections;
    out["messages_per_second"] = whole(report.messages_per_second());
    out["store_per_second"] = whole(report.store_per_second());
    out["share_of_store"] = report.share_of_store();
    out["rounds"] = round_array(report.rounds);
    out["gateway_cpu_us"] = microseconds(report.gateway_cpu);
    out["generator_cpu_us"] = microseconds(report.generator_cpu);
    out["rate"] = plan.rate;
    out["submission"] = latency_object(report.submission);
    out["round_trip"] = latency_object(report.round_trip);
    out["sync"] = latency_object(report.sync);
    out["memory_bytes"] = report.memory;
    out["most_memory_bytes"] = report.most_memory;
    out["disk_bytes_per_message"] = report.disk_bytes;
    out["log_entries"] = report.entries;
    out["verification_ms"] = microseconds(report.verification) / 1000;
    return out;
}

void print_report(bench::Plan const& plan, bench::Report const& report, terminal::Console& console)
{
    std::string const size = std::to_string(report.event_bytes) + " bytes";
    console.print("Durability: " + std::string{kDurability} + ", on " + report.file_system + ".");
    console.print(
        "Each message arrives over mutual TLS and is checked, minimised, sealed and logged before its receipt.");
    console.print_table({
        {"what", "figure", "how"},
        {"accepted in batches", std::to_string(whole(report.messages_per_second())) + " messages/s",
         std::to_string(plan.messages) + " of " + size + ", " + std::to_string(plan.batch) + " a request on " +
             std::to_string(plan.connections) + " connections; median of " + std::to_string(report.rounds.size()) +
             " rounds"},
        {"  the store alone", std::to_string(whole(report.store_per_second())) + " messages/s",
         "the same bytes in the same groups, synced; the gateway reaches " + decimal(report.share_of_store() * 100, 0) +
             " %"},
        {"  processor time", std::to_string(microseconds(report.gateway_cpu)) + " µs a message",
         "in the gateway; " + std::to_string(microseconds(report.generator_cpu)) +
             " µs in this load generator beside it"},
        {"submit to receipt", latency_text(report.submission),
         "p50 / p99 / worst of " + std::to_string(report.submission.count) + " at " + std::to_string(plan.rate) +
             " a second, from when each was due"},
        {"  an empty request", latency_text(report.round_trip), "over the same TLS connection"},
        {"  one synced write", latency_text(report.sync), "by the store alone"},
        {"memory", mebibytes(report.memory), "resident after the load; at most " + mebibytes(report.most_memory)},
        {"disk", std::to_string(report.disk_bytes) + " bytes a message", "store and write-ahead log"},
        {"log verified", milliseconds(report.verification),
         std::to_string(report.entries) + " entries and their sealed bytes"},
    });
}

}  // namespace micklegate::app
