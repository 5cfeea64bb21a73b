#include "gateway/serve/costly_readings.hpp"

namespace micklegate::serve {

void CostlyReadings::refresh()
{
    Moment const now = clock_();
    // A clock that was set back must not keep old readings until it has caught up.
    if (taken_ && now >= *taken_ && now - *taken_ < kAtMostEvery)
        return;
    taken_ = now;
    Readings taken = take_();
    std::lock_guard const lock{mutex_};
    last_ = std::move(taken);
}

Readings CostlyReadings::last() const
{
    std::lock_guard const lock{mutex_};
    return last_;
}

}  // namespace micklegate::serve
