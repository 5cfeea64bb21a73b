#include "gateway/serve/clock_state.hpp"

#include <sys/timex.h>

namespace micklegate::serve {

bool clock_is_synchronised() noexcept
{
    timex state{};
    int const answer = ::adjtimex(&state);
    return answer != -1 && answer != TIME_ERROR && (static_cast<unsigned>(state.status) & STA_UNSYNC) == 0;
}

}  // namespace micklegate::serve
