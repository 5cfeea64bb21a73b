#include "gateway/files/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

namespace micklegate::files {

Result<Descriptor> lock_folder(std::filesystem::path const& folder)
{
    Descriptor held{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!held)
        return problem(ProblemCode::kConfiguration, folder.string() + " cannot be opened.",
                       "Check that this is a site folder.");
    if (::flock(held.get(), LOCK_EX | LOCK_NB) != 0)
        return problem(ProblemCode::kUnavailable, "Another command is changing " + folder.string() + ".",
                       "Wait until it ends and try again.");
    return held;
}

}  // namespace micklegate::files
