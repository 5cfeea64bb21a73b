#include "gateway/site/scaffold.hpp"

#include "gateway/files/files.hpp"
#include "gateway/files/lock.hpp"

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMarkBytes = 4;

std::string prefix_of(fs::path const& site) { return site.filename().string() + ".making-"; }

/// Nothing but a scaffold of this site: what else lies beside it is somebody's own.
bool scaffold_of(fs::path const& site, fs::directory_entry const& entry)
{
    std::error_code error;
    std::string const name = entry.path().filename().string();
    std::string const prefix = prefix_of(site);
    return name.starts_with(prefix) && name.size() == prefix.size() + 2 * kMarkBytes &&
           from_hex(name.substr(prefix.size())) && entry.symlink_status(error).type() == fs::file_type::directory;
}

/// Those whose builder still lives are locked.
Result<void> clear_abandoned(fs::path const& site)
{
    std::error_code error;
    std::vector<fs::path> found;
    for (fs::directory_iterator entry{site.parent_path(), error}, end; !error && entry != end; entry.increment(error))
        if (scaffold_of(site, *entry))
            found.push_back(entry->path());
    for (fs::path const& path : found) {
        Result<files::Descriptor> const lock = files::lock_folder(path);
        if (!lock && lock.error().code == ProblemCode::kUnavailable)
            return lock.error();
        if (lock)
            fs::remove_all(path, error);
    }
    return {};
}

}  // namespace

Result<Scaffold> Scaffold::put_up(fs::path const& site)
{
    if (Result<void> const cleared = clear_abandoned(site); !cleared)
        return cleared.error();
    fs::path path = site.parent_path() / (prefix_of(site) + hex(crypto::Secret::random(kMarkBytes).view()));
    if (Result<void> const made = files::create_folder(path); !made)
        return made.error();
    Result<files::Descriptor> lock = files::lock_folder(path);
    if (!lock)
        return lock.error();
    return Scaffold{std::move(path), std::move(*lock)};
}

Scaffold::~Scaffold()
{
    std::error_code error;
    if (lock_)
        fs::remove_all(path_, error);
}

}  // namespace micklegate::site
