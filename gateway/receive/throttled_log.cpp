#include "gateway/receive/throttled_log.hpp"

#include <algorithm>

namespace micklegate::receive {

void ThrottledLog::say(Severity severity, std::string line)
{
    {
        std::lock_guard const lock{mutex_};
        ++count_;
        if (!may_speak(clock_())) {
            ++hidden_;
            return;
        }
        if (auto const hidden = std::exchange(hidden_, 0); hidden > 0)
            line += " (" + std::to_string(hidden) + " more of this kind were not shown)";
    }
    log_(severity, line);
}

std::uint64_t ThrottledLog::count() const
{
    std::lock_guard const lock{mutex_};
    return count_;
}

bool ThrottledLog::may_speak(Moment now)
{
    // A clock that was set back must not keep the log silent until it has caught up.
    refilled_ = left_ == kBurst ? now : std::min(refilled_, now);
    auto const earned = (now - refilled_) / kOneLinePer;
    refilled_ += earned * kOneLinePer;
    left_ = std::min(left_ + static_cast<std::uint64_t>(earned), kBurst);
    if (left_ == 0)
        return false;
    --left_;
    return true;
}

}  // namespace micklegate::receive
