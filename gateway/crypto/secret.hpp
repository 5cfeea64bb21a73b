// Secret bytes: guarded memory that is wiped, never copied, never printed.
#pragma once

#include "gateway/base/bytes.hpp"

#include <memory>

namespace micklegate::crypto {

/// Owns `size` bytes in memory that is locked, fenced by guard pages and zeroed on release (libsodium sodium_malloc).
/// Move-only and deliberately without any stream, format or comparison operator.
class Secret {
public:
    /// Throws std::bad_alloc when the system gives no guarded memory.
    explicit Secret(std::size_t size);

    [[nodiscard]] std::span<std::uint8_t> writable() noexcept { return {bytes_.get(), size_}; }
    [[nodiscard]] ByteView view() const noexcept { return {bytes_.get(), size_}; }

    [[nodiscard]] static Secret copy_of(ByteView bytes);
    [[nodiscard]] static Secret random(std::size_t size);

private:
    struct Wipe {
        void operator()(std::uint8_t* bytes) const noexcept;
    };
    std::unique_ptr<std::uint8_t, Wipe> bytes_;
    std::size_t size_;
};

/// Call once before any other crypto function; throws std::runtime_error if libsodium cannot start.
void initialise();

}  // namespace micklegate::crypto
