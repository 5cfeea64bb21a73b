// A clock that stands still until a test moves it, either way.
#pragma once

#include "gateway/base/moment.hpp"

#include <atomic>

namespace micklegate::test {

class ManualClock {
public:
    explicit ManualClock(std::string_view rfc3339) : now_{parse_rfc3339(rfc3339).value()} {}

    void advance(std::chrono::milliseconds by) { now_ = now_.load() + by; }
    [[nodiscard]] Moment now() const { return now_; }
    /// Valid as long as this object.
    [[nodiscard]] Clock clock()
    {
        return [this] { return now(); };
    }

private:
    std::atomic<Moment> now_;
};

}  // namespace micklegate::test
