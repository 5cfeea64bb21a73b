// What a register kept of a record that is over: changes whose days have passed are struck from it.
#pragma once

#include "gateway/commit/commit_loop.hpp"

namespace micklegate::keep {

/// The changes of a record that is over by what the ledger holds now; empty while it is not.
using Over = std::function<Result<std::vector<Sequence>>(commit::Ledger const&)>;

/// An `expired` entry with `code` ("register:orders") that strikes all changes of a record, and further ones behind it
/// where one could not name them all. `over` is asked on the commit thread: a message may have come since it was looked
/// at. While a subject of one of them is on hold all stay, because half a record is a false one. Where there is nothing
/// to strike there is no entry, and the receipt is empty.
[[nodiscard]] commit::Intent strike(std::string code, Over over);

}  // namespace micklegate::keep
