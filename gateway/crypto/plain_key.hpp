// A key in ordinary memory, wiped when it is let go: for keys that come with every message, where guarded memory would
// cost each a millisecond.
#pragma once

#include "gateway/base/bytes.hpp"

#include <array>
#include <optional>

namespace micklegate::crypto {

/// 32 bytes. Move-only, and deliberately without any stream, format or comparison operator.
class PlainKey {
public:
    [[nodiscard]] static PlainKey random();
    /// Nothing unless there are 32 bytes.
    [[nodiscard]] static std::optional<PlainKey> copy_of(ByteView bytes);

    PlainKey(PlainKey&& other) noexcept;
    PlainKey(PlainKey const&) = delete;
    PlainKey& operator=(PlainKey const&) = delete;
    PlainKey& operator=(PlainKey&&) = delete;
    ~PlainKey();

    [[nodiscard]] ByteView view() const noexcept { return bytes_; }
    /// Another key for each purpose (keyed BLAKE2b, RFC 7693).
    [[nodiscard]] PlainKey derived(std::string_view purpose) const;

private:
    PlainKey() = default;
    std::array<std::uint8_t, 32> bytes_{};
};

/// Overwrites bytes that held a key.
void wipe(std::span<std::uint8_t> bytes) noexcept;

}  // namespace micklegate::crypto
