// Every bound on what a stranger may make the gateway hold or do. The one table; docs/limits.md explains it.
#pragma once

#include <chrono>
#include <cstddef>

namespace micklegate {

struct Limits {
    std::size_t header_bytes = 8 * 1024;
    std::size_t header_fields = 64;
    std::size_t body_bytes = 4 * 1024 * 1024;
    std::size_t body_bytes_in_flight = 256 * 1024 * 1024;  ///< of all bodies read and not yet handled
    std::size_t message_bytes = 64 * 1024;                 ///< one event's JSON text
    std::size_t batch_messages = 500;
    std::size_t json_depth = 8;
    std::size_t json_string_bytes = 16 * 1024;
    std::size_t json_members = 256;  ///< keys of one object, elements of one array
    std::size_t attribute_bytes = 256;
    std::size_t connections = 1024;
    std::size_t connections_per_agency = 64;
    std::size_t messages_per_agency_burst = 40'000;
    std::size_t messages_per_agency_second = 10'000;
    std::size_t refusals_per_agency_burst = 20'000;
    std::size_t refusals_per_agency_second = 1;
    std::size_t cosignatures_per_agency_burst = 60;
    std::size_t cosignatures_per_agency_second = 1;
    std::size_t queued_bytes = 64 * 1024 * 1024;         ///< messages waiting for the next commit
    std::size_t disk_reserve_bytes = 256 * 1024 * 1024;  ///< below this much free space nothing new is taken
    std::size_t disk_floor_bytes = 64 * 1024 * 1024;     ///< below this much nothing at all is recorded
    std::size_t inbox_page = 500;
    std::size_t audit_page = 100;          ///< entries of the log an auditor is shown at once
    std::size_t readers_per_message = 64;  ///< persons who can be recorded as having opened one message
    std::chrono::milliseconds handshake_timeout{5'000};
    std::chrono::milliseconds header_timeout{5'000};
    std::chrono::milliseconds body_timeout{20'000};
    std::chrono::milliseconds write_timeout{20'000};
    std::chrono::milliseconds idle_timeout{60'000};
    std::chrono::milliseconds longest_wait{30'000};        ///< of a long poll
    std::chrono::milliseconds search_lifetime{3'600'000};  ///< for which an auditor can page on
    std::chrono::milliseconds drain_timeout{10'000};
};

}  // namespace micklegate
