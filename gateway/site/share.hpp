// Where the data that comes with the executable lies: policies and fictional samples.
#pragma once

#include <filesystem>

namespace micklegate::site {

/// ../share/micklegate beside the executable where that holds policies, else the folder chosen when it was built.
[[nodiscard]] std::filesystem::path share_folder();

}  // namespace micklegate::site
