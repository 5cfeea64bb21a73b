// The folder a site is built in, beside the place where it will stand.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/files/descriptor.hpp"

#include <filesystem>

namespace micklegate::site {

/// Locked while it stands, so that one whose builder was killed is known and can be cleared away. Gone with this
/// object, unless it was renamed into place.
class Scaffold {
public:
    /// kUnavailable while the same site is being built by another process.
    [[nodiscard]] static Result<Scaffold> put_up(std::filesystem::path const& site);
    Scaffold(Scaffold&&) noexcept = default;
    Scaffold& operator=(Scaffold&&) = delete;
    ~Scaffold();

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

private:
    Scaffold(std::filesystem::path path, files::Descriptor lock) : path_{std::move(path)}, lock_{std::move(lock)} {}

    std::filesystem::path path_;
    files::Descriptor lock_;
};

}  // namespace micklegate::site
