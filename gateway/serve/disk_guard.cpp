#include "gateway/serve/disk_guard.hpp"

#include <algorithm>

namespace micklegate::serve {
namespace {

constexpr char const* kNext = "Free space on the disk of the site's data folder; nothing sent so far is lost.";

Problem short_of_space()
{
    return problem(ProblemCode::kStorageFull, "The gateway is short of disk space and takes nothing new.", kNext);
}

Problem out_of_space()
{
    return problem(ProblemCode::kStorageFull, "The gateway has no disk space left and records nothing any more.",
                   kNext);
}

/// A floor above the reserve counts as that.
std::uint64_t floor_of(Limits const& limits) { return std::min(limits.disk_floor_bytes, limits.disk_reserve_bytes); }

}  // namespace

commit::Admitted check_disk(std::filesystem::path const& folder, Limits const& limits)
{
    std::error_code error;
    std::filesystem::space_info const space = std::filesystem::space(folder, error);
    if (error)
        return Result<void>{problem(ProblemCode::kUnavailable,
                                    "The gateway cannot tell how much disk space is left and takes nothing new.",
                                    "Check the disk of the site's data folder; nothing sent so far is lost.")};
    if (space.available < floor_of(limits))
        return Result<void>{out_of_space()};
    if (space.available < limits.disk_reserve_bytes)
        return {short_of_space(), {}};
    return Result<void>{};
}

std::uint64_t spare_bytes(std::filesystem::path const& folder, Limits const& limits)
{
    std::error_code error;
    std::filesystem::space_info const space = std::filesystem::space(folder, error);
    std::uint64_t const floor = floor_of(limits);
    return error || space.available < floor ? 0 : space.available - floor;
}

}  // namespace micklegate::serve
