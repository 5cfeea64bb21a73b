#include "gateway/site/site.hpp"

#include "gateway/files/files.hpp"
#include "gateway/files/lock.hpp"

#include <cstdlib>

namespace micklegate::site {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSiteKeyBytes = 32;

/// Whoever can write in the folder can put a sealing key of their own in a member's place.
Result<void> closed_to_others(fs::path const& root)
{
    constexpr fs::perms kOthers = fs::perms::group_all | fs::perms::others_all;
    std::error_code error;
    if ((fs::status(root, error).permissions() & kOthers) == fs::perms::none && !error)
        return {};
    return problem(ProblemCode::kConfiguration, root.string() + " is open to others on this machine.",
                   "Run: chmod 700 " + root.string());
}

}  // namespace

Result<Site> open_site(fs::path const& root)
{
    fs::path const file = root / "micklegate.toml";
    std::error_code error;
    if (!fs::exists(file, error))
        return problem(ProblemCode::kConfiguration, root.string() + " is not a site folder: it has no micklegate.toml.",
                       "Make one: micklegate init " + root.string());
    Result<std::string> const text = files::read(file);
    if (!text)
        return text.error();
    Result<Settings> settings = parse_settings(*text, file.string());
    if (!settings)
        return settings.error();
    return Site{root, std::move(*settings)};
}

Result<files::Descriptor> lock_for_serving(Site const& site)
{
    if (Result<void> const closed = closed_to_others(site.root); !closed)
        return closed.error();
    Result<files::Descriptor> lock = files::lock_folder(site.root);
    if (!lock && lock.error().code == ProblemCode::kUnavailable)
        return problem(ProblemCode::kUnavailable, "Another gateway is serving this site.",
                       "Stop it first, or serve another site folder.");
    return lock;
}

Result<crypto::Secret> read_site_key(Site const& site)
{
    if (char const* const credentials = std::getenv("CREDENTIALS_DIRECTORY"); credentials != nullptr) {
        fs::path const credential = fs::path{credentials} / "site.key";
        std::error_code error;
        if (fs::exists(credential, error))
            return files::read_base64_secret(credential, kSiteKeyBytes);
    }
    return files::read_base64_secret(site.root / site.settings.site_key, kSiteKeyBytes);
}

}  // namespace micklegate::site
