#include "gateway/serve/watched_file.hpp"

#include "gateway/serve/settled.hpp"

namespace micklegate::serve {
namespace {

namespace fs = std::filesystem;

/// The epoch where the file is missing, so that its appearing is a change.
fs::file_time_type changed(fs::path const& path)
{
    std::error_code error;
    fs::file_time_type const time = fs::last_write_time(path, error);
    return error ? fs::file_time_type{} : time;
}

}  // namespace

WatchedFile::WatchedFile(fs::path path, Clock clock)
    : path_{std::move(path)}, clock_{std::move(clock)}, taken_over_{changed(path_)}, settled_{settled(taken_over_)}
{
}

bool WatchedFile::settled(fs::file_time_type time) const
{
    return serve::settled(std::chrono::floor<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(time)),
                          clock_());
}

Result<void> WatchedFile::poll(TakeOver const& take_over)
{
    fs::file_time_type const time = changed(path_);
    if (time == taken_over_ && settled_)
        return {};
    bool const settles = settled(time);
    auto taken = take_over();
    // A change counts as taken over once it is in force, so that no suspension is lost to a file that could not be
    // read.
    if (taken) {
        taken_over_ = time;
        settled_ = settles;
    }
    return taken;
}

}  // namespace micklegate::serve
