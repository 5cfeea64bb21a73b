// invariant(): a condition that only a bug can break. Stays on in release; stops the process.
#pragma once

namespace micklegate {

[[noreturn]] void invariant_broken(char const* what) noexcept;

inline void invariant(bool holds, char const* what) noexcept
{
    if (!holds)
        invariant_broken(what);
}

}  // namespace micklegate
