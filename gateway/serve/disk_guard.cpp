#include "gateway/serve/disk_guard.hpp"

namespace micklegate::serve {

Result<void> check_disk(std::filesystem::path const& folder, std::size_t reserve)
{
    std::error_code error;
    std::filesystem::space_info const space = std::filesystem::space(folder, error);
    if (error)
        return problem(ProblemCode::kUnavailable,
                       "The gateway cannot tell how much disk space is left and takes nothing new.",
                       "Check the disk of the site's data folder; nothing sent so far is lost.");
    if (space.available < reserve)
        return problem(ProblemCode::kStorageFull, "The gateway is short of disk space and takes nothing new.",
                       "Free space on the disk of the site's data folder; nothing sent so far is lost.");
    return {};
}

}  // namespace micklegate::serve
