#include "gateway/base/london_time.hpp"

namespace micklegate {

Result<Moment> parse_rfc3339_or_london(std::string_view given)
{
    std::string text{given};
    // Java leaves out seconds that are zero.
    if (constexpr std::size_t kMinutes = 16; text.size() >= kMinutes && text.substr(kMinutes, 1) != ":")
        text.insert(kMinutes, ":00");
    if (auto const moment = parse_rfc3339(text))
        return *moment;
    // Whether it is a sound time but for its offset; the offset it lacks is England's.
    auto const bare = parse_rfc3339(text + "Z");
    if (!bare)
        return problem(ProblemCode::kInvalidValue, "is not a date and time");
    auto const day = std::chrono::floor<std::chrono::days>(*bare);
    auto const minute = std::chrono::floor<std::chrono::minutes>(*bare);
    return london_moment(Date{day}, minute - day) + (*bare - minute);
}

}  // namespace micklegate
