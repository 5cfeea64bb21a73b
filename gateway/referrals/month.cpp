#include "gateway/referrals/month.hpp"

namespace micklegate::referrals {

std::string name_of(std::chrono::year_month month) { return iso_date(month / 1).substr(0, 7); }

Result<std::chrono::year_month> parse_month(std::string_view text)
{
    auto const first = parse_iso_date(std::string{text} + "-01");
    if (!first)
        return problem(ProblemCode::kInvalidValue, "That is no month.", "Write it like 2026-11.");
    return first->year() / first->month();
}

}  // namespace micklegate::referrals
