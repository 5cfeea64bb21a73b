// Whether a file's time is old enough that a further change would have given it another.
#pragma once

#include "gateway/base/moment.hpp"

namespace micklegate::serve {

/// The kernel's clock for file times ticks every 1 to 10 ms: two changes within one tick leave the same time.
inline constexpr std::chrono::milliseconds kSettles{100};

/// A time far ahead of the clock is settled too: a change now would not repeat it.
[[nodiscard]] inline bool settled(Moment changed_at, Moment now)
{
    return std::chrono::abs(now - changed_at) >= kSettles;
}

}  // namespace micklegate::serve
