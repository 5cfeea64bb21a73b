#include "gateway/serve/turns.hpp"

#include "gateway/receive/kind_of.hpp"

namespace micklegate::serve {

Turns::Turns(std::string what, Turn turn, receive::Log const& log)
    : what_{std::move(what)}, turn_{std::move(turn)}, failures_{log, system_now}
{
}

Turns::~Turns() { stop(); }

void Turns::start()
{
    thread_ = std::thread{[this] { run(); }};
}

void Turns::stop()
{
    {
        std::lock_guard const lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Turns::run()
{
    for (;;) {
        auto const rest = take();
        std::unique_lock lock{mutex_};
        if (wake_.wait_for(lock, rest, [this] { return stopping_; }))
            return;
    }
}

std::chrono::milliseconds Turns::take()
{
    try {
        return turn_();
    } catch (std::exception const& bug) {
        failures_.say(receive::Severity::kWarning, what_ + " failed and goes on: " + receive::kind_of(bug));
        return kAfterFailure;
    }
}

}  // namespace micklegate::serve
