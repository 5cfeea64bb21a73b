#include "gateway/base/invariant.hpp"

#include <cstdio>
#include <cstdlib>

namespace micklegate {

void invariant_broken(char const* what) noexcept
{
    std::fprintf(stderr, "micklegate: invariant broken: %s\n", what);
    std::abort();
}

}  // namespace micklegate
