// A pack's files, made of its content.
#pragma once

#include "gateway/pack/pack.hpp"

#include <functional>

namespace micklegate::pack {

using Put = std::function<Result<void>(std::string const& path, std::string_view text)>;

/// The files that are one each, by name: all but proofs, policies and the manifest. verify() makes them anew.
[[nodiscard]] std::map<std::string, std::string> single_files(Content const& content, Standing const& standing);

/// Puts every file, the manifest last. The content is checked as verify() checks it, so that nothing that does not
/// prove itself is packed; `tree` shows the hashes of the log at the checkpoint's size. `proven` is told after each
/// proof.
[[nodiscard]] Result<void> write(Content const& content, evidence::TileHashes const& tree, Put const& put,
                                 std::function<void()> const& proven = {});

}  // namespace micklegate::pack
