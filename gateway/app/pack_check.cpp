#include "gateway/app/pack_check.hpp"

#include "gateway/app/log_sources.hpp"
#include "gateway/files/files.hpp"

#include <algorithm>

namespace micklegate::app {
namespace {

namespace fs = std::filesystem;

class DiskFolder final : public pack::Folder {
public:
    explicit DiskFolder(fs::path folder) : folder_{std::move(folder)} {}

    Result<std::vector<std::string>> list() override
    {
        std::vector<std::string> paths;
        std::error_code error;
        for (fs::recursive_directory_iterator entry{folder_, error}, end; !error && entry != end;
             entry.increment(error))
            if (entry->is_symlink(error) || !entry->is_directory(error))
                paths.push_back(entry->path().lexically_relative(folder_).generic_string());
        if (error)
            return problem(ProblemCode::kConfiguration, folder_.string() + " cannot be read: " + error.message() + ".");
        return paths;
    }
    Result<std::string> read(std::string const& path) override
    {
        std::error_code error;
        if (!fs::is_regular_file(fs::symlink_status(folder_ / path, error)))
            return problem(ProblemCode::kIntegrity, path + ": It is missing from the pack.");
        return files::read(folder_ / path);
    }

private:
    fs::path folder_;
};

Result<pack::Trust> read_trust(fs::path const& folder, std::string const& key_file, std::string const& witnesses_file)
{
    pack::Trust trust;
    if (!key_file.empty()) {
        auto key = read_log_key(key_file);
        if (!key)
            return key.error();
        trust.log = *std::move(key);
    }
    if (witnesses_file.empty())
        return trust;
    auto policy = read_witness_policy(witnesses_file);
    if (!policy)
        return policy.error();
    // A policy speaks of its own logs: of the one with the pack's name, or the pack is of none of them.
    auto const own = read_log_key(folder / pack::kLogKey);
    if (own && !trust.log && !policy->logs.empty()) {
        auto const named =
            std::ranges::find_if(policy->logs, [&own](auto const& log) { return log.key.name == own->name; });
        trust.log = named == policy->logs.end() ? policy->logs.front().key : named->key;
    }
    trust.witnesses = *std::move(policy);
    return trust;
}

}  // namespace

bool is_pack(fs::path const& folder)
{
    std::error_code error;
    return fs::exists(folder / pack::kManifest, error) || fs::is_directory(folder / "proofs", error);
}

Result<pack::Verdict> check_pack(fs::path const& folder, std::string const& key_file, std::string const& witnesses_file)
{
    auto const trust = read_trust(folder, key_file, witnesses_file);
    if (!trust)
        return trust.error();
    DiskFolder disk{folder};
    return pack::verify(disk, *trust);
}

}  // namespace micklegate::app
