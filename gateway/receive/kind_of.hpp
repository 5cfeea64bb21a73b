// What an exception may be called in a log line: its type. Its text may hold a path or what a caller sent.
#pragma once

#include <exception>
#include <string>

namespace micklegate::receive {

[[nodiscard]] std::string kind_of(std::exception const& error);

}  // namespace micklegate::receive
