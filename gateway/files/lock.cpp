#include "gateway/files/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <ctime>

namespace micklegate::files {
namespace {

constexpr std::chrono::milliseconds kPause{10};

bool lock(int descriptor, std::chrono::milliseconds patience)
{
    constexpr timespec kTime{0, std::chrono::nanoseconds{kPause}.count()};
    auto const end = std::chrono::steady_clock::now() + patience;
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() >= end)
            return false;
        ::nanosleep(&kTime, nullptr);
    }
    return true;
}

}  // namespace

Result<Descriptor> lock_folder(std::filesystem::path const& folder, std::chrono::milliseconds patience)
{
    Descriptor held{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!held)
        return problem(ProblemCode::kConfiguration, folder.string() + " cannot be opened.",
                       "Check that this is a site folder.");
    if (!lock(held.get(), patience))
        return problem(ProblemCode::kUnavailable, "Another command is changing " + folder.string() + ".",
                       "Wait until it ends and try again.");
    return held;
}

}  // namespace micklegate::files
