#include "gateway/storage/log_sync.hpp"

#include "gateway/files/descriptor.hpp"

#include <fcntl.h>

#include <cerrno>

namespace micklegate::storage {
namespace {

namespace fs = std::filesystem;

Problem not_synced(fs::path const& file)
{
    return problem(ProblemCode::kUnavailable, file.string() + " cannot be synced to its device.",
                   "Check the disk; nothing was shown, because it might not outlast a power cut.");
}

/// A file that is gone went into table files, which were synced. A device that is only read, or cannot sync, has
/// nobody writing to it.
Result<void> sync(fs::path const& file)
{
    files::Descriptor const opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!opened)
        return errno == ENOENT ? Result<void>{} : not_synced(file);
    bool const synced = ::fdatasync(opened.get()) == 0 || errno == EROFS || errno == EINVAL;
    return synced ? Result<void>{} : not_synced(file);
}

}  // namespace

Result<void> sync_write_ahead_logs(fs::path const& folder)
{
    std::error_code error;
    fs::directory_iterator file{folder, error};
    for (; !error && file != fs::directory_iterator{}; file.increment(error))
        if (file->path().extension() == ".log")
            if (auto const synced = sync(file->path()); !synced)
                return synced;
    return error ? not_synced(folder) : sync(folder);
}

}  // namespace micklegate::storage
