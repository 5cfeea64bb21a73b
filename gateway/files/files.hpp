// Whole files: read with a bound, written at once or not at all, secrets only for their owner.
#pragma once

#include "gateway/base/bytes.hpp"
#include "gateway/crypto/secret.hpp"

#include <filesystem>
#include <functional>

namespace micklegate::files {

enum class Access : unsigned { kPublic = 0644, kSecret = 0600 };

/// kConfiguration, naming the file, when it is missing, unreadable or larger than `most` bytes; kUnavailable when the
/// machine cannot read it just now: no descriptor or memory left, or the device failed.
[[nodiscard]] Result<std::string> read(std::filesystem::path const& path, std::size_t most = 64 * 1024 * 1024);
/// Like read(), and refuses a file that anyone but its owner may read or write.
[[nodiscard]] Result<crypto::Secret> read_secret(std::filesystem::path const& path);
/// A secret file of one line of base64.
[[nodiscard]] Result<crypto::Secret> read_base64_secret(std::filesystem::path const& path, std::size_t bytes);

/// Makes the folder for its owner alone, and the folders above it; refuses one that exists.
[[nodiscard]] Result<void> create_folder(std::filesystem::path const& path);
/// Creates the file and its folders; refuses one that exists. Not synced: for trees that are built aside and renamed.
[[nodiscard]] Result<void> create(std::filesystem::path const& path, ByteView content, Access access = Access::kPublic);
/// Puts the content in place atomically and durably: readers see the old file or the new one.
/// Refuses to replace a device, a pipe or a link.
[[nodiscard]] Result<void> replace(std::filesystem::path const& path, ByteView content,
                                   Access access = Access::kPublic);

/// Swaps a folder and a newer one in one step, after everything in the newer is on disk.
[[nodiscard]] Result<void> exchange(std::filesystem::path const& path, std::filesystem::path const& newer);
/// Renames a folder built aside into place, after everything in it is on disk; refuses to replace anything but an empty
/// folder.
[[nodiscard]] Result<void> put_in_place(std::filesystem::path const& aside, std::filesystem::path const& path);

/// Fills a folder aside and swaps it in for the one at `path`, or puts it there where there is none; what it takes the
/// place of goes. Where anything fails the old one stays.
[[nodiscard]] Result<void> renew_folder(std::filesystem::path const& path,
                                        std::function<Result<void>(std::filesystem::path const& aside)> const& fill);

}  // namespace micklegate::files
