// The small ordered key-value port that projections of the journal are written to and read from.
#pragma once

#include "gateway/base/result.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace micklegate::commit {

/// Collects changes that become visible, and durable, together with the journal records they were folded from.
class KeyValueWriter {
public:
    virtual ~KeyValueWriter() = default;
    virtual void put(std::string_view key, std::string_view value) = 0;
    virtual void erase(std::string_view key) = 0;
    /// Every key that starts with `prefix`, which is not empty and does not end in 0xFF.
    virtual void erase_all(std::string_view prefix) = 0;
};

/// Reads what is committed. Callable from any thread. A read that fails is a Problem, never an absence.
class KeyValueReader {
public:
    virtual ~KeyValueReader() = default;
    [[nodiscard]] virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
    /// Visits keys that start with `prefix` in order, from `from` on (a full key), until `visit` returns false.
    [[nodiscard]] virtual Result<void> scan(
        std::string_view prefix, std::string_view from,
        std::function<bool(std::string_view key, std::string_view value)> const& visit) const = 0;
    /// The same up to the first key at or behind `until`, which has the prefix too. Rows that were erased behind that
    /// cost nothing.
    [[nodiscard]] virtual Result<void> scan_until(
        std::string_view prefix, std::string_view from, std::string_view until,
        std::function<bool(std::string_view key, std::string_view value)> const& visit) const
    {
        return scan(prefix, from,
                    [&](std::string_view key, std::string_view value) { return key < until && visit(key, value); });
    }
};

}  // namespace micklegate::commit
