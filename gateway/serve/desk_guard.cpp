#include "gateway/serve/desk_guard.hpp"

namespace micklegate::serve {

Result<void> check_desk(Agencies const& agencies, AgencyId const& desk)
{
    auto const found = agencies.find(desk);
    if (found != agencies.end() && !found->second.suspended)
        return {};
    return problem(ProblemCode::kUnavailable,
                   "The duty desk " + desk.get() + " is suspended, so messages that must be held are refused.",
                   "Resume it, or name another duty desk as desk.agency and start the gateway again.");
}

}  // namespace micklegate::serve
