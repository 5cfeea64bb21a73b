// Whether this machine's clock is held to the world's, as entries of the log say of their time.
#pragma once

namespace micklegate::serve {

/// As the kernel says (adjtimex(2)): false where no time service has set the clock for a while.
[[nodiscard]] bool clock_is_synchronised() noexcept;

}  // namespace micklegate::serve
