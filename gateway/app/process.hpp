// This process as the system sees it: its signals, and what of its memory may leave it.
#pragma once

#include <chrono>
#include <cstddef>

namespace micklegate::app {

/// Blocks SIGTERM, SIGINT and SIGHUP in this thread and those it starts later; make it before any thread.
class Signals {
public:
    Signals();
    /// True when a stop was asked for within `longest`.
    [[nodiscard]] bool wait_for_stop(std::chrono::milliseconds longest) const;
};

/// Takes the place of closed standard streams: else the next file or socket would get their number, and what is printed
/// would go into it. Writing to the place taken fails.
void hold_standard_streams();

/// Raises the soft limit of open files and connections to the hard one, as far as the system lets it; the limit then.
[[nodiscard]] std::size_t raise_descriptor_limit();

/// No core dumps and no attaching debuggers: memory holds keys and messages being minimised.
void keep_memory_private();

}  // namespace micklegate::app
