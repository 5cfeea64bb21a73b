// Running one io_context per thread.
#include "gateway/receive/io_pool.hpp"

#include <algorithm>

namespace micklegate::receive {

IoPool::IoPool(unsigned threads, Failed failed) : failed_{std::move(failed)}
{
    for (unsigned i = 0; i < std::max(threads, 1U); ++i) {
        contexts_.push_back(std::make_unique<boost::asio::io_context>(1));
        guards_.push_back(boost::asio::make_work_guard(*contexts_.back()));
    }
}

IoPool::~IoPool() { join(true); }

void IoPool::start()
{
    for (auto const& context : contexts_) {
        threads_.emplace_back([this, &io = *context] {
            while (!io.stopped()) {
                try {
                    io.run();
                } catch (std::exception const& error) {
                    failed_(error);
                }
            }
        });
    }
}

boost::asio::io_context& IoPool::next() noexcept
{
    return *contexts_[turn_.fetch_add(1, std::memory_order_relaxed) % contexts_.size()];
}

void IoPool::join(bool abandon)
{
    guards_.clear();
    if (abandon)
        for (auto const& context : contexts_)
            context->stop();
    threads_.clear();
}

}  // namespace micklegate::receive
