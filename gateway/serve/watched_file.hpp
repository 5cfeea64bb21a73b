// Notices that a file or folder of the site has changed, and remembers it until the change is in force.
#pragma once

#include "gateway/base/moment.hpp"

#include <filesystem>

namespace micklegate::serve {

/// For one thread.
class WatchedFile {
public:
    using TakeOver = std::function<Result<void>()>;

    /// What stands there now counts as taken over.
    WatchedFile(std::filesystem::path path, Clock clock);

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }
    /// Calls `take_over` where it is another than was taken over, or may be; where that fails the next poll tries
    /// again.
    [[nodiscard]] Result<void> poll(TakeOver const& take_over);

private:
    [[nodiscard]] bool settled(std::filesystem::file_time_type time) const;

    std::filesystem::path path_;
    Clock clock_;
    std::filesystem::file_time_type taken_over_;
    bool settled_;  ///< a further change would have given it another time
};

}  // namespace micklegate::serve
