// A policies folder on disk as the text of its files.
#pragma once

#include "gateway/policy/policy_set.hpp"

#include <filesystem>

namespace micklegate::site {

/// Every regular file below the folder, by its path relative to it; hidden files and folders are left out.
/// kConfiguration when the folder cannot be read, or holds what no policy set is: very many files, very large ones,
/// links out of it, or pipes and devices.
[[nodiscard]] Result<policy::PolicyFiles> read_policy_folder(std::filesystem::path const& folder);

/// A file's size, and when its content or name last changed, as the kernel says and nobody can set.
struct FileMark {
    std::uint64_t bytes = 0;
    std::chrono::sys_time<std::chrono::nanoseconds> changed{};

    bool operator==(FileMark const&) const = default;
};
using FolderListing = std::map<std::string, FileMark>;

/// The files that read_policy_folder() would read, without reading them; fails as it does.
[[nodiscard]] Result<FolderListing> list_policy_folder(std::filesystem::path const& folder);

/// Reads and loads.
[[nodiscard]] Result<policy::PolicySet> load_policy_folder(std::filesystem::path const& folder);

}  // namespace micklegate::site
