// An evidence pack in a folder, and what whoever checks it knows from elsewhere.
#pragma once

#include "gateway/pack/verify.hpp"

#include <filesystem>

namespace micklegate::app {

/// By its manifest; a pack that lost it is known by what else it holds.
[[nodiscard]] bool is_pack(std::filesystem::path const& folder);

/// Either file may be none. A tlog-policy that names the pack's log says its key too.
[[nodiscard]] Result<pack::Verdict> check_pack(std::filesystem::path const& folder, std::string const& key_file,
                                               std::string const& witnesses_file);

}  // namespace micklegate::app
