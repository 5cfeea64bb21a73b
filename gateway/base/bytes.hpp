// Bytes and their text forms. All functions are pure and thread-safe.
#pragma once

#include "gateway/base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micklegate {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<std::uint8_t const>;

/// The bytes of a text, without a copy; valid as long as `text`.
[[nodiscard]] ByteView as_bytes(std::string_view text) noexcept;
/// Bytes seen as text, without a copy; valid as long as `bytes`.
[[nodiscard]] std::string_view as_text(ByteView bytes) noexcept;

/// The value of a hexadecimal digit in either case, or -1.
[[nodiscard]] int hex_digit(char c) noexcept;
[[nodiscard]] std::string hex(ByteView bytes);
[[nodiscard]] Result<Bytes> from_hex(std::string_view text);

/// RFC 4648 section 4: standard alphabet, with padding; decoding accepts nothing else.
[[nodiscard]] std::string base64(ByteView bytes);
[[nodiscard]] Result<Bytes> from_base64(std::string_view text);

/// Big-endian, so that the byte order of keys is the order of numbers.
void append_be64(std::string& out, std::uint64_t value);
[[nodiscard]] std::uint64_t read_be64(ByteView eight) noexcept;

}  // namespace micklegate
