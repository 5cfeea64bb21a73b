#include "gateway/serve/folder_watch.hpp"

#include "gateway/serve/settled.hpp"

#include <algorithm>

namespace micklegate::serve {

/// A folder that cannot be listed is as good as empty: whoever reads it then learns why.
site::FolderListing FolderWatch::list() const
{
    auto listing = site::list_policy_folder(folder_);
    return listing ? *std::move(listing) : site::FolderListing{};
}

bool FolderWatch::settled() const
{
    return std::ranges::all_of(seen_, [now = clock_()](auto const& file) {
        return serve::settled(std::chrono::floor<std::chrono::milliseconds>(file.second.changed), now);
    });
}

FolderState FolderWatch::poll()
{
    auto const before = std::exchange(seen_, list());
    if (seen_ == considered_)
        return FolderState::kConsidered;
    return seen_ == before && settled() ? FolderState::kAtRest : FolderState::kChanging;
}

}  // namespace micklegate::serve
