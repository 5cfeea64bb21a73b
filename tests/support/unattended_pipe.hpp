// A named pipe that nobody writes to, and a reader of it that is let go after ten seconds.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <future>
#include <optional>
#include <stdexcept>

namespace micklegate::test {

class UnattendedPipe {
public:
    explicit UnattendedPipe(std::filesystem::path path) : path_{std::move(path)}
    {
        if (::mkfifo(path_.c_str(), 0600) != 0)
            throw std::runtime_error{"no pipe"};
    }

    /// What `read` returns, or empty where it had to be let go.
    template <class Read>
    [[nodiscard]] auto without_waiting(Read read) const
    {
        auto reading = std::async(std::launch::async, std::move(read));
        bool const waits = reading.wait_for(std::chrono::seconds{10}) == std::future_status::timeout;
        if (waits)
            ::close(::open(path_.c_str(), O_RDWR | O_NONBLOCK));
        auto result = reading.get();
        return waits ? std::nullopt : std::optional{std::move(result)};
    }

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace micklegate::test
