#include "gateway/site/policy_folder.hpp"

#include "gateway/files/files.hpp"

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

}  // namespace

Result<policy::PolicyFiles> read_policy_folder(fs::path const& folder)
{
    policy::PolicyFiles files;
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
        if (files.size() == kMostFiles)
            return unreadable(folder, "it holds too many files");
        Result<std::string> text = files::read(entry->path(), kLargestFile);
        if (!text)
            return text.error();
        files[entry->path().lexically_relative(folder).generic_string()] = std::move(*text);
    }
    if (error)
        return unreadable(folder, error.message());
    return files;
}

Result<policy::PolicySet> load_policy_folder(fs::path const& folder)
{
    Result<policy::PolicyFiles> const files = read_policy_folder(folder);
    if (!files)
        return files.error();
    return policy::load_policy_set(*files);
}

}  // namespace micklegate::site
