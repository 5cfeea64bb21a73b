#include "gateway/site/policy_folder.hpp"

#include "gateway/files/files.hpp"

#include <sys/stat.h>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 10'000;
constexpr std::size_t kLargestFile = 1024 * 1024;

Problem unreadable(fs::path const& folder, std::string const& why)
{
    return problem(ProblemCode::kConfiguration, folder.string() + " cannot be read as a policies folder: " + why + ".",
                   "A policies folder holds messages/, agreements/, calendars/ and cases/.");
}

std::chrono::sys_time<std::chrono::nanoseconds> changed_at(struct stat const& file)
{
    return std::chrono::sys_seconds{std::chrono::seconds{file.st_ctim.tv_sec}} +
           std::chrono::nanoseconds{file.st_ctim.tv_nsec};
}

/// `visit` is given the path of each file below the folder, and its name there.
template <class Visit>
Result<void> walk(fs::path const& folder, Visit visit)
{
    std::size_t count = 0;
    std::error_code error;
    fs::recursive_directory_iterator entry{folder, error};
    for (; !error && entry != fs::recursive_directory_iterator{}; entry.increment(error)) {
        bool const is_folder = entry->is_directory(error);
        if (entry->path().filename().string().starts_with('.')) {
            if (is_folder)
                entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_symlink(error))
            return unreadable(folder, entry->path().string() + " is a link");
        if (is_folder)
            continue;
        if (!entry->is_regular_file(error))
            return unreadable(folder, entry->path().string() + " is not a file");
        if (++count > kMostFiles)
            return unreadable(folder, "it holds too many files");
        if (Result<void> const visited =
                visit(entry->path(), entry->path().lexically_relative(folder).generic_string());
            !visited)
            return visited;
    }
    if (error)
        return unreadable(folder, error.message());
    return {};
}

}  // namespace

Result<policy::PolicyFiles> read_policy_folder(fs::path const& folder)
{
    policy::PolicyFiles files;
    Result<void> const walked = walk(folder, [&](fs::path const& path, std::string const& name) -> Result<void> {
        Result<std::string> text = files::read(path, kLargestFile);
        if (!text)
            return text.error();
        files[name] = std::move(*text);
        return {};
    });
    if (!walked)
        return walked.error();
    return files;
}

Result<FolderListing> list_policy_folder(fs::path const& folder)
{
    FolderListing listing;
    Result<void> const walked = walk(folder, [&](fs::path const& path, std::string const& name) -> Result<void> {
        struct stat found {};
        if (::lstat(path.c_str(), &found) != 0)
            return unreadable(folder, path.string() + " is going away");
        listing[name] = {static_cast<std::uint64_t>(found.st_size), changed_at(found)};
        return {};
    });
    if (!walked)
        return walked.error();
    return listing;
}

Result<policy::PolicySet> load_policy_folder(fs::path const& folder)
{
    Result<policy::PolicyFiles> const files = read_policy_folder(folder);
    if (!files)
        return files.error();
    return policy::load_policy_set(*files);
}

}  // namespace micklegate::site
