#include "gateway/api/agreed_purpose.hpp"

#include <algorithm>

namespace micklegate::api {

Result<void> check_agreed_purpose(std::string const& purpose, policy::PolicySet const& policy, char const* next)
{
    bool const known = std::ranges::any_of(
        policy.agreements, [&](policy::Agreement const& agreement) { return agreement.purposes.contains(purpose); });
    if (known)
        return {};
    return field_problem(ProblemCode::kInvalidValue, "/purpose", "is a purpose of no agreement", next);
}

}  // namespace micklegate::api
