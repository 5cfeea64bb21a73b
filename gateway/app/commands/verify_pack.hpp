// What `micklegate log verify` does where WHERE is an evidence pack.
#pragma once

#include "gateway/app/commands/command.hpp"

namespace micklegate::app {

/// Either file may be none: then the pack's own keys show that it agrees with itself, and that is said.
[[nodiscard]] Outcome verify_pack(terminal::Console& console, std::string const& folder, std::string const& key_file,
                                  std::string const& witnesses_file, bool json);

}  // namespace micklegate::app
