#include "gateway/site/share.hpp"

namespace micklegate::site {

namespace fs = std::filesystem;

fs::path share_folder()
{
    std::error_code error;
    fs::path const executable = fs::read_symlink("/proc/self/exe", error);
    fs::path const installed = executable.parent_path().parent_path() / "share" / "micklegate";
    return fs::exists(installed / "policies", error) ? installed : fs::path{MICKLEGATE_SHARE};
}

}  // namespace micklegate::site
