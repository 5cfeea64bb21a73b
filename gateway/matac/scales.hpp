// The files of policies/matac/, checked as `micklegate policy check` checks the rest of the folder.
#pragma once

#include "gateway/base/result.hpp"

#include <map>
#include <string>

namespace micklegate::matac {

/// By their paths in the policies folder; files elsewhere in it are passed over. kConfiguration for the first fault,
/// and where two files of one kind call themselves by one version.
[[nodiscard]] Result<void> check_scales(std::map<std::string, std::string> const& files);

}  // namespace micklegate::matac
